#include "core/results/OnsetTable.h"

#include <QTest>

using namespace vitrine;

namespace {

std::vector<results::OnsetRow> rows()
{
    results::OnsetTemperature known;
    known.temperature = 1.3e-6;
    known.mode = 7;
    known.sign = "-";
    known.scannedModes = 60;
    known.scansInBothDirections = 59;
    known.highestOmega = 0.125;
    results::OnsetTemperature unknown;
    unknown.scannedModes = 2;
    return {{potential::HarmonicPotential{}, 32000, "A", known},
            {potential::LennardJonesPotential{}, 800, "B_1", unknown}};
}

}  // namespace

class OnsetTableTest : public QObject {
    Q_OBJECT
private slots:
    void writesCsv()
    {
        QCOMPARE(QString::fromStdString(results::onsetTableCsv(rows())),
                 QStringLiteral("system,particles,sample,t_c,mode,sign,modes_scanned,modes_in_both_directions,"
                                "highest_omega\n"
                                "harmonic,32000,\"A\",1.3e-06,7,-,60,59,0.125\n"
                                "lj,800,\"B_1\",,,,2,0,0\n"));
    }

    void writesLatex()
    {
        const QString table = QString::fromStdString(results::onsetTableLatex(rows()));
        QVERIFY(table.contains(QStringLiteral("Harmonic & $32\\,000$ & A & 60 & $1.3 \\times 10^{-6}$ \\\\\n")));
        QVERIFY(table.contains(QStringLiteral("LJ & $800$ & B\\_1 & 2 & -- \\\\\n")));
        QCOMPARE(table.count(QStringLiteral("{tabular}")), 2);
    }
};

QTEST_APPLESS_MAIN(OnsetTableTest)
#include "OnsetTableTest.moc"

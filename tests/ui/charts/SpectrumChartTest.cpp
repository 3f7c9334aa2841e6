#include "ui/charts/SpectrumChart.h"
#include "ui/look/Numbers.h"

#include <QTest>

using namespace vitrine;
using charts::SpectrumChart;
using charts::SpectrumFindings;

namespace {

SpectrumFindings findings()
{
    SpectrumFindings found;
    found.states.edges = {0.1, 0.2, 0.4, 0.8};
    found.states.counts = {4, 0, 40};
    found.states.middles = {0.15, 0.3, 0.6};
    found.states.density = {0.01, 0, 0.2};
    found.states.densityErrors = {0.005, 0.001, 0.03};
    found.states.reduced = {0.5, 0, 0.6};
    found.states.reducedErrors = {0.25, 0.1, 0.1};
    found.curve = {.omega = {0.2, 0.3, 0.4}, .reduced = {0.5, 0.7, 0.6}, .errors = {0.1, 0.1, 0.1}};
    found.bosonPeak = modes::BosonPeak{
        .frequency = 0.3, .lowFrequency = 0.25, .highFrequency = 0.4, .height = 0.7, .foundFraction = 0.9};
    return found;
}

modes::ElasticModuli noModuli()
{
    modes::ElasticModuli moduli;
    moduli.stiffness.setZero();
    moduli.affineStiffness.setZero();
    moduli.stress.setZero();
    return moduli;
}

}  // namespace

class SpectrumChartTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatToDoWhileThereIsNothing()
    {
        SpectrumChart chart;
        chart.setEmptyHint(QStringLiteral("No modes yet."));
        chart.toImage({400, 300});
        QCOMPARE(chart.emptyText(), QStringLiteral("No modes yet."));
    }

    void showsEveryBinThatIsNotEmpty()
    {
        SpectrumChart chart;
        chart.setFindings(std::make_shared<const SpectrumFindings>(findings()));
        chart.toImage({400, 300});
        QCOMPARE(chart.hotPoints().size(), std::size_t{2});
        QCOMPARE(chart.hotPoints()[1].y, 0.6);
        QVERIFY(chart.hotPoints()[1].tooltip.contains(QStringLiteral("40 modes")));
        chart.setQuantity(SpectrumChart::Quantity::density);
        chart.toImage({400, 300});
        QCOMPARE(chart.hotPoints()[1].y, 0.2);
    }

    void saysTheBosonPeakOrWhyThereIsNone()
    {
        SpectrumChart chart;
        chart.setFindings(std::make_shared<const SpectrumFindings>(findings()));
        chart.toImage({400, 300});
        const QString words = look::withPlainSpaces(chart.caption());
        QVERIFY2(words.contains(QStringLiteral("ω_BP = 0.300 (0.250 to 0.400)")), qPrintable(words));
        SpectrumFindings without = findings();
        without.bosonPeak = modes::NoBosonPeak{"there are too few modes."};
        chart.setFindings(std::make_shared<const SpectrumFindings>(without));
        chart.toImage({400, 300});
        QVERIFY2(chart.caption().contains(QStringLiteral("too few modes")), qPrintable(chart.caption()));
        QVERIFY2(chart.caption().contains(QStringLiteral("modes found, too few for the boson peak")),
                 qPrintable(chart.caption()));
    }

    void drawsDebyesLawOfEachSample()
    {
        SpectrumChart chart;
        SpectrumFindings found = findings();
        chart.setFindings(std::make_shared<const SpectrumFindings>(found));
        chart.toImage({400, 300});
        const double low = chart.axisMinimum(Qt::Vertical);
        modes::ElasticModuli moduli = noModuli();
        moduli.debyeLevel = 0.01;
        moduli.bulk = 0.4;
        moduli.shear = 0.05;
        found.moduli = {{"A", moduli}, {"B", noModuli()}};
        chart.setFindings(std::make_shared<const SpectrumFindings>(found));
        chart.toImage({400, 300});
        const QString words = look::withPlainSpaces(chart.caption());
        QVERIFY2(words.contains(QStringLiteral("A_D = 0.0100")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("sample B has no speed of sound")), qPrintable(words));
        QVERIFY(chart.axisMinimum(Qt::Vertical) < low);
    }
};

QTEST_MAIN(SpectrumChartTest)
#include "SpectrumChartTest.moc"

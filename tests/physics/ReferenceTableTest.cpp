#include "core/results/RecordTable.h"
#include "core/study/StudyRunner.h"
#include "core/study/formats/PackingFile.h"
#include "tests/support/ReferenceCase.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <filesystem>
#include <map>

using namespace vitrine;
namespace fs = std::filesystem;

namespace {
using Row = std::map<QString, QString>;
using ScanList = std::vector<std::pair<int, int>>;  // modes and signs

/// The rows of a table by the names of their columns.
std::vector<Row> rowsOf(const std::string& csv)
{
    const QStringList lines = QString::fromStdString(csv).split('\n', Qt::SkipEmptyParts);
    const QStringList columns = lines.front().split(',');
    std::vector<Row> rows;
    for (const QString& line : lines.mid(1)) {
        Row row;
        const QStringList cells = line.split(',');
        for (qsizetype i = 0; i < columns.size(); ++i)
            row[columns[i]] = cells.value(i);
        rows.push_back(row);
    }
    return rows;
}

/// A number that a row has.
double number(const Row& row, const char* column)
{
    bool isNumber = false;
    const double value = row.at(column).toDouble(&isNumber);
    return isNumber ? value : std::nan("");
}

bool near(double value, double reference, double relative)
{
    return std::abs(value - reference) <= relative * std::abs(reference);
}
}  // namespace

/// The table of a study whose sample is imported from a reference file, column by column, against that reference;
/// tolerances are those of tests/data/README.md.
class ReferenceTableTest : public QObject {
    Q_OBJECT

private slots:
    void tableAgrees_data()
    {
        using Transverse = modes::PhononOrderSettings::Transverse;
        QTest::addColumn<bool>("harmonic");
        QTest::addColumn<Transverse>("transverse");
        QTest::addColumn<ScanList>("scans");
        QTest::newRow("harmonic, summed")
            << true << Transverse::summed << ScanList{{1, 1}, {1, -1}, {10, 1}, {20, -1}};
        QTest::newRow("harmonic, separate") << true << Transverse::separate << ScanList{};
        QTest::newRow("Lennard-Jones, summed") << false << Transverse::summed << ScanList{{1, 1}};
        QTest::newRow("Lennard-Jones, separate") << false << Transverse::separate << ScanList{};
    }

    void tableAgrees()
    {
        QFETCH(bool, harmonic);
        QFETCH(modes::PhononOrderSettings::Transverse, transverse);
        QFETCH(ScanList, scans);
        const test::ReferenceCase reference =
            harmonic ? test::ReferenceCase::harmonic() : test::ReferenceCase::lennardJones();
        QTemporaryDir folder;
        const study::Study study =
            imported(reference, harmonic, transverse, fs::path(folder.path().toStdString()) / "study");
        study::StudyGoal goal;
        goal.modeCount = 60;
        study::runStudy(study, goal, run::RunControl(2));
        for (const auto& [mode, sign] : scans) {
            study::StudyGoal scan;
            scan.scanModes = {mode};
            scan.scanPlus = sign > 0;
            scan.scanMinus = sign < 0;
            study::runStudy(study, scan, run::RunControl());
        }
        std::size_t scanned = 0;
        for (const Row& row : rowsOf(results::csvTable(study.records(), results::TableColumns::all))) {
            compareMode(row, reference, transverse);
            if (!row.at("sign").isEmpty()) {
                ++scanned;
                compareScan(row, reference);
            }
            else
                for (const char* empty : {"outcome", "ac", "ac_low", "barrier", "dr", "dphi", "n_rearr", "overlap",
                                          "decay_exponent", "transition", "minimiser", "evaluations"})
                    QVERIFY2(row.at(empty).isEmpty(), empty);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(scanned, scans.size());
    }

private:
    static study::Study imported(const test::ReferenceCase& reference, bool harmonic,
                                 modes::PhononOrderSettings::Transverse transverse, const fs::path& folder)
    {
        const model::Packing packing = study::formats::readPacking(
            fs::path(VITRINE_TEST_DATA) / (harmonic ? "harm_N1000_s11.h5" : "lj_N1000_s12.h5"));
        model::SampleRecipe recipe;
        recipe.potential = reference.potential;
        recipe.particleCount = packing.particleCount();
        recipe.numberDensity = packing.numberDensity();
        recipe.origin = model::Origin::imported;
        study::StudyPlan plan = study::StudyPlan::ofPaper(recipe, 1);
        plan.samples.clear();
        plan.phononOrder.transverse = transverse;
        study::Study study = study::Study::create(folder, plan);
        study.addImported(*quench::adoptPacking(recipe, packing, plan.quench, false, {}));
        return study;
    }

    static void compareMode(const Row& row, const test::ReferenceCase& reference,
                            modes::PhononOrderSettings::Transverse transverse)
    {
        const auto k = static_cast<Eigen::Index>(number(row, "mode")) - 1;
        const test::ReferenceModes& modes = reference.modes;
        QCOMPARE(row.at("sample"), QString("A"));
        QCOMPARE(row.at("particles"), QString("1000"));
        QVERIFY(near(number(row, "omega"), modes.omega[k], 1e-10));
        QVERIFY(number(row, "residual") < 1e-9);
        QVERIFY(near(number(row, "participation_ratio"), modes.participation[k], 1e-9));
        if (modes.thresholdDistance[k] > 1e-6) {
            const bool summed = transverse == modes::PhononOrderSettings::Transverse::summed;
            const double expected = (summed ? modes.phononOrderSummed : modes.phononOrder)[k];
            QVERIFY(std::abs(number(row, "phonon_order") - expected) < 1e-9);
        }
        QVERIFY(number(row, "tau") <= 0);
        QVERIFY(near(number(row, "tau"), modes.tau[k], 1e-8));
        QVERIFY(near(number(row, "ac_third_order"), modes.thirdOrderAmplitude[k], 1e-8));
        QVERIFY(row.at("kind") == "phonon" || row.at("kind") == "quasilocalised" || row.at("kind") == "neither");
        QVERIFY(row.at("equilibrated").isEmpty());  // an import is from no liquid that is known
    }

    static void compareScan(const Row& row, const test::ReferenceCase& reference)
    {
        const int mode = row.at("mode").toInt();
        const auto& expected = *reference.scan(mode, row.at("sign") == "+" ? 1 : -1).transition;
        QCOMPARE(row.at("outcome"), QString("transition"));
        QCOMPARE(row.at("method"), QString("fire"));
        // The bracket of the same FIRE; it depends on the last digits of the eigenvector by 1e-11.
        QVERIFY(near(number(row, "ac"), expected.highAmplitude, 1e-9));
        QVERIFY(near(number(row, "ac_low"), expected.lowAmplitude, 1e-9));
        QVERIFY(number(row, "reached") >= expected.highAmplitude * (1 - 1e-9));
        QVERIFY(near(number(row, "barrier"), expected.barrier, 1e-8));
        QVERIFY(near(number(row, "dr"), expected.distance, 1e-5));
        QVERIFY(near(number(row, "dphi"), expected.energyDifference, 1e-5));
        QVERIFY(near(number(row, "n_rearr"), expected.rearrangedCount, 1e-5));
        QVERIFY(std::abs(number(row, "overlap") - expected.overlap) < 1e-6);
        QVERIFY(row.at("decay_exponent").isEmpty() && row.at("decay_exponent_error").isEmpty());  // N <= 2048
        // 1- and 20- go to different states (ReferenceScanTest); each number is that of the first that reached it.
        QVERIFY(row.at("transition").toInt() >= 1);
        if (mode == 1)
            QCOMPARE(row.at("transition"), row.at("sign") == "+" ? QString("1") : QString("2"));
        QVERIFY(row.at("minimiser").startsWith("FIRE dt "));
        QVERIFY(row.at("evaluations").toInt() > 1000);
    }
};

QTEST_APPLESS_MAIN(ReferenceTableTest)
#include "ReferenceTableTest.moc"

#include "core/run/Errors.h"
#include "core/study/formats/PlanJson.h"

#include <QtTest>

#include <limits>

using namespace vitrine;

class PlanJsonTest : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatItWrote()
    {
        study::StudyPlan plan = examplePlan();
        plan.samples[1].recipe.seed = std::numeric_limits<std::uint64_t>::max();
        plan.solver = modes::EigenSolver::cholmod;
        plan.scan.firstAmplitude = 0.1 + 0.2;
        plan.samples[1].firstAmplitude = 1e-7;
        plan.phononOrder.largestSquare = 6;
        plan.phononOrder.transverse = modes::PhononOrderSettings::Transverse::separate;
        plan.tail.rangeBegin = 5.5;
        const std::string text = study::formats::planText(plan);
        const study::StudyPlan read = study::formats::planFromText(text);
        QCOMPARE(study::formats::planText(read), text);
        QCOMPARE(read.samples[1].recipe.seed, std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(read.samples[0].recipe.numberDensity, plan.samples[0].recipe.numberDensity);
        QCOMPARE(read.scan.firstAmplitude, 0.1 + 0.2);
        QCOMPARE(read.scanOf(read.samples[0], quench::MinimizerKind::fire).firstAmplitude, 0.1 + 0.2);
        QCOMPARE(read.scanOf(read.samples[1], quench::MinimizerKind::fire).firstAmplitude, 1e-7);
        QCOMPARE(*read.phononOrder.largestSquare, Eigen::Index(6));
        QVERIFY(read.phononOrder.transverse == modes::PhononOrderSettings::Transverse::separate);
        QCOMPARE(read.tail.rangeBegin, 5.5);
        QVERIFY(read.solver == modes::EigenSolver::cholmod);
    }

    void readsLiquidsAndImports()
    {
        study::StudyPlan plan =
            study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::LennardJonesPotential{}, 500, 3), 2);
        plan.samples[1].recipe.origin = model::Origin::imported;
        plan.samples[1].recipe.contentHash = std::string(64, 'a');
        plan.equilibration.steps = 4000;
        const study::StudyPlan read = study::formats::planFromText(study::formats::planText(plan));
        QCOMPARE(read.equilibration.steps, std::int64_t(4000));
        QCOMPARE(read.equilibration.separation.forceTolerance, 0.05);
        QCOMPARE(read.samples[0].recipe.temperature, 2.0);
        QVERIFY(read.samples[1].recipe.origin == model::Origin::imported);
        QCOMPARE(read.samples[1].recipe.contentHash, std::string(64, 'a'));
    }

    void readsCrystals()
    {
        const auto recipe =
            model::SampleRecipe::ofCrystal(potential::HarmonicPotential{}, model::Lattice::bodyCentred, 4);
        const study::StudyPlan read =
            study::formats::planFromText(study::formats::planText(study::StudyPlan::ofPaper(recipe, 1)));
        QVERIFY(read.samples[0].recipe.lattice == model::Lattice::bodyCentred);
        QCOMPARE(read.samples[0].recipe.cellsPerSide, 4);
    }

    void onlyTheMinimizerThatScansDecides()
    {
        const auto text = [](const study::StudyPlan& plan, quench::MinimizerKind method) {
            return study::formats::settingsText(plan.scanOf(plan.samples.front(), method));
        };
        const study::StudyPlan plan = examplePlan();
        study::StudyPlan other = plan;
        other.scan.gradientFlow.errorTolerance = 0.01;
        QCOMPARE(text(other, quench::MinimizerKind::fire), text(plan, quench::MinimizerKind::fire));
        QVERIFY(text(other, quench::MinimizerKind::gradientFlow) !=
                text(plan, quench::MinimizerKind::gradientFlow));
        QCOMPARE(text(other, quench::MinimizerKind::conjugateGradients),
                 text(plan, quench::MinimizerKind::conjugateGradients));
        other.scan.minimizer.forceTolerance = 1e-11;  // FIRE finishes the gradient flow, but not the other
        QCOMPARE(text(other, quench::MinimizerKind::conjugateGradients),
                 text(plan, quench::MinimizerKind::conjugateGradients));
        const study::StudyPlan read = study::formats::planFromText(study::formats::planText(other));
        QCOMPARE(read.scan.gradientFlow.errorTolerance, 0.01);
    }

    void namesKeyValueAndRange_data()
    {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("edited");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* original, const char* edited, const char* message) {
            QTest::newRow(message) << QString(original) << QString(edited) << QString(message);
        };
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": 3",
            "scan.pointsPerDecade is 3, but has to be a whole number from 10 to 1000.");
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": 10.5", "scan.pointsPerDecade is 10.5, but");
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": \"10\"", "scan.pointsPerDecade is \"10\", but");
        row("\"pointsPerDecade\": 10,", "", "scan.pointsPerDecade is missing.");
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": 10, \"pointsPerDekade\": 1",
            "scan.pointsPerDekade is unknown; known here: ");
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": 10, \"pointsPerDecade\": 20", "there twice");
        row("\"particles\": 200", "\"particles\": -1",
            "samples[0].particles is -1, but has to be a whole number from 16 to 8388608.");
        row("\"particles\": 200", "\"particles\": 1e3", "samples[0].particles is 1000.0, but");
        row("\"particles\": 200", "\"particles\": 99999999999999999999999", "samples[0].particles is");
        row("\"name\": \"B\"", "\"name\": \"A\"", "samples[1].name is \"A\", but");
        row("\"name\": \"B\"", "\"name\": \"../B\"", "samples[1].name is \"../B\", but");
        row("\"name\": \"B\"", "\"name\": \"\"", "samples[1].name is \"\", but");
        row("\"potential\": \"harmonic\"", "\"potential\": \"hertz\"", "samples[0].potential: ");
        row("\"origin\": \"random\"", "\"origin\": \"magma\"", "samples[0].origin: ");
        row("\"origin\": \"random\"", "\"origin\": \"crystal\"", "samples[0].lattice is missing.");
        row("\"solver\": \"automatic\"", "\"solver\": \"magic\"", "modes.solver: ");
        row("\"formatVersion\": 2", "\"formatVersion\": 1", "formatVersion is 1, but has to be 2");
        row("\"transverse\": \"summed\"", "\"transverse\": \"skew\"", "modes.phononOrder.transverse: ");
        row("\"largestSquare\": null", "\"largestSquare\": 0", "modes.phononOrder.largestSquare is 0, but");
        row("\"rangeBegin\": 0.0", "\"rangeBegin\": -1", "tail.rangeBegin is -1, but");
        row("\"seed\": 2", "\"seed\": 2, \"firstAmplitude\": 0", "samples[1].firstAmplitude is 0, but");
        row("\"seed\": 2", "\"seed\": 2, \"firstAmplitude\": 2.0", "sample B: ");
        row("\"format\": \"Vitrine study\"", "\"format\": \"other\"", "format is \"other\"");
        row("\"samples\": [", "\"samples\": 7, \"more\": [", "samples is 7, but has to be a list");
        row("\"forceTolerance\"", "\"forceTolerance\": 0, \"x\"", "quench.forceTolerance is 0, but");
        row("\"quench\": {", "\"quench\": {,", "no valid JSON at byte");
        row("\"pointsPerDecade\": 10", "\"pointsPerDecade\": 1e400", "beyond the range of double precision");
    }

    void namesKeyValueAndRange()
    {
        QFETCH(QString, original);
        QFETCH(QString, edited);
        QFETCH(QString, message);
        QString text = QString::fromStdString(study::formats::planText(examplePlan()));
        const auto at = text.indexOf(original);
        QVERIFY(at >= 0);
        text.replace(at, original.size(), edited);
        try {
            study::formats::planFromText(text.toStdString());
            QFAIL("it was read");
        }
        catch (const run::InvalidInput& error) {
            QVERIFY2(QString(error.what()).contains(message), error.what());
        }
    }

    void refusesDeepNestingBeforeItFillsTheStack()
    {
        constexpr std::size_t depth = 1'000'000;
        const std::string text =
            "{\"samples\": " + std::string(depth, '[') + std::string(depth, ']') + ", \"format\": \"\"}";
        try {
            study::formats::planFromText(text);
            QFAIL("it was read");
        }
        catch (const run::InvalidInput& error) {
            QVERIFY2(QString(error.what()).contains("nested"), error.what());
        }
    }

    void refusesEveryCutOffText()
    {
        const std::string text = study::formats::planText(examplePlan());
        for (std::size_t length = 0; length + 2 < text.size(); length += 7)
            QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::formats::planFromText(text.substr(0, length)));
    }

private:
    static study::StudyPlan examplePlan()
    {
        return study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 200, 1), 2);
    }
};

QTEST_APPLESS_MAIN(PlanJsonTest)
#include "PlanJsonTest.moc"

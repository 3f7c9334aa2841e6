#include "core/results/RecordTable.h"
#include "core/run/Errors.h"
#include "core/study/StudyRunner.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <filesystem>
#include <thread>

using namespace vitrine;
using anharmonicity::Direction;
namespace fs = std::filesystem;

/// Runs small studies whole.
class StudyRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = fs::path(m_temporary->path().toStdString());
    }

    void reachesTheGoalAndTellsOfEachPiece()
    {
        const study::Study study = newStudy("study", 2);
        Heard heard;
        study::runStudy(study, study::StudyGoal::everything(2), run::RunControl(2), listener(heard));
        QCOMPARE(heard.structures.load(), 2);
        QCOMPARE(heard.modes.load(), 2);
        QCOMPARE(heard.scans.load(), 8);
        const auto records = study.records();
        QCOMPARE(records.size(), std::size_t(8));
        QCOMPARE(records[0].sample, std::string("A"));
        QCOMPARE(records[7].sample, std::string("B"));
        for (const results::ModeRecord& record : records) {
            QVERIFY(record.omega > 0 && record.tau <= 0 && record.thirdOrderAmplitude);
            QVERIFY(!record.outcome.empty() && record.evaluations);
            QCOMPARE(record.transition.has_value(), record.criticalAmplitude.has_value());
        }
    }

    void doesNothingTwice()
    {
        const study::Study study = newStudy("study", 1);
        study::runStudy(study, study::StudyGoal::everything(1), run::RunControl());
        Heard heard;
        study::runStudy(study, study::StudyGoal::everything(1), run::RunControl(), listener(heard));
        QCOMPARE(heard.structures + heard.modes + heard.scans + heard.begun, 0);
    }

    void findsFurtherModesInAFileOfTheirOwn()
    {
        const study::Study study = newStudy("study", 1);
        study::StudyGoal goal;
        goal.modeCount = 2;
        study::runStudy(study, goal, run::RunControl());
        goal.modeCount = 5;
        study::runStudy(study, goal, run::RunControl());
        QVERIFY(fs::exists(study.folder() / "A" / "modes-00001-00002.h5"));
        QVERIFY(fs::exists(study.folder() / "A" / "modes-00003-00005.h5"));
        const auto modes = study.modes("A");
        const Eigen::MatrixXd overlaps = modes->eigenvectors.transpose() * modes->eigenvectors;
        QVERIFY((overlaps - Eigen::MatrixXd::Identity(5, 5)).cwiseAbs().maxCoeff() < 1e-8);
        QVERIFY(std::is_sorted(modes->omega.begin(), modes->omega.end()));
    }

    void scansOnlyTheSignsAskedFor()
    {
        const study::Study study = newStudy("study", 1);
        study::StudyGoal goal = study::StudyGoal::everything(1);
        goal.scanPlus = false;
        study::runStudy(study, goal, run::RunControl());
        QCOMPARE(study.state("A").scans, (std::vector<study::ScanKey>{{1, Direction::minus}}));
    }

    void writesTheSameWithAnyNumberOfThreads()
    {
        const study::Study one = newStudy("one", 1);
        const study::Study three = newStudy("three", 1);
        study::runStudy(one, study::StudyGoal::everything(2), run::RunControl(1));
        study::runStudy(three, study::StudyGoal::everything(2), run::RunControl(3));
        QCOMPARE(results::csvTable(one.records(), results::TableColumns::all),
                 results::csvTable(three.records(), results::TableColumns::all));
    }

    void keepsWhatWasFinishedWhenCancelled()
    {
        const study::Study study = newStudy("study", 1);
        std::stop_source stop;
        Heard heard;
        study::StudyListener stopper = listener(heard);
        stopper.scan = [&](const std::string&, const auto&) {
            ++heard.scans;
            stop.request_stop();
        };
        QVERIFY_THROWS_EXCEPTION(run::RunCancelled,
                                 study::runStudy(study, study::StudyGoal::everything(4),
                                                 run::RunControl(1, stop.get_token()), stopper));
        const auto kept = study.state("A").scans.size();
        QVERIFY(kept >= 1 && kept < 8);
        QCOMPARE(static_cast<int>(kept), heard.scans.load());
        study::runStudy(study, study::StudyGoal::everything(4), run::RunControl(2));
        QCOMPARE(study.state("A").scans.size(), std::size_t(8));
    }

    void givesUpWhereModesDoNotStay()
    {
        const study::Study study = newStudy("study", 1);
        Heard heard;
        study::StudyListener remover = listener(heard);
        remover.modes = [&](const std::string&, const auto&) {
            ++heard.modes;
            fs::remove(study.folder() / "A" / "modes-00001-00002.h5");
        };
        study::StudyGoal goal;
        goal.modeCount = 2;
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study::runStudy(study, goal, run::RunControl(), remover));
        QCOMPARE(heard.modes.load(), 1);
    }

    void goesOnWhereTheModuliOfASampleCannotBeFound()
    {
        const study::Study study = newStudy("study", 2);
        quench::InherentStructure buckling =
            *quench::quenchSample(study.plan().samples[0].recipe, study.plan().quench, run::RunControl());
        buckling.packing.box.side *= 0.8;
        buckling.packing.positions *= 0.8;
        study.save("A", buckling);
        study::StudyGoal goal;
        goal.moduli = true;
        Heard heard;
        try {
            study::runStudy(study, goal, run::RunControl(), listener(heard));
            QFAIL("The moduli of A were found.");
        }
        catch (const run::NotAMinimum& error) {
            const std::string text = error.what();
            QVERIFY2(text.starts_with("The elastic moduli of sample A were not found: ") &&
                         text.find("second derivative") != std::string::npos,
                     text.c_str());
        }
        QVERIFY(!study.state("A").hasModuli);
        QVERIFY(study.state("B").hasModuli);
        QCOMPARE(heard.structures.load(), 1);
    }

    void refusesWhatCannotBeReached()
    {
        const study::Study study = newStudy("study", 1);
        study::StudyGoal goal;
        goal.scanModes = {1};
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::runStudy(study, goal, run::RunControl()));
        goal = study::StudyGoal::everything(190);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::runStudy(study, goal, run::RunControl()));
        goal = {};
        goal.samples = {"Z"};
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::runStudy(study, goal, run::RunControl()));
    }

    void letsTwoRunsShareAStudy()
    {
        const study::Study study = newStudy("study", 1);
        const auto runAll = [&] {
            study::runStudy(study::Study::open(study.folder()), study::StudyGoal::everything(2),
                            run::RunControl());
        };
        {
            const std::jthread other(runAll);
            runAll();
        }
        const study::SampleState state = study.state("A");
        QCOMPARE(state.scans.size(), std::size_t(4));
        QVERIFY(state.foreign.empty());
    }

private:
    struct Heard {
        std::atomic<int> structures{0};
        std::atomic<int> modes{0};
        std::atomic<int> scans{0};
        std::atomic<int> begun{0};
    };

    static study::StudyListener listener(Heard& heard)
    {
        study::StudyListener listener;
        listener.structure = [&](const std::string&, const auto&) { ++heard.structures; };
        listener.modes = [&](const std::string&, const auto&) { ++heard.modes; };
        listener.scan = [&](const std::string&, const auto&) { ++heard.scans; };
        listener.begins = [&](const std::string&, run::Stage) { ++heard.begun; };
        return listener;
    }

    study::Study newStudy(const std::string& name, int sampleCount) const
    {
        const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 64, 5);
        return study::Study::create(m_folder / name, study::StudyPlan::ofPaper(recipe, sampleCount));
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(StudyRunnerTest)
#include "StudyRunnerTest.moc"

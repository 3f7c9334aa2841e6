#include "core/run/Errors.h"
#include "core/run/RunControl.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

using namespace vitrine::run;
using namespace std::chrono_literals;

namespace {
/// Waits for a condition that another thread brings about; false after ten seconds.
template <typename Condition>
bool eventually(Condition condition)
{
    const auto limit = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > limit)
            return false;
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

/// Collects what a run tells.
struct Log {
    std::vector<Progress> told;
    RunControl control{1, {}, [this](const Progress& progress) { told.push_back(progress); }};
};
}  // namespace

class RunControlTest : public QObject {
    Q_OBJECT

private slots:
    void hasAWordOfItsOwnForEachStage()
    {
        std::set<std::string_view> names;
        for (const Stage stage : {Stage::equilibration, Stage::quench, Stage::hessian, Stage::factorisation,
                                  Stage::modes, Stage::scan, Stage::moduli})
            names.insert(stageName(stage));
        QCOMPARE(names.size(), vitrine::run::stageCount);
        QVERIFY(!names.contains(""));
    }

    void neverStopsByDefault()
    {
        const RunControl control;
        control.checkpoint();
        control.report(Stage::quench, 1, 2);
        QVERIFY(!control.stopRequested());
        QCOMPARE(control.team().size(), 1);
    }

    void rejectsThreadCountsOutsideTheirRange()
    {
        QVERIFY_EXCEPTION_THROWN(RunControl(0), InvalidInput);
        QVERIFY_EXCEPTION_THROWN(RunControl(257), InvalidInput);
    }

    void leavesACheckpointByExceptionWhenToldToStop()
    {
        std::stop_source source;
        const RunControl control(1, source.get_token());
        control.checkpoint();
        source.request_stop();
        QVERIFY(control.stopRequested());
        QVERIFY_EXCEPTION_THROWN(control.checkpoint(), RunCancelled);
        QVERIFY_EXCEPTION_THROWN(control.checkpoint(), RunCancelled);
    }

    void waitsAtACheckpointWhilePaused()
    {
        PauseGate gate;
        const RunControl control(1, {}, {}, gate);
        gate.close();
        QVERIFY(gate.isClosed());
        std::atomic<bool> passed{false};
        const std::jthread runner([&] {
            control.checkpoint();
            passed = true;
        });
        std::this_thread::sleep_for(50ms);
        QVERIFY(!passed);
        gate.open();
        QVERIFY(!gate.isClosed());
        QVERIFY(eventually([&] { return passed.load(); }));
    }

    void canBePausedAgainAndAgain()
    {
        PauseGate gate;
        const RunControl control(1, {}, {}, gate);
        std::atomic<int> steps{0};
        const std::jthread runner([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                control.checkpoint();
                ++steps;
            }
        });
        for (int round = 0; round < 20; ++round) {
            gate.close();
            std::this_thread::sleep_for(2ms);
            const int before = steps;
            gate.open();
            QVERIFY(eventually([&] { return steps > before; }));
        }
    }

    void stopsARunThatIsPaused()
    {
        std::stop_source source;
        PauseGate gate;
        const RunControl control(1, source.get_token(), {}, gate);
        gate.close();
        std::atomic<bool> cancelled{false};
        const std::jthread runner([&] {
            try {
                control.checkpoint();
            }
            catch (const RunCancelled&) {
                cancelled = true;
            }
        });
        std::this_thread::sleep_for(10ms);
        source.request_stop();
        QVERIFY(eventually([&] { return cancelled.load(); }));
        QVERIFY(gate.isClosed());
    }

    void pausesAllThreadsOfTheTeam()
    {
        PauseGate gate;
        const RunControl control(2, {}, {}, gate);
        std::atomic<int> steps{0};
        std::atomic<bool> enough{false};
        const std::jthread runner([&] {
            control.team().forTasks(2, [&](std::ptrdiff_t) {
                const RunControl inner = control.withinTask();
                while (!enough) {
                    inner.checkpoint();
                    ++steps;
                }
            });
        });
        QVERIFY(eventually([&] { return steps > 0; }));
        gate.close();
        std::this_thread::sleep_for(20ms);  // whoever was between two checkpoints arrives
        const int before = steps;
        std::this_thread::sleep_for(20ms);
        const int after = steps;
        enough = true;
        gate.open();
        QCOMPARE(after, before);
    }

    void tellsTheListenerWhatWasReported()
    {
        Log log;
        log.control.report(Stage::modes, 3, 20);
        QCOMPARE(log.told.size(), std::size_t{1});
        QCOMPARE(log.told[0].stage, Stage::modes);
        QCOMPARE(log.told[0].done, 3.0);
        QCOMPARE(log.told[0].total, 20.0);
    }

    void keepsAHailOfReportsFromTheListener()
    {
        Log log;
        const auto start = std::chrono::steady_clock::now();
        int reports = 0;
        while (std::chrono::steady_clock::now() - start < 110ms)
            log.control.report(Stage::quench, ++reports, 1e9);
        // One at once and one every 20 ms; the loop may have been held up, so it is asked how long it took.
        const auto lasted = std::chrono::steady_clock::now() - start;
        QVERIFY(log.told.size() >= 2);
        QVERIFY(static_cast<long>(log.told.size()) <= lasted / 20ms + 1);
    }

    void alwaysTellsTheFirstAndTheLast()
    {
        Log log;
        for (int done = 0; done <= 1000; ++done)
            log.control.report(Stage::scan, done, 1000);
        QCOMPARE(log.told.front().done, 0.0);
        QCOMPARE(log.told.back().done, 1000.0);
    }

    void throttlesABeginningThatLasts()
    {
        Log log;
        const auto start = std::chrono::steady_clock::now();
        for (int report = 0; report < 1000; ++report)
            log.control.report(Stage::quench, -1e-3 * report, 12);
        const auto lasted = std::chrono::steady_clock::now() - start;
        QVERIFY(static_cast<long>(log.told.size()) <= lasted / 20ms + 1);
    }

    void tellsTheBeginningOfEachRepeatedStage()
    {
        Log log;
        for (int repetition = 0; repetition < 3; ++repetition) {
            log.control.report(Stage::quench, 0, 12);
            log.control.report(Stage::quench, 12, 12);
        }
        QCOMPARE(log.told.size(), std::size_t{6});
    }

    void throttlesEachStageByItself()
    {
        Log log;
        log.control.report(Stage::quench, 1, 10);
        log.control.report(Stage::hessian, 1, 10);
        log.control.report(Stage::scan, 1, 10);
        QCOMPARE(log.told.size(), std::size_t{3});
    }

    void neverTellsTwoThingsAtOnce()
    {
        std::atomic<int> inside{0};
        std::atomic<int> overlaps{0};
        const RunControl control(4, {}, [&](const Progress&) {
            if (++inside > 1)
                ++overlaps;
            std::this_thread::yield();
            --inside;
        });
        // Beginnings of rounds of another length each, so that none is held back.
        control.team().forBlocks(4, [&](std::ptrdiff_t block) {
            for (int round = 0; round < 200; ++round)
                control.report(Stage::scan, 0, static_cast<double>(4 * round + block + 1));
        });
        QCOMPARE(overlaps.load(), 0);
    }

    void runsTasksOnOneThreadWithoutProgressButStopsAndPausesThem()
    {
        std::stop_source source;
        PauseGate gate;
        int told = 0;
        const RunControl control(
            3, source.get_token(), [&](const Progress&) { ++told; }, gate);
        const RunControl inner = control.withinTask();
        QCOMPARE(inner.team().size(), 1);
        QCOMPARE(control.team().size(), 3);
        inner.report(Stage::quench, 0, 1);
        QCOMPARE(told, 0);
        inner.checkpoint();
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(inner.checkpoint(), RunCancelled);
    }
};

QTEST_APPLESS_MAIN(RunControlTest)
#include "RunControlTest.moc"

#include "app/desktop/SimulationController.h"
#include "core/run/Errors.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <latch>
#include <thread>

using namespace vitrine;
using app::RunId;
using app::SimulationController;

namespace {

constexpr int patience = 10'000;  // ms; generous, as the machine may be busy

/// Counts how runs ended.
struct Endings {
    explicit Endings(SimulationController& controller)
        : finished(&controller, &SimulationController::finished),
          cancelled(&controller, &SimulationController::cancelled),
          failed(&controller, &SimulationController::failed)
    {}

    qsizetype count() const { return finished.count() + cancelled.count() + failed.count(); }

    QSignalSpy finished;
    QSignalSpy cancelled;
    QSignalSpy failed;
};

/// Passes checkpoints until told to stop, as a long computation does.
void computeForever(const run::RunControl& control)
{
    while (true) {
        control.checkpoint();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

std::shared_ptr<const anharmonicity::ScanResult> scanOfMode(Eigen::Index mode)
{
    auto scan = std::make_shared<anharmonicity::ScanResult>();
    scan->mode = mode;
    return scan;
}

}  // namespace

class SimulationControllerTest : public QObject {
    Q_OBJECT

private slots:
    void finishesOnce();
    void computesInAnotherThread();
    void cancelsMidwayOnceAndKeepsWhatWasSent();
    void tellsWhyItFailed();
    void startsAgainAfterAFailure();
    void dropsResultsOfAReplacedRun();
    void waitsWhilePaused();
    void cancelsWhilePaused();
    void throttlesProgressButSendsTheLast();
    void endsMidRunWithoutHanging();
};

void SimulationControllerTest::finishesOnce()
{
    SimulationController controller([](auto&&...) {});
    Endings endings(controller);
    const RunId id = controller.start({});
    QVERIFY(controller.isRunning());
    QTRY_COMPARE_WITH_TIMEOUT(endings.finished.count(), 1, patience);
    QCOMPARE(endings.finished[0][0].value<RunId>(), id);
    QVERIFY(!controller.isRunning());
    QTest::qWait(50);
    QCOMPARE(endings.count(), 1);
}

void SimulationControllerTest::computesInAnotherThread()
{
    std::atomic<QThread*> computing = nullptr;
    SimulationController controller([&](auto&&...) { computing = QThread::currentThread(); });
    Endings endings(controller);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(endings.finished.count(), 1, patience);
    QVERIFY(computing != nullptr);
    QVERIFY(computing != QThread::currentThread());
}

void SimulationControllerTest::cancelsMidwayOnceAndKeepsWhatWasSent()
{
    SimulationController controller(
        [](const auto&, const run::RunControl& control, const app::SimulationListener& listener) {
            listener.pieces.scan("A", scanOfMode(1));
            listener.pieces.scan("A", scanOfMode(2));
            computeForever(control);
        });
    Endings endings(controller);
    QSignalSpy scanned(&controller, &SimulationController::scanned);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(scanned.count(), 2, patience);
    controller.cancel();
    controller.cancel();
    QVERIFY(controller.isCancelling());
    QTRY_COMPARE_WITH_TIMEOUT(endings.cancelled.count(), 1, patience);
    QTest::qWait(50);
    QCOMPARE(endings.count(), 1);
    QVERIFY(!controller.isRunning());
    const auto kept = scanned[1][1].value<std::shared_ptr<const anharmonicity::ScanResult>>();
    QCOMPARE(kept->mode, Eigen::Index(2));
}

void SimulationControllerTest::tellsWhyItFailed()
{
    SimulationController controller(
        [](auto&&...) { throw run::UnwritableFile("/root/study cannot be written: permission denied"); });
    Endings endings(controller);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(endings.failed.count(), 1, patience);
    QCOMPARE(endings.failed[0][1].toString(), QStringLiteral("/root/study cannot be written: permission denied"));
    QCOMPARE(endings.count(), 1);
}

void SimulationControllerTest::startsAgainAfterAFailure()
{
    std::atomic<int> runs = 0;
    SimulationController controller([&](auto&&...) {
        if (++runs == 1)
            throw run::Error("the first one fails");
    });
    Endings endings(controller);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(endings.failed.count(), 1, patience);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(endings.finished.count(), 1, patience);
    QCOMPARE(endings.count(), 2);
}

void SimulationControllerTest::dropsResultsOfAReplacedRun()
{
    // The first run sends a result after it was replaced, as one does that is between two checkpoints.
    std::latch replaced(1);
    std::atomic<int> runs = 0;
    SimulationController controller([&](const auto&, const auto&, const app::SimulationListener& listener) {
        if (++runs == 1) {
            replaced.wait();
            listener.pieces.scan("A", scanOfMode(1));
            throw run::Error("must not be told");
        }
        listener.pieces.scan("A", scanOfMode(2));
    });
    Endings endings(controller);
    QSignalSpy scanned(&controller, &SimulationController::scanned);
    const RunId first = controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(runs.load(), 1, patience);
    const RunId second = controller.start({});
    QCOMPARE(endings.cancelled.count(), 1);
    QCOMPARE(endings.cancelled[0][0].value<RunId>(), first);
    replaced.count_down();
    QTRY_COMPARE_WITH_TIMEOUT(endings.finished.count(), 1, patience);
    QCOMPARE(endings.finished[0][0].value<RunId>(), second);
    QCOMPARE(endings.failed.count(), 0);
    QCOMPARE(scanned.count(), 1);
    const auto only = scanned[0][1].value<std::shared_ptr<const anharmonicity::ScanResult>>();
    QCOMPARE(only->mode, Eigen::Index(2));
}

void SimulationControllerTest::waitsWhilePaused()
{
    std::atomic<int> steps = 0;
    SimulationController controller([&](const auto&, const run::RunControl& control, const auto&) {
        while (true) {
            control.checkpoint();
            ++steps;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    controller.start({});
    QTRY_VERIFY_WITH_TIMEOUT(steps > 3, patience);
    controller.pause();
    QVERIFY(controller.isPaused());
    QTest::qWait(100);  // the step that was going on when the gate closed
    const int before = steps;
    QTest::qWait(100);
    QCOMPARE(steps.load(), before);
    controller.resume();
    QVERIFY(!controller.isPaused());
    QTRY_VERIFY_WITH_TIMEOUT(steps > before, patience);
}

void SimulationControllerTest::cancelsWhilePaused()
{
    SimulationController controller(
        [](const auto&, const run::RunControl& control, const auto&) { computeForever(control); });
    Endings endings(controller);
    controller.start({});
    controller.pause();
    controller.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(endings.cancelled.count(), 1, patience);
    QCOMPARE(endings.count(), 1);
}

void SimulationControllerTest::throttlesProgressButSendsTheLast()
{
    constexpr int steps = 20'000;
    SimulationController controller(
        [](const auto&, const run::RunControl& control, const app::SimulationListener& listener) {
            listener.pieces.begins("A", run::Stage::quench);
            for (int step = 1; step <= steps; ++step)
                control.report(run::Stage::quench, step, steps);
        });
    Endings endings(controller);
    QSignalSpy progressed(&controller, &SimulationController::progressed);
    controller.start({});
    QTRY_COMPARE_WITH_TIMEOUT(endings.finished.count(), 1, patience);
    QVERIFY(progressed.count() >= 1);
    QVERIFY2(progressed.count() < steps / 100, "one signal per step would flood the window");
    const auto last = progressed.last()[1].value<run::Progress>();
    QCOMPARE(last.done, double(steps));
    QCOMPARE(progressed.last()[0].value<std::string>(), std::string("A"));
}

void SimulationControllerTest::endsMidRunWithoutHanging()
{
    std::atomic<bool> started = false;
    {
        SimulationController controller([&](const auto&, const run::RunControl& control, const auto&) {
            started = true;
            computeForever(control);
        });
        controller.start({});
        QTRY_VERIFY_WITH_TIMEOUT(started, patience);
    }
    QVERIFY(started);  // reached only if the destructor came back
}

QTEST_GUILESS_MAIN(SimulationControllerTest)
#include "SimulationControllerTest.moc"

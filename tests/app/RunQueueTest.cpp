#include "app/desktop/RunQueue.h"
#include "app/desktop/SimulationController.h"
#include "core/run/Errors.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <thread>

using namespace vitrine;
using app::QueuedRun;
using app::RunQueue;
using app::SimulationController;
using State = app::QueuedRun::State;

namespace {

constexpr int patience = 30'000;  // ms

/// Computes nothing until it is cancelled, unless its folder is called "short".
void wait(const app::SimulationRequest& request, const run::RunControl& control, const app::SimulationListener&)
{
    if (request.folder.filename() == "broken")
        throw run::UnreadableFile("The folder is broken.");
    while (request.folder.filename() != "short") {
        control.checkpoint();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

app::SimulationRequest runOf(const char* folder)
{
    return {.folder = folder, .plan = {}, .goal = {}, .threadCount = 1};
}

/// "1 running, 2 waiting"
QStringList states(const RunQueue& queue)
{
    const QStringList names{QStringLiteral("waiting"), QStringLiteral("running"), QStringLiteral("paused"),
                            QStringLiteral("cancelling"), QStringLiteral("ended")};
    QStringList words;
    for (const QueuedRun& run : queue.runs())
        words << QStringLiteral("%1 %2").arg(run.number).arg(names[static_cast<int>(run.state)]);
    return words;
}

}  // namespace

class RunQueueTest : public QObject {
    Q_OBJECT

private slots:
    void beginsOneAfterTheOther();
    void changesTheOrderOfThoseThatWait();
    void takesOneOutThatWaits();
    void acknowledgesACancelWithinATenthOfASecondAndGoesOn();
    void pausesAndGoesOn();
    void goesOnAfterAFailure();
    void beginsNothingMoreOnceClosed();
};

void RunQueueTest::beginsOneAfterTheOther()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    QSignalSpy began(&queue, &RunQueue::began);
    for (int i = 0; i < 3; ++i)
        queue.add(runOf("short"));
    QVERIFY(queue.holds("short"));
    QTRY_COMPARE_WITH_TIMEOUT(
        states(queue),
        (QStringList{QStringLiteral("1 ended"), QStringLiteral("2 ended"), QStringLiteral("3 ended")}), patience);
    QCOMPARE(began.count(), 3);
    QVERIFY(queue.isEmpty());
    QVERIFY(!queue.holds("short"));
    QCOMPARE(queue.runs().front().outcome, QStringLiteral("finished"));
}

void RunQueueTest::changesTheOrderOfThoseThatWait()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    for (const char* name : {"a", "b", "c", "d"})
        queue.add(runOf(name));
    queue.move(4, -1);
    QCOMPARE(states(queue), (QStringList{QStringLiteral("1 running"), QStringLiteral("2 waiting"),
                                         QStringLiteral("4 waiting"), QStringLiteral("3 waiting")}));
    queue.move(4, -5);  // never before the one that goes on
    queue.move(2, 9);
    QCOMPARE(states(queue), (QStringList{QStringLiteral("1 running"), QStringLiteral("4 waiting"),
                                         QStringLiteral("3 waiting"), QStringLiteral("2 waiting")}));
    QVERIFY_EXCEPTION_THROWN(queue.move(1, 1), run::InvalidInput);
    QVERIFY_EXCEPTION_THROWN(queue.move(7, 1), run::InvalidInput);
    queue.cancel(1);
    QTRY_COMPARE_WITH_TIMEOUT(states(queue).value(1), QStringLiteral("4 running"), patience);
}

void RunQueueTest::takesOneOutThatWaits()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    for (const char* name : {"a", "b", "c"})
        queue.add(runOf(name));
    queue.cancel(2);
    QCOMPARE(states(queue), (QStringList{QStringLiteral("1 running"), QStringLiteral("3 waiting")}));
    QVERIFY(!queue.holds("b"));
    QVERIFY_EXCEPTION_THROWN(queue.cancel(2), run::InvalidInput);
}

void RunQueueTest::acknowledgesACancelWithinATenthOfASecondAndGoesOn()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    const QSignalSpy cancelled(&controller, &SimulationController::cancelled);
    queue.add(runOf("a"));
    queue.add(runOf("b"));
    QTest::qWait(50);
    QElapsedTimer clock;
    clock.start();
    queue.cancel(1);
    QCOMPARE(states(queue).first(), QStringLiteral("1 cancelling"));
    QVERIFY2(clock.elapsed() < 100, "the cancel was not acknowledged at once");
    QTRY_COMPARE_WITH_TIMEOUT(states(queue), (QStringList{QStringLiteral("1 ended"), QStringLiteral("2 running")}),
                              patience);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(queue.runs().front().outcome, QStringLiteral("cancelled"));
}

void RunQueueTest::pausesAndGoesOn()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    queue.add(runOf("a"));
    controller.pause();
    QCOMPARE(states(queue), QStringList{QStringLiteral("1 paused")});
    controller.resume();
    QCOMPARE(states(queue), QStringList{QStringLiteral("1 running")});
}

void RunQueueTest::goesOnAfterAFailure()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    queue.add(runOf("broken"));
    queue.add(runOf("b"));
    QTRY_COMPARE_WITH_TIMEOUT(states(queue), (QStringList{QStringLiteral("1 ended"), QStringLiteral("2 running")}),
                              patience);
    QVERIFY(queue.runs().front().outcome.contains(QStringLiteral("The folder is broken.")));
}

void RunQueueTest::beginsNothingMoreOnceClosed()
{
    SimulationController controller(wait);
    RunQueue queue(controller);
    queue.add(runOf("a"));
    queue.add(runOf("b"));
    queue.close();
    QCOMPARE(states(queue), QStringList{QStringLiteral("1 running")});
    queue.cancel(1);
    QTRY_COMPARE_WITH_TIMEOUT(states(queue), QStringList{QStringLiteral("1 ended")}, patience);
    QTest::qWait(50);
    QVERIFY(!controller.isRunning());
}

QTEST_GUILESS_MAIN(RunQueueTest)
#include "RunQueueTest.moc"

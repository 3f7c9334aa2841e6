#include "app/desktop/Analyst.h"
#include "core/run/Errors.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace vitrine;
using app::Analyst;

namespace {

constexpr int patience = 10'000;  // ms

/// Works until it is told to stop.
void workOn(const run::RunControl& control, const Analyst::Deliver&)
{
    for (;;) {
        control.checkpoint();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}  // namespace

class AnalystTest : public QObject {
    Q_OBJECT

private slots:
    void deliversInTheGuiThreadBeforeItEnds();
    void dropsWhatOlderWorkDelivers();
    void endsAsCancelled();
    void saysWhyItFailed();
    void leavesWithoutWaitingForever();
};

void AnalystTest::deliversInTheGuiThreadBeforeItEnds()
{
    Analyst analyst;
    QSignalSpy finished(&analyst, &Analyst::finished);
    int sum = 0;
    analyst.start(
        [&](const run::RunControl&, const Analyst::Deliver& deliver) {
            for (int number = 1; number <= 3; ++number)
                deliver([&, number] {
                    QCOMPARE(QThread::currentThread(), thread());
                    QCOMPARE(finished.count(), 0);
                    sum += number;
                });
        },
        1);
    QVERIFY(analyst.isWorking());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QCOMPARE(sum, 6);
    QVERIFY(!analyst.isWorking());
}

void AnalystTest::dropsWhatOlderWorkDelivers()
{
    Analyst analyst;
    QSignalSpy finished(&analyst, &Analyst::finished);
    QSignalSpy cancelled(&analyst, &Analyst::cancelled);
    std::atomic<bool> delivered = false;
    bool seen = false;
    analyst.start(
        [&](const run::RunControl& control, const Analyst::Deliver& deliver) {
            deliver([&] { seen = true; });
            delivered = true;
            workOn(control, deliver);
        },
        1);
    while (!delivered)
        std::this_thread::yield();
    analyst.start([](const run::RunControl&, const Analyst::Deliver&) {}, 1);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QVERIFY(!seen);
    QCOMPARE(cancelled.count(), 0);
}

void AnalystTest::endsAsCancelled()
{
    Analyst analyst;
    QSignalSpy cancelled(&analyst, &Analyst::cancelled);
    QSignalSpy finished(&analyst, &Analyst::finished);
    analyst.start(workOn, 1);
    QTest::qWait(30);
    analyst.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, patience);
    QCOMPARE(finished.count(), 0);
    QVERIFY(!analyst.isWorking());
}

void AnalystTest::saysWhyItFailed()
{
    Analyst analyst;
    QSignalSpy failed(&analyst, &Analyst::failed);
    analyst.start(
        [](const run::RunControl&, const Analyst::Deliver&) { throw run::InvalidInput("The grid is empty."); }, 1);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QCOMPARE(failed[0][0].toString(), QStringLiteral("The grid is empty."));
}

void AnalystTest::leavesWithoutWaitingForever()
{
    QElapsedTimer clock;
    clock.start();
    {
        Analyst analyst;
        analyst.start(workOn, 1);
        QTest::qWait(20);
    }
    QVERIFY(clock.elapsed() < patience);
}

QTEST_GUILESS_MAIN(AnalystTest)
#include "AnalystTest.moc"

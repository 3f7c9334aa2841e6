#include "core/run/Errors.h"
#include "core/run/ThreadTeam.h"

#include <QTest>

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using vitrine::run::InvalidInput;
using vitrine::run::ThreadTeam;

namespace {
// Team sizes below, at and above the cores of small machines.
const std::vector<int> teamSizes{1, 2, 3, 8};

/// Which thread ran each of count blocks or tasks.
std::vector<std::thread::id> runners(ThreadTeam& team, std::ptrdiff_t count)
{
    std::vector<std::thread::id> result(static_cast<std::size_t>(count));
    team.forBlocks(count, [&](std::ptrdiff_t block) {
        result[static_cast<std::size_t>(block)] = std::this_thread::get_id();
    });
    return result;
}
}  // namespace

class ThreadTeamTest : public QObject {
    Q_OBJECT

private slots:
    void rejectsSizesOutsideItsRange()
    {
        QVERIFY_EXCEPTION_THROWN(ThreadTeam(0), InvalidInput);
        QVERIFY_EXCEPTION_THROWN(ThreadTeam(-1), InvalidInput);
        QVERIFY_EXCEPTION_THROWN(ThreadTeam(257), InvalidInput);
        try {
            ThreadTeam(257);
        }
        catch (const InvalidInput& error) {
            QVERIFY2(std::string(error.what()).find("257") != std::string::npos, error.what());
        }
    }

    void acceptsTheEndsOfItsRange()
    {
        QCOMPARE(ThreadTeam(1).size(), 1);
        QCOMPARE(ThreadTeam(256).size(), 256);
    }

    void knowsAtLeastOneHardwareThread()
    {
        QVERIFY(ThreadTeam::hardwareThreads() >= 1);
        QCOMPARE(ThreadTeam(ThreadTeam::hardwareThreads()).size(), ThreadTeam::hardwareThreads());
    }

    void runsEachBlockOnce()
    {
        for (const int size : teamSizes) {
            ThreadTeam team(size);
            for (const std::ptrdiff_t count : {0, 1, 2, 3, 7, 8, 9, 1000}) {
                std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));
                team.forBlocks(count, [&](std::ptrdiff_t block) { ++calls.at(static_cast<std::size_t>(block)); });
                for (const auto& number : calls)
                    QCOMPARE(number.load(), 1);
            }
        }
    }

    void runsEachTaskOnce()
    {
        for (const int size : teamSizes) {
            ThreadTeam team(size);
            for (const std::ptrdiff_t count : {0, 1, 2, 3, 7, 8, 9, 1000}) {
                std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));
                team.forTasks(count, [&](std::ptrdiff_t task) { ++calls.at(static_cast<std::size_t>(task)); });
                for (const auto& number : calls)
                    QCOMPARE(number.load(), 1);
            }
        }
    }

    void givesEachMemberOneContiguousRunOfBlocks()
    {
        ThreadTeam team(3);
        const auto threads = runners(team, 100);
        std::set<std::thread::id> finished;
        for (std::size_t block = 1; block < threads.size(); ++block) {
            if (threads[block] == threads[block - 1])
                continue;
            QVERIFY2(finished.insert(threads[block - 1]).second, "a member came back to blocks after another's");
        }
        QCOMPARE(finished.size(), std::size_t{2});  // and the third still had the last block
        QCOMPARE(threads.front(), std::this_thread::get_id());
    }

    void sharesBlocksOutTheSameWayEachTime()
    {
        ThreadTeam team(4);
        QCOMPARE(runners(team, 37), runners(team, 37));
    }

    void leavesLongTasksToOneMemberWhileOthersGoOn()
    {
        // The first task lasts until all others are done, so whoever has it must not hold any of them back.
        constexpr int count = 20;
        ThreadTeam team(2);
        std::atomic<int> done{0};
        team.forTasks(count, [&](std::ptrdiff_t task) {
            while (task == 0 && done < count - 1)
                std::this_thread::yield();
            ++done;
        });
        QCOMPARE(done.load(), count);
    }

    void publishesWhatOtherMembersWrote()
    {
        // Plain memory on purpose: the thread sanitizer follows this test.
        ThreadTeam team(4);
        std::vector<int> values(1000, 0);
        for (int round = 1; round <= 10; ++round) {
            team.forBlocks(1000, [&](std::ptrdiff_t i) { ++values[static_cast<std::size_t>(i)]; });
            QCOMPARE(std::accumulate(values.begin(), values.end(), 0), 1000 * round);
        }
    }

    void survivesManyTinyRounds()
    {
        // Rounds shorter than the time a member takes to fall asleep or to wake up.
        ThreadTeam team(3);
        std::vector<long> sums(3, 0);
        constexpr int rounds = 5'000;
        for (int round = 0; round < rounds; ++round)
            team.forBlocks(3, [&](std::ptrdiff_t block) { sums[static_cast<std::size_t>(block)] += block + 1; });
        QCOMPARE(sums, (std::vector<long>{rounds, 2 * rounds, 3 * rounds}));
    }

    void wakesMembersThatFellAsleep()
    {
        ThreadTeam team(3);
        std::atomic<int> calls{0};
        for (int round = 0; round < 5; ++round) {
            team.forBlocks(3, [&](std::ptrdiff_t) { ++calls; });
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        QCOMPARE(calls.load(), 15);
    }

    void waitsAsleepForASlowMember()
    {
        ThreadTeam team(2);
        std::atomic<bool> slowIsDone{false};
        team.forBlocks(2, [&](std::ptrdiff_t block) {
            if (block == 1) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                slowIsDone = true;
            }
        });
        QVERIFY(slowIsDone);
    }

    void rethrowsABlocksException()
    {
        for (const int size : teamSizes) {
            ThreadTeam team(size);
            // In the caller's share, and in that of another member.
            for (const std::ptrdiff_t culprit : {0, 99}) {
                try {
                    team.forBlocks(100, [&](std::ptrdiff_t block) {
                        if (block == culprit)
                            throw std::out_of_range(std::to_string(block));
                    });
                    QFAIL("nothing was thrown");
                }
                catch (const std::out_of_range& error) {
                    QCOMPARE(error.what(), std::to_string(culprit));
                }
            }
        }
    }

    void rethrowsOneExceptionOfMany()
    {
        for (const int size : teamSizes) {
            ThreadTeam team(size);
            QVERIFY_EXCEPTION_THROWN(team.forBlocks(100, [](std::ptrdiff_t) { throw std::out_of_range("all"); }),
                                     std::out_of_range);
            QVERIFY_EXCEPTION_THROWN(team.forTasks(100, [](std::ptrdiff_t) { throw std::out_of_range("all"); }),
                                     std::out_of_range);
        }
    }

    void worksOnAfterAnException()
    {
        ThreadTeam team(3);
        QVERIFY_EXCEPTION_THROWN(team.forBlocks(9, [](std::ptrdiff_t) { throw std::out_of_range("once"); }),
                                 std::out_of_range);
        std::atomic<int> calls{0};
        team.forBlocks(9, [&](std::ptrdiff_t) { ++calls; });
        QCOMPARE(calls.load(), 9);
    }

    void startsNoFurtherTaskAfterAnException()
    {
        for (const int size : teamSizes) {
            ThreadTeam team(size);
            std::atomic<int> started{0};
            QVERIFY_EXCEPTION_THROWN(team.forTasks(10'000,
                                                   [&](std::ptrdiff_t) {
                                                       ++started;
                                                       std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                                       throw std::out_of_range("first");
                                                   }),
                                     std::out_of_range);
            QVERIFY2(started <= size, "tasks were started although one had failed");
        }
    }

    void runsNestedCallsSeriallyInTheirThread()
    {
        ThreadTeam team(3);
        ThreadTeam other(3);
        std::atomic<int> calls{0};
        std::atomic<int> strangers{0};
        team.forBlocks(3, [&](std::ptrdiff_t) {
            const auto mine = std::this_thread::get_id();
            std::ptrdiff_t expected = 0;
            const auto inner = [&](std::ptrdiff_t number) {
                ++calls;
                if (std::this_thread::get_id() != mine || number != expected++)
                    ++strangers;
            };
            team.forBlocks(5, inner);
            expected = 0;
            team.forTasks(5, inner);
            expected = 0;
            other.forBlocks(5, inner);
        });
        QCOMPARE(calls.load(), 3 * 15);
        QCOMPARE(strangers.load(), 0);
    }

    void staysParallelAfterNestedCalls()
    {
        ThreadTeam team(2);
        team.forBlocks(2, [&](std::ptrdiff_t) { team.forBlocks(2, [](std::ptrdiff_t) {}); });
        const auto threads = runners(team, 2);
        QVERIFY(threads[0] != threads[1]);
    }

    void servesSeveralCallersOneAfterTheOther()
    {
        ThreadTeam team(3);
        std::vector<long> sums(4, 0);
        {
            std::vector<std::jthread> callers;
            for (long& sum : sums) {
                callers.emplace_back([&team, &sum] {
                    for (int round = 0; round < 200; ++round) {
                        std::vector<long> parts(10);
                        team.forBlocks(
                            10, [&](std::ptrdiff_t block) { parts[static_cast<std::size_t>(block)] = block; });
                        sum += std::accumulate(parts.begin(), parts.end(), 0L);
                    }
                });
            }
        }
        QCOMPARE(sums, std::vector<long>(4, 200 * 45));
    }

    void saysSoWhereTheMachineGivesNoMoreThreads()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers give up when memory is short");
#else
        // Room for a few stacks, not for 255.
        std::ifstream statistics("/proc/self/statm");
        rlim_t pages = 0;
        QVERIFY(statistics >> pages);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_AS, &before), 0);
        rlimit tight = before;
        tight.rlim_cur = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + (rlim_t{64} << 20);
        QCOMPARE(setrlimit(RLIMIT_AS, &tight), 0);
        std::string message;
        try {
            ThreadTeam(256);
        }
        catch (const vitrine::run::Error& error) {
            message = error.what();
        }
        QCOMPARE(setrlimit(RLIMIT_AS, &before), 0);
        QVERIFY2(message.find("of 256 threads") != std::string::npos, message.c_str());
#endif
    }

    void canBeMadeAndDroppedUnused()
    {
        for (int number = 0; number < 100; ++number)
            ThreadTeam team(4);
    }
};

QTEST_APPLESS_MAIN(ThreadTeamTest)
#include "ThreadTeamTest.moc"

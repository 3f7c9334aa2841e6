#include "core/run/ThreadTeam.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace vitrine::run {

namespace {
// Inside a block of some team: nested calls run serially.
thread_local bool insideBlock = false;

// Iterations of waiting before a thread goes to sleep: about 16 microseconds (16 ns each on a Xeon of 2023), so
// that the short parallel sections of one minimiser step follow each other without system calls.
constexpr int longestSpin = 1000;

// Threads that share a core would wait for those they keep from running: 170 instead of 10 microseconds for an
// empty round of three on two cores (measured with four times this spin).
int spinsFor(int threadCount)
{
    return threadCount <= ThreadTeam::hardwareThreads() ? longestSpin : 0;
}

void pauseBriefly()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}
}  // namespace

class ThreadTeam::Crew {
public:
    explicit Crew(int size) : m_size(size), m_spins(spinsFor(size))
    {
        try {
            for (int member = 1; member < size; ++member)
                m_threads.emplace_back([this, member] { work(member); });
        }
        catch (const std::system_error& error) {
            close();  // those that did start wait for a round, and are joined now
            throw Error("Only " + std::to_string(m_threads.size() + 1) + " of " + std::to_string(size) +
                        " threads could be started: " + error.code().message() + ".");
        }
    }

    ~Crew() { close(); }

    int size() const { return m_size; }

    /// Runs job(member) on every member, the caller being member 0. Not to be called from inside a job.
    void runOnAll(const std::function<void(int)>& job)
    {
        const std::lock_guard onlyOneCaller(m_callers);
        m_job = &job;
        m_pending.store(m_size - 1, std::memory_order_relaxed);
        startRound();
        guarded(job, 0);
        for (int spins = 0; m_pending.load(std::memory_order_acquire) > 0; ++spins) {
            if (spins < m_spins)
                pauseBriefly();
            else if (const int pending = m_pending.load(std::memory_order_acquire); pending > 0)
                m_pending.wait(pending, std::memory_order_acquire);
        }
        rethrow();
    }

private:
    void work(int member)
    {
        unsigned seen = 0;
        for (;;) {
            for (int spins = 0; m_round.load(std::memory_order_acquire) == seen && spins < m_spins; ++spins)
                pauseBriefly();
            m_round.wait(seen, std::memory_order_acquire);
            ++seen;
            if (m_closing)
                return;
            guarded(*m_job, member);
            if (m_pending.fetch_sub(1) == 1)
                m_pending.notify_one();
        }
    }

    void close()
    {
        m_closing = true;
        startRound();
    }

    // Both counters change sequentially consistently before they notify: the library notifies only if it sees
    // a sleeper, and with less than that it could look before the change is visible to one that falls asleep.
    void startRound()
    {
        m_round.fetch_add(1);
        m_round.notify_all();
    }

    void guarded(const std::function<void(int)>& job, int member)
    {
        insideBlock = true;
        try {
            job(member);
        }
        catch (...) {
            const std::lock_guard lock(m_failureMutex);
            if (!m_failure)
                m_failure = std::current_exception();
        }
        insideBlock = false;
    }

    void rethrow()
    {
        std::exception_ptr failure;
        {
            const std::lock_guard lock(m_failureMutex);
            failure.swap(m_failure);
        }
        if (failure)
            std::rethrow_exception(failure);
    }

    const int m_size;
    const int m_spins;
    std::mutex m_callers;
    const std::function<void(int)>* m_job = nullptr;
    std::atomic<unsigned> m_round{0};
    std::atomic<int> m_pending{0};
    std::atomic<bool> m_closing{false};
    std::mutex m_failureMutex;
    std::exception_ptr m_failure;
    std::vector<std::jthread> m_threads;  // last: joined before the rest goes
};

ThreadTeam::ThreadTeam(int threadCount)
{
    if (threadCount < 1 || threadCount > 256)
        throw InvalidInput("The number of threads is " + std::to_string(threadCount) +
                           ", but has to be from 1 to 256.");
    m_crew = std::make_unique<Crew>(threadCount);
}

ThreadTeam::~ThreadTeam() = default;

int ThreadTeam::size() const
{
    return m_crew->size();
}

void ThreadTeam::forBlocks(std::ptrdiff_t blockCount, const std::function<void(std::ptrdiff_t)>& task)
{
    const std::ptrdiff_t members = size();
    if (members == 1 || blockCount == 1 || insideBlock) {
        for (std::ptrdiff_t block = 0; block < blockCount; ++block)
            task(block);
        return;
    }
    m_crew->runOnAll([&](int member) {
        const std::ptrdiff_t end = blockCount * (member + 1) / members;
        for (std::ptrdiff_t block = blockCount * member / members; block < end; ++block)
            task(block);
    });
}

void ThreadTeam::forTasks(std::ptrdiff_t taskCount, const std::function<void(std::ptrdiff_t)>& task)
{
    if (size() == 1 || insideBlock) {
        for (std::ptrdiff_t number = 0; number < taskCount; ++number)
            task(number);
        return;
    }
    std::atomic<std::ptrdiff_t> next{0};
    std::atomic<bool> failed{false};
    m_crew->runOnAll([&](int) {
        for (std::ptrdiff_t number = next++; number < taskCount && !failed; number = next++) {
            try {
                task(number);
            }
            catch (...) {
                failed = true;
                throw;
            }
        }
    });
}

int ThreadTeam::hardwareThreads()
{
    const unsigned count = std::thread::hardware_concurrency();
    return count == 0 ? 1 : static_cast<int>(std::min(count, 256U));
}

}  // namespace vitrine::run

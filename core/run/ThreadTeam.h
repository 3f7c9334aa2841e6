#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace vitrine::run {

/// A fixed group of threads that share out numbered blocks of work.
///
/// Results never depend on the number of threads: callers cut their work into blocks whose limits do not
/// depend on size(), write each block's partial result to a place of its own, and combine those in order.
/// The calling thread takes part, so a team of one starts no thread.
/// A call from inside a block runs serially in that thread.
class ThreadTeam {
public:
    /// @param threadCount from 1 to 256
    /// @throws InvalidInput outside that range, Error if the machine gives no more threads
    explicit ThreadTeam(int threadCount);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    int size() const;

    /// Calls task(block) once for each block in [0, blockCount), contiguous runs of blocks per thread; returns
    /// when all are done. For many short blocks of equal cost. The first exception is rethrown here.
    void forBlocks(std::ptrdiff_t blockCount, const std::function<void(std::ptrdiff_t)>& task);

    /// The same for few long tasks of unequal cost: each thread takes the next one when it is free.
    void forTasks(std::ptrdiff_t taskCount, const std::function<void(std::ptrdiff_t)>& task);

    /// As many threads as the machine has cores.
    static int hardwareThreads();

private:
    class Crew;
    std::unique_ptr<Crew> m_crew;
};

}  // namespace vitrine::run

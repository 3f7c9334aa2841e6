#pragma once

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace vitrine::bench {

/// What a piece of work took, seconds.
struct Cost {
    double processor = 0;  ///< of all threads
    double wall = 0;
};

template <typename Work>
Cost measured(const Work& work)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t processorBegin = std::clock();
    work();
    return {static_cast<double>(std::clock() - processorBegin) / CLOCKS_PER_SEC,
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
}

/// The middle one; of an even number the upper of the two. Expects at least one.
double median(std::vector<double> values);

/// Largest resident memory of this program so far, GiB.
double peakGibibytes();

/// Processor, cores, load of the last minute and date, one line.
std::string conditions();

}  // namespace vitrine::bench

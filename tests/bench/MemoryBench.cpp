// What the memory gives: bytes read and written per second by a[i] = b[i] + c a[i], for arrays that fit into each
// of the caches and into none, one thread and two. The scale against which memory-bound rows are to be seen.

#include "core/run/ThreadTeam.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

using namespace vitrine;

namespace {

constexpr double bytesMoved = 2e10;
constexpr int repetitions = 3;

// Bytes per second and thread team, the best of some repetitions.
double bandwidth(std::size_t bytes, int threads)
{
    run::ThreadTeam team(threads);
    const std::size_t count = bytes / (2 * sizeof(double) * static_cast<std::size_t>(threads));
    std::vector<std::vector<double>> a(static_cast<std::size_t>(threads), std::vector<double>(count, 1));
    const std::vector<std::vector<double>> b = a;
    const double perRound = 3.0 * sizeof(double) * static_cast<double>(count) * threads;
    const int rounds = std::max(1, static_cast<int>(bytesMoved / repetitions / perRound));
    double best = 0;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const bench::Cost cost = bench::measured([&] {
            team.forBlocks(threads, [&](std::ptrdiff_t member) {
                double* const to = a[static_cast<std::size_t>(member)].data();
                const double* const from = b[static_cast<std::size_t>(member)].data();
                for (int round = 0; round < rounds; ++round)
                    for (std::size_t i = 0; i < count; ++i)
                        to[i] = from[i] + 0.5 * to[i];
            });
        });
        best = std::max(best, perRound * rounds / cost.wall);
    }
    return best;
}

}  // namespace

int main()
{
    fmt::print("Memory, bytes read and written; {}\n", bench::conditions());
    for (const std::size_t kibibytes : std::array<std::size_t, 4>{24, 1024, 16 * 1024, 1024 * 1024}) {
        fmt::print("{:8} KiB: {:6.1f} GB/s with one thread, {:6.1f} with two\n", kibibytes,
                   1e-9 * bandwidth(1024 * kibibytes, 1), 1e-9 * bandwidth(1024 * kibibytes, 2));
        std::fflush(stdout);
    }
}

// Nanoseconds per particle and FIRE step (forces, lists, motion) from one start: CPU time of one thread, wall time
// with one and two, and the ratio to LAMMPS where that is installed. The least of several interleaved repetitions.
// Usage: ForceBench [particles] [repetitions]

#include "core/model/RandomNumbers.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "tests/bench/LammpsPeer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <limits>

using namespace vitrine;

namespace {

constexpr std::int64_t stepCount = 300;

quench::FireSettings fixedSteps(const potential::PairPotential& potential, std::int64_t steps)
{
    quench::FireSettings settings = quench::FireSettings::forPotential(potential);
    settings.forceTolerance = std::numeric_limits<double>::min();
    settings.largestEvaluationCount = steps;
    return settings;
}

// Where a quench spends its time: some way down from the random start.
model::Packing start(const potential::PairPotential& potential, Eigen::Index count)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential, count, 1);
    model::Packing packing{{recipe.boxSide()}, model::RandomNumbers(1).pointsInCube(count, recipe.boxSide())};
    const potential::HarmonicPotential harmonic;
    quench::FireMinimizer(harmonic, packing.box, fixedSteps(harmonic, 300)).minimize(packing.positions, {});
    quench::FireMinimizer(potential, packing.box, fixedSteps(potential, 300)).minimize(packing.positions, {});
    return packing;
}

struct Cost {
    double wall = std::numeric_limits<double>::infinity();
    double cpu = std::numeric_limits<double>::infinity();

    void keepLeast(const Cost& other)
    {
        wall = std::min(wall, other.wall);
        cpu = std::min(cpu, other.cpu);
    }
};

// Nanoseconds per particle and step.
Cost measure(const potential::PairPotential& potential, const model::Packing& packing, int threads)
{
    quench::FireMinimizer minimizer(potential, packing.box, fixedSteps(potential, stepCount));
    Eigen::Matrix3Xd positions = packing.positions;
    const run::RunControl control(threads);
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t cpuBegin = std::clock();
    const auto record = minimizer.minimize(positions, control);
    const double cpu = static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double scale = 1e9 / static_cast<double>(record.evaluations * packing.particleCount());
    return {scale * wall, scale * cpu};
}

void compare(const potential::PairPotential& potential, Eigen::Index count, int repetitions)
{
    const model::Packing packing = start(potential, count);
    Cost one;
    Cost two;
    double peer = std::numeric_limits<double>::infinity();
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        one.keepLeast(measure(potential, packing, 1));
        two.keepLeast(measure(potential, packing, 2));
        if (const auto run = bench::minimizeWithLammps(packing, potential, 0, stepCount))
            peer = std::min(peer, 1e9 * run->seconds / static_cast<double>(run->steps * count));
    }
    fmt::print("{} N {}: {:.1f} ns of CPU per particle and step; wall {:.1f}, with two threads {:.1f} ({:.2f}x)",
               potentialName(potential), count, one.cpu, one.wall, two.wall, one.wall / two.wall);
    if (peer < std::numeric_limits<double>::infinity())
        fmt::print("; LAMMPS {:.1f} of CPU ({:.1f}x)\n", peer, peer / one.cpu);
    else
        fmt::print("; no program lmp on the PATH to compare with\n");
}

}  // namespace

int main(int argc, char** argv)
{
    const Eigen::Index count = argc > 1 ? std::atol(argv[1]) : 16'000;
    const int repetitions = argc > 2 ? std::atoi(argv[2]) : 5;
    compare(potential::HarmonicPotential{}, count, repetitions);
    compare(potential::LennardJonesPotential{}, count, repetitions);
}

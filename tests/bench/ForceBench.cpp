// Nanoseconds per particle and FIRE step (forces, lists, motion), CPU time of one thread, and the ratio to LAMMPS
// where that is installed. Of each seed the least of several interleaved repetitions.
// Usage: ForceBench [particles] [seeds] [repetitions]        16,000, 3 and 3 unless given

#include "core/model/RandomNumbers.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "tests/bench/LammpsPeer.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

using namespace vitrine;

namespace {

constexpr std::int64_t stepCount = 300;
constexpr double infinity = std::numeric_limits<double>::infinity();

quench::FireSettings fixedSteps(const potential::PairPotential& potential, std::int64_t steps)
{
    quench::FireSettings settings = quench::FireSettings::forPotential(potential);
    settings.forceTolerance = std::numeric_limits<double>::min();
    settings.largestEvaluationCount = steps;
    return settings;
}

// Where a quench spends its time: some way down from the random start.
model::Packing startOf(const potential::PairPotential& potential, Eigen::Index count, std::uint64_t seed)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential, count, seed);
    model::Packing packing{{recipe.boxSide()}, model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
    const potential::HarmonicPotential harmonic;
    quench::FireMinimizer(harmonic, packing.box, fixedSteps(harmonic, 300)).minimize(packing.positions, {});
    quench::FireMinimizer(potential, packing.box, fixedSteps(potential, 300)).minimize(packing.positions, {});
    return packing;
}

double nanoseconds(const potential::PairPotential& potential, const model::Packing& packing)
{
    quench::FireMinimizer minimizer(potential, packing.box, fixedSteps(potential, stepCount));
    Eigen::Matrix3Xd positions = packing.positions;
    quench::MinimizerRecord record;
    const bench::Cost cost = bench::measured([&] { record = minimizer.minimize(positions, {}); });
    return 1e9 * cost.processor / static_cast<double>(record.evaluations * packing.particleCount());
}

void compare(const potential::PairPotential& potential, Eigen::Index count, std::uint64_t seedCount,
             int repetitions)
{
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    const bench::PeerSettings peerSettings{harmonic ? 0.04 : 0.004, 0, stepCount};
    std::vector<double> ratios;
    for (std::uint64_t seed = 1; seed <= seedCount; ++seed) {
        const model::Packing packing = startOf(potential, count, seed);
        double own = infinity;
        double peer = infinity;
        std::string version;
        for (int repetition = 0; repetition < repetitions; ++repetition) {
            own = std::min(own, nanoseconds(potential, packing));
            if (const auto run = bench::minimizeWithLammps(packing, potential, peerSettings)) {
                peer = std::min(peer, 1e9 * run->seconds / static_cast<double>(run->steps * count));
                version = run->version;
            }
        }
        fmt::print("{}, seed {}: {:.1f} ns", potentialName(potential), seed, own);
        if (peer < infinity) {
            ratios.push_back(peer / own);
            fmt::print("; {}, time step {}: {:.1f} ns: {:.2f}x\n", version, peerSettings.timeStep, peer,
                       ratios.back());
        }
        else {
            fmt::print("; no program lmp on the PATH, or it failed: nothing to compare with\n");
        }
        std::fflush(stdout);
    }
    if (!ratios.empty())
        fmt::print("{}: median {:.2f}x\n", potentialName(potential), bench::median(ratios));
}

}  // namespace

int main(int argc, char** argv)
{
    const Eigen::Index count = argc > 1 ? std::atol(argv[1]) : 16'000;
    const std::uint64_t seedCount = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 3;
    const int repetitions = argc > 3 ? std::atoi(argv[3]) : 3;
    fmt::print("Forces, lists and motion per particle and step, N = {}, one thread; {}\n", count,
               bench::conditions());
    compare(potential::LennardJonesPotential{}, count, seedCount, repetitions);
    compare(potential::HarmonicPotential{}, count, seedCount, repetitions);
}

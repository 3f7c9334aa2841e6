// CPU time of whole quenches from random positions, and the ratio to LAMMPS' FIRE from the same starts where that
// is installed. The paths part early and end in different minima, so several seeds are compared by their sums.
// Usage: QuenchBench [particles] [force tolerance] [seeds]

#include "core/model/RandomNumbers.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "tests/bench/LammpsPeer.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

using namespace vitrine;

int main(int argc, char** argv)
{
    const Eigen::Index count = argc > 1 ? std::atol(argv[1]) : 16'000;
    const double tolerance = argc > 2 ? std::atof(argv[2]) : 1e-10;
    const std::uint64_t seedCount = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 3;
    const potential::HarmonicPotential harmonic;
    quench::FireSettings settings;
    settings.forceTolerance = tolerance;
    double ours = 0;
    double theirs = 0;
    for (std::uint64_t seed = 1; seed <= seedCount; ++seed) {
        const auto recipe = model::SampleRecipe::ofPaper(harmonic, count, seed);
        const model::Packing start{{recipe.boxSide()},
                                   model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
        quench::FireMinimizer minimizer(harmonic, start.box, settings);
        Eigen::Matrix3Xd positions = start.positions;
        const std::clock_t begin = std::clock();
        const auto record = minimizer.minimize(positions, {});
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        ours += seconds;
        fmt::print("seed {}: {:.2f} s, {} steps, {} lists, max force {:.1e}", seed, seconds,
                   record.evaluations - 1, record.listBuilds, record.maxForce);
        if (const auto peer = bench::minimizeWithLammps(start, harmonic, tolerance, 1'000'000)) {
            theirs += peer->seconds;
            fmt::print("; LAMMPS {:.2f} s, {} steps, {:.1f}x\n", peer->seconds, peer->steps,
                       peer->seconds / seconds);
        }
        else {
            fmt::print("; no program lmp on the PATH to compare with\n");
        }
    }
    if (theirs > 0)
        fmt::print("All: {:.2f} s, LAMMPS {:.2f} s, {:.1f}x\n", ours, theirs, theirs / ours);
}

// CPU time of whole quenches of the harmonic system from random positions, one thread, and the ratio to LAMMPS'
// FIRE from the same starts with the time step that suits it best, where that is installed. The paths part early
// and end in different minima. Usage: QuenchBench [particles] [force tolerance] [seeds]        16,000, 1e-10 and 3
// unless given

#include "core/model/RandomNumbers.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "tests/bench/LammpsPeer.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

using namespace vitrine;

namespace {

// FIRE lets it grow tenfold. Above 0.76, 2/omega_max, nothing is stable: the last of these is for curiosity.
constexpr std::array timeSteps{0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08};

model::Packing startOf(Eigen::Index count, std::uint64_t seed)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, count, seed);
    return {{recipe.boxSide()}, model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
}

std::optional<bench::PeerSettings> bestForLammps(const model::Packing& start, double tolerance)
{
    std::optional<bench::PeerSettings> best;
    double least = 0;
    for (const double timeStep : timeSteps) {
        // Three times what the slowest sensible time step needs at N = 16,000.
        const bench::PeerSettings settings{timeStep, tolerance, 30'000};
        const auto run = bench::minimizeWithLammps(start, potential::HarmonicPotential{}, settings);
        if (!run) {
            fmt::print("no program lmp on the PATH, or it failed: nothing to compare with\n");
            return std::nullopt;
        }
        fmt::print("{}, seed 1, time step {}: {:.2f} s, {} steps{}\n", run->version, timeStep, run->seconds,
                   run->steps, run->isConverged ? "" : ", not converged");
        std::fflush(stdout);
        if (run->isConverged && (!best || run->seconds < least)) {
            best = settings;
            least = run->seconds;
        }
    }
    return best;
}

}  // namespace

int main(int argc, char** argv)
{
    const Eigen::Index count = argc > 1 ? std::atol(argv[1]) : 16'000;
    const double tolerance = argc > 2 ? std::atof(argv[2]) : 1e-10;
    const std::uint64_t seedCount = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 3;
    fmt::print("Quench, harmonic, N = {}, to {:g}, one thread; {}\n", count, tolerance, bench::conditions());
    const potential::HarmonicPotential harmonic;
    quench::FireSettings settings;
    settings.forceTolerance = tolerance;
    const auto peerSettings = bestForLammps(startOf(count, 1), tolerance);
    std::vector<double> ratios;
    for (std::uint64_t seed = 1; seed <= seedCount; ++seed) {
        const model::Packing start = startOf(count, seed);
        quench::FireMinimizer minimizer(harmonic, start.box, settings);
        Eigen::Matrix3Xd positions = start.positions;
        quench::MinimizerRecord record;
        const bench::Cost cost = bench::measured([&] { record = minimizer.minimize(positions, {}); });
        fmt::print("seed {}: {:.2f} s, {} steps, {} lists, max force {:.1e}", seed, cost.processor,
                   record.evaluations - 1, record.listBuilds, record.maxForce);
        const auto peer = peerSettings ? bench::minimizeWithLammps(start, harmonic, *peerSettings) : std::nullopt;
        if (peer) {
            ratios.push_back(peer->seconds / cost.processor);
            fmt::print("; LAMMPS, time step {}: {:.2f} s, {} steps{}: {:.2f}x", peerSettings->timeStep,
                       peer->seconds, peer->steps, peer->isConverged ? "" : ", not converged", ratios.back());
        }
        fmt::print("\n");
        std::fflush(stdout);
    }
    if (!ratios.empty())
        fmt::print("median {:.2f}x\n", bench::median(ratios));
}

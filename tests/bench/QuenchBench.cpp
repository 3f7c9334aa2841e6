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
#include <limits>
#include <vector>

using namespace vitrine;

namespace {

// FIRE lets them grow tenfold; above 0.76, 2/omega_max, nothing is stable.
constexpr std::array timeSteps{0.02, 0.03, 0.04, 0.05, 0.06, 0.07};
// Three times what the slowest of these needs at N = 16,000.
constexpr std::int64_t largestStepCount = 30'000;

model::Packing startOf(Eigen::Index count, std::uint64_t seed)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, count, seed);
    return {{recipe.boxSide()}, model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
}

// Of every time step the runs of all seeds.
std::vector<bench::PeerRun> bestOfLammps(const std::vector<model::Packing>& starts, double tolerance)
{
    std::vector<bench::PeerRun> best;
    double least = std::numeric_limits<double>::infinity();
    for (const double timeStep : timeSteps) {
        std::vector<bench::PeerRun> runs;
        std::vector<double> seconds;
        for (const model::Packing& start : starts)
            if (const auto run = bench::minimizeWithLammps(start, potential::HarmonicPotential{},
                                                           {timeStep, tolerance, largestStepCount})) {
                runs.push_back(*run);
                seconds.push_back(run->isConverged ? run->seconds : std::numeric_limits<double>::infinity());
                fmt::print("{}, time step {}, seed {}: {:.2f} s, {} steps{}\n", run->version, timeStep,
                           runs.size(), run->seconds, run->steps, run->isConverged ? "" : ", not converged");
                std::fflush(stdout);
            }
        if (runs.size() < starts.size()) {
            fmt::print("no program lmp on the PATH, or it failed: nothing to compare with\n");
            return {};
        }
        if (const double middle = bench::median(seconds); middle < least) {
            best = runs;
            least = middle;
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
    std::vector<model::Packing> starts;
    for (std::uint64_t seed = 1; seed <= seedCount; ++seed)
        starts.push_back(startOf(count, seed));
    const std::vector<bench::PeerRun> peers = bestOfLammps(starts, tolerance);
    std::vector<double> ratios;
    for (std::size_t place = 0; place < starts.size(); ++place) {
        quench::FireMinimizer minimizer(harmonic, starts[place].box, settings);
        Eigen::Matrix3Xd positions = starts[place].positions;
        quench::MinimizerRecord record;
        const bench::Cost cost = bench::measured([&] { record = minimizer.minimize(positions, {}); });
        fmt::print("seed {}: {:.2f} s, {} steps, {} lists, max force {:.1e}", place + 1, cost.processor,
                   record.evaluations - 1, record.listBuilds, record.maxForce);
        if (!peers.empty()) {
            ratios.push_back(peers[place].seconds / cost.processor);
            fmt::print("; LAMMPS with its best time step, {}: {:.2f} s, {} steps: {:.2f}x", peers[place].timeStep,
                       peers[place].seconds, peers[place].steps, ratios.back());
        }
        fmt::print("\n");
        std::fflush(stdout);
    }
    if (!ratios.empty())
        fmt::print("median {:.2f}x\n", bench::median(ratios));
}

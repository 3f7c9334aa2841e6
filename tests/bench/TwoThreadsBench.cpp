// Wall time on two threads against one: quenches of the harmonic system, force, list and motion of Lennard-Jones,
// the lowest 100 modes and A_c of the lowest modes. Means something only where two cores are idle. Usage:
// TwoThreadsBench [quench|forces|modes|scans]... [particles]        all of them, and 16,000 unless given

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/model/RandomNumbers.h"
#include "core/quench/InherentStructure.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace vitrine;

namespace {

constexpr std::uint64_t seedCount = 3;
constexpr Eigen::Index scannedModes = 20;

model::Packing startOf(const potential::PairPotential& potential, Eigen::Index count, std::uint64_t seed)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential, count, seed);
    return {{recipe.boxSide()}, model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
}

void minimize(const potential::PairPotential& potential, const quench::FireSettings& settings,
              model::Packing& packing, const run::RunControl& control)
{
    quench::FireMinimizer(potential, packing.box, settings).minimize(packing.positions, control);
}

// Prepares a seed; the work is then done on one thread and on two.
using Work = std::function<void(const run::RunControl&)>;
using Preparation = std::function<Work(Eigen::Index count, std::uint64_t seed)>;

Work quenchWork(Eigen::Index count, std::uint64_t seed)
{
    return [count, seed](const run::RunControl& control) {
        quench::FireSettings settings;
        settings.forceTolerance = 1e-10;
        model::Packing packing = startOf(potential::HarmonicPotential{}, count, seed);
        minimize(potential::HarmonicPotential{}, settings, packing, control);
    };
}

Work forceWork(Eigen::Index count, std::uint64_t seed)
{
    const auto steps = [](const potential::PairPotential& potential, std::int64_t number) {
        quench::FireSettings settings = quench::FireSettings::forPotential(potential);
        settings.forceTolerance = std::numeric_limits<double>::min();
        settings.largestEvaluationCount = number;
        return settings;
    };
    const potential::PairPotential harmonic = potential::HarmonicPotential{};
    const potential::PairPotential lennardJones = potential::LennardJonesPotential{};
    model::Packing start = startOf(lennardJones, count, seed);
    minimize(harmonic, steps(harmonic, 300), start, {});
    return [start, settings = steps(lennardJones, 600), lennardJones](const run::RunControl& control) {
        model::Packing packing = start;
        minimize(lennardJones, settings, packing, control);
    };
}

std::shared_ptr<const quench::InherentStructure> structureOf(Eigen::Index count, std::uint64_t seed)
{
    const potential::PairPotential harmonic = potential::HarmonicPotential{};
    return quench::quenchSample(model::SampleRecipe::ofPaper(harmonic, count, seed),
                                quench::FireSettings::forPotential(harmonic), run::RunControl(2));
}

Work modesWork(Eigen::Index count, std::uint64_t seed)
{
    return [structure = structureOf(count, seed)](const run::RunControl& control) {
        modes::findNormalModes(*structure, {100, modes::EigenSolver::chebyshev}, control);
    };
}

Work scanWork(Eigen::Index count, std::uint64_t seed)
{
    const auto structure = structureOf(count, seed);
    const auto modes = modes::findNormalModes(*structure, {scannedModes}, run::RunControl(2));
    std::vector<anharmonicity::ScanTask> tasks;
    for (Eigen::Index k = 1; k <= scannedModes; ++k)
        for (const auto direction : {anharmonicity::Direction::plus, anharmonicity::Direction::minus})
            tasks.push_back({k, direction});
    return [=](const run::RunControl& control) {
        anharmonicity::scanModes(structure, *modes, tasks,
                                 anharmonicity::ScanSettings::forSample(structure->potential(), count), control,
                                 [](const auto&) {});
    };
}

void compare(const std::string& name, const Preparation& prepare, Eigen::Index count)
{
    std::vector<double> ratios;
    for (std::uint64_t seed = 1; seed <= seedCount; ++seed) {
        const Work work = prepare(count, seed);
        const bench::Cost one = bench::measured([&] { work(run::RunControl(1)); });
        const bench::Cost two = bench::measured([&] { work(run::RunControl(2)); });
        ratios.push_back(one.wall / two.wall);
        fmt::print(
            "{}, seed {}: {:.2f} s on one thread, {:.2f} s on two: {:.2f}x; of processor {:.2f} and {:.2f} s\n",
            name, seed, one.wall, two.wall, ratios.back(), one.processor, two.processor);
        std::fflush(stdout);
    }
    fmt::print("{}: median {:.2f}x\n", name, bench::median(ratios));
}

}  // namespace

int main(int argc, char** argv)
{
    const std::vector<std::pair<std::string, Preparation>> works{
        {"quench", quenchWork}, {"forces", forceWork}, {"modes", modesWork}, {"scans", scanWork}};
    Eigen::Index count = 16'000;
    std::vector<std::string> asked;
    for (int i = 1; i < argc; ++i)
        if (const long number = std::atol(argv[i]))
            count = number;
        else
            asked.emplace_back(argv[i]);
    try {
        fmt::print("Two threads against one, N = {}; {}\n", count, bench::conditions());
        for (const auto& [name, prepare] : works)
            if (asked.empty() || std::ranges::find(asked, name) != asked.end())
                compare(name, prepare, count);
    }
    catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

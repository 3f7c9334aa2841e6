// A_c of the lowest modes in both directions: scans side by side (one thread, then two) against the same protocol
// with one minimisation after the other by FIRE, from the same packings and modes. Says whether any verdict
// differs. Usage: ScanBench [harmonic|lj] [particles] [modes] [seeds]        harmonic, 16,000, 20 and 3 unless
// given

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/quench/InherentStructure.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>
#include <vector>

using namespace vitrine;
using anharmonicity::Direction;
using anharmonicity::ScanResult;
using Results = std::map<anharmonicity::ScanKey, std::shared_ptr<const ScanResult>>;

namespace {

struct Sample {
    std::shared_ptr<const quench::InherentStructure> structure;
    std::shared_ptr<const modes::NormalModes> modes;
    anharmonicity::ScanSettings settings;
};

Sample sampleOf(const potential::PairPotential& potential, Eigen::Index count, Eigen::Index modeCount,
                std::uint64_t seed)
{
    const run::RunControl control(run::ThreadTeam::hardwareThreads());
    Sample sample;
    const auto recipe = model::SampleRecipe::ofPaper(potential, count, seed);
    sample.structure = quench::quenchSample(recipe, quench::FireSettings::forPotential(potential), control);
    sample.modes = modes::findNormalModes(*sample.structure, {modeCount}, control);
    sample.settings = anharmonicity::ScanSettings::forSample(potential, count);
    return sample;
}

Results oneAfterTheOther(const Sample& sample)
{
    anharmonicity::AnharmonicityScan scan(sample.structure, sample.settings);
    Results results;
    for (Eigen::Index k = 1; k <= sample.modes->count(); ++k)
        for (const Direction direction : {Direction::plus, Direction::minus})
            results[{k, direction}] = std::make_shared<const ScanResult>(
                scan.run(k, sample.modes->omega[k - 1], sample.modes->field(k - 1), direction, {}));
    return results;
}

Results sideBySide(const Sample& sample, int threads)
{
    std::vector<anharmonicity::ScanTask> tasks;
    for (Eigen::Index k = 1; k <= sample.modes->count(); ++k)
        for (const Direction direction : {Direction::plus, Direction::minus})
            tasks.push_back({k, direction});
    Results results;
    anharmonicity::scanModes(
        sample.structure, *sample.modes, tasks, sample.settings, run::RunControl(threads),
        [&](std::shared_ptr<const ScanResult> result) { results[result->key()] = std::move(result); });
    return results;
}

struct Comparison {
    long pulls = 0;
    long evaluations = 0;
    long verdicts = 0;  // pulls to the same A with another verdict
    long brackets = 0;  // scans with another bracket or outcome
    long states = 0;    // transitions to another state: |Delta r| differs by more than 1e-5

    void add(const ScanResult& expected, const ScanResult& found, double transitionDistance)
    {
        pulls += static_cast<long>(expected.pulls.size());
        evaluations += expected.evaluations;
        for (std::size_t n = 0; n < std::min(expected.pulls.size(), found.pulls.size()); ++n)
            verdicts += expected.pulls[n].amplitude != found.pulls[n].amplitude ||
                        (expected.pulls[n].distance > transitionDistance) !=
                            (found.pulls[n].distance > transitionDistance);
        const auto& a = expected.transition;
        const auto& b = found.transition;
        brackets += expected.outcome != found.outcome || a.has_value() != b.has_value() ||
                    (a && (a->lowAmplitude != b->lowAmplitude || a->criticalAmplitude != b->criticalAmplitude));
        states += a && b && std::abs(a->distance / b->distance - 1) > 1e-5;
    }
};

bool sameBytes(const Results& a, const Results& b)
{
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        const auto& p = x.second->transition;
        const auto& q = y.second->transition;
        return x.first == y.first && x.second->evaluations == y.second->evaluations &&
               p.has_value() == q.has_value() && (!p || p->displacements == q->displacements);
    });
}

double compare(const std::string& name, Eigen::Index count, Eigen::Index modeCount, std::uint64_t seed)
{
    const Sample sample = sampleOf(potential::potentialFromName(name), count, modeCount, seed);
    Results reference;
    Results found;
    Results byTwo;
    const bench::Cost slow = bench::measured([&] { reference = oneAfterTheOther(sample); });
    const bench::Cost one = bench::measured([&] { found = sideBySide(sample, 1); });
    const bench::Cost two = bench::measured([&] { byTwo = sideBySide(sample, 2); });
    Comparison comparison;
    double lowest = 10;
    double highest = 0;
    for (const auto& [key, result] : reference) {
        comparison.add(*result, *found.at(key), sample.settings.transitionDistance);
        if (result->transition) {
            lowest = std::min(lowest, result->transition->criticalAmplitude);
            highest = std::max(highest, result->transition->criticalAmplitude);
        }
    }
    fmt::print(
        "{} N {} seed {}, {} scans, {} pulls, {} evaluations, A_c {:.2g} to {:.2g}\n"
        "  one after the other   {:8.1f} s of processor ({:.1f} s wall)\n"
        "  side by side          {:8.1f} s of processor ({:.1f} s wall): {:.2f}x\n"
        "  with two threads      {:8.1f} s of processor ({:.1f} s wall): {:.2f}x of one thread; the same bits: "
        "{}\n"
        "  verdicts that differ: {} of pulls, {} of scans; other final states: {}\n",
        name, count, seed, reference.size(), comparison.pulls, comparison.evaluations, lowest, highest,
        slow.processor, slow.wall, one.processor, one.wall, slow.processor / one.processor, two.processor,
        two.wall, one.wall / two.wall, sameBytes(found, byTwo) ? "yes" : "no", comparison.verdicts,
        comparison.brackets, comparison.states);
    std::fflush(stdout);
    return slow.processor / one.processor;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string name = argc > 1 ? argv[1] : "harmonic";
    const Eigen::Index count = argc > 2 ? std::atol(argv[2]) : 16'000;
    const Eigen::Index modeCount = argc > 3 ? std::atol(argv[3]) : 20;
    const std::uint64_t seedCount = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 3;
    try {
        fmt::print("Scans side by side against one after the other; {}\n", bench::conditions());
        std::vector<double> ratios;
        for (std::uint64_t seed = 1; seed <= seedCount; ++seed)
            ratios.push_back(compare(name, count, modeCount, seed));
        if (!ratios.empty())
            fmt::print("median {:.2f}x\n", bench::median(ratios));
    }
    catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

// A harmonic sample made from nothing, stage by stage: quench, lowest modes, A_c of the lowest of them,
// third-order A_c of all. Prints CPU and wall time and the peak memory so far, and the same as a row of
// comma-separated values. Usage: SizeBench [particles] [modes] [scanned modes] [threads] [seed]        16,000,
// 100, 10, 1 and 1 unless given

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/CubicExpansion.h"
#include "core/quench/InherentStructure.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <vector>

using namespace vitrine;

namespace {

struct Row {
    Eigen::Index particles;
    int threads;
    bench::Cost quench;
    double quenchPeak;
    bench::Cost modes;
    double modesPeak;
    bench::Cost scans;
    double scansPeak;
};

void report(const char* stage, const bench::Cost& cost, double peak)
{
    fmt::print("  {:8} {:10.2f} s of processor {:10.2f} s wall   peak so far {:.2f} GiB\n", stage, cost.processor,
               cost.wall, peak);
    std::fflush(stdout);
}

void reportThirdOrder(const modes::NormalModes& modes, Eigen::Index participantCount)
{
    std::vector<double> amplitudes;
    for (Eigen::Index k = 0; k < modes.count(); ++k)
        if (const auto amplitude =
                anharmonicity::thirdOrderCriticalAmplitude(modes.omega[k], modes.tau[k], participantCount))
            amplitudes.push_back(*amplitude);
    if (!amplitudes.empty())
        fmt::print("  third-order A_c of {} modes: {:.3g} to {:.3g}, median {:.3g}; omega {:.4g} to {:.4g}\n",
                   amplitudes.size(), std::ranges::min(amplitudes), std::ranges::max(amplitudes),
                   bench::median(amplitudes), modes.omega[0], modes.omega[modes.count() - 1]);
}

bench::Cost scan(const std::shared_ptr<const quench::InherentStructure>& structure,
                 const modes::NormalModes& modes, Eigen::Index count, const run::RunControl& control)
{
    std::vector<anharmonicity::ScanTask> tasks;
    for (Eigen::Index k = 1; k <= count; ++k)
        for (const auto direction : {anharmonicity::Direction::plus, anharmonicity::Direction::minus})
            tasks.push_back({k, direction});
    const auto settings =
        anharmonicity::ScanSettings::forSample(structure->potential(), structure->packing.particleCount());
    return bench::measured([&] {
        anharmonicity::scanModes(structure, modes, tasks, settings, control, [](const auto& result) {
            const auto& transition = result->transition;
            fmt::print("    mode {} {}: {}, A_c {:.4g}, {} pulls\n", result->mode,
                       anharmonicity::directionSign(result->direction), outcomeName(result->outcome),
                       transition ? transition->criticalAmplitude : 0, result->pulls.size());
        });
    });
}

}  // namespace

int main(int argc, char** argv)
{
    const auto argument = [&](int place, long otherwise) {
        return argc > place ? std::atol(argv[place]) : otherwise;
    };
    const Eigen::Index count = argument(1, 16'000);
    const Eigen::Index modeCount = argument(2, 100);
    const Eigen::Index scanned = argument(3, 10);
    const int threads = static_cast<int>(argument(4, 1));
    const auto seed = static_cast<std::uint64_t>(argument(5, 1));
    try {
        fmt::print("N = {}, seed {}, {} threads; {}\n", count, seed, threads, bench::conditions());
        const run::RunControl control(threads);
        const potential::PairPotential harmonic = potential::HarmonicPotential{};
        Row row{count, threads, {}, 0, {}, 0, {}, 0};
        std::shared_ptr<const quench::InherentStructure> structure;
        row.quench = bench::measured([&] {
            structure = quench::quenchSample(model::SampleRecipe::ofPaper(harmonic, count, seed),
                                             quench::FireSettings::forPotential(harmonic), control);
        });
        row.quenchPeak = bench::peakGibibytes();
        report("quench", row.quench, row.quenchPeak);
        fmt::print("  {} steps, max force {:.1e}\n", structure->record.evaluations, structure->maxForce);
        std::shared_ptr<const modes::NormalModes> found;
        row.modes = bench::measured([&] { found = modes::findNormalModes(*structure, {modeCount}, control); });
        row.modesPeak = bench::peakGibibytes();
        report("modes", row.modes, row.modesPeak);
        fmt::print("  {}; residuals up to {:.1e}; {}\n", found->solver,
                   found->residuals.maxCoeff() / found->largestEigenvalue, found->completenessReason);
        reportThirdOrder(*found, structure->participantCount());
        row.scans = scan(structure, *found, std::min(scanned, modeCount), control);
        row.scansPeak = bench::peakGibibytes();
        report("scans", row.scans, row.scansPeak);
        fmt::print(
            "particles,threads,quench s,quench GiB,modes s,modes GiB,scans s,scans GiB\n"
            "{},{},{:.2f},{:.3f},{:.2f},{:.3f},{:.2f},{:.3f}\n",
            row.particles, row.threads, row.quench.processor, row.quenchPeak, row.modes.processor, row.modesPeak,
            row.scans.processor, row.scansPeak);
    }
    catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

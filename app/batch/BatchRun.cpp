#include "app/batch/BatchRun.h"

#include "app/batch/Interruption.h"
#include "app/batch/ProgressPrinter.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace vitrine::batch {

namespace {
/// What a run added to the study.
struct Tally {
    long structures = 0;
    long modes = 0;
    long scans = 0;
    long moduli = 0;

    std::string text() const
    {
        return fmt::format("{} structure{}, {} mode{}, {} scan{}, moduli of {} sample{}", structures,
                           structures == 1 ? "" : "s", modes, modes == 1 ? "" : "s", scans, scans == 1 ? "" : "s",
                           moduli, moduli == 1 ? "" : "s");
    }
};

std::string structureLine(const std::string& sample, const quench::InherentStructure& structure)
{
    const auto count = static_cast<double>(structure.packing.particleCount());
    return fmt::format(
        "{}: inherent structure, N = {}, energy/N = {:.6g}, pressure = {:.6g}, "
        "{:.2f} neighbours, {} {}, largest force {:.1e}",
        sample, structure.packing.particleCount(), structure.energy / count, structure.pressure,
        2.0 * static_cast<double>(structure.contactCount) / count, structure.rattlers.size(),
        structure.rattlers.size() == 1 ? "rattler" : "rattlers", structure.maxForce);
}

std::string modesLine(const std::string& sample, const modes::NormalModes& block)
{
    return fmt::format("{}: modes {} to {}, omega = {:.6g} to {:.6g}, largest residual {:.1e}", sample,
                       block.firstIndex, block.firstIndex + block.count() - 1, block.omega[0],
                       block.omega[block.count() - 1], block.residuals.maxCoeff());
}

std::string moduliLine(const std::string& sample, const modes::ElasticModuli& moduli)
{
    return fmt::format("{}: bulk modulus {:.6g}, shear modulus {:.6g}, residual {:.1e}", sample, moduli.bulk,
                       moduli.shear, moduli.residual);
}

study::StudyListener tellingListener(ProgressPrinter& printer, Tally& tally)
{
    study::StudyListener listener;
    listener.begins = [&](const std::string& sample, run::Stage stage) { printer.begins(sample, stage); };
    listener.structure = [&](const std::string& sample, const auto& structure) {
        printer.finish();
        ++tally.structures;
        printer.say(structureLine(sample, *structure));
        if (structure->equilibration && !structure->equilibration->equilibrated)
            printer.say(sample +
                        ": the liquid was NOT EQUILIBRATED when it was quenched: its energy still drifted.");
    };
    listener.modes = [&](const std::string& sample, const auto& block) {
        printer.finish();
        tally.modes += block->count();
        printer.say(modesLine(sample, *block));
    };
    listener.moduli = [&](const std::string& sample, const auto& moduli) {
        printer.finish();
        ++tally.moduli;
        printer.say(moduliLine(sample, *moduli));
    };
    listener.scan = [&](const std::string&, const auto&) { ++tally.scans; };
    return listener;
}

/// How many of the scans that were asked for ended without a verdict.
long countWithoutVerdict(const study::Study& study, const study::StudyGoal& goal)
{
    const auto notConverged = anharmonicity::outcomeName(anharmonicity::ScanOutcome::notConverged);
    return std::ranges::count_if(study.records(), [&](const results::ModeRecord& record) {
        return record.outcome == notConverged && record.method == quench::minimizerName(goal.method) &&
               std::ranges::binary_search(goal.scanModes, record.mode);
    });
}
}  // namespace

int runGoal(const study::Study& study, const study::StudyGoal& goal, const ComputeOptions& options)
{
    Tally tally;
    ProgressPrinter printer(options.quiet);
    const Interruption interruption;
    const run::RunControl control(options.threads, interruption.token(),
                                  [&](const run::Progress& progress) { printer.progress(progress); });
    try {
        study::runStudy(study, goal, control, tellingListener(printer, tally));
    }
    catch (const run::RunCancelled&) {
        printer.say("Stopped. Finished and kept by this run: " + tally.text() +
                    ". The same command goes on from there.");
        return interruption.exitCode();
    }
    printer.finish();
    printer.say("Done. Added by this run: " + tally.text() + ".");
    if (const long count = countWithoutVerdict(study, goal); count > 0) {
        printer.say(fmt::format("{} of the scans did not converge: no verdict on them.", count));
        return withoutVerdict;
    }
    return done;
}

}  // namespace vitrine::batch

#include "app/batch/Commands.h"
#include "app/batch/SampleOptions.h"
#include "core/modes/ModeList.h"
#include "core/study/Study.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace vitrine::batch {

namespace {
using anharmonicity::Direction;

/// What the molecular dynamics before a quench came to; a warning where its energy still drifted.
std::string liquidLine(const quench::EquilibrationRecord& record)
{
    return fmt::format(
        "{}, {} steps of {}: temperature {:.4g} +- {:.2g}, energy/N {:.5g} +- {:.2g}, drift {:.2g} +- {:.2g}",
        record.equilibrated ? "equilibrated" : "NOT EQUILIBRATED (its energy still drifted)", record.steps,
        record.timeStep, record.meanTemperature, record.temperatureDeviation, record.meanEnergyPerParticle,
        record.energyDeviation, record.energyDrift, record.energyDriftError);
}

/// Which of the modes found are scanned in a direction by a minimiser, or are not.
std::vector<Eigen::Index> modesOf(const study::SampleState& state, Direction direction,
                                  quench::MinimizerKind method, bool scanned)
{
    std::vector<Eigen::Index> modes;
    for (Eigen::Index mode = 1; mode <= state.modeCount; ++mode)
        if (std::ranges::binary_search(state.scans, study::ScanKey{mode, direction, method}) == scanned)
            modes.push_back(mode);
    return modes;
}

/// FIRE's scans, and those of other minimisers where there are any.
void printScans(const study::SampleState& state, quench::MinimizerKind method)
{
    const bool isFire = method == quench::MinimizerKind::fire;
    if (!isFire && std::ranges::find(state.scans, method, &study::ScanKey::method) == state.scans.end())
        return;
    for (const Direction direction : {Direction::plus, Direction::minus}) {
        const std::vector<Eigen::Index> missing = modesOf(state, direction, method, false);
        fmt::print("   scans {}    {}{}{}\n", anharmonicity::directionSign(direction),
                   modes::modeListText(modesOf(state, direction, method, true)) + " there",
                   missing.empty() ? "" : ", " + modes::modeListText(missing) + " missing",
                   isFire ? "" : fmt::format(" (by {})", quench::minimizerName(method)));
    }
}

void printSample(const study::Study& study, const study::SamplePlan& sample)
{
    const study::SampleState state = study.state(sample.name);
    fmt::print("{}\n", recipeLine(sample.name, sample.recipe));
    fmt::print("   structure  {}\n", state.hasStructure ? "there" : "missing");
    if (state.equilibration)
        fmt::print("   liquid     {}\n", liquidLine(*state.equilibration));
    fmt::print("   modes      {}\n",
               state.modeCount == 0 ? std::string("missing") : fmt::format("1-{} there", state.modeCount));
    for (const std::string& evidence : state.modeEvidence)
        fmt::print("              {}\n", evidence);
    fmt::print("   moduli     {}\n", state.hasModuli ? "there" : "missing");
    for (const quench::MinimizerKind method : quench::minimizerKinds)
        printScans(state, method);
    for (const std::string& reason : state.foreign)
        fmt::print("   foreign    {}\n", reason);
}

int printStatus(const std::string& folder)
{
    const study::Study study = study::Study::open(folder);
    fmt::print("{}: {} sample{}\n", folder, study.plan().samples.size(),
               study.plan().samples.size() == 1 ? "" : "s");
    for (const study::SamplePlan& sample : study.plan().samples)
        printSample(study, sample);
    return done;
}
}  // namespace

void addStatusCommand(CLI::App& program, Action& action)
{
    const auto folder = std::make_shared<std::string>();
    CLI::App* command =
        program.add_subcommand("status", "Show what of every sample is there, what is missing, what is foreign");
    command->add_option("STUDY", *folder, "Folder of the study")->required();
    command->footer(
        "Foreign files do not belong to the recipe, or are damaged. They are never read; when their piece\n"
        "is computed again, they are moved into a folder \"foreign\" beside it.");
    command->callback([folder, &action] { action = [folder] { return printStatus(*folder); }; });
}

}  // namespace vitrine::batch

#include "app/batch/BatchRun.h"
#include "core/modes/ModeList.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct ScanOptions {
    std::string folder;
    std::string modes;
    std::string signs = "both";
    std::string minimizer = "fire";
    ComputeOptions compute;
};

int scan(const ScanOptions& options)
{
    study::StudyGoal goal;
    goal.quench = false;
    goal.scanModes = modes::parseModeList(options.modes);
    goal.method = quench::minimizerFromName(options.minimizer);
    goal.scanPlus = options.signs != "-";
    goal.scanMinus = options.signs != "+";
    return runGoal(study::Study::open(options.folder), goal, options.compute);
}
}  // namespace

void addScanCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ScanOptions>();
    CLI::App* command = program.add_subcommand(
        "scan", "Push every sample along modes that were found, until it does not come back");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    command->add_option("--modes", options->modes, "Which modes, such as 1-20,25")->required()->type_name("LIST");
    command->add_option("--signs", options->signs, "both, + (the direction with tau <= 0) or -")
        ->check(CLI::IsMember({"both", "+", "-"}))
        ->capture_default_str();
    addMinimizerOption(*command, options->minimizer);
    options->compute.addTo(*command);
    command->callback([options, &action] { action = [options] { return scan(*options); }; });
}

}  // namespace vitrine::batch

#include "app/batch/BatchRun.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct RunOptions {
    std::string folder;
    Eigen::Index modes = 0;
    std::string minimizer = "fire";
    ComputeOptions compute;
};
}  // namespace

void addRunCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<RunOptions>();
    CLI::App* command =
        program.add_subcommand("run", "All stages: quench, find the M lowest modes, scan them in both directions");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    command->add_option("--modes", options->modes, "Number M of lowest modes, found and scanned")
        ->required()
        ->type_name("M")
        ->check(CLI::Range(Eigen::Index(1), Eigen::Index(3 * 8'388'608)));
    addMinimizerOption(*command, options->minimizer);
    options->compute.addTo(*command);
    command->footer(
        "Goes on from what is there: after a stop, a crash or a power cut give the same command again.");
    command->callback([options, &action] {
        action = [options] {
            study::StudyGoal goal = study::StudyGoal::everything(options->modes);
            goal.method = quench::minimizerFromName(options->minimizer);
            return runGoal(study::Study::open(options->folder), goal, options->compute);
        };
    });
}

}  // namespace vitrine::batch

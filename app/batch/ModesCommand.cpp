#include "app/batch/BatchRun.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct ModesOptions {
    std::string folder;
    Eigen::Index count = 0;
    ComputeOptions compute;
};

int findModes(const ModesOptions& options)
{
    study::StudyGoal goal;
    goal.modeCount = options.count;
    return runGoal(study::Study::open(options.folder), goal, options.compute);
}
}  // namespace

void addModesCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ModesOptions>();
    CLI::App* command =
        program.add_subcommand("modes", "Find the lowest modes of every sample, after its quench if need be");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    command->add_option("--count", options->count, "Find modes 1 to M")
        ->required()
        ->type_name("M")
        ->check(CLI::Range(Eigen::Index(1), Eigen::Index(3 * 8'388'608)));
    options->compute.addTo(*command);
    command->footer("A larger M goes on from the modes found before, in a file of their own.");
    command->callback([options, &action] { action = [options] { return findModes(*options); }; });
}

}  // namespace vitrine::batch

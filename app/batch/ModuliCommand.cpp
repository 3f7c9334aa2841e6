#include "app/batch/BatchRun.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct ModuliOptions {
    std::string folder;
    ComputeOptions compute;
};

int findModuli(const ModuliOptions& options)
{
    study::StudyGoal goal;
    goal.moduli = true;
    return runGoal(study::Study::open(options.folder), goal, options.compute);
}
}  // namespace

void addModuliCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ModuliOptions>();
    CLI::App* command = program.add_subcommand(
        "moduli",
        "Find the elastic moduli of every sample, non-affine part included, after its quench if need be");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    options->compute.addTo(*command);
    command->callback([options, &action] { action = [options] { return findModuli(*options); }; });
}

}  // namespace vitrine::batch

#include "app/batch/BatchRun.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct QuenchOptions {
    std::string folder;
    ComputeOptions compute;
};
}  // namespace

void addQuenchCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<QuenchOptions>();
    CLI::App* command = program.add_subcommand("quench", "Make the inherent structure of every sample");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    options->compute.addTo(*command);
    command->callback([options, &action] {
        action = [options] { return runGoal(study::Study::open(options->folder), {}, options->compute); };
    });
}

}  // namespace vitrine::batch

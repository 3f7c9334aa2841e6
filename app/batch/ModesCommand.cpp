#include "app/batch/BatchRun.h"
#include "core/run/Errors.h"

#include <memory>

namespace vitrine::batch {

namespace {
struct ModesOptions {
    std::string folder;
    Eigen::Index count = 0;
    bool all = false;
    ComputeOptions compute;
};

int findModes(const ModesOptions& options)
{
    study::StudyGoal goal;
    if (options.all == (options.count > 0))
        throw run::InvalidInput("How many modes is to be said once: --count M, or --all.");
    goal.modeCount = options.count;
    goal.allModes = options.all;
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
        ->type_name("M")
        ->check(CLI::Range(Eigen::Index(1), Eigen::Index(3 * 8'388'608)));
    command->add_flag("--all", options->all,
                      "Find all 3N - 3 modes by full diagonalisation: for whole spectra of small samples, up to "
                      "N = 4000; the file takes 72 N^2 bytes");
    options->compute.addTo(*command);
    command->footer("A larger M goes on from the modes found before, in a file of their own.");
    command->callback([options, &action] { action = [options] { return findModes(*options); }; });
}

}  // namespace vitrine::batch

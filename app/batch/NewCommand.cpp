#include "app/batch/Commands.h"
#include "app/batch/SampleOptions.h"
#include "core/run/Errors.h"
#include "core/study/Study.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace vitrine::batch {

namespace {
struct NewOptions {
    std::string folder;
    std::string potential;
    SampleOptions samples;
    std::string solver = "automatic";
    std::string transverse = "summed";
};

int makeStudy(const NewOptions& options)
{
    const auto recipes = options.samples.recipes(potential::potentialFromName(options.potential), 1);
    study::StudyPlan plan = study::StudyPlan::ofPaper(recipes.front(), 1);
    plan.samples.clear();
    for (const model::SampleRecipe& recipe : recipes)
        plan.add(recipe);
    plan.solver = modes::solverFromName(options.solver);
    plan.phononOrder.transverse = modes::transverseFromName(options.transverse);
    study::Study::create(options.folder, plan);
    for (const study::SamplePlan& sample : plan.samples)
        fmt::print("{}\n", recipeLine(sample.name, sample.recipe));
    return done;
}

struct AddOptions {
    std::string folder;
    SampleOptions samples;
};

/// Seeds go on after those of the samples that are there.
std::uint64_t firstFreeSeed(const study::StudyPlan& plan)
{
    std::uint64_t seed = 1;
    for (const study::SamplePlan& sample : plan.samples)
        if (sample.recipe.origin == model::Origin::random || sample.recipe.origin == model::Origin::liquid)
            seed = std::max(seed, sample.recipe.seed + 1);
    return seed;
}

int addSamples(const AddOptions& options)
{
    study::Study study = study::Study::open(options.folder);
    const study::StudyPlan& plan = study.plan();
    if (plan.samples.empty())
        throw run::InvalidInput(
            "The study " + options.folder +
            " has no sample yet, so that its potential is not known; import one, or make a new "
            "study.");
    const auto recipes = options.samples.recipes(plan.samples.front().recipe.potential, firstFreeSeed(plan));
    const std::vector<std::string> names = study.addSamples(recipes);
    for (std::size_t i = 0; i < names.size(); ++i)
        fmt::print("{}\n", recipeLine(names[i], recipes[i]));
    return done;
}
}  // namespace

void addNewCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<NewOptions>();
    CLI::App* command = program.add_subcommand("new", "Make a study: a folder with its recipes in study.json");
    command->add_option("STUDY", options->folder, "Folder to make; may exist if it is empty")->required();
    command->add_option("--potential", options->potential, "harmonic or lj")->required();
    options->samples.addTo(*command);
    command
        ->add_option("--solver", options->solver,
                     "Eigenvalue solver: automatic, dense, cholmod, simplicial or chebyshev")
        ->capture_default_str();
    command
        ->add_option(
            "--transverse", options->transverse,
            "Threshold of O_k on the two transverse terms of a wave vector: summed, or separate as in the "
            "paper")
        ->capture_default_str();
    command->footer(
        "The settings of equilibration, quench, O_k and scan are the paper's; edit study.json before the first\n"
        "run to change them. Pieces computed with other settings are never mixed in. The range of the tail that\n"
        "decay exponents are fitted to may be edited at any time.");
    command->callback([options, &action] { action = [options] { return makeStudy(*options); }; });
}

void addAddCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<AddOptions>();
    CLI::App* command = program.add_subcommand("add", "Add samples to a study: more seeds, other sizes, crystals");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    options->samples.addTo(*command);
    command->footer(
        "Settings are those of the study; only the first amplitude of the grid of A follows the size of each\n"
        "sample. What was computed of the samples that are there stays.");
    command->callback([options, &action] { action = [options] { return addSamples(*options); }; });
}

}  // namespace vitrine::batch

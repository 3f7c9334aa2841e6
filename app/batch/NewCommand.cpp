#include "app/batch/Commands.h"
#include "core/run/Errors.h"
#include "core/study/Study.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace vitrine::batch {

namespace {
struct NewOptions {
    std::string folder;
    std::string potential;
    Eigen::Index particles = 0;
    int samples = 1;
    std::uint64_t seed = 1;
    std::optional<double> packingFraction;
    std::optional<double> density;
    std::string solver = "automatic";
};

int makeStudy(const NewOptions& options)
{
    model::SampleRecipe recipe = model::SampleRecipe::ofPaper(potential::potentialFromName(options.potential),
                                                              options.particles, options.seed);
    if (options.packingFraction)
        recipe.numberDensity = model::numberDensityFor(*options.packingFraction);
    if (options.density)
        recipe.numberDensity = *options.density;
    recipe.validate();
    study::StudyPlan plan = study::StudyPlan::ofPaper(recipe, options.samples);
    plan.solver = modes::solverFromName(options.solver);
    study::Study::create(options.folder, plan);
    fmt::print("{}: {} sample{} of {} {} particles, number density {:.6g}\n", options.folder, options.samples,
               options.samples == 1 ? "" : "s", options.particles, options.potential, recipe.numberDensity);
    return done;
}
}  // namespace

void addNewCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<NewOptions>();
    CLI::App* command = program.add_subcommand("new", "Make a study: a folder with its recipe in study.json");
    command->add_option("STUDY", options->folder, "Folder to make; may exist if it is empty")->required();
    command->add_option("--potential", options->potential, "harmonic or lj")->required();
    command->add_option("--particles", options->particles, "Number of particles N, from 16")->required();
    command->add_option("--samples", options->samples, "Number of samples, with seeds S, S + 1, ...")
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Seed S of the first sample")->capture_default_str();
    CLI::Option* fraction = command->add_option("--packing-fraction", options->packingFraction,
                                                "(pi/6) N/V; without it and --density that of the paper: 0.73 "
                                                "(harmonic), or N/V = 0.997 (lj)");
    command->add_option("--density", options->density, "Number density N/V, sigma^-3")->excludes(fraction);
    command
        ->add_option("--solver", options->solver,
                     "Eigenvalue solver: automatic, dense, cholmod, simplicial or chebyshev")
        ->capture_default_str();
    command->footer(
        "The settings of quench and scan are the paper's; edit study.json before the first run to\n"
        "change them. Pieces computed with other settings are never mixed in.");
    command->callback([options, &action] { action = [options] { return makeStudy(*options); }; });
}

}  // namespace vitrine::batch

#include "app/batch/Commands.h"
#include "app/batch/Interruption.h"
#include "app/batch/ProgressPrinter.h"
#include "core/run/Errors.h"
#include "core/study/Study.h"
#include "core/study/formats/PackingFile.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace vitrine::batch {

namespace {
struct ImportOptions {
    std::string folder;
    std::vector<std::string> files;
    std::string potential;
    bool minimise = false;
    std::string solver = "automatic";
    std::string transverse = "summed";
    ComputeOptions compute;
};

model::SampleRecipe importedRecipe(const potential::PairPotential& potential, const model::Packing& packing)
{
    model::SampleRecipe recipe;
    recipe.potential = potential;
    recipe.particleCount = packing.particleCount();
    recipe.numberDensity = packing.numberDensity();
    recipe.origin = model::Origin::imported;
    return recipe;
}

/// A plan with the paper's settings and no samples yet.
study::StudyPlan emptyPlan(const model::SampleRecipe& first, const ImportOptions& options)
{
    study::StudyPlan plan = study::StudyPlan::ofPaper(first, 1);
    plan.samples.clear();
    plan.solver = modes::solverFromName(options.solver);
    plan.phononOrder.transverse = modes::transverseFromName(options.transverse);
    return plan;
}

/// The packing of a file as a structure; what is wrong with it is said with the file's name.
std::shared_ptr<const quench::InherentStructure> adopt(const ImportOptions& options, std::size_t file,
                                                       const model::Packing& packing,
                                                       const quench::FireSettings& settings,
                                                       const run::RunControl& control)
{
    const potential::PairPotential potential = potential::potentialFromName(options.potential);
    try {
        return quench::adoptPacking(importedRecipe(potential, packing), packing, settings, options.minimise,
                                    control);
    }
    catch (const run::InvalidInput& error) {
        throw run::UnreadableFile("The file " + options.files[file] + " cannot be used: " + error.what());
    }
    catch (const run::NotAMinimum& error) {
        throw run::NotAMinimum("The file " + options.files[file] + " cannot be used: " + error.what() +
                               (options.minimise ? "" : " Option --minimise does that."));
    }
}

void printSample(const std::string& file, const std::string& name, const quench::InherentStructure& structure)
{
    const Eigen::Index count = structure.packing.particleCount();
    fmt::print("{}: sample {}, N = {}, energy/N = {:.6g}, pressure = {:.6g}, largest force {:.1e}\n", file, name,
               count, structure.energy / static_cast<double>(count), structure.pressure, structure.maxForce);
}

int importFiles(const ImportOptions& options)
{
    const potential::PairPotential potential = potential::potentialFromName(options.potential);
    std::vector<model::Packing> packings;
    for (const std::string& file : options.files)
        packings.push_back(study::formats::readPacking(file));

    std::optional<study::Study> study;
    if (std::filesystem::exists(std::filesystem::path(options.folder) / "study.json"))
        study = study::Study::open(options.folder);
    const study::StudyPlan plan =
        study ? study->plan() : emptyPlan(importedRecipe(potential, packings.front()), options);

    ProgressPrinter printer(options.compute.quiet);
    const Interruption interruption;
    const run::RunControl control(options.compute.threads, interruption.token(),
                                  [&](const run::Progress& progress) { printer.progress(progress); });
    try {
        for (std::size_t i = 0; i < packings.size(); ++i) {
            const auto structure = adopt(options, i, packings[i], plan.quench, control);
            printer.finish();
            if (!study)
                study = study::Study::create(options.folder, plan);
            const std::string name = study->addImported(*structure);
            if (!options.compute.quiet)
                printSample(options.files[i], name, *structure);
        }
    }
    catch (const run::RunCancelled&) {
        printer.say("Stopped. The samples listed above are kept.");
        return interruption.exitCode();
    }
    return done;
}
}  // namespace

void addImportCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ImportOptions>();
    CLI::App* command =
        program.add_subcommand("import", "Add packings from files as samples; makes the study if there is none");
    command->add_option("STUDY", options->folder, "Folder of the study")->required();
    command
        ->add_option("FILE", options->files,
                     "H5MD, extended XYZ, or HDF5 with /positions and box; their last frame")
        ->required();
    command->add_option("--potential", options->potential, "harmonic or lj")->required();
    command->add_flag("--minimise", options->minimise,
                      "Minimise the energy first; without it a packing has to be at a minimum");
    command->add_option("--solver", options->solver, "Eigenvalue solver of a study that is made (see new)")
        ->capture_default_str();
    command
        ->add_option("--transverse", options->transverse,
                     "Threshold of O_k in a study that is made: summed or separate (see new)")
        ->capture_default_str();
    options->compute.addTo(*command);
    command->footer(
        "The box has to be a periodic cube, the particles alike, the coordinates in units of sigma with all\n"
        "their digits. A packing that is there already, bit for bit, keeps its name.");
    command->callback([options, &action] { action = [options] { return importFiles(*options); }; });
}

}  // namespace vitrine::batch

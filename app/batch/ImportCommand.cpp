#include "app/batch/Commands.h"
#include "app/batch/Interruption.h"
#include "app/batch/ProgressPrinter.h"
#include "core/run/Errors.h"
#include "core/study/PackingImport.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

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

void printSample(const std::string& file, const std::string& name, const quench::InherentStructure& structure)
{
    const Eigen::Index count = structure.packing.particleCount();
    fmt::print("{}: sample {}, N = {}, energy/N = {:.6g}, pressure = {:.6g}, largest force {:.1e}\n", file, name,
               count, structure.energy / static_cast<double>(count), structure.pressure, structure.maxForce);
}

int importFiles(const ImportOptions& options)
{
    study::PackingImport wish;
    wish.folder = options.folder;
    wish.files.assign(options.files.begin(), options.files.end());
    wish.potential = potential::potentialFromName(options.potential);
    wish.minimise = options.minimise;
    wish.solver = modes::solverFromName(options.solver);
    wish.phononOrder.transverse = modes::transverseFromName(options.transverse);

    ProgressPrinter printer(options.compute.quiet);
    const Interruption interruption;
    const run::RunControl control(options.compute.threads, interruption.token(),
                                  [&](const run::Progress& progress) { printer.progress(progress); });
    try {
        study::importPackings(wish, control, [&](const auto& file, const auto& name, const auto& structure) {
            printer.finish();
            if (!options.compute.quiet)
                printSample(file.string(), name, structure);
        });
    }
    catch (const run::NotAMinimum& error) {
        throw run::NotAMinimum(error.what() +
                               std::string(options.minimise ? "" : " Option --minimise does that."));
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

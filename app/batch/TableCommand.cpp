#include "app/batch/Commands.h"
#include "app/batch/KindOptions.h"
#include "core/results/RecordTable.h"
#include "core/run/Errors.h"
#include "core/study/Study.h"
#include "core/study/StudyStore.h"

#include <cstdio>
#include <memory>

namespace vitrine::batch {

namespace {
struct TableOptions {
    std::string folder;
    std::string file;
    bool allColumns = false;
    modes::ModeKindBounds bounds;
};

int writeTable(const TableOptions& options)
{
    const auto columns = options.allColumns ? results::TableColumns::all : results::TableColumns::standard;
    const std::string table =
        results::csvTable(study::Study::open(options.folder).records(), columns, options.bounds);
    if (options.file != "-") {
        study::writeFile(options.file, table);
        return done;
    }
    if (std::fwrite(table.data(), 1, table.size(), stdout) != table.size() || std::fflush(stdout) != 0)
        throw run::UnwritableFile("The table could not be written to the standard output.");
    return done;
}
}  // namespace

void addTableCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<TableOptions>();
    CLI::App* command = program.add_subcommand("table", "Write what was found as comma-separated values");
    command->add_option("STUDY", options->folder, "Folder of the study; may be growing")->required();
    command->add_option("--csv", options->file, "File to write, or - for the standard output")
        ->required()
        ->type_name("FILE");
    command->add_flag("--all-columns", options->allColumns, "Further columns after the standard ones, see below");
    addKindOptions(*command, options->bounds);
    command->footer(
        "One row for each sample, mode, sign and minimiser, one with an empty sign for a mode not scanned.\n"
        "Empty where there is no number. Units: m = sigma = epsilon = 1. Columns:\n"
        "  sample, mode           name of the sample; index k, 1 is the lowest\n"
        "  omega, residual        frequency, |H e - omega^2 e|\n"
        "  participation_ratio    P_k, Eq. (4); phonon_order: O_k, Eq. (3)\n"
        "  tau, ac_third_order    third derivative along the mode, A_c of Eq. (A3)\n"
        "  sign, outcome          + is the direction with tau <= 0; outcomes: see vitrine-batch --help\n"
        "  ac, ac_low             A_c and the largest A below it that returned\n"
        "  barrier                Eq. (8) at A_c; not the saddle's\n"
        "  dr, dphi               |Delta r| and Delta Phi (with its sign) at A_c\n"
        "  n_rearr, overlap       N_rearr and I, Eqs. (9) and (10), at A_c\n"
        "  decay_exponent         a of |Delta r_i| ~ r^-a and its standard error\n"
        "  transition             number of the final state within the sample, from 1\n"
        "  minimiser, evaluations the minimiser with all its parameters, and what the scan cost\n"
        "With --all-columns also:\n"
        "  particles              N of the sample\n"
        "  reached                largest A pushed to: there is no transition up to it where ac is empty\n"
        "  method                 fire, gradient-flow or conjugate-gradients\n"
        "  kind                   phonon, quasilocalised or neither, by the bounds above\n"
        "  equilibrated           whether the liquid that the sample is from was in equilibrium");
    command->callback([options, &action] { action = [options] { return writeTable(*options); }; });
}

}  // namespace vitrine::batch

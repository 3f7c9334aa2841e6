#include "app/batch/Commands.h"
#include "core/quench/MinimizerKind.h"
#include "core/run/Errors.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace vitrine::batch {

void ComputeOptions::addTo(CLI::App& command)
{
    command.add_option("--threads", threads, "Number of threads; results do not depend on it")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command.add_flag("--quiet", quiet, "Say nothing but errors");
}

CLI::Option* addMinimizerOption(CLI::App& command, std::string& name)
{
    std::vector<std::string> known;
    for (const quench::MinimizerKind kind : quench::minimizerKinds)
        known.emplace_back(quench::minimizerName(kind));
    return command
        .add_option(
            "--minimiser", name,
            "What goes down after each push: fire (the paper's), gradient-flow (the reference, some twenty "
            "times as long) or conjugate-gradients; scans by several stay side by side")
        ->check(CLI::IsMember(known))
        ->capture_default_str();
}

namespace {
constexpr const char* description =
    "Makes model glasses, finds their vibrational modes, and pushes them along their modes until particles\n"
    "rearrange (Mizuno, Shimada, Ikeda, Phys. Rev. Research 2, 013215 (2020)).";

constexpr const char* teaching =
    "A first session, a minute long:\n"
    "  vitrine-batch new glass --potential harmonic --particles 500 --seed 1\n"
    "  vitrine-batch run glass --modes 5\n"
    "  vitrine-batch table glass --csv glass.csv\n"
    "A packing of your own:\n"
    "  vitrine-batch import mine packing.h5 --potential lj --minimise\n"
    "\n"
    "A study is a folder: study.json holds the recipe, and every finished piece (packing, block of modes, scan of "
    "a\n"
    "mode and sign) is a file of its own. Stop or kill a run whenever you like: the same command goes on from "
    "what\n"
    "is there.\n"
    "\n"
    "Outcomes of a scan:\n"
    "  transition      the system went to another minimum at the amplitude A_c\n"
    "  loose-particle  it did, but only a nearly loose particle moved in its cage, at no cost\n"
    "  no-transition   it came back from every amplitude up to the largest\n"
    "  overlap         it came back until two particles were too near to each other (lj)\n"
    "  not-converged   a minimisation reached its limit of steps: no verdict\n"
    "\n"
    "Exit codes:\n"
    "  0    done\n"
    "  1    failed: disk full, no minimum reached, a packing that is not at a minimum\n"
    "  2    wrong command line, or a value out of its range\n"
    "  3    a file is missing, damaged or of another kind\n"
    "  4    done, but at least one of the scans asked for did not converge\n"
    "  130  stopped by Ctrl-C, 143 by SIGTERM; what was finished is kept. A second Ctrl-C ends at once";

int complain(const std::exception& error, int code)
{
    std::fprintf(stderr, "vitrine-batch: %s\n", error.what());
    return code;
}

int runProgram(int argumentCount, char** arguments)
{
    CLI::App program(description, "vitrine-batch");
    program.footer(teaching);
    program.require_subcommand(1);
    program.set_version_flag("--version", std::string("vitrine-batch ") + VITRINE_VERSION);
    Action action;
    addNewCommand(program, action);
    addAddCommand(program, action);
    addImportCommand(program, action);
    addQuenchCommand(program, action);
    addModesCommand(program, action);
    addModuliCommand(program, action);
    addScanCommand(program, action);
    addRunCommand(program, action);
    addStatusCommand(program, action);
    addSummaryCommand(program, action);
    addTableCommand(program, action);
    addValidateCommand(program, action);
    try {
        program.parse(argumentCount, arguments);
    }
    catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? done : wrongUsage;
    }
    return action();
}
}  // namespace

}  // namespace vitrine::batch

int main(int argumentCount, char** arguments)
{
    using namespace vitrine;
    try {
        return batch::runProgram(argumentCount, arguments);
    }
    catch (const run::InvalidInput& error) {
        return batch::complain(error, batch::wrongUsage);
    }
    catch (const run::UnreadableFile& error) {
        return batch::complain(error, batch::unreadableInput);
    }
    catch (const std::bad_alloc&) {
        return batch::complain(run::Error("The memory does not suffice for this."), batch::failed);
    }
    catch (const std::exception& error) {
        return batch::complain(error, batch::failed);
    }
}

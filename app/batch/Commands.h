#pragma once

#include "core/run/ThreadTeam.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace vitrine::batch {

/// How the program ends; scripts rely on these numbers.
enum ExitCode : int {
    done = 0,
    failed = 1,           ///< something could not be done: disk full, no minimum reached, a packing that is none
    wrongUsage = 2,       ///< the command line, or a value out of its range
    unreadableInput = 3,  ///< a file that is missing, damaged or of another kind
    withoutVerdict = 4,   ///< done, but at least one of the scans asked for did not converge
    interrupted = 130,    ///< Ctrl-C; what was finished is kept
    terminated = 143,     ///< SIGTERM; what was finished is kept
};

/// Options of every command that computes.
struct ComputeOptions {
    int threads = run::ThreadTeam::hardwareThreads();
    bool quiet = false;

    void addTo(CLI::App& command);
};

/// The words of quench::MinimizerKind with a description of them, for an option --minimiser.
CLI::Option* addMinimizerOption(CLI::App& command, std::string& name);

/// Set by the command that was given; returns the exit code.
using Action = std::function<int()>;

void addNewCommand(CLI::App& program, Action& action);
void addAddCommand(CLI::App& program, Action& action);
void addImportCommand(CLI::App& program, Action& action);
void addQuenchCommand(CLI::App& program, Action& action);
void addModesCommand(CLI::App& program, Action& action);
void addModuliCommand(CLI::App& program, Action& action);
void addScanCommand(CLI::App& program, Action& action);
void addRunCommand(CLI::App& program, Action& action);
void addStatusCommand(CLI::App& program, Action& action);
void addSummaryCommand(CLI::App& program, Action& action);
void addTableCommand(CLI::App& program, Action& action);
void addValidateCommand(CLI::App& program, Action& action);

}  // namespace vitrine::batch

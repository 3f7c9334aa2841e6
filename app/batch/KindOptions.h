#pragma once

#include "core/modes/ModeKind.h"

#include <CLI/CLI.hpp>

namespace vitrine::batch {

/// Options for the bounds between phonons and quasilocalised modes.
void addKindOptions(CLI::App& command, modes::ModeKindBounds& bounds);

}  // namespace vitrine::batch

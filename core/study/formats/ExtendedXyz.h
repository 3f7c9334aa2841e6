#pragma once

#include "core/model/Packing.h"

#include <filesystem>

namespace vitrine::study::formats {

/// The last frame of an extended XYZ file: number of particles, a line with Lattice="..." (a cube),
/// Properties=...:pos:R:3:... and optionally pbc="T T T", then one line for each particle. Without Properties the
/// columns are those of plain XYZ, species:S:1:pos:R:3.
/// @throws run::UnreadableFile in one sentence that names file, line and what is wrong
model::Packing readExtendedXyz(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

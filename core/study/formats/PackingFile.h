#pragma once

#include "core/model/Packing.h"

#include <filesystem>

namespace vitrine::study::formats {

/// A packing from a file of the user's, its kind told by its content.
///
/// H5MD: the one group under /particles, its last frame. HDF5 with a dataset /positions (N x 3) and the box edge
/// as a dataset or attribute "box" or "L". Extended XYZ: the last frame. Cubic, periodic in all directions, one
/// kind of particle, mass 1, positions as they are (any image).
/// @throws run::UnreadableFile in one sentence that names the file and what is wrong with it
model::Packing readPacking(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

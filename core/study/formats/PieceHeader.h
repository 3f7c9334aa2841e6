#pragma once

#include "core/study/Fingerprint.h"
#include "core/study/formats/Hdf5File.h"

#include <string>

namespace vitrine::study::formats {

/// Begins a file of ours: the H5MD 1.1 header, the announcement of our module, and the root group /vitrine that
/// says what kind of piece it is and what it is known by.
/// @param kind "structure", "moduli", "modes" or "scan"
void addPieceHeader(Hdf5Builder& file, const std::string& kind, const PieceIdentity& identity);

/// @throws run::UnreadableFile if it is no file of ours, of another kind or of another version
PieceIdentity readPieceHeader(const Hdf5Reader& file, const std::string& kind);

/// A count stored as an attribute.
/// @throws run::UnreadableFile outside low..high
std::int64_t readCount(const Hdf5Reader& file, const std::string& path, const std::string& name, std::int64_t low,
                       std::int64_t high);

}  // namespace vitrine::study::formats

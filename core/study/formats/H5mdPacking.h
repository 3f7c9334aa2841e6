#pragma once

#include "core/quench/InherentStructure.h"
#include "core/study/Fingerprint.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study::formats {

/// What of an inherent structure is needed to know it and to count with it.
struct StructureSummary {
    PieceIdentity identity;
    Eigen::Index particleCount = 0;
    Eigen::Index participantCount = 0;
    std::optional<quench::EquilibrationRecord> equilibration;  ///< of a liquid
};

/// packing.h5: an inherent structure as H5MD 1.1, with what else is known about it in /vitrine.
std::vector<std::byte> h5mdFile(const quench::InherentStructure& structure, const std::string& fingerprint);

/// @throws run::UnreadableFile if it is not what h5mdFile wrote, bit for bit
std::shared_ptr<const quench::InherentStructure> readStructure(const std::filesystem::path& path);
StructureSummary readStructureSummary(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

#pragma once

#include "core/modes/NormalModes.h"
#include "core/study/Fingerprint.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::study::formats {

/// A block of modes without its eigenvectors.
struct ModesSummary {
    PieceIdentity identity;
    Eigen::Index particleCount = 0;
    modes::NormalModes block;     ///< eigenvectors empty
    Eigen::VectorXd phononOrder;  ///< O_k, Eq. (3)
};

/// modes-00001-00020.h5: eigenvectors stored M x N x 3 with one mode in a chunk, the conventions as attributes.
std::vector<std::byte> modesFile(const modes::NormalModes& block, const std::string& fingerprint,
                                 const Eigen::VectorXd& phononOrder);

/// @throws run::UnreadableFile if it is not what modesFile wrote, bit for bit
modes::NormalModes readModes(const std::filesystem::path& path);
ModesSummary readModesSummary(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

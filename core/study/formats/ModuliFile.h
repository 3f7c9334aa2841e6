#pragma once

#include "core/modes/ElasticModuli.h"
#include "core/study/Fingerprint.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::study::formats {

/// Elastic moduli with what they are known by.
struct ModuliPiece {
    PieceIdentity identity;
    modes::ElasticModuli moduli;
};

/// moduli.h5: stiffness with and without its non-affine part (Voigt), stress, and the moduli that follow.
std::vector<std::byte> moduliFile(const modes::ElasticModuli& moduli, const std::string& fingerprint);

/// @throws run::UnreadableFile if it is not what moduliFile wrote, bit for bit
ModuliPiece readModuli(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

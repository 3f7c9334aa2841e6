#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/model/Packing.h"
#include "core/model/SampleRecipe.h"
#include "core/modes/NormalModes.h"
#include "core/quench/FireMinimizer.h"

#include <span>
#include <string>
#include <string_view>

namespace vitrine::study {

/// SHA-256 of bytes as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::byte> bytes);
std::string sha256(std::string_view text);

/// SHA-256 of a packing's box edge and positions as stored, bit for bit.
std::string contentHash(const model::Packing& packing);
/// SHA-256 of all numbers of a block of modes, bit for bit.
std::string contentHash(const modes::NormalModes& block);
/// SHA-256 of all numbers of a scan, bit for bit.
std::string contentHash(const anharmonicity::ScanResult& result);

/// What a finished piece is known by.
struct PieceIdentity {
    std::string fingerprint;  ///< SHA-256 of all that decided the piece
    std::string content;      ///< SHA-256 of its numbers
    bool operator==(const PieceIdentity&) const = default;
};

/// Fingerprint of a structure: its recipe, and the settings of the quench unless it was imported (then the
/// recipe carries the hash of its content).
std::string structureFingerprint(const model::SampleRecipe& recipe, const quench::FireSettings& quench);

/// Fingerprint of a block of modes: the piece it continues (the structure, or the block before) and the solver.
std::string modesFingerprint(const PieceIdentity& before, modes::EigenSolver solver, Eigen::Index firstIndex,
                             Eigen::Index count);

/// Fingerprint of a scan: the block of modes its eigenvector is from, mode, direction and settings.
std::string scanFingerprint(const PieceIdentity& block, Eigen::Index mode, anharmonicity::Direction direction,
                            const anharmonicity::ScanSettings& settings);

}  // namespace vitrine::study

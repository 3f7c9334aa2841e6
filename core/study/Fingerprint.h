#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/model/Packing.h"
#include "core/model/SampleRecipe.h"
#include "core/modes/ElasticModuli.h"
#include "core/modes/NormalModes.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/quench/InherentStructure.h"

#include <span>
#include <string>
#include <string_view>

namespace vitrine::study {

/// SHA-256 of bytes as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::byte> bytes);
std::string sha256(std::string_view text);

/// SHA-256 of a packing's box edge and positions as stored, bit for bit: what an imported sample is known by.
std::string contentHash(const model::Packing& packing);
/// SHA-256 of all that an inherent structure holds, its recipe included, bit for bit.
std::string contentHash(const quench::InherentStructure& structure);

/// SHA-256 of all that tables need of a block of modes: all but the eigenvectors, bit for bit.
/// @param phononOrder O_k of the modes
std::string summaryHash(const modes::NormalModes& block, const Eigen::VectorXd& phononOrder);
/// SHA-256 of a whole block of modes. @param summary its summaryHash
std::string contentHash(const std::string& summary, const Eigen::MatrixXd& eigenvectors);

/// SHA-256 of all that tables need of a scan: all but the pulls and the field, bit for bit.
std::string summaryHash(const anharmonicity::ScanResult& result);
/// SHA-256 of a whole scan, bit for bit.
std::string contentHash(const anharmonicity::ScanResult& result);

/// SHA-256 of all numbers of elastic moduli, bit for bit.
std::string contentHash(const modes::ElasticModuli& moduli);

/// What a finished piece is known by.
struct PieceIdentity {
    std::string fingerprint;  ///< SHA-256 of all that decided the piece
    std::string content;      ///< SHA-256 of its numbers
    bool operator==(const PieceIdentity&) const = default;
};

/// Fingerprint of a structure: its recipe, and unless it was imported (then the recipe carries the hash of its
/// packing) the settings of the quench and, for a liquid, of the equilibration.
std::string structureFingerprint(const model::SampleRecipe& recipe, const quench::FireSettings& quench,
                                 const quench::EquilibrationSettings& equilibration);

/// Fingerprint of a structure's elastic moduli: the structure, and what they were computed with.
std::string moduliFingerprint(const PieceIdentity& structure, const modes::ElasticSettings& settings);

/// Fingerprint of a block of modes: the piece it continues (the structure, or the block before), the solver and
/// the settings of O_k.
std::string modesFingerprint(const PieceIdentity& before, modes::EigenSolver solver,
                             const modes::PhononOrderSettings& phononOrder, Eigen::Index firstIndex,
                             Eigen::Index count);

/// Fingerprint of a scan: the block of modes its eigenvector is from, mode, direction and settings.
std::string scanFingerprint(const PieceIdentity& block, Eigen::Index mode, anharmonicity::Direction direction,
                            const anharmonicity::ScanSettings& settings);

}  // namespace vitrine::study

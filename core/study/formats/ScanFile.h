#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/study/Fingerprint.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study::formats {

/// What tables need of the decay profile, kept beside the field so that they need not read it.
struct DecaySummary {
    std::optional<double> exponent;  ///< a
    std::optional<double> error;     ///< its standard error
    std::string noExponentReason;    ///< why there is no exponent
    std::string rule;                ///< TailSettings::description() of what it was fitted with
};

/// A scan without its pulls and its field.
struct ScanSummary {
    PieceIdentity identity;
    anharmonicity::ScanResult result;   ///< pulls empty, displacements empty
    std::optional<DecaySummary> decay;  ///< where there was a transition
};

/// scan/00001-plus.h5: the verdict, every pull as a row of equally long columns, the displacement field whole.
std::vector<std::byte> scanFile(const anharmonicity::ScanResult& result, const std::string& fingerprint,
                                const std::optional<DecaySummary>& decay);

/// @throws run::UnreadableFile if it is not what scanFile wrote, bit for bit
anharmonicity::ScanResult readScan(const std::filesystem::path& path);
ScanSummary readScanSummary(const std::filesystem::path& path);

}  // namespace vitrine::study::formats

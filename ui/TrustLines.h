#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/modes/NormalModes.h"
#include "core/quench/InherentStructure.h"
#include "core/rearrangement/DecayProfile.h"
#include "core/results/MinimizerComparison.h"
#include "core/results/ModeRecord.h"

#include <QString>

#include <vector>

namespace vitrine::ui {

/// One thing to know about how far the numbers of the selection can be trusted.
struct TrustLine {
    QString name;
    QString words;
    bool isWarning = false;

    bool operator==(const TrustLine&) const = default;
};

/// What is known of the selection; null or empty where there is nothing.
struct TrustSubject {
    const quench::InherentStructure* structure = nullptr;
    const modes::NormalModes* modes = nullptr;
    const results::ModeRecord* record = nullptr;  ///< of the selected mode and direction
    const results::ModeRecord* other = nullptr;   ///< of the opposite direction
    const anharmonicity::ScanResult* scan = nullptr;
    std::vector<results::MinimizerComparison> comparisons;  ///< of this mode and direction
    const rearrangement::DecayProfile* profile = nullptr;
    anharmonicity::ScanSettings settings;
};

/// Residual force, eigen-residual, bracket, thresholds, minimiser, outcomes and warnings, with their units.
std::vector<TrustLine> trustLines(const TrustSubject& subject);

}  // namespace vitrine::ui

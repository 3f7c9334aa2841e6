#pragma once

#include "core/modes/BosonPeak.h"
#include "core/results/TransitionStatistics.h"

#include <optional>

namespace vitrine::charts {

/// What core found in the records and the spectrum that belongs into a scatter plot.
struct ScatterGuides {
    std::optional<results::TransitionSlope> slope;           ///< of |Delta Phi| against |Delta r| (Fig. 8)
    std::optional<results::DisplacementBounds> bounds;       ///< that all transitions lie between (Fig. 11)
    std::optional<results::DisplacementBounds> paperBounds;  ///< that the paper draws
    std::optional<modes::BosonPeak> bosonPeak;               ///< omega_BP, the arrow of Figs. 3, 5, 6, 10, 14
};

}  // namespace vitrine::charts

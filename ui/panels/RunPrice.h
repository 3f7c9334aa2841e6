#pragma once

#include "core/model/SampleRecipe.h"

#include <QString>

#include <vector>

namespace vitrine::panels {

/// What a run is expected to cost, before it starts. Rough: within a factor of three or so.
struct RunPrice {
    double seconds = 0;  ///< on this many threads
    double bytes = 0;    ///< of memory, at the peak
};

/// @param samples one after the other
/// @param modeCount modes to find and to scan with both signs
RunPrice estimatePrice(const std::vector<model::SampleRecipe>& samples, Eigen::Index modeCount, int threadCount);

/// "about 4 min and 200 MB of memory (rough estimate)".
QString priceText(const RunPrice& price);

/// "12 s", "4 min", "1 h 20 min": as precise as an estimate deserves.
QString durationText(double seconds);

}  // namespace vitrine::panels

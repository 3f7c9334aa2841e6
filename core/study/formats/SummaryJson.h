#pragma once

#include "core/study/StudySummary.h"

#include <string>

namespace vitrine::study::formats {

/// All quantities of a summary, of each sample and of each size, and the density of states with its bins; numbers
/// with the fewest digits that read back exactly, null where there is none.
std::string summaryText(const StudySummary& summary);

}  // namespace vitrine::study::formats

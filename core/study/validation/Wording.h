#pragma once

#include "core/results/Spread.h"
#include "core/study/StudySummary.h"

#include <optional>
#include <string>

namespace vitrine::study::validation {

/// Three significant digits.
std::string compact(double value);

/// "1 to 3, median 2 (17)"; "none" for nothing.
std::string rangeOrNone(const std::optional<results::Spread>& spread);

/// For a cell of a Markdown table, where a bare bar would begin the next cell.
std::string cell(const std::string& text);

bool wasScanned(const GroupSummary& group);

}  // namespace vitrine::study::validation

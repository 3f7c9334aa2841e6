#include "core/study/validation/Wording.h"

#include <fmt/format.h>

namespace vitrine::study::validation {

std::string compact(double value)
{
    return fmt::format("{:.3g}", value);
}

std::string rangeOrNone(const std::optional<results::Spread>& spread)
{
    return spread ? fmt::format("{} to {}, median {} ({})", compact(spread->least), compact(spread->largest),
                                compact(spread->median), spread->count)
                  : "none";
}

bool wasScanned(const GroupSummary& group)
{
    return group.transitions.scans > 0;
}

}  // namespace vitrine::study::validation

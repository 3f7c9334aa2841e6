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

std::string cell(const std::string& text)
{
    std::string escaped;
    for (const char c : text)
        escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return escaped;
}

bool wasScanned(const GroupSummary& group)
{
    return group.transitions.scans > 0;
}

}  // namespace vitrine::study::validation

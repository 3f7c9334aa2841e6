#include "core/anharmonicity/TransitionCatalogue.h"

#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace vitrine::anharmonicity {

namespace {

// By minimiser first, for the numbers of the states.
auto placeOf(const ScanResult& scan)
{
    return std::tuple(scan.method, scan.mode, scan.direction);
}

}  // namespace

TransitionCatalogue::TransitionCatalogue(std::vector<std::shared_ptr<const ScanResult>> scans, double tolerance)
{
    std::sort(scans.begin(), scans.end(), [](const auto& a, const auto& b) { return placeOf(*a) < placeOf(*b); });
    const auto twice = std::adjacent_find(scans.begin(), scans.end(),
                                          [](const auto& a, const auto& b) { return placeOf(*a) == placeOf(*b); });
    if (twice != scans.end())
        throw run::InvalidInput(
            fmt::format("The scan of mode {}{} by {} is there twice, but has to be there once.", (*twice)->mode,
                        directionSign((*twice)->direction), quench::minimizerName((*twice)->method)));
    for (const auto& scan : scans) {
        if (!scan->transition)
            continue;
        int number = numberOf(*scan, tolerance);
        if (number == 0) {
            number = static_cast<int>(m_states.size()) + 1;
            m_states.push_back({number, {}, scan});
        }
        m_states[static_cast<std::size_t>(number) - 1].reachedBy.push_back(scan->key());
        m_numbers.emplace(scan->key(), number);
    }
}

std::optional<int> TransitionCatalogue::stateReachedBy(const ScanKey& scan) const
{
    const auto found = m_numbers.find(scan);
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

// 0 where the state is new.
int TransitionCatalogue::numberOf(const ScanResult& scan, double tolerance) const
{
    for (const State& state : m_states) {
        const auto& known = *state.first->transition;
        const auto& candidate = *scan.transition;
        // ||a| - |b|| <= |a - b|: comparing the norms rules out nearly all pairs without touching the fields.
        const double shorter = std::min(known.distance, candidate.distance);
        constexpr double rounding = 1e-9;
        if (std::abs(known.distance - candidate.distance) <= (tolerance + rounding) * shorter &&
            rearrangement::sameFinalState(known.displacements, candidate.displacements, tolerance))
            return state.number;
    }
    return 0;
}

}  // namespace vitrine::anharmonicity

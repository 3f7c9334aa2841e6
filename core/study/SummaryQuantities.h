#pragma once

#include "core/study/StudySummary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// One number of a summary with all that belongs to it, fit for a list, a file or a report.
struct Quantity {
    std::string key;    ///< "boson_peak": of files, never changes
    std::string label;  ///< "boson peak omega_BP": for people
    std::string unit;   ///< "epsilon/sigma^3"; empty for a pure number
    std::optional<double> value;
    std::optional<double> error;  ///< standard error
    std::optional<double> low;    ///< 16th percentile, of a bootstrap or of the values
    std::optional<double> high;   ///< 84th
    std::optional<double> least;
    std::optional<double> largest;
    std::optional<std::int64_t> count;  ///< what it rests on
    std::string countOf;                ///< what is counted: "modes"
    std::string note;                   ///< why there is no value, or what to know about it

    bool operator==(const Quantity&) const = default;
};

/// Quantities that belong together.
struct QuantitySection {
    std::string key;
    std::string title;
    std::vector<Quantity> quantities;
};

/// All quantities of a group; none is left out where it is missing, its note says why.
std::vector<QuantitySection> quantitiesOf(const GroupSummary& group);

/// The correlations and distributions of transitions alone.
QuantitySection transitionQuantities(const results::TransitionSummary& summary,
                                     const potential::PairPotential& potential);

/// Of which modes the correlations with O and P are: "modes below omega_BP = 0.25", "all modes: omega_BP is not
/// known".
std::string correlatedModes(const results::TransitionSummary& summary);

/// "0.0514 +- 0.0002 epsilon/sigma^3 (2 samples)": the quantity without its label; the note where there is no
/// value.
std::string text(const Quantity& quantity);

}  // namespace vitrine::study

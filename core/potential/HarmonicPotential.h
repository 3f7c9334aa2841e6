#pragma once

#include "core/potential/PairTerms.h"

namespace vitrine::potential {

/// Harmonic repulsion of overlapping spheres, Eq. (1): phi(r) = (1/2)(1 - r)^2 for r < 1, else 0 (epsilon, sigma).
struct HarmonicPotential {
    static constexpr double cutoff = 1.0;

    /// @param r distance, 0 < r < cutoff, sigma
    PairTerms operator()(double r) const { return {0.5 * (1 - r) * (1 - r), r - 1, 1, 0}; }
};

}  // namespace vitrine::potential

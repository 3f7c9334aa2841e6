#pragma once

#include "core/potential/PairTerms.h"

namespace vitrine::potential {

/// Lennard-Jones, Eq. (2), with potential and force shifted to zero at the cutoff:
/// phi(r) = u(r) - u(r_c) - (r - r_c) u'(r_c), u = 4 (r^-12 - r^-6), r_c = 2.5 (epsilon, sigma).
/// phi'' and phi''' are those of u, not shifted: phi'' jumps at r_c.
struct LennardJonesPotential {
    static constexpr double cutoff = 2.5;
    static constexpr double inverseCutoff6 = 1 / (cutoff * cutoff * cutoff * cutoff * cutoff * cutoff);
    /// u(r_c), epsilon
    static constexpr double valueShift = 4 * (inverseCutoff6 * inverseCutoff6 - inverseCutoff6);
    /// u'(r_c), epsilon/sigma
    static constexpr double slopeShift = -24 * (2 * inverseCutoff6 * inverseCutoff6 - inverseCutoff6) / cutoff;

    /// @param r distance, 0 < r < cutoff, sigma
    PairTerms operator()(double r) const
    {
        const double inverse = 1 / r;
        const double inverse2 = inverse * inverse;
        const double s = inverse2 * inverse2 * inverse2;
        return {4 * s * (s - 1) - valueShift - (r - cutoff) * slopeShift,
                -24 * s * (2 * s - 1) * inverse - slopeShift, 24 * s * (26 * s - 7) * inverse2,
                -24 * s * (364 * s - 56) * inverse2 * inverse};
    }
};

}  // namespace vitrine::potential

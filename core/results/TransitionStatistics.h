#pragma once

#include "core/potential/PairPotential.h"
#include "core/results/ModeRecord.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::results {

struct TransitionSelection {
    /// Many modes lead to the same final state. Counted once, the points are independent, as the errors assume;
    /// records whose final state was not identified count each for itself.
    bool eachTransitionOnce = true;
    /// A nearly loose particle changes its place at no cost: its |Delta Phi| is rounding.
    bool looseParticles = false;
};

/// The records that are transitions: |Delta r|, Delta Phi and N_rearr are there. Of those that lead to one final
/// state the one with the smallest A_c, at the place of the first.
std::vector<ModeRecord> selectTransitions(const std::vector<ModeRecord>& records,
                                          const TransitionSelection& selection = {});

/// |Delta Phi| = prefactor |Delta r|^slope (Fig. 8; the paper draws slope 3): ordinary least squares of
/// ln |Delta Phi| on ln |Delta r|.
struct TransitionSlope {
    double slope;
    double slopeError;   ///< standard error, from the scatter about the line with n - 2 degrees of freedom
    double prefactor;    ///< epsilon/sigma^slope
    double correlation;  ///< Pearson's, of the logarithms, -1 to 1
    std::size_t transitionCount;
    std::size_t leftOut;  ///< with |Delta Phi| = 0, which has no logarithm
};

/// @param transitions as from selectTransitions()
/// @return nothing for fewer than 3 transitions or all with the same |Delta r|
std::optional<TransitionSlope> fitTransitionSlope(const std::vector<ModeRecord>& transitions);

/// Lines |Delta r|^2 = lower N_rearr and = upper N_rearr (Fig. 11), sigma^2. Their square roots are the average
/// displacement of a participating particle.
struct DisplacementBounds {
    double lower;
    double upper;
};

/// The lines that the paper draws: 5e-6 and 1e-2 (harmonic), 5e-3 and 1e-1 (Lennard-Jones).
DisplacementBounds displacementBoundsOfPaper(const potential::PairPotential& potential);

/// The lines that all the transitions lie between: least and largest |Delta r|^2/N_rearr.
/// @return nothing if there is no transition
std::optional<DisplacementBounds> displacementBounds(const std::vector<ModeRecord>& transitions);

/// How many of the transitions lie between the lines, both included.
std::size_t countWithin(const std::vector<ModeRecord>& transitions, const DisplacementBounds& bounds);

/// Probability density of a positive quantity in logarithmic bins.
struct LogarithmicDistribution {
    std::vector<double> edges;          ///< B + 1, in the quantity's unit
    std::vector<std::int64_t> counts;   ///< in [edges[b], edges[b + 1]); in the last bin also at its end
    std::vector<double> densities;      ///< counts / (all x width), per unit of the quantity
    std::vector<double> densityErrors;  ///< sqrt(n) of counting; one count for an empty bin
};

/// @param values above 0; at least one
/// @param binCount from 1 to 1000; all equal values make one bin of a per mille width
/// @throws run::InvalidInput otherwise
LogarithmicDistribution logarithmicDistribution(const std::vector<double>& values, int binCount);

}  // namespace vitrine::results

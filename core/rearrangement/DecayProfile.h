#pragma once

#include "core/model/Packing.h"

#include <Eigen/Core>

#include <string>
#include <variant>
#include <vector>

namespace vitrine::rearrangement {

/// Fit of |Delta r_i| ~ r^-a to the tail of a decay profile.
struct TailFit {
    double exponent;       ///< a
    double exponentError;  ///< its standard error
    double prefactor;      ///< of |Delta r_i|/|Delta r_1| = prefactor r^-a, sigma^a
    double rangeBegin;     ///< sigma
    double rangeEnd;       ///< sigma
    int binCount;          ///< bins fitted
};

/// Why there is no exponent, in words for people.
struct NoTail {
    std::string reason;
};

struct TailSettings {
    double rangeBegin = 0;  ///< sigma; 0: chosen by the rule
    double rangeEnd = 0;    ///< sigma; 0: chosen by the rule

    /// All that decides the tail, the rule's own numbers too, in one line: exponents with equal descriptions were
    /// fitted alike.
    std::string description() const;
};

/// |Delta r_i| / |Delta r_1| against the minimum-image distance from the particle that moved most (Fig. 9b).
struct DecayProfile {
    Eigen::Index core = 0;  ///< the particle that moved most
    /// Every other participant, by ascending distance up to L/2.
    std::vector<double> distances;  ///< sigma
    std::vector<double> ratios;     ///< |Delta r_i| / |Delta r_1|
    /// Logarithmic bins: root-mean-square of the ratio in each non-empty bin.
    std::vector<double> binDistances;  ///< geometric middle, sigma
    std::vector<double> binRatios;
    std::vector<double> binErrors;  ///< standard error of the logarithm; NaN for one particle, or if none moved
    std::variant<TailFit, NoTail> tail;
};

/// @param rattlers left out
/// Rule for the tail: see DecayProfile.cpp and the manual; up to 2048 participants give NoTail ("box too small").
/// @throws run::InvalidInput for a field of zeros or a range outside (0, L/2]
DecayProfile decayProfile(const model::Packing& packing, const Eigen::Matrix3Xd& displacements,
                          const std::vector<Eigen::Index>& rattlers, const TailSettings& settings = {});

/// The same for settings made for several samples: where their range lies outside this box, the profile stands and
/// its tail is NoTail, which says so.
/// @throws run::InvalidInput for a field of zeros
DecayProfile decayProfileWhereInRange(const model::Packing& packing, const Eigen::Matrix3Xd& displacements,
                                      const std::vector<Eigen::Index>& rattlers, const TailSettings& settings);

}  // namespace vitrine::rearrangement

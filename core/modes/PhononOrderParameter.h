#pragma once

#include "core/quench/InherentStructure.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <optional>
#include <string_view>

namespace vitrine::modes {

/// What the sum of Eq. (3) takes in.
struct PhononOrderSettings {
    /// How the threshold is applied to the two transverse terms of a wave vector.
    enum class Transverse {
        summed,    ///< to their sum, which does not depend on how the two directions are chosen
        separate,  ///< to each, as the paper has it: T_1 = a x q/|a x q|, T_2 = q x T_1/|q|, a the Cartesian axis
                   ///< along which q is shortest (the first of equals)
    };

    double thresholdModes = 100;  ///< N_m: a term counts from N_m/(3N - 3) on; 0 takes every term
    Transverse transverse = Transverse::summed;
    /// Wave vectors q = (2 pi/L) n up to this |n|^2; without it the Debye sphere, (3N/4 pi)^(2/3).
    std::optional<Eigen::Index> largestSquare;

    /// @throws run::InvalidInput for N_m < 0 or |n|^2 outside 1 to 1,000,000
    void validate() const;
};

/// "summed" or "separate".
std::string_view transverseName(PhononOrderSettings::Transverse transverse);
/// @throws run::InvalidInput for any other name
PhononOrderSettings::Transverse transverseFromName(std::string_view name);

/// |n|^2 up to which the wave vectors number those of Debye's sphere: floor((3N/4 pi)^(2/3)).
Eigen::Index debyeSquare(Eigen::Index participantCount);

/// Phonon order parameter O_k, Eq. (3): the weight of plane waves in each mode, sum over q and -q, longitudinal
/// and transverse, of the terms that reach the threshold.
///
/// No term above the threshold is missed: a fast transform (WaveGrid) gives all waves of the sphere with an error
/// of known bound, and those whose terms may reach the threshold within that bound are summed particle by
/// particle. Costs about N log N for each mode; where the threshold is too near the error of the transform (N_m
/// below 1), every wave is summed, about 30 N^2 operations.
/// @param eigenvectors 3NxM, one mode per column, unit norm, rattlers' rows zero
/// @return M, dimensionless, from 0 to about 1 (plane waves on disordered points are not quite orthogonal)
/// @throws run::InvalidInput for another number of rows, or settings out of range; run::RunCancelled
Eigen::VectorXd phononOrderParameters(const quench::InherentStructure& structure,
                                      const Eigen::Ref<const Eigen::MatrixXd>& eigenvectors,
                                      const PhononOrderSettings& settings, const run::RunControl& control);

}  // namespace vitrine::modes

#pragma once

#include "core/modes/NormalModes.h"

#include <Eigen/Core>

#include <cstddef>
#include <limits>
#include <vector>

namespace vitrine::modes {

/// Vibrational frequencies of one sample, or those of its modes that are of one kind.
struct Spectrum {
    Eigen::VectorXd omega;              ///< ascending, (epsilon/(m sigma^2))^(1/2), all above 0
    Eigen::Index degreesOfFreedom = 0;  ///< 3N - 3 of the participants: what g(omega) is normalised with
    /// No mode below this frequency is missing; infinity when all modes are there. Modes at or above it are
    /// not counted: a spectrum that ends with a mode would otherwise seem denser than it is, by that one mode.
    double completeUpTo = std::numeric_limits<double>::infinity();
    Completeness completeness = Completeness::estimated;

    /// @throws run::InvalidInput for frequencies that do not ascend or are not above 0, more frequencies than
    /// degrees of freedom, a completeness frequency that is not above 0
    void validate() const;
};

/// The spectrum of a sample of which the lowest modes, or all, are known.
/// @param participantCount N without rattlers
/// @throws run::InvalidInput unless the modes begin with k = 1
Spectrum spectrumOf(const NormalModes& modes, Eigen::Index participantCount);

/// Spectra of several samples taken together: counts and degrees of freedom add up.
struct PooledSpectrum {
    std::vector<double> omega;    ///< ascending; all below completeUpTo, of all samples
    double degreesOfFreedom = 0;  ///< sum over the samples
    double completeUpTo = 0;      ///< the lowest of the samples': up to there each of them contributes
    std::size_t sampleCount = 0;

    /// Where the spectrum ends: completeUpTo, or the highest frequency when all modes of all samples are there.
    double end() const;
};

/// @throws run::InvalidInput for no spectrum at all or an invalid one
PooledSpectrum pool(const std::vector<Spectrum>& spectra);

}  // namespace vitrine::modes

#pragma once

#include "core/modes/Spectrum.h"

#include <cstdint>
#include <vector>

namespace vitrine::modes {

enum class BinSpacing {
    equalCount,   ///< edges half-way between modes, so that each bin holds about as many: equal relative errors
    linear,       ///< from 0 to the end of the spectrum
    logarithmic,  ///< from the lowest mode to the end of the spectrum
};

struct BinSettings {
    BinSpacing spacing = BinSpacing::equalCount;
    /// 0: chosen so that a bin holds sqrt(M) of the M modes on average, but at least 10; the more modes, the
    /// finer the bins and the smaller their errors.
    int binCount = 0;
};

/// Density of vibrational states of one or several samples, up to where their spectra are complete.
///
/// g(omega) = (modes in [omega, omega + d omega)) / ((3N - 3) d omega), so that the integral of g over a complete
/// spectrum is 1 and a partial one has the same g where it reaches. The reduced density is the same count over
/// (3N - 3) times the integral of omega^2 over the bin: in a Debye spectrum g = A_D omega^2 it is A_D in every
/// bin, however wide. Errors are those of counting, sqrt(n) of n modes (one mode for an empty bin); levels of one
/// sample repel each other, so that the true scatter is rather less.
struct VibrationalDensityOfStates {
    std::vector<double> edges;         ///< B + 1, (epsilon/(m sigma^2))^(1/2)
    std::vector<std::int64_t> counts;  ///< modes in [edges[b], edges[b + 1]); in the last bin also at its end
    std::vector<double> middles;       ///< mean frequency of the bin's modes; middle of the edges if there is none
    std::vector<double> density;       ///< g(omega), (m sigma^2/epsilon)^(1/2)
    std::vector<double> densityErrors;
    std::vector<double> reduced;  ///< g(omega)/omega^2, (m sigma^2/epsilon)^(3/2)
    std::vector<double> reducedErrors;
    double completeUpTo = 0;      ///< of the pooled spectra; infinity if all modes are there
    double degreesOfFreedom = 0;  ///< sum of 3N - 3
    std::size_t sampleCount = 0;
};

/// @throws run::InvalidInput for a bin count outside 0 to 10,000, a spectrum without modes, or logarithmic bins of
/// a complete spectrum whose modes all have one frequency
VibrationalDensityOfStates densityOfStates(const PooledSpectrum& spectrum, const BinSettings& settings = {});

}  // namespace vitrine::modes

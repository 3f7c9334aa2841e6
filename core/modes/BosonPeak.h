#pragma once

#include "core/modes/Spectrum.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::modes {

/// The boson peak: the maximum of the reduced density of states g(omega)/omega^2.
struct BosonPeak {
    double frequency;      ///< omega_BP, (epsilon/(m sigma^2))^(1/2)
    double lowFrequency;   ///< 16th percentile of the bootstrap
    double highFrequency;  ///< 84th percentile: the peak is broad, so these may be far apart and unequal
    double height;         ///< g/omega^2 there, smoothed, (m sigma^2/epsilon)^(3/2)
    double foundFraction;  ///< of the bootstrap samples that have a maximum inside the range
};

enum class NoBosonPeakCause {
    tooFewModes,         ///< nowhere does an estimate rest on enough of them
    fallsFromBeginning,  ///< g/omega^2 only falls where it can be estimated: the peak may be below
    stillRises,          ///< g/omega^2 rises up to where it can be estimated: the peak is above
    unconfirmed,         ///< there is a maximum, but not in most of the bootstrap samples
};

/// Why no boson peak can be found in this spectrum.
struct NoBosonPeak {
    std::string reason;  ///< in words for people
    NoBosonPeakCause cause = NoBosonPeakCause::tooFewModes;
};

struct BosonPeakSettings {
    double bandwidth = 0.2;      ///< h: standard deviation of the Gaussian in ln omega, from 0.02 to 1
    double fewestModes = 10;     ///< effective number of modes that an estimate has to rest on, at least 1
    int bootstrapSamples = 200;  ///< from 20 to 100,000
    std::uint64_t seed = 1;      ///< of the bootstrap
};

/// The reduced density of states, smoothed, with its standard error.
struct ReducedDensityCurve {
    std::vector<double> omega;    ///< ascending in equal steps of ln omega, (epsilon/(m sigma^2))^(1/2)
    std::vector<double> reduced;  ///< g/omega^2, (m sigma^2/epsilon)^(3/2)
    std::vector<double> errors;
};

/// g(omega)/omega^2 as the average over a Gaussian window in ln omega:
/// (1/(3N - 3)) sum_k K_h(ln omega - ln omega_k) / omega_k^3, K_h the normal density of standard deviation h,
/// which is the convolution of K_h with g/omega^2 as a function of ln omega: a constant stays that constant and a
/// peak that is symmetric in ln omega stays where it is. Given only where the window lies inside the spectrum (2 h
/// above its lowest mode, 2 h below the end of its complete part: nearer, the missing half of the window would
/// look like a fall) and holds enough modes: effective number (sum w)^2 / sum w^2 of the weights w.
/// @throws run::InvalidInput for settings outside their ranges
ReducedDensityCurve reducedDensityCurve(const PooledSpectrum& spectrum, const BosonPeakSettings& settings = {});

/// The maximum of that curve, with percentiles from a bootstrap over the modes. A maximum at either end of the
/// curve is none: the true one may lie beyond. It has to be inside in more than half of the bootstrap samples too.
/// @throws run::InvalidInput for settings outside their ranges
std::variant<BosonPeak, NoBosonPeak> findBosonPeak(const PooledSpectrum& spectrum,
                                                   const BosonPeakSettings& settings = {});

}  // namespace vitrine::modes

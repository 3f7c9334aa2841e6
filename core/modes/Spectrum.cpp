#include "core/modes/Spectrum.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::modes {

void Spectrum::validate() const
{
    if (degreesOfFreedom < 1 || omega.size() > degreesOfFreedom)
        throw run::InvalidInput(fmt::format(
            "A spectrum of {} modes has {} degrees of freedom, but needs at least as many and at least 1.",
            omega.size(), degreesOfFreedom));
    if (!(completeUpTo > 0))
        throw run::InvalidInput(
            fmt::format("The spectrum is complete up to {}, but that has to be above 0.", completeUpTo));
    double before = 0;
    for (const double frequency : omega) {
        if (!(frequency > 0 && frequency >= before && std::isfinite(frequency)))
            throw run::InvalidInput(fmt::format(
                "The frequency {} follows {}, but frequencies have to be above 0 and ascend.", frequency, before));
        before = frequency;
    }
}

Spectrum spectrumOf(const NormalModes& modes, Eigen::Index participantCount)
{
    if (modes.firstIndex != 1)
        throw run::InvalidInput(
            fmt::format("The modes begin with number {}, but a spectrum has to begin with 1.", modes.firstIndex));
    Spectrum spectrum;
    spectrum.omega = modes.omega;
    spectrum.degreesOfFreedom = 3 * participantCount - 3;
    spectrum.completeness = modes.completeness;
    if (modes.count() < spectrum.degreesOfFreedom)
        spectrum.completeUpTo = modes.count() > 0 ? modes.omega[modes.count() - 1] : 0;
    spectrum.validate();
    return spectrum;
}

double PooledSpectrum::end() const
{
    return std::isfinite(completeUpTo) || omega.empty() ? completeUpTo : omega.back();
}

PooledSpectrum pool(const std::vector<Spectrum>& spectra)
{
    if (spectra.empty())
        throw run::InvalidInput("There are 0 spectra to pool, but there has to be at least 1.");
    PooledSpectrum pooled;
    pooled.sampleCount = spectra.size();
    pooled.completeUpTo = spectra.front().completeUpTo;
    for (const Spectrum& spectrum : spectra) {
        spectrum.validate();
        pooled.degreesOfFreedom += static_cast<double>(spectrum.degreesOfFreedom);
        pooled.completeUpTo = std::min(pooled.completeUpTo, spectrum.completeUpTo);
    }
    for (const Spectrum& spectrum : spectra)
        std::copy_if(spectrum.omega.begin(), spectrum.omega.end(), std::back_inserter(pooled.omega),
                     [&](double frequency) { return frequency < pooled.completeUpTo; });
    std::sort(pooled.omega.begin(), pooled.omega.end());
    return pooled;
}

}  // namespace vitrine::modes

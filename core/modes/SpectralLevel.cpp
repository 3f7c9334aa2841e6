#include "core/modes/SpectralLevel.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::modes {

namespace {
constexpr std::size_t fewestModes = 5;  // below, the error would exceed 45 %
}

std::variant<SpectralLevel, NoSpectralLevel> fitSpectralLevel(const PooledSpectrum& spectrum, double exponent,
                                                              double upTo)
{
    if (!(exponent >= 0 && exponent <= 20))
        throw run::InvalidInput(fmt::format("The exponent is {}, but has to be from 0 to 20.", exponent));
    if (!(upTo > 0 && upTo <= spectrum.completeUpTo && std::isfinite(upTo)))
        throw run::InvalidInput(
            fmt::format("The end of the range to fit is {}, but has to be above 0 and at most {}, up to where the "
                        "spectrum is complete.",
                        upTo, spectrum.completeUpTo));
    const auto last = std::lower_bound(spectrum.omega.begin(), spectrum.omega.end(), upTo);
    const auto modeCount = static_cast<std::size_t>(last - spectrum.omega.begin());
    if (modeCount < fewestModes)
        return NoSpectralLevel{fmt::format("Only {} modes lie below {:.4g}; a level needs at least {}.", modeCount,
                                           upTo, fewestModes)};
    const auto n = static_cast<double>(modeCount);
    double logarithms = 0;
    for (auto omega = spectrum.omega.begin(); omega != last; ++omega)
        logarithms += std::log(upTo / *omega);
    SpectralLevel result{};
    result.level = (exponent + 1) * n / (spectrum.degreesOfFreedom * std::pow(upTo, exponent + 1));
    result.levelError = result.level / std::sqrt(n);
    result.upTo = upTo;
    result.modeCount = modeCount;
    result.foundExponent = n / logarithms - 1;
    result.foundExponentError = n / logarithms / std::sqrt(n);
    return result;
}

}  // namespace vitrine::modes

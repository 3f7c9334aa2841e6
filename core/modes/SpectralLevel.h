#pragma once

#include "core/modes/Spectrum.h"

#include <string>
#include <variant>

namespace vitrine::modes {

/// Level of a law g(omega) = level omega^exponent, fitted to the modes below a frequency.
struct SpectralLevel {
    double level;           ///< A_D for exponent 2, alpha for exponent 4; (m sigma^2/epsilon)^((exponent + 1)/2)
    double levelError;      ///< level / sqrt(modes)
    double upTo;            ///< end of the range fitted, which begins at 0, (epsilon/(m sigma^2))^(1/2)
    std::size_t modeCount;  ///< modes fitted
    double foundExponent;   ///< of the best law omega^beta with free beta: does the law hold at all?
    double foundExponentError;
};

/// Why there is no level, in words for people.
struct NoSpectralLevel {
    std::string reason;
};

/// Maximum likelihood for n modes in [0, b): level = (exponent + 1) n / ((3N - 3) b^(exponent + 1)); with the
/// exponent free, beta + 1 = n / sum_k ln(b/omega_k), standard error (beta + 1)/sqrt(n).
///
/// The Debye level A_D is that of the phonons with exponent 2 (Debye's law), alpha that of the quasilocalised
/// modes with exponent 4. In a small box the phonons come in few discrete groups, so A_D depends on b.
/// @param upTo b; at most the frequency up to which the spectrum is complete
/// @return NoSpectralLevel for fewer than 5 modes
/// @throws run::InvalidInput for an exponent outside 0 to 20 or b outside its range
std::variant<SpectralLevel, NoSpectralLevel> fitSpectralLevel(const PooledSpectrum& spectrum, double exponent,
                                                              double upTo);

}  // namespace vitrine::modes

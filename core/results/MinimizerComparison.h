#pragma once

#include "core/results/ModeRecord.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::results {

/// Above this A_c a path of large steps skips basins: minimisers differ by up to a factor of 3.5, below it they
/// agree within a few per cent (measured at N = 1000, harmonic). sigma
constexpr double minimizersAgreeUpTo = 0.01;

/// @param amplitude A_c, sigma
constexpr bool dependsOnMinimizer(double amplitude)
{
    return amplitude > minimizersAgreeUpTo;
}

/// What two minimisers make of the same mode and direction.
enum class MinimizerAgreement {
    agree,               ///< the same outcome, and where that is another minimum: the same, at nearly the same A_c
    amplitudesDiffer,    ///< both reached the same minimum, but at A_c that differ by more than the tolerance
    destinationsDiffer,  ///< both went to another minimum, but not to the same
    outcomesDiffer,      ///< one went to another minimum and one did not, or they ended for different reasons
    noVerdict,           ///< one of the scans did not converge
};

/// "agree", "A_c differs", "destination differs", "outcome differs", "no verdict": words for people.
std::string_view agreementText(MinimizerAgreement agreement);

/// One scan beside FIRE's of the same mode and direction.
struct MinimizerComparison {
    std::string sample;
    Eigen::Index mode = 0;
    std::string sign;
    std::string method;  ///< the other minimiser: "gradient-flow" or "conjugate-gradients"
    MinimizerAgreement agreement = MinimizerAgreement::noVerdict;
    std::optional<double> amplitudeRatio;  ///< A_c of the other over that of FIRE, where both have one
};

/// All scans by other minimisers whose mode and direction FIRE has scanned, in the order of the records.
/// @param tolerance on |ln(A_c/A_c of FIRE)| to agree. 0.1: they agree within a few per cent up to
/// minimizersAgreeUpTo
std::vector<MinimizerComparison> compareMinimizers(const std::vector<ModeRecord>& records, double tolerance = 0.1);

/// The records as if there were no scans but one minimiser's: what statistics of A_c are made from.
/// @param method "fire", "gradient-flow" or "conjugate-gradients"
/// @param records as from Study::records(): all rows of a mode together
std::vector<ModeRecord> recordsBy(std::string_view method, const std::vector<ModeRecord>& records);

}  // namespace vitrine::results

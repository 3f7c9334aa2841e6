#pragma once

#include "core/quench/MinimizerKind.h"
#include "core/results/ModeRecord.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::results {

/// Onset temperature of the anharmonicities of one sample, Table I: T_c = min over its modes of 2 x barrier, the
/// temperature at which the thermal energy T/2 of a mode reaches the barrier of Eq. (8).
///
/// It is a minimum over the modes that were scanned: an upper bound to that over all modes, and no more than the
/// number of those modes allows. The barrier is the energy of the pulled state at A_c, not that of the saddle.
struct OnsetTemperature {
    std::string sample;
    std::optional<double> temperature;       ///< T_c, epsilon/k_B; absent if no scanned mode went to another state
    Eigen::Index mode = 0;                   ///< k of the mode that takes the minimum; 0 if there is none
    std::string sign;                        ///< its direction
    Eigen::Index scannedModes = 0;           ///< modes with a verdict in at least one direction
    Eigen::Index scansInBothDirections = 0;  ///< of these, in both
    Eigen::Index modesWithBarrier = 0;       ///< of these, that went to another state
    double highestOmega = 0;         ///< of the modes scanned, (epsilon/(m sigma^2))^(1/2); 0 if there is none
    bool unbrokenFromFirst = false;  ///< the modes scanned are 1, 2, ... without a gap
};

struct OnsetSettings {
    /// Whose scans count; those that did not converge never do.
    quench::MinimizerKind method = quench::MinimizerKind::fire;
    /// Whether a nearly loose particle that changes its place at no cost counts as a rearrangement. By |Delta r|,
    /// the paper's criterion, it does.
    bool countLooseParticles = true;
};

/// One for each sample among the records, in their order.
std::vector<OnsetTemperature> onsetTemperatures(const std::vector<ModeRecord>& records,
                                                const OnsetSettings& settings = {});

}  // namespace vitrine::results

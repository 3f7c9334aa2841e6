#pragma once

#include "core/modes/NormalModes.h"
#include "core/quench/InherentStructure.h"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace vitrine::bench {

/// What another solver made of a packing's Hessian.
struct PeerModes {
    double seconds;         ///< CPU time from the Hessian to the modes
    Eigen::VectorXd omega;  ///< of the lowest modes without the translations, (epsilon/(m sigma^2))^(1/2)
    std::string settings;   ///< version and parameters
};

/// @return nothing where it is not installed
using ModesPeer = std::function<std::optional<PeerModes>(const quench::InherentStructure&, Eigen::Index count)>;

/// The lowest modes of harmonic packings of the seeds 1, 2, ... by the chebyshev solver and by a peer, one thread
/// each: prints a line for each and the median of the ratios. Our time includes the search for missed modes.
/// @param arguments of the program: [particles] [modes] [seeds], of which the last two are 100 and 3 unless given
/// @return the program's exit code
int compareModes(const std::string& peerName, const ModesPeer& peer, Eigen::Index particleCount, int argumentCount,
                 char** arguments);

/// A solver of Vitrine's as the peer.
std::optional<PeerModes> modesBySpectra(modes::EigenSolver solver, const quench::InherentStructure& structure,
                                        Eigen::Index count);

}  // namespace vitrine::bench

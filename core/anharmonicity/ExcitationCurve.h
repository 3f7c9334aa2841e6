#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/quench/InherentStructure.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::anharmonicity {

enum class CurveOutcome {
    returned,      ///< |Delta r| at most the settings' transition distance
    transitioned,  ///< the system went to another minimum
    overlap,  ///< Lennard-Jones: a pair of the pulled state is nearer than the overlap distance; not minimised
    notConverged,  ///< the minimisation reached its step limit: no verdict
};

/// One amplitude of the curve. The energy of the pull does not quite follow Eq. (A1) even at small A: phi'' jumps
/// at the cutoff, and pairs that cross it add a term of third order that is not in tau.
struct CurvePoint {
    double amplitude;        ///< A, sigma
    double pulledEnergy;     ///< Phi(r_0 + A sqrt(N) e) - Phi(r_0), epsilon
    double quadraticEnergy;  ///< omega^2 (A sqrt(N))^2 / 2, epsilon
    double cubicEnergy;  ///< Eq. (A1): that and tau (A sqrt(N))^3 / 6, tau with the sign of the direction, epsilon
    CurveOutcome outcome;
    std::optional<double> distance;          ///< |Delta r|, Eq. (6), sigma; absent for overlap and notConverged
    std::optional<double> energyDifference;  ///< Delta Phi, Eq. (7) with its sign, epsilon; likewise
    std::int64_t evaluations;                ///< of the forces
};

/// What pulling along one mode does, as a function of the amplitude (Fig. 2): beyond A_c too, where a larger A may
/// well return again.
struct ExcitationCurve {
    Eigen::Index mode = 1;  ///< k
    Direction direction = Direction::plus;
    std::vector<CurvePoint> points;  ///< in the order of the amplitudes asked for
    std::string minimizer;
};

/// A mode to be pulled along.
struct PulledMode {
    Eigen::Index index;                    ///< k, only recorded
    double omega;                          ///< (epsilon/(m sigma^2))^(1/2)
    double tau;                            ///< third derivative along e, Eq. (A2), epsilon/sigma^3
    Eigen::Ref<const Eigen::Matrix3Xd> e;  ///< 3xN, unit norm
};

/// first, and on by equal factors, pointsPerDecade to a factor of 10, to the last point not above last (rounding
/// aside). sigma.
/// @throws run::InvalidInput unless 0 < first <= last <= 10 and pointsPerDecade is from 1 to 1000
std::vector<double> logarithmicAmplitudes(double first, double last, int pointsPerDecade);

/// Minimises from each amplitude, several at once on the control's threads; reports Stage::scan in amplitudes
/// done.
/// @param amplitudes in any order, each from 1e-12 to 10 sigma
/// @param settings only the minimiser, the transition distance and the overlap distance matter here
/// @param listener called with each point as it is finished, from the computing threads, never two at once
/// @return the same for any number of threads
/// @throws run::InvalidInput, run::RunCancelled
ExcitationCurve excitationCurve(const std::shared_ptr<const quench::InherentStructure>& structure,
                                const PulledMode& mode, Direction direction, const std::vector<double>& amplitudes,
                                const ScanSettings& settings, const run::RunControl& control,
                                const std::function<void(const CurvePoint&)>& listener = {});

}  // namespace vitrine::anharmonicity

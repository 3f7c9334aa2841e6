#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ExcitationCurve.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::anharmonicity {

/// Where a packing that was let go is on its way down.
struct ReleaseState {
    Eigen::Matrix3Xd displacements;  ///< r - r_0, unwrapped, 3xN, sigma
    std::int64_t evaluations;        ///< of the forces, so far
    double maxForce;                 ///< max_i |f_i|, epsilon/sigma
    double distance;                 ///< |Delta r| here, Eq. (6), sigma
    double energyDifference;         ///< Phi(r) - Phi(r_0), epsilon
};

/// Called from the thread that minimises: with every state at first, ever less often as the minimisation gets
/// long.
using ReleaseWatcher = std::function<void(const ReleaseState&)>;

/// One packing that is pulled along one of its modes, Eq. (5), and let go, at one amplitude after the other.
/// May be used from several threads at once.
class ModePull {
public:
    /// @param mode what it refers to has to outlive this
    /// @param settings only the minimiser, the transition distance and the overlap distance matter here
    /// @throws run::InvalidInput for settings out of range or a mode of another number of particles
    ModePull(std::shared_ptr<const quench::InherentStructure> structure, const PulledMode& mode,
             ScanSettings settings, std::shared_ptr<const potential::EnergyDifference> energyDifference);

    /// r - r_0 of the pulled packing, 3xN, sigma. @param amplitude A; negative: against the mode
    Eigen::Matrix3Xd displacements(double amplitude) const;

    /// The energy of the pulled packing beside its expansions; outcome overlap where a pair is too near, else
    /// notConverged, as nothing is minimised.
    /// @param amplitude A, sigma; negative: against the mode. The point's is |A|
    CurvePoint pushed(double amplitude) const;

    /// Pulls and minimises; from an overlap nothing is minimised.
    /// @param amplitude as in pushed()
    /// @param rearrangement if not null and the minimisation converged: becomes Delta r_i (3xN, mean removed)
    /// @throws run::RunCancelled
    CurvePoint released(double amplitude, const run::RunControl& control, const ReleaseWatcher& watcher = {},
                        Eigen::Matrix3Xd* rearrangement = nullptr) const;

private:
    std::shared_ptr<const quench::InherentStructure> m_structure;
    PulledMode m_mode;
    ScanSettings m_settings;
    std::shared_ptr<const potential::EnergyDifference> m_energyDifference;
};

/// What a scan knows of A_c in its course.
struct AmplitudeBracket {
    double low = 0;              ///< largest A below high known to return, sigma; 0 if none is
    std::optional<double> high;  ///< smallest A known not to return, sigma
};

/// @param pulls in any order; @param transitionDistance |Delta r| above which a pull did not return, sigma
AmplitudeBracket bracketOf(const std::vector<Pull>& pulls, double transitionDistance);

}  // namespace vitrine::anharmonicity

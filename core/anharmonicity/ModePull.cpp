#include "core/anharmonicity/ModePull.h"

#include "core/anharmonicity/ModeExcitation.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::anharmonicity {

namespace {

// A watcher sees a state every ten evaluations, later every three per cent more: a hundred of a thousand
// evaluations, not two hundred of ten thousand.
constexpr std::int64_t watchEvery = 10;
constexpr double watchGrowth = 1.03;

}  // namespace

ModePull::ModePull(std::shared_ptr<const quench::InherentStructure> structure, const PulledMode& mode,
                   ScanSettings settings, std::shared_ptr<const potential::EnergyDifference> energyDifference)
    : m_structure(std::move(structure)),
      m_mode(mode),
      m_settings(std::move(settings)),
      m_energyDifference(std::move(energyDifference))
{
    if (mode.e.cols() != m_structure->packing.particleCount())
        throw run::InvalidInput(fmt::format("The mode has {} particles, but the packing {}.", mode.e.cols(),
                                            m_structure->packing.particleCount()));
    m_settings.validate();
}

Eigen::Matrix3Xd ModePull::displacements(double amplitude) const
{
    const Eigen::Matrix3Xd& before = m_structure->packing.positions;
    return pulledPositions(before, m_mode.e, amplitude, m_structure->participantCount()) - before;
}

CurvePoint ModePull::pushed(double amplitude) const
{
    const auto pulled = (*m_energyDifference)(displacements(amplitude));
    const double way = amplitude * std::sqrt(static_cast<double>(m_structure->participantCount()));
    CurvePoint point{};
    point.amplitude = std::abs(amplitude);
    point.pulledEnergy = pulled.energyDifference;
    point.quadraticEnergy = m_mode.omega * m_mode.omega * way * way / 2;
    point.cubicEnergy = point.quadraticEnergy + m_mode.tau * way * way * way / 6;
    const bool mayOverlap = std::holds_alternative<potential::LennardJonesPotential>(m_structure->potential());
    point.outcome = mayOverlap && pulled.closestPair < m_settings.overlapDistance ? CurveOutcome::overlap
                                                                                  : CurveOutcome::notConverged;
    return point;
}

CurvePoint ModePull::released(double amplitude, const run::RunControl& control, const ReleaseWatcher& watcher,
                              Eigen::Matrix3Xd* rearrangement) const
{
    CurvePoint point = pushed(amplitude);
    if (point.outcome == CurveOutcome::overlap)
        return point;
    const Eigen::Matrix3Xd& before = m_structure->packing.positions;
    std::int64_t next = 0;
    const quench::MinimizerObserver observer = [&](const Eigen::Matrix3Xd& positions, std::int64_t evaluations,
                                                   double maxForce) {
        if (evaluations < next)
            return;
        next = std::max(evaluations + watchEvery,
                        static_cast<std::int64_t>(watchGrowth * static_cast<double>(evaluations)));
        ReleaseState state{positions - before, evaluations, maxForce, 0, 0};
        state.distance =
            rearrangement::distance(rearrangement::displacementField(before, positions, m_structure->rattlers));
        state.energyDifference = (*m_energyDifference)(state.displacements).energyDifference;
        watcher(state);
    };
    AnharmonicityScan scan(m_structure, m_settings, m_energyDifference);
    const Direction direction = amplitude < 0 ? Direction::minus : Direction::plus;
    const Pull pull = scan.pull(point.amplitude, m_mode.e, direction, control, rearrangement,
                                watcher ? observer : quench::MinimizerObserver(), watchEvery);
    point.evaluations = pull.evaluations;
    if (!pull.converged)
        return point;
    point.outcome =
        pull.distance > m_settings.transitionDistance ? CurveOutcome::transitioned : CurveOutcome::returned;
    point.distance = pull.distance;
    point.energyDifference = pull.energyDifference;
    return point;
}

AmplitudeBracket bracketOf(const std::vector<Pull>& pulls, double transitionDistance)
{
    AmplitudeBracket bracket;
    for (const Pull& pull : pulls) {
        if (pull.converged && pull.distance > transitionDistance)
            bracket.high = std::min(bracket.high.value_or(pull.amplitude), pull.amplitude);
    }
    for (const Pull& pull : pulls) {
        const bool returned = pull.converged && pull.distance <= transitionDistance;
        if (returned && (!bracket.high || pull.amplitude < *bracket.high))
            bracket.low = std::max(bracket.low, pull.amplitude);
    }
    return bracket;
}

}  // namespace vitrine::anharmonicity

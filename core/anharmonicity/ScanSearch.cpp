#include "core/anharmonicity/ScanSearch.h"

#include "core/anharmonicity/ModeExcitation.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace vitrine::anharmonicity {

namespace {

// A nearly loose particle (see ScanOutcome::looseParticle).
constexpr double looseCount = 2;
constexpr double looseEnergy = 1e-12;  // epsilon

double overlapDistance(const ScanGround& ground)
{
    return std::holds_alternative<potential::LennardJonesPotential>(ground.structure->potential())
               ? ground.settings.overlapDistance
               : 0;
}

}  // namespace

Pull evaluatedPull(const ScanGround& ground, double amplitude, double pulledEnergy,
                   const Eigen::Matrix3Xd* displacements, std::int64_t evaluations, Eigen::Matrix3Xd* field)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    Pull pull{amplitude, pulledEnergy, unknown, unknown, evaluations, displacements != nullptr};
    if (!displacements)
        return pull;
    // Rattlers included: they take part in the energy.
    pull.energyDifference = (*ground.energyDifference)(*displacements).energyDifference;
    Eigen::Matrix3Xd moved = rearrangement::displacementField(Eigen::Matrix3Xd::Zero(3, displacements->cols()),
                                                              *displacements, ground.structure->rattlers);
    pull.distance = rearrangement::distance(moved);
    if (field)
        *field = std::move(moved);
    return pull;
}

ScanSearch::ScanSearch(const ScanGround& ground, Eigen::Index k, double omega,
                       const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
                       const PullListener& listener)
    : m_ground(ground), m_omega(omega), m_e(e), m_listener(listener), m_protocol(ground.settings)
{
    m_result.mode = k;
    m_result.direction = direction;
    m_result.method = ground.settings.method;
    m_result.minimizer = ground.settings.minimizerDescription();
}

std::vector<double> ScanSearch::candidates(std::size_t count) const
{
    return m_protocol.candidates(count, [this](double amplitude) -> std::optional<PullVerdict> {
        const auto known = m_known.find(amplitude);
        return known == m_known.end() ? std::nullopt : std::optional(known->second.verdict);
    });
}

std::optional<Eigen::Matrix3Xd> ScanSearch::pullTo(double amplitude)
{
    const Eigen::Matrix3Xd& start = m_ground.structure->packing.positions;
    const double signedAmplitude = m_result.direction == Direction::plus ? amplitude : -amplitude;
    Eigen::Matrix3Xd displacements =
        pulledPositions(start, m_e, signedAmplitude, m_ground.structure->participantCount()) - start;
    const auto pulled = (*m_ground.energyDifference)(displacements);
    if (pulled.closestPair < overlapDistance(m_ground)) {
        m_known.emplace(amplitude, Known{PullVerdict::overlapped, std::nullopt, {}});
        advance();
        return std::nullopt;
    }
    m_pulledEnergies[amplitude] = pulled.energyDifference;
    return displacements;
}

void ScanSearch::ended(double amplitude, const Eigen::Matrix3Xd* displacements, std::int64_t evaluations)
{
    Eigen::Matrix3Xd field;
    const Pull pull =
        evaluatedPull(m_ground, amplitude, m_pulledEnergies.at(amplitude), displacements, evaluations, &field);
    PullVerdict verdict = PullVerdict::undecided;
    if (pull.converged)
        verdict = pull.distance <= m_ground.settings.transitionDistance ? PullVerdict::returned
                                                                        : PullVerdict::transitioned;
    if (verdict != PullVerdict::transitioned)
        field.resize(3, 0);
    m_known.insert_or_assign(amplitude, Known{verdict, pull, std::move(field)});
    advance();
}

/// As far as the verdicts are known; what the protocol asks for is the scan's record, in its order.
void ScanSearch::advance()
{
    while (!m_protocol.isDone()) {
        const auto known = m_known.find(m_protocol.amplitude());
        if (known == m_known.end())
            return;
        if (const auto& pull = known->second.pull) {
            m_result.pulls.push_back(*pull);
            m_result.evaluations += pull->evaluations;
            m_result.reachedAmplitude = std::max(m_result.reachedAmplitude, pull->amplitude);
            if (m_listener)
                m_listener(*pull);
        }
        m_protocol = m_protocol.after(known->second.verdict);
    }
    if (m_protocol.foundNoMinimum())
        throwNotAMinimum();
}

void ScanSearch::throwNotAMinimum() const
{
    throw run::NotAMinimum(
        fmt::format("The packing does not return even from A = {} sigma along mode {}{}: it is no minimum of its "
                    "potential energy.",
                    m_protocol.high(), m_result.mode, directionSign(m_result.direction)));
}

ScanResult ScanSearch::result()
{
    m_result.outcome = m_protocol.outcome();
    if (m_result.outcome == ScanOutcome::transition) {
        m_result.transition = atTransition();
        if (m_result.transition->rearrangedCount < looseCount &&
            std::abs(m_result.transition->energyDifference) < looseEnergy)
            m_result.outcome = ScanOutcome::looseParticle;
    }
    return std::move(m_result);
}

/// All that is reported of the upper end of the bracket.
ScanResult::AtTransition ScanSearch::atTransition()
{
    Known& high = m_known.at(m_protocol.high());
    const auto participantCount = static_cast<double>(m_ground.structure->participantCount());
    ScanResult::AtTransition transition;
    transition.lowAmplitude = m_protocol.low();
    transition.criticalAmplitude = m_protocol.high();
    transition.barrier = high.pull->pulledEnergy;
    transition.harmonicBarrier = m_omega * m_omega * m_protocol.high() * m_protocol.high() * participantCount / 2;
    transition.distance = high.pull->distance;
    transition.energyDifference = high.pull->energyDifference;
    transition.rearrangedCount = rearrangement::rearrangedParticleCount(high.field);
    transition.overlap = rearrangement::overlapWithMode(high.field, m_e);
    transition.displacements = std::move(high.field);
    return transition;
}

}  // namespace vitrine::anharmonicity

#include "core/quench/ReplicaFire.h"

#include "core/potential/PotentialEnergy.h"
#include "core/quench/FireInertia.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace vitrine::quench {

namespace {

// Pairs are listed this much further than they interact, and hold until some particle may have gone half of it;
// sigma. Wider lists hold longer and cost more in each step.
constexpr double harmonicSkin = 0.04;
constexpr double lennardJonesSkin = 0.1;

// How far a particle may go from its place in the packing, sigma. Rearrangements at small A stay below; where
// one does not, it is followed by FireMinimizer.
constexpr double harmonicLeash = 0.4;
constexpr double lennardJonesLeash = 0.3;

// Steps between two looks at the control: half a millisecond each at N = 4,000.
constexpr std::int64_t largestWorkBetweenChecks = 20'000;  // particles

/// The particles slab by slab, and where the first slab ends.
struct SlabOrder {
    std::vector<Eigen::Index> particles;
    std::size_t firstEnd;
};

/// In slabs as thick as pairs are long, partners lie in the same slab or the one before, which is still in the
/// cache; only the last slab's also lie in the first one.
SlabOrder orderedInSlabs(const model::Packing& packing, double thickness)
{
    const double slabs = std::floor(packing.box.side / thickness);
    std::vector<std::tuple<std::int64_t, std::int64_t, double, Eigen::Index>> order;
    order.reserve(static_cast<std::size_t>(packing.particleCount()));
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
        const Eigen::Vector3d turns = packing.box.wrapped(packing.positions.col(i)) / packing.box.side;
        order.emplace_back(static_cast<std::int64_t>(turns.x() * slabs),
                           static_cast<std::int64_t>(turns.y() * slabs), turns.z(), i);
    }
    std::sort(order.begin(), order.end());
    SlabOrder result{{}, 0};
    for (const auto& [slab, strip, height, particle] : order) {
        result.particles.push_back(particle);
        if (slab == std::get<0>(order.front()))
            result.firstEnd = result.particles.size();
    }
    return result;
}

}  // namespace

std::shared_ptr<const ReplicaGround> ReplicaGround::of(const model::Packing& packing,
                                                       const potential::PairPotential& potential,
                                                       const run::RunControl& control)
{
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    std::shared_ptr<ReplicaGround> ground(new ReplicaGround);
    ground->m_potential = potential;
    ground->m_skin = harmonic ? harmonicSkin : lennardJonesSkin;
    ground->m_leash = harmonic ? harmonicLeash : lennardJonesLeash;
    const double range = potential::cutoff(potential) + ground->m_skin + 2 * ground->m_leash;
    if (range > packing.box.side / 2)
        return nullptr;
    SlabOrder order = orderedInSlabs(packing, potential::cutoff(potential) + ground->m_skin);
    ground->m_particles = std::move(order.particles);
    ground->m_firstSummed = order.firstEnd;
    model::Packing ordered{packing.box, packing.positions};
    for (std::size_t place = 0; place < ground->m_particles.size(); ++place)
        ordered.positions.col(static_cast<Eigen::Index>(place)) =
            packing.positions.col(ground->m_particles[place]);
    const std::vector<potential::Contact> contacts = potential::contactsWithin(ordered, range, control);
    // By the later particle of each pair, whose earlier ones then come in ascending order.
    ground->m_first.assign(ground->m_particles.size() + 1, 0);
    for (const potential::Contact& contact : contacts)
        ++ground->m_first[static_cast<std::size_t>(contact.j) + 1];
    std::partial_sum(ground->m_first.begin(), ground->m_first.end(), ground->m_first.begin());
    ground->m_partners.resize(contacts.size());
    std::vector<std::uint32_t> next(ground->m_first.begin(), ground->m_first.end() - 1);
    for (const potential::Contact& contact : contacts)
        ground->m_partners[next[static_cast<std::size_t>(contact.j)]++] = {
            {-contact.separation.x(), -contact.separation.y(), -contact.separation.z()}, contact.i};
    return ground;
}

class ReplicaFire::Impl {
public:
    Impl(std::shared_ptr<const ReplicaGround> ground, const FireSettings& settings)
        : m_ground(std::move(ground)),
          m_settings(settings),
          m_stepsBetweenChecks(std::max<std::int64_t>(
              1, largestWorkBetweenChecks / static_cast<std::int64_t>(m_ground->m_particles.size()))),
          m_particles(m_ground->m_particles.size())
    {
        m_settings.validate();
        m_copies.assign(replicaCount, Copy{FireInertia(m_settings)});
        for (std::size_t lane = 0; lane < replicaCount; ++lane)
            stay(lane);
    }

    bool canStart(const Eigen::Matrix3Xd& displacements) const
    {
        return displacements.colwise().squaredNorm().maxCoeff() <= m_ground->m_leash * m_ground->m_leash;
    }

    void start(std::size_t lane, const Eigen::Matrix3Xd& displacements)
    {
        for (std::size_t place = 0; place < m_particles.size(); ++place)
            for (std::size_t axis = 0; axis < 3; ++axis) {
                m_particles[place].way[axis][lane] =
                    displacements(static_cast<Eigen::Index>(axis), m_ground->m_particles[place]);
                m_particles[place].velocity[axis][lane] = 0;
                m_particles[place].force[axis][lane] = 0;
            }
        m_copies[lane] = Copy{FireInertia(m_settings)};
        m_copies[lane].isRunning = true;
        m_halfStep[lane] = 0;
        stay(lane);
        m_pairsHold = false;
    }

    void stop(std::size_t lane)
    {
        m_copies[lane].isRunning = false;
        stay(lane);
    }

    bool isRunning(std::size_t lane) const { return m_copies[lane].isRunning; }

    std::vector<Ended> step(const run::RunControl& control)
    {
        if (++m_stepsSinceCheck >= m_stepsBetweenChecks) {
            control.checkpoint();
            m_stepsSinceCheck = 0;
        }
        if (!m_pairsHold) {
            driftReplicas(m_particles.data(), m_particles.size(), m_step);
            listPairs(control);
            for (std::size_t lane = 0; lane < replicaCount; ++lane)
                stay(lane);
        }
        const ReplicaSums sums = moveReplicas(
            m_ground->m_potential,
            {m_first.data(), m_partners.data(), m_particles.size(), m_ground->m_firstSummed, m_wholeAfter.data()},
            m_particles.data(), m_step, m_halfStep);
        std::vector<Ended> ended;
        for (std::size_t lane = 0; lane < replicaCount; ++lane)
            if (isRunning(lane))
                if (const auto end = judge(lane,
                                           {sums.power[lane], sums.speedSquared[lane], sums.forceSquared[lane],
                                            sums.largestForceSquared[lane], sums.largestSpeedSquared[lane]},
                                           sums.largestWaySquared[lane])) {
                    stop(lane);
                    ended.push_back({lane, *end, m_copies[lane].evaluations});
                }
        return ended;
    }

    void copyDisplacements(std::size_t lane, Eigen::Matrix3Xd& displacements) const
    {
        displacements.resize(3, static_cast<Eigen::Index>(m_particles.size()));
        for (std::size_t place = 0; place < m_particles.size(); ++place)
            for (std::size_t axis = 0; axis < 3; ++axis)
                displacements(static_cast<Eigen::Index>(axis), m_ground->m_particles[place]) =
                    m_particles[place].way[axis][lane];
    }

private:
    struct Copy {
        FireInertia inertia;
        bool isRunning = false;
        std::int64_t evaluations = 0;
        double way = 0;  // that no particle has exceeded since the pairs were listed, sigma
    };

    /// What FIRE makes of a copy's step, and its next one.
    std::optional<End> judge(std::size_t lane, const MotionSums& sums, double largestWaySquared)
    {
        Copy& copy = m_copies[lane];
        ++copy.evaluations;
        if (largestWaySquared > m_ground->m_leash * m_ground->m_leash)
            return End::strayed;
        if (std::sqrt(sums.largestForceSquared) <= m_settings.forceTolerance)
            return End::converged;
        if (copy.evaluations >= m_settings.largestEvaluationCount)
            return End::stepLimit;
        if (copy.evaluations > 1)
            copy.inertia.judge(sums);
        m_step.kick[lane] = m_halfStep[lane];
        m_halfStep[lane] = 0.5 * copy.inertia.timeStep();
        m_step.keep[lane] = copy.inertia.keep();
        m_step.push[lane] = copy.inertia.push() + m_halfStep[lane];
        m_step.time[lane] = copy.inertia.driftTime(m_step.push[lane], sums);
        copy.way += m_step.time[lane] * (m_step.keep[lane] * std::sqrt(sums.largestSpeedSquared) +
                                         m_step.push[lane] * std::sqrt(sums.largestForceSquared));
        m_pairsHold = m_pairsHold && 2 * copy.way <= m_ground->m_skin;
        return std::nullopt;
    }

    /// Makes the next step of a copy none at all.
    void stay(std::size_t lane)
    {
        m_step.kick[lane] = m_step.push[lane] = m_step.time[lane] = 0;
        m_step.keep[lane] = 1;
    }

    // Of the ground's pairs those that are near in one of the copies. A copy that does not run may have been left
    // anywhere, also beyond the leash: it goes back to its place.
    void listPairs(const run::RunControl& control)
    {
        for (std::size_t lane = 0; lane < replicaCount; ++lane) {
            m_copies[lane].way = 0;
            if (!isRunning(lane))
                for (ReplicaParticle& particle : m_particles)
                    for (std::size_t axis = 0; axis < 3; ++axis)
                        particle.way[axis][lane] = particle.velocity[axis][lane] = particle.force[axis][lane] = 0;
        }
        const double range = potential::cutoff(m_ground->m_potential) + m_ground->m_skin;
        m_first.assign(1, 0);
        m_partners.clear();
        constexpr std::size_t placesBetweenChecks = 4096;
        for (std::size_t place = 0; place < m_particles.size(); ++place) {
            if (place % placesBetweenChecks == 0)
                control.checkpoint();
            for (std::uint32_t pair = m_ground->m_first[place]; pair < m_ground->m_first[place + 1]; ++pair) {
                const ReplicaPartner& partner = m_ground->m_partners[pair];
                if (isNearInSomeReplica(partner.separation, m_particles[place],
                                        m_particles[static_cast<std::size_t>(partner.number)], range * range))
                    m_partners.push_back(partner);
            }
            m_first.push_back(static_cast<std::uint32_t>(m_partners.size()));
        }
        findWholeAfter();
        m_pairsHold = true;
    }

    void findWholeAfter()
    {
        std::vector<std::size_t> lastMet(m_particles.size());
        std::iota(lastMet.begin(), lastMet.end(), std::size_t{0});
        for (std::size_t place = 0; place < m_particles.size(); ++place)
            for (std::uint32_t pair = m_first[place]; pair < m_first[place + 1]; ++pair)
                lastMet[static_cast<std::size_t>(m_partners[pair].number)] = place;
        m_wholeAfter.clear();
        std::size_t whole = m_ground->m_firstSummed;
        for (std::size_t begin = 0; begin < m_particles.size(); begin += replicasPerRound) {
            while (whole < m_particles.size() && lastMet[whole] < begin + replicasPerRound)
                ++whole;
            m_wholeAfter.push_back(static_cast<std::uint32_t>(whole));
        }
    }

    std::shared_ptr<const ReplicaGround> m_ground;
    FireSettings m_settings;
    std::int64_t m_stepsBetweenChecks;
    std::int64_t m_stepsSinceCheck = 0;
    std::vector<ReplicaParticle> m_particles;  // by place
    std::vector<Copy> m_copies;                // by lane
    ReplicaStep m_step;                        // to be made next
    ReplicaValues m_halfStep{};                // of the kick after it
    bool m_pairsHold = false;
    std::vector<std::uint32_t> m_first;
    std::vector<ReplicaPartner> m_partners;
    std::vector<std::uint32_t> m_wholeAfter;  // see ReplicaPairs
};

ReplicaFire::ReplicaFire(std::shared_ptr<const ReplicaGround> ground, const FireSettings& settings)
    : m_impl(std::make_unique<Impl>(std::move(ground), settings))
{}

ReplicaFire::~ReplicaFire() = default;

bool ReplicaFire::canStart(const Eigen::Matrix3Xd& displacements) const
{
    return m_impl->canStart(displacements);
}

void ReplicaFire::start(std::size_t lane, const Eigen::Matrix3Xd& displacements)
{
    m_impl->start(lane, displacements);
}

void ReplicaFire::stop(std::size_t lane)
{
    m_impl->stop(lane);
}

bool ReplicaFire::isRunning(std::size_t lane) const
{
    return m_impl->isRunning(lane);
}

std::vector<ReplicaFire::Ended> ReplicaFire::step(const run::RunControl& control)
{
    return m_impl->step(control);
}

void ReplicaFire::copyDisplacements(std::size_t lane, Eigen::Matrix3Xd& displacements) const
{
    m_impl->copyDisplacements(lane, displacements);
}

}  // namespace vitrine::quench

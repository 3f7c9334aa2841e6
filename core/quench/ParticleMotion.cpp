#include "core/quench/ParticleMotion.h"

#include "core/model/NeighborList.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace vitrine::quench {

namespace {
// Fixed, so that the order of summation does not depend on the number of threads.
constexpr Eigen::Index blockSize = 128;
}  // namespace

class ParticleMotion::Impl {
public:
    Impl(const potential::PairPotential& potential, const model::PeriodicBox& box)
        : m_potential(potential), m_box(box), m_range(std::min(potential::cutoff(potential) + 0.2, box.side / 2))
    {}

    void place(const Eigen::Matrix3Xd& positions, const Eigen::Matrix3Xd& velocities)
    {
        m_positions = positions;
        m_velocities = velocities.cols() > 0 ? velocities : Eigen::Matrix3Xd::Zero(3, positions.cols()).eval();
        m_forces.setZero(3, positions.cols());
        m_listBuilds = 0;
        buildList();
    }

    MotionSums kick(double time, const run::RunControl& control)
    {
        return std::visit([&](const auto& pair) { return kick(pair, time, control); }, m_potential);
    }

    void advance(double keep, double push, double time, const run::RunControl& control)
    {
        std::vector<double> farthest(static_cast<std::size_t>(blockCount()), 0);
        control.team().forBlocks(blockCount(), [&](std::ptrdiff_t block) {
            for (Eigen::Index i = block * blockSize; i < blockEnd(block); ++i) {
                m_velocities.col(i) = keep * m_velocities.col(i) + push * m_forces.col(i);
                m_positions.col(i) += time * m_velocities.col(i);
                double& far = farthest[static_cast<std::size_t>(block)];
                far = std::max(far, (m_positions.col(i) - m_listPositions.col(i)).squaredNorm());
            }
        });
        const double skin = m_range - potential::cutoff(m_potential);
        if (4 * *std::max_element(farthest.begin(), farthest.end()) > skin * skin)
            buildList();
    }

    double potentialEnergy() const
    {
        double twice = 0;
        for (Eigen::Index i = 0; i < m_positions.cols(); ++i)
            for (const Eigen::Index j : m_list->of(i))
                twice += potential::pairTerms(m_potential,
                                              m_box.minimumImage(m_positions.col(i) - m_positions.col(j)).norm())
                             .value;
        return twice / 2;
    }

    const Eigen::Matrix3Xd& positions() const { return m_positions; }
    std::int64_t listBuilds() const { return m_listBuilds; }

private:
    template <class Pair>
    MotionSums kick(const Pair& pair, double time, const run::RunControl& control)
    {
        std::vector<MotionSums> partial(static_cast<std::size_t>(blockCount()));
        control.team().forBlocks(blockCount(), [&](std::ptrdiff_t block) {
            MotionSums& sums = partial[static_cast<std::size_t>(block)];
            for (Eigen::Index i = block * blockSize; i < blockEnd(block); ++i) {
                Eigen::Vector3d force = Eigen::Vector3d::Zero();
                for (const Eigen::Index j : m_list->of(i)) {
                    const Eigen::Vector3d separation = m_box.minimumImage(m_positions.col(i) - m_positions.col(j));
                    const double distance = separation.norm();
                    if (distance < Pair::cutoff)
                        force -= pair(distance).first / distance * separation;
                }
                m_forces.col(i) = force;
                m_velocities.col(i) += time * force;
                sums.power += force.dot(m_velocities.col(i));
                sums.speedSquared += m_velocities.col(i).squaredNorm();
                sums.forceSquared += force.squaredNorm();
                sums.largestForceSquared = std::max(sums.largestForceSquared, force.squaredNorm());
                sums.largestSpeedSquared = std::max(sums.largestSpeedSquared, m_velocities.col(i).squaredNorm());
            }
        });
        MotionSums total;
        for (const MotionSums& sums : partial) {
            total.power += sums.power;
            total.speedSquared += sums.speedSquared;
            total.forceSquared += sums.forceSquared;
            total.largestForceSquared = std::max(total.largestForceSquared, sums.largestForceSquared);
            total.largestSpeedSquared = std::max(total.largestSpeedSquared, sums.largestSpeedSquared);
        }
        return total;
    }

    void buildList()
    {
        m_listPositions = m_positions;
        m_list.emplace(model::Packing{m_box, m_positions}, m_range);
        ++m_listBuilds;
    }

    Eigen::Index blockCount() const { return (m_positions.cols() + blockSize - 1) / blockSize; }
    Eigen::Index blockEnd(Eigen::Index block) const
    {
        return std::min((block + 1) * blockSize, m_positions.cols());
    }

    potential::PairPotential m_potential;
    model::PeriodicBox m_box;
    double m_range;
    Eigen::Matrix3Xd m_positions, m_velocities, m_forces, m_listPositions;
    std::optional<model::NeighborList> m_list;
    std::int64_t m_listBuilds = 0;
};

ParticleMotion::ParticleMotion(const potential::PairPotential& potential, const model::PeriodicBox& box)
    : m_impl(std::make_unique<Impl>(potential, box))
{}

ParticleMotion::~ParticleMotion() = default;
ParticleMotion::ParticleMotion(ParticleMotion&&) noexcept = default;
ParticleMotion& ParticleMotion::operator=(ParticleMotion&&) noexcept = default;

void ParticleMotion::place(const Eigen::Matrix3Xd& positions, const Eigen::Matrix3Xd& velocities,
                           const run::RunControl&)
{
    m_impl->place(positions, velocities);
}

MotionSums ParticleMotion::kick(double time, const run::RunControl& control)
{
    return m_impl->kick(time, control);
}

void ParticleMotion::advance(double keep, double push, double time, const run::RunControl& control)
{
    m_impl->advance(keep, push, time, control);
}

void ParticleMotion::copyPositions(Eigen::Matrix3Xd& positions) const
{
    positions = m_impl->positions();
}

double ParticleMotion::potentialEnergy(const run::RunControl&) const
{
    return m_impl->potentialEnergy();
}

std::int64_t ParticleMotion::listBuilds() const
{
    return m_impl->listBuilds();
}

}  // namespace vitrine::quench

#include "core/quench/ParticleMotion.h"

#include "core/quench/SliceNeighborList.h"
#include "core/run/Errors.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace vitrine::quench {

namespace {

// Neighbours reach further than the potential, by a skin: they hold until some particle has gone half a skin. The
// longer they hold the more pairs there are. Limits of the skin, sigma, and the one to begin with.
constexpr double smallestSkin = 0.02;
constexpr double largestSkin = 0.3;
constexpr double firstSkin = 0.2;
// The skin of the candidates from which neighbours are picked, over that of the neighbours.
constexpr double candidateSkinRatio = 4;
// Time to pick the neighbours over that to compute the forces from them; quenches of 16,000 particles.
constexpr double buildCost = 6;
// Neighbours that turn out too many are picked anew after so many steps.
constexpr std::int64_t stepsBetweenReviews = 32;

// The skin s that costs least where particles go a distance u per step. It then holds s/2u steps, and a step costs
// (r_c + s)^3 (1 + buildCost 2u/s) in arbitrary units; the minimum for s << r_c.
double bestSkin(double cutoff, double wayPerStep)
{
    return std::clamp(std::sqrt(2 * buildCost * wayPerStep * cutoff / 3), smallestSkin, largestSkin);
}

// Position of a coordinate in the box, in units of side / 2^64. Double precision would round it as large
// coordinates are; long double keeps all 64 bits on x86 and more elsewhere.
std::int64_t fixedPoint(double coordinate, double side)
{
    const long double turns = static_cast<long double>(coordinate) / static_cast<long double>(side);
    const long double inside = std::ldexp(turns - std::floor(turns), 64);
    return inside < 0x1p64L ? static_cast<std::int64_t>(static_cast<std::uint64_t>(inside)) : 0;
}

}  // namespace

class ParticleMotion::Impl {
public:
    Impl(const potential::PairPotential& potential, const model::PeriodicBox& box)
        : m_potential(potential), m_side(box.side), m_unit(std::ldexp(box.side, -64))
    {}

    void place(const Eigen::Matrix3Xd& positions, const Eigen::Matrix3Xd& velocities,
               const run::RunControl& control)
    {
        if (!positions.allFinite())
            throw run::InvalidInput("A coordinate is not a finite number.");
        m_start = positions;
        m_particleCount = static_cast<std::size_t>(positions.cols());
        const std::size_t sliceCount = (m_particleCount + sliceWidth - 1) / sliceWidth;
        m_points.assign(sliceCount * sliceWidth, {});
        m_positions.assign(sliceCount, {});
        m_velocities.assign(sliceCount, {});
        m_forces.assign(sliceCount, {});
        m_ways.assign(sliceCount, {});
        placeInOrder();
        m_origins = m_positions;
        if (velocities.cols() > 0)
            for (std::size_t slot = 0; slot < m_particleCount; ++slot)
                setLane<double>(m_velocities, slot, velocities.col(m_particleOfSlot[slot]));
        m_skin = firstSkin;
        m_listBuilds = 0;
        findCandidates(control);
    }

    MotionSums kick(double time, const run::RunControl& control)
    {
        std::vector<MotionSums> partial(blockCount());
        control.team().forBlocks(static_cast<std::ptrdiff_t>(blockCount()), [&](std::ptrdiff_t block) {
            partial[static_cast<std::size_t>(block)] = kickSlices(m_potential, range(block), time);
        });
        MotionSums sums;
        for (const MotionSums& part : partial)
            sums.add(part);
        return sums;
    }

    void advance(double keep, double push, double time, const run::RunControl& control)
    {
        std::vector<double> farthest(blockCount());
        control.team().forBlocks(static_cast<std::ptrdiff_t>(blockCount()), [&](std::ptrdiff_t block) {
            farthest[static_cast<std::size_t>(block)] =
                driftSlices(range(block), keep, push, time, m_points.data(), m_origins.data());
        });
        ++m_stepsSinceBuild;
        const double way = std::sqrt(*std::max_element(farthest.begin(), farthest.end()));
        const double wanted =
            bestSkin(potential::cutoff(m_potential), way / static_cast<double>(m_stepsSinceBuild));
        const bool outdated = 2 * way > m_skin;
        const bool tooWide = m_stepsSinceBuild % stepsBetweenReviews == 0 && wanted < 0.6 * m_skin;
        if (outdated || tooWide) {
            m_skin = wanted;
            if (candidatesSuffice(control))
                findNeighbors(control);
            else
                findCandidates(control);
        }
    }

    void rememberForces() { m_rememberedForces = m_forces; }

    double overlapWithRemembered(const run::RunControl& control) const
    {
        std::vector<double> partial(blockCount(), 0);
        forSlots(control, [&](std::ptrdiff_t block, std::size_t slot) {
            partial[static_cast<std::size_t>(block)] += lane(m_forces, slot).dot(lane(m_rememberedForces, slot));
        });
        return std::accumulate(partial.begin(), partial.end(), 0.0);
    }

    void copyPositions(Eigen::Matrix3Xd& positions) const
    {
        positions.resize(3, static_cast<Eigen::Index>(m_particleCount));
        for (std::size_t slot = 0; slot < m_particleCount; ++slot) {
            const Eigen::Index particle = m_particleOfSlot[slot];
            positions.col(particle) = m_start.col(particle) + (lane(m_ways, slot) + waySince(m_origins, slot));
        }
    }

    double potentialEnergy(const run::RunControl& control)
    {
        std::vector<double> partial(blockCount());
        control.team().forBlocks(static_cast<std::ptrdiff_t>(blockCount()), [&](std::ptrdiff_t block) {
            partial[static_cast<std::size_t>(block)] = doubledEnergyOfSlices(m_potential, range(block));
        });
        return 0.5 * std::accumulate(partial.begin(), partial.end(), 0.0);
    }

    std::int64_t listBuilds() const { return m_listBuilds; }

private:
    template <class T>
    static Eigen::Vector3<T> lane(const std::vector<Slice<T>>& slices, std::size_t slot)
    {
        const Slice<T>& slice = slices[slot / sliceWidth];
        const std::size_t number = slot % sliceWidth;
        return {slice.x[number], slice.y[number], slice.z[number]};
    }

    template <class T>
    static void setLane(std::vector<Slice<T>>& slices, std::size_t slot, const Eigen::Vector3<T>& value)
    {
        Slice<T>& slice = slices[slot / sliceWidth];
        const std::size_t number = slot % sliceWidth;
        slice.x[number] = value.x();
        slice.y[number] = value.y();
        slice.z[number] = value.z();
    }

    // Gives out the slots in an order that keeps neighbours near each other in memory. Made of the start positions
    // alone: the order decides how sums are rounded.
    void placeInOrder()
    {
        std::vector<FixedPoint> points(m_particleCount);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> order(m_particleCount);
        for (std::size_t i = 0; i < m_particleCount; ++i) {
            const Eigen::Vector3d position = m_start.col(static_cast<Eigen::Index>(i));
            points[i] = {fixedPoint(position.x(), m_side), fixedPoint(position.y(), m_side),
                         fixedPoint(position.z(), m_side), 0};
            order[i] = {numberOnCurve(points[i]), static_cast<std::uint32_t>(i)};
        }
        std::sort(order.begin(), order.end());
        m_particleOfSlot.resize(m_particleCount);
        for (std::size_t slot = 0; slot < m_particleCount; ++slot) {
            const std::uint32_t particle = order[slot].second;
            m_particleOfSlot[slot] = particle;
            m_points[slot] = points[particle];
            setLane<std::int64_t>(m_positions, slot, {points[particle].x, points[particle].y, points[particle].z});
        }
    }

    Eigen::Vector3d waySince(const std::vector<Slice<std::int64_t>>& origins, std::size_t slot) const
    {
        // Unsigned, for the difference may wrap to the nearest image, which signed numbers must not.
        const Eigen::Vector3<std::uint64_t> way =
            lane(m_positions, slot).cast<std::uint64_t>() - lane(origins, slot).cast<std::uint64_t>();
        return way.cast<std::int64_t>().cast<double>() * m_unit;
    }

    void findCandidates(const run::RunControl& control)
    {
        m_candidateSkin = candidateSkinRatio * m_skin;
        m_candidateOrigins = m_positions;
        m_list.findCandidates(m_points, m_particleCount,
                              (potential::cutoff(m_potential) + m_candidateSkin) / m_side, control.team());
        findNeighbors(control);
    }

    void findNeighbors(const run::RunControl& control)
    {
        forSlots(control, [&](std::ptrdiff_t, std::size_t slot) {
            setLane<double>(m_ways, slot, lane(m_ways, slot) + waySince(m_origins, slot));
            setLane<std::int64_t>(m_origins, slot, lane(m_positions, slot));
        });
        m_list.findNeighbors(m_points, (potential::cutoff(m_potential) + m_skin) / m_side, control.team());
        m_stepsSinceBuild = 0;
        ++m_listBuilds;
    }

    // Whether all neighbours are among the candidates: those have moved since they were found.
    bool candidatesSuffice(const run::RunControl& control) const
    {
        std::vector<double> farthest(blockCount(), 0);
        forSlots(control, [&](std::ptrdiff_t block, std::size_t slot) {
            double& far = farthest[static_cast<std::size_t>(block)];
            far = std::max(far, waySince(m_candidateOrigins, slot).squaredNorm());
        });
        return m_skin + 2 * std::sqrt(*std::max_element(farthest.begin(), farthest.end())) <= m_candidateSkin;
    }

    // visit(block, slot) for each particle, blocks side by side.
    template <class Visit>
    void forSlots(const run::RunControl& control, Visit visit) const
    {
        constexpr std::size_t slotsPerBlock = slicesPerBlock * sliceWidth;
        control.team().forBlocks(static_cast<std::ptrdiff_t>(blockCount()), [&](std::ptrdiff_t block) {
            const std::size_t first = static_cast<std::size_t>(block) * slotsPerBlock;
            for (std::size_t slot = first; slot < std::min(first + slotsPerBlock, m_particleCount); ++slot)
                visit(block, slot);
        });
    }

    std::size_t blockCount() const { return (m_positions.size() + slicesPerBlock - 1) / slicesPerBlock; }

    SliceRange range(std::ptrdiff_t block)
    {
        const std::size_t first = static_cast<std::size_t>(block) * slicesPerBlock;
        return {m_points.data(),
                m_list.slices(),
                m_positions.data(),
                m_velocities.data(),
                m_forces.data(),
                m_unit,
                first,
                std::min(first + slicesPerBlock, m_positions.size())};
    }

    potential::PairPotential m_potential;
    double m_side;
    double m_unit;  // of the fixed-point coordinates, sigma

    Eigen::Matrix3Xd m_start;
    std::size_t m_particleCount = 0;
    std::vector<std::uint32_t> m_particleOfSlot;
    std::vector<FixedPoint> m_points;  // by slot, as are the lanes of the slices
    std::vector<Slice<std::int64_t>> m_positions;
    std::vector<Slice<double>> m_velocities;
    std::vector<Slice<double>> m_forces;
    std::vector<Slice<double>> m_rememberedForces;

    SliceNeighborList m_list;
    std::vector<Slice<std::int64_t>> m_origins;           // where particles were when neighbours were picked,
    std::vector<Slice<std::int64_t>> m_candidateOrigins;  // and when candidates were found
    std::vector<Slice<double>> m_ways;                    // from the start to m_origins
    double m_skin = firstSkin;
    double m_candidateSkin = 0;
    std::int64_t m_stepsSinceBuild = 0;
    std::int64_t m_listBuilds = 0;
};

ParticleMotion::ParticleMotion(const potential::PairPotential& potential, const model::PeriodicBox& box)
    : m_impl(std::make_unique<Impl>(potential, box))
{}

ParticleMotion::~ParticleMotion() = default;
ParticleMotion::ParticleMotion(ParticleMotion&&) noexcept = default;
ParticleMotion& ParticleMotion::operator=(ParticleMotion&&) noexcept = default;

void ParticleMotion::place(const Eigen::Matrix3Xd& positions, const Eigen::Matrix3Xd& velocities,
                           const run::RunControl& control)
{
    m_impl->place(positions, velocities, control);
}

MotionSums ParticleMotion::kick(double time, const run::RunControl& control)
{
    return m_impl->kick(time, control);
}

void ParticleMotion::advance(double keep, double push, double time, const run::RunControl& control)
{
    m_impl->advance(keep, push, time, control);
}

void ParticleMotion::rememberForces()
{
    m_impl->rememberForces();
}

double ParticleMotion::overlapWithRemembered(const run::RunControl& control) const
{
    return m_impl->overlapWithRemembered(control);
}

void ParticleMotion::copyPositions(Eigen::Matrix3Xd& positions) const
{
    m_impl->copyPositions(positions);
}

double ParticleMotion::potentialEnergy(const run::RunControl& control) const
{
    return m_impl->potentialEnergy(control);
}

std::int64_t ParticleMotion::listBuilds() const
{
    return m_impl->listBuilds();
}

}  // namespace vitrine::quench

#include "core/model/NeighborList.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

namespace vitrine::model {

namespace {

// Particles ordered by the cell they are in. A cell is at least a range wide, so that all neighbours are in the
// cell itself and the 26 around it. With fewer than 3 cells a side those would repeat: then there is one cell.
class CellGrid {
public:
    CellGrid(const Packing& packing, double range) : m_side(packing.box.side)
    {
        // Rounding of a wrapped coordinate must not put a pair two cells apart.
        constexpr double margin = 1 + 1e-9;
        const double perSide = std::floor(m_side / (range * margin));
        // More cells than particles would only cost memory.
        const double enough = std::ceil(std::cbrt(static_cast<double>(packing.particleCount())));
        m_perSide = perSide < 3 ? 1 : static_cast<Eigen::Index>(std::max(3.0, std::min(perSide, enough)));
        sort(packing);
    }

    template <class Visit>
    void forEachNear(const Eigen::Vector3d& inside, Visit visit) const
    {
        const std::array<Eigen::Index, 3> home = coordinates(inside);
        const Eigen::Index reach = m_perSide == 1 ? 0 : 1;
        for (Eigen::Index dz = -reach; dz <= reach; ++dz)
            for (Eigen::Index dy = -reach; dy <= reach; ++dy)
                for (Eigen::Index dx = -reach; dx <= reach; ++dx) {
                    const auto cell = static_cast<std::size_t>(
                        number({around(home[0] + dx), around(home[1] + dy), around(home[2] + dz)}));
                    for (std::size_t k = m_first[cell]; k < m_first[cell + 1]; ++k)
                        visit(m_particles[k]);
                }
    }

private:
    Eigen::Index around(Eigen::Index c) const { return (c + m_perSide) % m_perSide; }

    Eigen::Index number(const std::array<Eigen::Index, 3>& c) const
    {
        return (c[2] * m_perSide + c[1]) * m_perSide + c[0];
    }

    std::array<Eigen::Index, 3> coordinates(const Eigen::Vector3d& inside) const
    {
        std::array<Eigen::Index, 3> c{};
        for (int axis = 0; axis < 3; ++axis)
            c[static_cast<std::size_t>(axis)] = std::min(
                static_cast<Eigen::Index>(inside[axis] / m_side * static_cast<double>(m_perSide)), m_perSide - 1);
        return c;
    }

    void sort(const Packing& packing)
    {
        const Eigen::Index count = packing.particleCount();
        std::vector<std::size_t> cellOf(static_cast<std::size_t>(count));
        m_first.assign(static_cast<std::size_t>(m_perSide * m_perSide * m_perSide) + 1, 0);
        for (Eigen::Index i = 0; i < count; ++i) {
            const auto cell =
                static_cast<std::size_t>(number(coordinates(packing.box.wrapped(packing.positions.col(i)))));
            cellOf[static_cast<std::size_t>(i)] = cell;
            ++m_first[cell + 1];
        }
        std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());
        m_particles.resize(static_cast<std::size_t>(count));
        std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
        for (Eigen::Index i = 0; i < count; ++i)
            m_particles[next[cellOf[static_cast<std::size_t>(i)]]++] = i;
    }

    double m_side;
    Eigen::Index m_perSide = 1;
    std::vector<std::size_t> m_first;
    std::vector<Eigen::Index> m_particles;
};

}  // namespace

NeighborList::NeighborList(const Packing& packing, double range, const run::RunControl& control)
{
    if (!(range > 0 && range <= 0.5 * packing.box.side))
        throw run::InvalidInput("The range of neighbours is " + std::to_string(range) +
                                ", but has to be above 0 and at most half the box, " +
                                std::to_string(0.5 * packing.box.side) + ".");
    if (!packing.positions.allFinite())
        throw run::InvalidInput("A coordinate is not a finite number.");

    const CellGrid cells(packing, range);
    const Eigen::Index count = packing.particleCount();
    m_first.reserve(static_cast<std::size_t>(count) + 1);
    m_first.push_back(0);
    constexpr Eigen::Index particlesBetweenChecks = 256;  // some milliseconds
    for (Eigen::Index i = 0; i < count; ++i) {
        if (i % particlesBetweenChecks == 0)
            control.checkpoint();
        const Eigen::Vector3d position = packing.positions.col(i);
        cells.forEachNear(packing.box.wrapped(position), [&](Eigen::Index j) {
            if (j != i && packing.box.minimumImage(position - packing.positions.col(j)).norm() < range)
                m_neighbors.push_back(j);
        });
        std::sort(m_neighbors.begin() + static_cast<std::ptrdiff_t>(m_first.back()), m_neighbors.end());
        m_first.push_back(m_neighbors.size());
    }
}

std::span<const Eigen::Index> NeighborList::of(Eigen::Index i) const
{
    const auto index = static_cast<std::size_t>(i);
    return {m_neighbors.data() + m_first[index], m_first[index + 1] - m_first[index]};
}

}  // namespace vitrine::model

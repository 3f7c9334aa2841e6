#pragma once

#include "core/quench/ParticleSlices.h"
#include "core/run/ThreadTeam.h"

#include <array>
#include <span>
#include <vector>

namespace vitrine::quench {

/// For each slice of eight particles the neighbours of each of them, in the order in which the force loop wants
/// them.
///
/// Made in two steps. Candidates, found through a grid of cells, are all that is within a wide range of any of the
/// eight. Neighbours, within a narrow range of one of them, are picked from the candidates: that is quick, so the
/// narrow range can be so narrow that it has to be done often.
/// Made of the coordinates alone: the same for any number of threads.
class SliceNeighborList {
public:
    /// @param points of all particles; a multiple of sliceWidth, those from particleCount on have no neighbours
    /// @param range as a fraction of the box side
    void findCandidates(std::span<const FixedPoint> points, std::size_t particleCount, double range,
                        run::ThreadTeam& team);

    /// All others within a range of each particle; some up to 1e-5 further away may be among them.
    /// @param range as a fraction of the box side; that of findCandidates() less what two particles have moved
    /// since
    void findNeighbors(std::span<const FixedPoint> points, double range, run::ThreadTeam& team);

    /// By slice; valid until the next call of either.
    const SliceNeighbors* slices() const { return m_slices.data(); }

private:
    // The numbers of the neighbours of a block's slices, or of their candidates, one slice after the other.
    struct BlockEntries {
        std::vector<std::uint32_t> slots;
        std::array<std::size_t, slicesPerBlock + 1> begin{};
    };

    void sortIntoCells(std::span<const FixedPoint> points);
    void findCandidatesOfBlock(std::size_t block, std::span<const FixedPoint> points, double range);
    void findNeighborsOfBlock(std::size_t block, std::span<const FixedPoint> points, float squaredRange);
    std::size_t slicesIn(std::size_t block) const;

    // Particles in the order of the cells they are in; coordinates are the upper halves of the fixed-point ones.
    struct {
        std::uint32_t perSide = 1;
        std::vector<std::uint32_t> first;  // of each cell, and the end
        std::vector<std::int32_t> x, y, z;
        std::vector<std::uint32_t> slots;
    } m_cells;

    std::size_t m_particleCount = 0;
    std::vector<std::uint32_t> m_cellOf;     // by slot
    std::vector<BlockEntries> m_candidates;  // by block
    std::vector<BlockEntries> m_neighbors;   // by block
    std::vector<SliceNeighbors> m_slices;
};

}  // namespace vitrine::quench

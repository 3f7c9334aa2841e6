#pragma once

#include "core/model/Packing.h"
#include "core/run/RunControl.h"

#include <span>
#include <vector>

namespace vitrine::model {

/// For each particle the particles nearer than a range, by minimum image; found through a grid of cells.
class NeighborList {
public:
    /// @param range sigma; greater than 0, at most L/2
    /// @throws run::InvalidInput if the range is outside these limits or a coordinate is not finite,
    /// run::RunCancelled
    NeighborList(const Packing& packing, double range, const run::RunControl& control = run::RunControl());

    /// All j != i with |r_i - r_j| < range strictly, ascending.
    std::span<const Eigen::Index> of(Eigen::Index i) const;

private:
    std::vector<std::size_t> m_first;  // N + 1 offsets into m_neighbors
    std::vector<Eigen::Index> m_neighbors;
};

}  // namespace vitrine::model

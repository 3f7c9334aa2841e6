#pragma once

#include "core/quench/InherentStructure.h"
#include "core/run/ThreadTeam.h"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>
#include <vector>

namespace vitrine::modes {

/// Second derivatives of the potential energy, mass 1, in rows of 3x3 blocks, participants only.
///
/// Block (i, j), n = (r_j - r_i)/r: H_ij = -[ phi'' n n^T + (phi'/r)(1 - n n^T) ], H_ii = -sum_j H_ij
/// (epsilon/(m sigma^2)). Pairs with a rattler are left out, and so are the rattlers' rows: row b belongs to
/// particle participants()[b].
class Hessian {
public:
    Hessian(const model::Packing& packing, const potential::PairPotential& potential,
            const std::vector<Eigen::Index>& rattlers);
    explicit Hessian(const quench::InherentStructure& structure)
        : Hessian(structure.packing, structure.potential(), structure.rattlers)
    {}

    Eigen::Index blockRows() const { return static_cast<Eigen::Index>(m_rowStart.size()) - 1; }
    Eigen::Index size() const { return 3 * blockRows(); }
    const std::vector<Eigen::Index>& participants() const { return m_participants; }

    const std::vector<std::int64_t>& rowStart() const { return m_rowStart; }
    const std::vector<std::int32_t>& columns() const { return m_columns; }
    /// Numbers kept per block, all of which are symmetric: xx, xy, xz, yy, yz, zz.
    static constexpr std::size_t numbersPerBlock = 6;
    const std::vector<double>& blocks() const { return m_blocks; }
    Eigen::Matrix3d block(std::int64_t place) const
    {
        const double* const b = m_blocks.data() + numbersPerBlock * static_cast<std::size_t>(place);
        return Eigen::Matrix3d{{b[0], b[1], b[2]}, {b[1], b[3], b[4]}, {b[2], b[4], b[5]}};
    }

    /// y = H x for one vector of length size().
    void multiply(const double* x, double* y, run::ThreadTeam& team) const;

    /// Lower triangle, column-major, for the sparse Cholesky factorisations.
    Eigen::SparseMatrix<double> lowerTriangle() const;

private:
    std::vector<Eigen::Index> m_participants;
    std::vector<std::int64_t> m_rowStart;
    std::vector<std::int32_t> m_columns;
    std::vector<double> m_blocks;
};

}  // namespace vitrine::modes

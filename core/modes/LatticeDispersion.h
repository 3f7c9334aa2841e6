#pragma once

#include "core/model/Crystal.h"
#include "core/potential/PairPotential.h"

#include <Eigen/Core>

#include <vector>

namespace vitrine::modes {

/// Vibrations of a perfect lattice with one particle per primitive cell, in closed form: plane waves of all wave
/// vectors q, with omega^2 the eigenvalues of the dynamical matrix
/// D(q) = sum over lattice vectors R with |R| < r_c of M(R) (1 - cos q.R),
/// M(R) = phi'' n n^T + (phi'/|R|) (1 - n n^T), n = R/|R|, mass 1 (epsilon/(m sigma^2)).
class LatticeDispersion {
public:
    /// @param latticeConstant edge of the cubic cell, sigma; above 0.1 cutoffs
    /// @throws run::InvalidInput
    LatticeDispersion(model::Lattice lattice, double latticeConstant, const potential::PairPotential& potential);

    /// D(q). @param q sigma^-1
    Eigen::Matrix3d dynamicalMatrix(const Eigen::Vector3d& q) const;

    /// omega^2 of the three waves, ascending; negative where the lattice is unstable.
    Eigen::Vector3d squaredFrequencies(const Eigen::Vector3d& q) const;

    Eigen::Index neighbourCount() const { return static_cast<Eigen::Index>(m_bonds.size()); }

private:
    struct Bond {
        Eigen::Vector3d vector;     // R, sigma
        Eigen::Matrix3d stiffness;  // M(R)
    };
    std::vector<Bond> m_bonds;
};

/// The wave vectors that fit a periodic box of cellsPerSide^3 cubic cells, one for each particle: q = (2 pi/L) n,
/// no two of which differ by a reciprocal lattice vector. q = 0 comes first. sigma^-1.
/// @throws run::InvalidInput if cellsPerSide is not at least 1
std::vector<Eigen::Vector3d> allowedWaveVectors(model::Lattice lattice, int cellsPerSide, double latticeConstant);

/// All vibrations of a crystal in its box.
struct LatticeSpectrum {
    Eigen::VectorXd squaredFrequencies;  ///< omega^2, 3N - 3 ascending, the translations left out
    Eigen::Vector3d softestWaveVector;   ///< q of the first of them, sigma^-1

    /// Whether each of them raises the energy; rounding does not count.
    bool isStable() const;
};

LatticeSpectrum latticeSpectrum(model::Lattice lattice, int cellsPerSide, double latticeConstant,
                                const potential::PairPotential& potential);

}  // namespace vitrine::modes

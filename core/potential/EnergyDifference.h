#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"
#include "core/run/RunControl.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace vitrine::potential {

/// What displacing the particles of one packing does to its energy, accurate also where it is tiny.
///
/// Phi(r_0 + u) - Phi(r_0) is summed from the differences of the pairs' energies, each written so that nothing
/// cancels: subtracting two energies of order 10 would leave errors of order 1e-14, as large as the energy with
/// which a nearly loose particle rearranges. May be used from several threads at once.
class EnergyDifference {
public:
    /// Remembers the packing and its pairs up to 0.4 sigma beyond the cutoff (or up to L/2).
    /// @throws run::RunCancelled
    EnergyDifference(model::Packing packing, const PairPotential& potential,
                     const run::RunControl& control = run::RunControl());

    struct Displaced {
        double energyDifference;  ///< Phi(r_0 + u) - Phi(r_0), epsilon
        double closestPair;       ///< distance of the closest pair of r_0 + u, sigma; infinity if none interacts
    };

    /// @param displacements u, 3xN, sigma; of any size, fastest where few particles move by more than 0.2 sigma
    Displaced operator()(const Eigen::Matrix3Xd& displacements) const;

private:
    using Pair = std::pair<std::int32_t, std::int32_t>;

    std::vector<Eigen::Index> farMoved(const Eigen::Matrix3Xd& displacements) const;
    template <typename Potential>
    Displaced fewFarMoved(const Potential& potential, const Eigen::Matrix3Xd& displacements,
                          const std::vector<Eigen::Index>& far) const;
    template <typename Potential>
    Displaced manyFarMoved(const Potential& potential, const Eigen::Matrix3Xd& displacements) const;

    model::Packing m_packing;
    PairPotential m_potential;
    double m_reach;             // sigma; m_pairs holds the pairs nearer than this
    std::vector<Pair> m_pairs;  // ascending
};

}  // namespace vitrine::potential

#pragma once

#include <Eigen/Core>

#include <functional>
#include <vector>

namespace vitrine::rearrangement {

/// The particles that a rearrangement displaced: the N_rearr (Eq. 9, rounded) largest |Delta r_i|, largest first,
/// at least one. Eq. (9) counts them; which ones they are is our rule, without a threshold of its own.
/// @param displacements Delta r_i, 3xN, sigma
/// @throws run::InvalidInput for a field of zeros
std::vector<Eigen::Index> displacedParticles(const Eigen::Matrix3Xd& displacements);

/// In how many of some rearrangements of one packing each particle was displaced, by displacedParticles().
/// @param rearrangements 3xN each, sigma; one for each final state, lest a state that many modes lead to counts
/// many times
/// @param particleCount N
/// @return N numbers from 0 to the number of rearrangements
/// @throws run::InvalidInput for a field of zeros, or of another N
std::vector<int> displacementCounts(
    const std::vector<std::reference_wrapper<const Eigen::Matrix3Xd>>& rearrangements, Eigen::Index particleCount);

}  // namespace vitrine::rearrangement

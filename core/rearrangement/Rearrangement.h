#pragma once

#include <Eigen/Core>

#include <vector>

namespace vitrine::rearrangement {

/// r_1 - r_0 with the mean displacement of the participants removed; rattlers' columns zero. 3xN, sigma.
Eigen::Matrix3Xd displacementField(const Eigen::Matrix3Xd& before, const Eigen::Matrix3Xd& after,
                                   const std::vector<Eigen::Index>& rattlers);

/// |Delta r|, Eq. (6), sigma.
double distance(const Eigen::Matrix3Xd& displacements);

/// N_rearr, Eq. (9): from 1 (one particle) to N (all alike).
/// @throws run::InvalidInput for a field of zeros
double rearrangedParticleCount(const Eigen::Matrix3Xd& displacements);

/// I, Eq. (10), from 0 to 1: how far the rearrangement points along the mode.
/// @throws run::InvalidInput for a field of zeros
double overlapWithMode(const Eigen::Matrix3Xd& displacements, const Eigen::Ref<const Eigen::Matrix3Xd>& e);

/// Whether two rearrangements of one packing end in the same state: |a - b| <= tolerance * min(|a|, |b|).
bool sameFinalState(const Eigen::Matrix3Xd& a, const Eigen::Matrix3Xd& b, double tolerance = 1e-3);

/// Indices of the count largest |Delta r_i|, largest first (ties by index).
std::vector<Eigen::Index> largestDisplacements(const Eigen::Matrix3Xd& displacements, Eigen::Index count);

}  // namespace vitrine::rearrangement

#pragma once

#include <Eigen/Core>

#include <vector>

namespace vitrine::scene {

/// Indices of the count longest columns, longest first (ties by index); fewer if there are fewer that are not
/// zero.
std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count);

/// The largest of 1, 2 or 5 times a power of ten that is not above the value; 0 unless it is positive and finite.
double roundedDown125(double value);

/// The factor that makes the longest column wanted sigma long, rounded down to one digit so that it reads well.
/// Makes arrows independent of N, whereas |e_i| falls as 1/sqrt(N).
/// @param largest length of the longest column
/// @param wanted sigma, > 0
/// @return 0 for a field of zeros
double readableGain(double largest, double wanted);

}  // namespace vitrine::scene

#pragma once

#include <Eigen/Core>

#include <vector>

namespace vitrine::scene {

/// Indices of the count longest columns, longest first (ties by index); all non-zero ones if there are fewer.
std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count);

/// The largest of 1, 2 or 5 times a power of ten that is not above the value; 0 unless it is positive and finite.
double roundedDown125(double value);

/// The factor that makes the longest column wanted sigma long, rounded down to 1, 2 or 5 times a power of ten so
/// that it reads well; 0 for a field of zeros. Independent of N, whereas |e_i| falls as 1/sqrt(N).
/// @param largest length of the longest column
/// @param wanted sigma, > 0
double readableGain(double largest, double wanted);

}  // namespace vitrine::scene

#pragma once

#include "ui/scene/ShownParticles.h"

#include <Eigen/Core>

#include <vector>

namespace vitrine::scene {

/// Indices of the count longest columns, longest first (ties by index); fewer if there are fewer that are not
/// zero.
std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count);

/// The same among the particles that are drawn.
std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count,
                                         const ShownParticles& shown);

/// The largest of 1, 2 or 5 times a power of ten that is not above the value; 0 unless it is positive and finite.
double roundedDown125(double value);

/// The factor that makes the hundredth longest column as long as wanted, unless the longest would then be too
/// long; rounded down to one digit so that it reads well. Arrows are so independent of N, whereas |e_i| falls as
/// 1/sqrt(N), and a few particles that move much do not make all others invisible.
/// @param longest as from longestColumns(); of fewer than a hundred the last one counts
/// @param typical of the hundredth longest, sigma, > 0
/// @param most of the longest, sigma, >= typical
/// @return 0 for a field of zeros
double readableGain(const Eigen::Ref<const Eigen::Matrix3Xd>& field, const std::vector<Eigen::Index>& longest,
                    double typical, double most);

}  // namespace vitrine::scene

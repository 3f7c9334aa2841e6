#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace vitrine::results {

/// Spearman's rank correlation: whether one quantity rises or falls with another, along whatever curve.
struct RankCorrelation {
    double coefficient;  ///< -1 (always falls) to 1 (always rises)
    /// Standard error: (1 - coefficient^2) sqrt(1.06 / (n - 3)), Fieller, Hartley and Pearson, Biometrika 44, 470
    /// (1957).
    double error;
    double chance;      ///< standard deviation that independent quantities would show, 1/sqrt(n - 1)
    std::size_t count;  ///< n
};

/// Points are taken as independent. Modes of one sample that lead to the same transition are not quite: the true
/// error is then larger. Equal values share the mean of their ranks.
/// @return nothing for fewer than 5 points, or where all values of one quantity are equal
std::optional<RankCorrelation> rankCorrelation(const std::vector<std::pair<double, double>>& points);

}  // namespace vitrine::results

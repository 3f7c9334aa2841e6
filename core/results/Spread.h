#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace vitrine::results {

/// How values are distributed, without assuming how.
struct Spread {
    std::size_t count;
    double least;
    double low;  ///< 16th percentile
    double median;
    double high;  ///< 84th percentile
    double largest;
};

/// Percentiles are those values themselves that are nearest in rank.
/// @return nothing for no values
std::optional<Spread> spreadOf(std::vector<double> values);

/// Mean over independent values, such as those of several samples.
struct Mean {
    double value;
    std::optional<double> error;  ///< standard error, from the scatter; absent for one value
    std::size_t count;
};

/// @return nothing for no values
std::optional<Mean> meanOf(const std::vector<double>& values);

}  // namespace vitrine::results

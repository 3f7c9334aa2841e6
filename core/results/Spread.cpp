#include "core/results/Spread.h"

#include <algorithm>
#include <cmath>

namespace vitrine::results {

std::optional<Spread> spreadOf(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto percentile = [&](double part) {
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return Spread{values.size(),   values.front(),   percentile(0.16),
                  percentile(0.5), percentile(0.84), values.back()};
}

std::optional<Mean> meanOf(const std::vector<double>& values)
{
    if (values.empty())
        return std::nullopt;
    const auto count = static_cast<double>(values.size());
    Mean mean{0, std::nullopt, values.size()};
    for (const double value : values)
        mean.value += value / count;
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values)
            squares += (value - mean.value) * (value - mean.value);
        mean.error = std::sqrt(squares / (count - 1) / count);
    }
    return mean;
}

}  // namespace vitrine::results

#include "core/results/RankCorrelation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::results {

namespace {
constexpr std::size_t fewestPoints = 5;

std::vector<double> ranksOf(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]])
            ++last;
        for (std::size_t place = first; place <= last; ++place)
            ranks[order[place]] = static_cast<double>(first + last) / 2;
        first = last + 1;
    }
    return ranks;
}
}  // namespace

std::optional<RankCorrelation> rankCorrelation(const std::vector<std::pair<double, double>>& points)
{
    if (points.size() < fewestPoints)
        return std::nullopt;
    std::vector<double> x, y;
    for (const auto& [first, second] : points) {
        x.push_back(first);
        y.push_back(second);
    }
    x = ranksOf(x);
    y = ranksOf(y);
    const auto count = static_cast<double>(points.size());
    const double middle = (count - 1) / 2;
    double xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        xx += (x[i] - middle) * (x[i] - middle);
        xy += (x[i] - middle) * (y[i] - middle);
        yy += (y[i] - middle) * (y[i] - middle);
    }
    if (xx == 0 || yy == 0)
        return std::nullopt;
    const double coefficient = xy / std::sqrt(xx * yy);
    return RankCorrelation{coefficient, (1 - coefficient * coefficient) * std::sqrt(1.06 / (count - 3)),
                           1 / std::sqrt(count - 1), points.size()};
}

}  // namespace vitrine::results

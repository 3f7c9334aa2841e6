#include "ui/scene/FieldGain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::scene {

std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count)
{
    const Eigen::RowVectorXd lengths2 = field.colwise().squaredNorm();
    std::vector<Eigen::Index> order(static_cast<std::size_t>(field.cols()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    const auto longer = [&lengths2](Eigen::Index a, Eigen::Index b) {
        return lengths2[a] != lengths2[b] ? lengths2[a] > lengths2[b] : a < b;
    };
    const auto kept = order.begin() + std::clamp(count, Eigen::Index{0}, field.cols());
    std::partial_sort(order.begin(), kept, order.end(), longer);
    order.erase(std::find_if(order.begin(), kept, [&](Eigen::Index i) { return lengths2[i] == 0; }), order.end());
    return order;
}

std::vector<Eigen::Index> longestColumns(const Eigen::Ref<const Eigen::Matrix3Xd>& field, Eigen::Index count,
                                         const ShownParticles& shown)
{
    Eigen::Matrix3Xd kept = field;
    for (Eigen::Index i = 0; i < kept.cols(); ++i)
        if (!shown.shows(i))
            kept.col(i).setZero();
    return longestColumns(kept, count);
}

double roundedDown125(double value)
{
    if (!(value > 0) || !std::isfinite(value))
        return 0;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0})
        if (step * decade <= value)
            return step * decade;
    return decade;
}

double readableGain(const Eigen::Ref<const Eigen::Matrix3Xd>& field, const std::vector<Eigen::Index>& longest,
                    double typical, double most)
{
    if (longest.empty())
        return 0;
    const std::size_t hundredth = std::min<std::size_t>(longest.size(), 100) - 1;
    const double gain =
        std::min(typical / field.col(longest[hundredth]).norm(), most / field.col(longest.front()).norm());
    const double decade = std::pow(10.0, std::floor(std::log10(gain)));
    return decade * std::floor(gain / decade);
}

}  // namespace vitrine::scene

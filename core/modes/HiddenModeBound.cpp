#include "core/modes/HiddenModeBound.h"

#include <Eigen/QR>
#include <Eigen/SVD>

#include <algorithm>
#include <cmath>

namespace vitrine::modes {

namespace {

// Values of x at which the bound is worked out, from the lowest one up; it falls smoothly.
constexpr int valueCount = 9;

double hiddenWeightAt(const Eigen::MatrixXd& recurrence, const Eigen::MatrixXd& start, double value)
{
    const Eigen::Index width = start.rows();
    const Eigen::Index size = recurrence.rows();
    // All overlaps that the recurrence allows: the null space of its rows but the last ones.
    Eigen::MatrixXd rows = recurrence.leftCols(size - width);
    rows.topRows(size - width).diagonal().array() -= value;
    const Eigen::HouseholderQR<Eigen::MatrixXd> factors(rows);
    Eigen::MatrixXd allowed = Eigen::MatrixXd::Zero(size, width);
    allowed.bottomRows(width).setIdentity();
    allowed.applyOnTheLeft(factors.householderQ());
    const Eigen::MatrixXd axes = start.transpose() * allowed.topRows(width);
    return std::pow(axes.jacobiSvd().singularValues()[0], 2);
}

}  // namespace

double largestHiddenWeight(const Eigen::MatrixXd& recurrence, const Eigen::MatrixXd& start, double value,
                           double highest)
{
    double largest = 0;
    for (int i = 0; i < valueCount; ++i)
        largest =
            std::max(largest, hiddenWeightAt(recurrence, start, value + (highest - value) * i / (valueCount - 1)));
    return largest;
}

double chanceOfFainter(double weight, Eigen::Index numbers)
{
    const double half = static_cast<double>(numbers) / 2;
    return std::min(1.0, std::pow(weight / 2, half) / std::tgamma(half + 1));
}

}  // namespace vitrine::modes

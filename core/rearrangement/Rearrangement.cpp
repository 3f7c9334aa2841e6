#include "core/rearrangement/Rearrangement.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::rearrangement {

namespace {
void requireMovement(double largest, const char* quantity)
{
    if (!(largest > 0))
        throw run::InvalidInput(std::string(quantity) +
                                " has no value for a field of displacements that are all 0.");
}
}  // namespace

Eigen::Matrix3Xd displacementField(const Eigen::Matrix3Xd& before, const Eigen::Matrix3Xd& after,
                                   const std::vector<Eigen::Index>& rattlers)
{
    Eigen::Matrix3Xd field = after - before;
    for (const Eigen::Index rattler : rattlers)
        field.col(rattler).setZero();
    const Eigen::Index participantCount = field.cols() - static_cast<Eigen::Index>(rattlers.size());
    if (participantCount == 0)
        return field;
    const Eigen::Vector3d mean = field.rowwise().sum() / static_cast<double>(participantCount);
    field.colwise() -= mean;
    for (const Eigen::Index rattler : rattlers)
        field.col(rattler).setZero();
    return field;
}

double distance(const Eigen::Matrix3Xd& displacements)
{
    return displacements.norm();
}

double rearrangedParticleCount(const Eigen::Matrix3Xd& displacements)
{
    const double largest = displacements.size() > 0 ? displacements.colwise().norm().maxCoeff() : 0;
    requireMovement(largest, "N_rearr");
    // Scaled by the largest, so that the fourth powers of tiny displacements do not underflow.
    const auto squares = (displacements / largest).colwise().squaredNorm().array().eval();
    const double sum = squares.sum();
    return sum * sum / squares.square().sum();
}

double overlapWithMode(const Eigen::Matrix3Xd& displacements, const Eigen::Ref<const Eigen::Matrix3Xd>& e)
{
    const double length = distance(displacements);
    requireMovement(length, "The overlap with a mode");
    return std::abs(displacements.cwiseProduct(e).sum()) / length;
}

bool sameFinalState(const Eigen::Matrix3Xd& a, const Eigen::Matrix3Xd& b, double tolerance)
{
    return (a - b).norm() <= tolerance * std::min(a.norm(), b.norm());
}

std::vector<Eigen::Index> largestDisplacements(const Eigen::Matrix3Xd& displacements, Eigen::Index count)
{
    const Eigen::VectorXd squares = displacements.colwise().squaredNorm().transpose();
    std::vector<Eigen::Index> order(static_cast<std::size_t>(displacements.cols()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    const auto end = order.begin() + std::clamp<Eigen::Index>(count, 0, displacements.cols());
    std::partial_sort(order.begin(), end, order.end(), [&](Eigen::Index a, Eigen::Index b) {
        return squares[a] != squares[b] ? squares[a] > squares[b] : a < b;
    });
    order.erase(end, order.end());
    return order;
}

}  // namespace vitrine::rearrangement

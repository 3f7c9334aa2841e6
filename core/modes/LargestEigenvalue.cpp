#include "core/modes/LargestEigenvalue.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <random>
#include <vector>

namespace vitrine::modes {

LargestEigenvalue largestEigenvalue(const Hessian& hessian, const run::RunControl& control)
{
    const Eigen::Index size = hessian.size();
    const Eigen::Index steps = std::min<Eigen::Index>(30, size);
    std::mt19937_64 random(1);
    Eigen::VectorXd current(size);
    for (double& component : current)
        component = (random() & 1) != 0 ? 1 : -1;
    current.normalize();
    Eigen::VectorXd previous = Eigen::VectorXd::Zero(size);
    Eigen::VectorXd product(size);
    std::vector<double> diagonal;
    std::vector<double> beside;
    for (Eigen::Index step = 0; step < steps; ++step) {
        control.checkpoint();
        hessian.multiply(current.data(), product.data(), control.team());
        diagonal.push_back(current.dot(product));
        product -= diagonal.back() * current;
        if (step > 0)
            product -= beside.back() * previous;
        beside.push_back(product.norm());
        if (beside.back() <= 1e-14 * std::abs(diagonal.back()))
            break;  // the space is exhausted, and the estimate exact
        previous = current;
        current = product / beside.back();
    }
    const auto count = static_cast<Eigen::Index>(diagonal.size());
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> tridiagonal;
    tridiagonal.computeFromTridiagonal(Eigen::Map<const Eigen::VectorXd>(diagonal.data(), count),
                                       Eigen::Map<const Eigen::VectorXd>(beside.data(), count - 1),
                                       Eigen::EigenvaluesOnly);
    const double estimate = tridiagonal.eigenvalues().maxCoeff();
    return {estimate, estimate + beside.back()};
}

}  // namespace vitrine::modes

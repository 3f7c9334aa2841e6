#include "core/modes/DenseEigenSolver.h"

#include "core/modes/Blas.h"
#include "core/run/Errors.h"

namespace vitrine::modes {

namespace {

Eigen::MatrixXd denseLowerTriangle(const Hessian& hessian)
{
    return Eigen::MatrixXd(hessian.lowerTriangle());
}

/// No eigenvalue is larger (Gershgorin).
double rowSumBound(const Hessian& hessian)
{
    double bound = 0;
    for (Eigen::Index row = 0; row < hessian.blockRows(); ++row) {
        Eigen::Vector3d sum = Eigen::Vector3d::Zero();
        for (std::int64_t place = hessian.rowStart()[static_cast<std::size_t>(row)];
             place < hessian.rowStart()[static_cast<std::size_t>(row) + 1]; ++place)
            sum += hessian.block(place).cwiseAbs().colwise().sum().transpose();
        bound = std::max(bound, sum.maxCoeff());
    }
    return bound;
}

}  // namespace

EigenPairs solveDense(const EigenProblem& problem, const run::RunControl& control)
{
    const Hessian& hessian = problem.hessian;
    if (hessian.blockRows() > largestDenseParticleCount)
        throw run::InvalidInput("The dense solver takes up to " + std::to_string(largestDenseParticleCount) +
                                " particles, not " + std::to_string(hessian.blockRows()) +
                                "; the chebyshev solver takes any number.");
    control.report(run::Stage::factorisation, 0, 1);
    control.checkpoint();
    const SingleThreadedBlas blas;

    // The deflated vectors go to the upper end of the spectrum, beyond every other eigenvalue.
    Eigen::MatrixXd matrix = denseLowerTriangle(hessian);
    matrix.selfadjointView<Eigen::Lower>().rankUpdate(problem.deflated, 2 * rowSumBound(hessian));
    const Eigen::VectorXd values = diagonalise(matrix);

    EigenPairs pairs;
    pairs.values = values.head(problem.count);
    pairs.vectors = matrix.leftCols(problem.count);
    pairs.largestEigenvalue = values[problem.available() - 1];
    pairs.solver = "dense, LAPACK dsyevd of " + blasVersion();
    pairs.allFound = true;
    pairs.search = "all eigenvalues were computed";
    control.report(run::Stage::factorisation, 1, 1);
    control.checkpoint();
    return pairs;
}

}  // namespace vitrine::modes

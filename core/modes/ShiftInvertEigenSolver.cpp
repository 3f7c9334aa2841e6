#include "core/modes/ShiftInvertEigenSolver.h"

#include "core/modes/Blas.h"
#include "core/modes/ChebyshevKrylovSolver.h"
#include "core/modes/CholmodFactorisation.h"
#include "core/modes/LargestEigenvalue.h"
#include "core/run/Errors.h"

#include <Eigen/SparseCholesky>
#include <Spectra/SymEigsShiftSolver.h>
#include <Spectra/Util/Version.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

namespace vitrine::modes {

namespace {

// Relative tolerances of Spectra on the eigenvalues of the inverse: of the search, and of the look for missed
// ones.
constexpr double tolerance = 1e-13;
constexpr double lookTolerance = 1e-5;
constexpr Eigen::Index largestRestartCount = 1000;

/// y = (H - sigma)^-1 x.
using Solve = std::function<void(const double*, double*)>;

/// The inverse within the complement of the deflated vectors, as Spectra wants it.
class DeflatedInverse {
public:
    using Scalar = double;

    DeflatedInverse(const Solve& solve, const Eigen::MatrixXd& deflated, const run::RunControl& control)
        : m_solve(solve), m_deflated(deflated), m_control(control)
    {}

    Eigen::Index rows() const { return m_deflated.rows(); }
    Eigen::Index cols() const { return m_deflated.rows(); }
    void set_shift(double) {}  // part of the factorisation

    void perform_op(const double* x, double* y) const
    {
        m_control.checkpoint();
        const Eigen::Map<const Eigen::VectorXd> from(x, rows());
        Eigen::Map<Eigen::VectorXd> to(y, rows());
        const Eigen::VectorXd projected = from - m_deflated * (m_deflated.transpose() * from);
        m_solve(projected.data(), y);
        to -= m_deflated * (m_deflated.transpose() * to);
    }

private:
    const Solve& m_solve;
    const Eigen::MatrixXd& m_deflated;
    const run::RunControl& m_control;
};

Solve factorise(const Hessian& hessian, double shift, Factoriser factoriser)
{
    if (factoriser == Factoriser::cholmod) {
        const auto factor =
            std::make_shared<CholmodFactorisation>(hessian, shift, CholmodFactorisation::Kind::positiveDefinite);
        if (!factor->succeeded())
            return {};
        return [factor](const double* x, double* y) { factor->solve(x, y); };
    }
    Eigen::SparseMatrix<double> shifted = hessian.lowerTriangle();
    for (Eigen::Index row = 0; row < shifted.rows(); ++row)
        shifted.coeffRef(row, row) -= shift;
    const auto factor = std::make_shared<Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>>(shifted);
    if (factor->info() != Eigen::Success || !(factor->vectorD().array() > 0).all())
        return {};
    return [factor](const double* x, double* y) {
        const Eigen::Index size = factor->rows();
        Eigen::Map<Eigen::VectorXd>(y, size) = factor->solve(Eigen::Map<const Eigen::VectorXd>(x, size));
    };
}

struct Found {
    Eigen::VectorXd values;  ///< ascending
    Eigen::MatrixXd vectors;
};

/// @param seed of the starting vector; a vector used before sees none of the copies that it missed then
Found iterate(const DeflatedInverse& inverse, Eigen::Index count, Eigen::Index available, double shift,
              double precision, std::uint64_t seed)
{
    const Eigen::Index space = std::min(available, 2 * count + 20);
    DeflatedInverse operation = inverse;
    Spectra::SymEigsShiftSolver<DeflatedInverse> solver(operation, count, std::max(space, count + 1), shift);
    std::mt19937_64 random(seed);
    Eigen::VectorXd start(inverse.rows());
    for (double& component : start)
        component = static_cast<double>(random() >> 11) * 0x1p-53 - 0.5;
    solver.init(start.data());
    solver.compute(Spectra::SortRule::LargestMagn, largestRestartCount, precision,
                   Spectra::SortRule::SmallestAlge);
    if (solver.info() != Spectra::CompInfo::Successful)
        throw run::Error("Spectra found only " + std::to_string(solver.eigenvalues().size()) + " of " +
                         std::to_string(count) + " modes within " + std::to_string(largestRestartCount) +
                         " restarts; use the chebyshev solver.");
    // Spectra promises an order of the inverse's eigenvalues only.
    const Eigen::VectorXd values = solver.eigenvalues();
    const Eigen::MatrixXd vectors = solver.eigenvectors();
    std::vector<Eigen::Index> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    return {values(order), vectors(Eigen::all, order)};
}

/// The lowest count of two sets of eigenpairs, the second found orthogonal to the first.
Found lowestOf(const Found& a, const Found& b, Eigen::Index count)
{
    Eigen::VectorXd values(a.values.size() + b.values.size());
    values << a.values, b.values;
    Eigen::MatrixXd vectors(a.vectors.rows(), values.size());
    vectors << a.vectors, b.vectors;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(values.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index x, Eigen::Index y) { return values[x] < values[y]; });
    order.resize(static_cast<std::size_t>(count));
    return {values(order), vectors(Eigen::all, order)};
}

}  // namespace

EigenPairs solveByShiftInvert(const EigenProblem& problem, Factoriser factoriser, const run::RunControl& control)
{
    const Hessian& hessian = problem.hessian;
    const LargestEigenvalue largest = largestEigenvalue(hessian, control);
    // A hundredth of the lowest phonon's eigenvalue or so: near enough to find the lowest modes fast, far enough
    // from the translations' zeros for an accurate factorisation.
    const double shift = -0.01 * largest.estimate * std::pow(static_cast<double>(hessian.blockRows()), -2.0 / 3.0);

    control.report(run::Stage::factorisation, 0, 1);
    control.checkpoint();
    const SingleThreadedBlas blas;
    const Solve solve = factorise(hessian, shift, factoriser);
    control.report(run::Stage::factorisation, 1, 1);
    if (!solve) {
        // There is an eigenvalue below the shift: find it, so that the message can name it.
        const EigenPairs lowest = solveByChebyshev({hessian, 1, problem.deflated}, control);
        requireMinimum(lowest.values[0], largest.estimate);
        throw run::Error("The factorisation of H - sigma failed with sigma = " + std::to_string(shift) +
                         "; use the chebyshev solver.");
    }

    const auto wanted = static_cast<double>(problem.count);
    control.report(run::Stage::modes, 0, wanted);
    Found found =
        iterate({solve, problem.deflated, control}, problem.count, problem.available(), shift, tolerance, 1);
    Eigen::Index missed = 0;
    std::uint64_t seed = 1;
    while (found.values.size() < problem.available()) {
        Eigen::MatrixXd known(hessian.size(), problem.deflated.cols() + found.vectors.cols());
        known << problem.deflated, found.vectors;
        const Eigen::Index left = problem.available() - found.values.size();
        const DeflatedInverse beside(solve, known, control);
        const double next = iterate(beside, 1, left, shift, lookTolerance, ++seed).values[0];
        // Equal to the look's precision: another copy of the highest one, and as good as it.
        if (next >= found.values.maxCoeff() * (1 - 1e-4))
            break;
        missed = std::min(left, 2 * missed + 4);
        found = lowestOf(found, iterate(beside, missed, left, shift, tolerance, ++seed), problem.count);
    }
    control.report(run::Stage::modes, wanted, wanted);

    EigenPairs pairs;
    pairs.values = found.values;
    pairs.vectors = found.vectors;
    pairs.largestEigenvalue = largest.estimate;
    const std::string factors = factoriser == Factoriser::cholmod
                                    ? CholmodFactorisation::description()
                                    : "Eigen " + std::to_string(EIGEN_WORLD_VERSION) + "." +
                                          std::to_string(EIGEN_MAJOR_VERSION) + "." +
                                          std::to_string(EIGEN_MINOR_VERSION) + " SimplicialLDLT";
    char parameters[96];
    std::snprintf(parameters, sizeof parameters, "; sigma %.6g, tolerance %.0e", shift, tolerance);
    pairs.solver = "Spectra " + std::to_string(SPECTRA_MAJOR_VERSION) + "." +
                   std::to_string(SPECTRA_MINOR_VERSION) + "." + std::to_string(SPECTRA_PATCH_VERSION) +
                   " shift-invert with " + factors + parameters;
    pairs.allFound = problem.count == problem.available();
    pairs.search = "a second search beside the modes found met nothing lower";
    return pairs;
}

}  // namespace vitrine::modes

#include "core/modes/ChebyshevKrylovSolver.h"

#include "core/modes/Blas.h"
#include "core/modes/LargestEigenvalue.h"
#include "core/run/Errors.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numbers>
#include <utility>

namespace vitrine::modes {

namespace {

constexpr double pi = std::numbers::pi;
// Values nearer than this, relative, count as copies of one eigenvalue.
constexpr double clusterWidth = 1e-7;
constexpr int largestRestartCount = 200;

Eigen::Index roundedUpToBlocks(Eigen::Index count)
{
    return (count + blockWidth - 1) / blockWidth * blockWidth;
}

/// Vectors that the search space may hold, whole blocks.
Eigen::Index basisCapacity(const EigenProblem& problem, const ChebyshevSettings& settings)
{
    const auto wanted = static_cast<double>(problem.count);
    const Eigen::Index wish =
        roundedUpToBlocks(static_cast<Eigen::Index>(settings.basisPerMode * wanted)) + 8 * blockWidth;
    return std::min(wish, problem.available() / blockWidth * blockWidth);
}

std::uint64_t nextRandom(std::uint64_t& state)
{
    // splitmix64
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

}  // namespace

Eigen::Index ChebyshevKrylovSolver::largestCount(Eigen::Index size, Eigen::Index deflatedCount)
{
    return std::max<Eigen::Index>(0, ((size - deflatedCount) / blockWidth - 3) * blockWidth / 2);
}

ChebyshevKrylovSolver::ChebyshevKrylovSolver(const EigenProblem& problem, const ChebyshevSettings& settings,
                                             const run::RunControl& control)
    : m_problem(problem),
      m_settings(settings),
      m_control(control),
      m_deflated(problem.hessian.size(), problem.deflated.cols(), control),
      m_basis(problem.hessian.size(), basisCapacity(problem, settings), control),
      m_block(problem.hessian.size() * blockWidth),
      m_other(problem.hessian.size() * blockWidth),
      m_randomState(settings.seed)
{
    const Eigen::Index most = largestCount(problem.hessian.size(), problem.deflated.cols());
    if (problem.count < 1 || problem.count > most)
        throw run::InvalidInput("The chebyshev solver finds from 1 to " + std::to_string(most) + " modes of " +
                                std::to_string(problem.hessian.blockRows()) + " particles at once, not " +
                                std::to_string(problem.count) + "; the dense solver finds all.");
    m_deflated.appendColumns(problem.deflated);
    m_projected = Eigen::MatrixXd::Zero(m_basis.capacity(), m_basis.capacity());
}

EigenPairs ChebyshevKrylovSolver::solve()
{
    const SingleThreadedBlas blas;
    const auto wanted = static_cast<double>(m_problem.count);
    m_control.report(run::Stage::modes, 0, wanted);
    findRange();
    estimateCut();

    EigenPairs pairs;
    Eigen::Index copiesSeen = 0;
    fillRandom(m_block.data());
    makeOrthonormal();
    for (;;) {
        expand();
        if (m_basis.dimension() >= m_problem.count + 2 * blockWidth) {
            rayleighRitz();
            const Eigen::Index converged = convergedCount();
            m_control.report(run::Stage::modes, std::min(static_cast<double>(converged), wanted - 1), wanted);
            if (converged == m_problem.count && isAccurate(pairs)) {
                const Eigen::Index copies = copiesInLargestCluster();
                if (copies < copiesSeen + blockWidth)
                    break;
                copiesSeen = copies;
                restart();
                fillRandom(m_block.data());  // a fresh start beside what was found
                makeOrthonormal();
                continue;
            }
            if (cutIsTooLow() || m_basis.dimension() + blockWidth > m_basis.capacity())
                restart();
        }
        filter();
        makeOrthonormal();
    }

    m_control.report(run::Stage::modes, wanted, wanted);
    pairs.largestEigenvalue = m_largest;
    char parameters[160];
    std::snprintf(
        parameters, sizeof parameters,
        "Chebyshev-filtered block Krylov: cut %.6g, degree %d, %llu products of %d vectors, %d restarts, %s",
        m_cut, m_degree, static_cast<unsigned long long>(m_products), static_cast<int>(blockWidth), m_restarts,
        blockInstructions());
    pairs.solver = parameters;
    pairs.allFound = m_problem.count == m_problem.available();
    pairs.search =
        "a random start of 16 vectors sees up to 16 copies of every eigenvalue, and where as many turned up "
        "another was made until no more did";
    return pairs;
}

void ChebyshevKrylovSolver::findRange()
{
    const LargestEigenvalue largest = largestEigenvalue(m_problem.hessian, m_control);
    m_largest = largest.estimate;
    m_largestBound = largest.bound;
}

void ChebyshevKrylovSolver::fillRandom(double* block)
{
    const Eigen::Index rows = m_problem.hessian.size();
    for (Eigen::Index row = 0; row < rows; ++row) {
        std::uint64_t bits = nextRandom(m_randomState);
        for (Eigen::Index column = 0; column < blockWidth; ++column, bits >>= 1)
            block[row * blockWidth + column] = (bits & 1) != 0 ? 1 : -1;
    }
}

void ChebyshevKrylovSolver::removeDeflated(double* block)
{
    m_deflated.subtract(m_deflated.innerProducts(block), block);
}

void ChebyshevKrylovSolver::estimateCut()
{
    // Moments of the density of states: traces of Chebyshev polynomials of H mapped to [-1, 1], from random
    // vectors; two per product by T_2k = 2 T_k^2 - 1 and T_2k+1 = 2 T_k T_k+1 - T_1.
    const Hessian& hessian = m_problem.hessian;
    const double scale = 2 / m_largestBound;
    double* before = m_block.data();
    double* current = m_other.data();
    fillRandom(before);
    removeDeflated(before);
    multiplyBlock(hessian, before, current, scale, -1, 0, m_control.team());
    const auto trace = [&](const double* a, const double* b) {
        return m_basis.blockProducts(a, b).trace() / static_cast<double>(blockWidth);
    };
    std::vector<double> moments{trace(before, before), trace(before, current)};
    const double wantedBelow = std::min(m_settings.cutMargin * static_cast<double>(m_problem.count) + 4,
                                        static_cast<double>(m_problem.available()));
    m_cut = m_largestBound / 50;
    for (std::size_t next = 1, checkAt = 16;; ++next) {
        moments.push_back(2 * trace(current, current) - moments[0]);
        m_control.checkpoint();
        multiplyBlock(hessian, current, before, 2 * scale, -2, -1, m_control.team());
        std::swap(before, current);
        ++m_products;
        moments.push_back(2 * trace(before, current) - moments[1]);
        // Within the spectrum's range no polynomial exceeds 1. So there are negative eigenvalues, which the
        // moments cannot tell from others; the iteration will meet them at once, whatever the cut.
        if (std::abs(moments.back()) > 1.001 * moments[0])
            break;
        if (next < checkAt)
            continue;
        checkAt = checkAt * 3 / 2;
        m_cut = cutWithBelow(wantedBelow, moments);
        // The estimate is smeared over an angle pi / moments of the spectrum's 2 (omega^2 / bound)^(1/2): a
        // quarter of the cut's own will do, since the cut is corrected later.
        const double angle = 2 * std::sqrt(m_cut / m_largestBound);
        if (static_cast<double>(moments.size()) * angle >= 4 * pi)
            break;
    }
    m_degree = degreeFor(m_cut);
}

double ChebyshevKrylovSolver::cutWithBelow(double count, const std::vector<double>& moments) const
{
    double low = 1e-9 * m_largestBound;
    double high = m_largestBound;
    while (high > 1.0001 * low) {
        const double middle = std::sqrt(low * high);
        (countBelow(middle, moments) < count ? low : high) = middle;
    }
    return high;
}

int ChebyshevKrylovSolver::degreeFor(double cut) const
{
    return std::max(8, static_cast<int>(m_settings.filterStrength * std::sqrt(m_largestBound / cut)));
}

double ChebyshevKrylovSolver::countBelow(double cut, const std::vector<double>& moments) const
{
    // Jackson's damping against Gibbs oscillations; the step's coefficients in theta = arccos(2 omega^2/bound -
    // 1).
    const double theta = std::acos(std::clamp(2 * cut / m_largestBound - 1, -1.0, 1.0));
    const auto order = static_cast<double>(moments.size());
    double count = moments[0] * (pi - theta) / pi;
    for (std::size_t k = 1; k < moments.size(); ++k) {
        const auto number = static_cast<double>(k);
        const double angle = pi / (order + 1);
        const double damping =
            ((order - number + 1) * std::cos(number * angle) + std::sin(number * angle) / std::tan(angle)) /
            (order + 1);
        count -= 2 * damping * moments[k] * std::sin(number * theta) / (number * pi);
    }
    return count;
}

void ChebyshevKrylovSolver::filter()
{
    // Three-term recurrence of T_degree, scaled to 1 at omega^2 = 0 so that nothing overflows (Zhou, Saad, Tiago
    // and Chelikowsky, J. Comput. Phys. 219, 172 (2006)).
    const Hessian& hessian = m_problem.hessian;
    const double halfWidth = (m_largestBound - m_cut) / 2;
    const double centre = (m_largestBound + m_cut) / 2;
    const double first = -halfWidth / centre;
    double factor = first;
    double* before = m_block.data();
    double* current = m_other.data();
    m_control.checkpoint();
    multiplyBlock(hessian, before, current, factor / halfWidth, -factor * centre / halfWidth, 0, m_control.team());
    for (int degree = 2; degree <= m_degree; ++degree) {
        m_control.checkpoint();
        const double next = 1 / (2 / first - factor);
        multiplyBlock(hessian, current, before, 2 * next / halfWidth, -2 * next * centre / halfWidth,
                      -factor * next, m_control.team());
        std::swap(before, current);
        factor = next;
    }
    m_products += static_cast<std::uint64_t>(m_degree);
    if (current != m_block.data())
        std::swap(m_block, m_other);
}

void ChebyshevKrylovSolver::makeOrthonormal()
{
    // Against the basis by block Gram-Schmidt, within the block by the eigenvectors of its Gram matrix; repeated
    // until one pass finds nothing left to do, twice as a rule.
    double* const block = m_block.data();
    for (int pass = 0; pass < 12; ++pass) {
        removeDeflated(block);
        const Eigen::MatrixXd overlaps = m_basis.innerProducts(block);
        m_basis.subtract(overlaps, block);
        const Eigen::MatrixXd gram = m_basis.blockProducts(block, block);
        const Eigen::VectorXd scale = gram.diagonal().cwiseMax(1e-300).cwiseSqrt().cwiseInverse();
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> spectrum(scale.asDiagonal() * gram *
                                                                      scale.asDiagonal());
        const Eigen::VectorXd& values = spectrum.eigenvalues();
        // Directions that the others contain to rounding keep their noise: the next pass makes it a direction.
        const double floor = 1e-15 * values.maxCoeff();
        m_basis.recombineBlock(scale.asDiagonal() * spectrum.eigenvectors() *
                                   values.cwiseMax(floor).cwiseSqrt().cwiseInverse().asDiagonal(),
                               block);
        const bool wasOrthogonal = overlaps.norm() < 1e-2;
        const bool wasOrthonormal = (gram - Eigen::MatrixXd::Identity(blockWidth, blockWidth)).norm() < 1e-2;
        if (wasOrthogonal && wasOrthonormal)
            return;
    }
    throw run::Error(
        "The chebyshev solver ran out of independent directions; use the dense or the cholmod solver.");
}

void ChebyshevKrylovSolver::expand()
{
    const Eigen::Index place = m_basis.dimension();
    m_basis.append(m_block.data());
    m_control.checkpoint();
    multiplyBlock(m_problem.hessian, m_block.data(), m_other.data(), 1, 0, 0, m_control.team());
    ++m_products;
    const Eigen::MatrixXd column = m_basis.innerProducts(m_other.data());
    m_projected.block(0, place, column.rows(), blockWidth) = column;
    m_projected.block(place, 0, blockWidth, column.rows()) = column.transpose();
}

void ChebyshevKrylovSolver::rayleighRitz()
{
    m_control.checkpoint();
    const Eigen::Index dimension = m_basis.dimension();
    // The newest block holds nearly all of the residual that the Ritz vectors before it had.
    if (m_ritzVectors.rows() == dimension - blockWidth)
        m_residualEstimates = (m_projected.block(dimension - blockWidth, 0, blockWidth, dimension - blockWidth) *
                               m_ritzVectors.leftCols(m_problem.count))
                                  .colwise()
                                  .norm();
    else
        m_residualEstimates = Eigen::VectorXd::Constant(m_problem.count, std::numeric_limits<double>::infinity());
    m_previousValues = std::move(m_ritzValues);
    m_ritzVectors = m_projected.topLeftCorner(dimension, dimension);
    m_ritzValues = diagonalise(m_ritzVectors);
    m_largest = std::max(m_largest, m_ritzValues.tail(1)[0]);
    // Ritz values are never below the lowest eigenvalue: one that is negative proves a negative eigenvalue.
    requireMinimum(m_ritzValues[0], m_largest);
}

Eigen::Index ChebyshevKrylovSolver::convergedCount() const
{
    const double small = m_settings.residualTolerance * m_largest;
    return (m_residualEstimates.array() <= small).count();
}

bool ChebyshevKrylovSolver::cutIsTooLow() const
{
    if (m_previousValues.size() < m_problem.count)
        return false;
    const double last = m_ritzValues[m_problem.count - 1];
    const bool settled = m_previousValues[m_problem.count - 1] - last < 1e-2 * last;
    return settled && m_cut < 1.02 * last;
}

void ChebyshevKrylovSolver::restart()
{
    if (++m_restarts > largestRestartCount)
        throw run::Error("The chebyshev solver did not converge within " + std::to_string(largestRestartCount) +
                         " restarts; use the cholmod solver.");
    const Eigen::Index keep =
        std::min(roundedUpToBlocks(m_problem.count) + blockWidth, m_basis.capacity() - 2 * blockWidth);
    const double last = m_ritzValues[m_problem.count - 1];
    if (cutIsTooLow() || m_cut > 2 * last) {
        m_cut = 1.2 * last;
        m_degree = degreeFor(m_cut);
    }
    // Go on from the lowest Ritz vectors that are not good yet: filtered, they show what is wrong with them.
    const double small = m_settings.residualTolerance * m_largest;
    Eigen::MatrixXd next(m_basis.dimension(), blockWidth);
    Eigen::Index chosen = 0;
    for (Eigen::Index k = 0; k < m_basis.dimension() && chosen < blockWidth; ++k)
        if (k >= m_problem.count || !(m_residualEstimates[k] <= small))
            next.col(chosen++) = m_ritzVectors.col(k);
    m_basis.combinedBlock(next, m_block.data());
    m_basis.recombine(m_ritzVectors.leftCols(keep));
    m_projected.setZero();
    m_projected.diagonal().head(keep) = m_ritzValues.head(keep);
    m_ritzVectors = Eigen::MatrixXd::Identity(keep, keep);
    m_ritzValues.conservativeResize(keep);
}

Eigen::Index ChebyshevKrylovSolver::copiesInLargestCluster() const
{
    Eigen::Index most = 1;
    Eigen::Index begin = 0;
    for (Eigen::Index k = 1; k < m_problem.count; ++k) {
        if (m_ritzValues[k] - m_ritzValues[k - 1] > clusterWidth * m_ritzValues[k])
            begin = k;
        most = std::max(most, k - begin + 1);
    }
    return most;
}

bool ChebyshevKrylovSolver::isAccurate(EigenPairs& pairs)
{
    pairs.values = m_ritzValues.head(m_problem.count);
    pairs.vectors = m_basis.combined(m_ritzVectors.leftCols(m_problem.count));
    Eigen::VectorXd product(pairs.vectors.rows());
    for (Eigen::Index k = 0; k < m_problem.count; ++k) {
        m_control.checkpoint();
        m_problem.hessian.multiply(pairs.vectors.col(k).data(), product.data(), m_control.team());
        const double residual = (product - pairs.values[k] * pairs.vectors.col(k)).norm();
        if (residual > m_settings.residualTolerance * m_largest)
            return false;
    }
    return true;
}

EigenPairs solveByChebyshev(const EigenProblem& problem, const run::RunControl& control)
{
    return ChebyshevKrylovSolver(problem, {}, control).solve();
}

}  // namespace vitrine::modes

#include "core/modes/ChebyshevKrylovSolver.h"

#include "core/modes/Blas.h"
#include "core/modes/BlockProduct.h"
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
// ... or nearer than this in units of omega_max^2: copies of 0 differ by rounding.
constexpr double zeroWidth = 1e-13;
constexpr int largestRestartCount = 200;
// The cut never goes below this share of omega_max^2, since the degree of the filter grows as its inverse root:
// the lowest phonons of 10^7 particles lie above it, the modes without any stiffness of a floppy packing below.
constexpr double lowestCut = 1e-6;
// Shortening of a block by what is known and by its own near-dependences after which its directions are still good
// to 1e-13 of orthogonality.
constexpr double acceptedLoss = 1e3;
// Steps without another mode below the cut after which all of them are there: before, each step shows some.
constexpr int idleStepsAllowed = 3;
// The same before the first one.
constexpr int emptyStepsAllowed = 8;
// Relative distance by which a Ritz value has to be below the mode wanted last to be a mode missed.
constexpr double missedMargin = 1e-6;

Eigen::Index roundedUpToBlocks(Eigen::Index count)
{
    return (count + blockWidth - 1) / blockWidth * blockWidth;
}

/// Vectors that the search space may hold, whole blocks.
Eigen::Index basisCapacity(const EigenProblem& problem, const ChebyshevSettings& settings)
{
    const auto wanted = static_cast<double>(problem.count);
    const Eigen::Index wish =
        roundedUpToBlocks(static_cast<Eigen::Index>(settings.basisPerMode * wanted)) + 16 * blockWidth;
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
      m_deflated(problem.hessian.size(), control),
      m_basis(problem.hessian.size(), control),
      m_capacity(basisCapacity(problem, settings)),
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
    m_projected = Eigen::MatrixXd::Zero(m_capacity, m_capacity);
}

EigenPairs ChebyshevKrylovSolver::solve()
{
    const SingleThreadedBlas blas;
    const auto wanted = static_cast<double>(m_problem.count);
    m_control.report(run::Stage::modes, 0, wanted);
    findRange();
    estimateCut();

    Eigen::Index copiesSeen = 0;
    fillWithSigns(m_block.data());
    makeOrthonormal(m_basis);
    for (;;) {
        expand();
        if (m_basis.dimension() >= m_problem.count + 2 * blockWidth) {
            rayleighRitz();
            m_control.report(run::Stage::modes, progress(), wanted);
            if (convergedCount() == m_problem.count && isAccurate()) {
                const Eigen::Index copies = copiesInLargestCluster();
                const bool moreCopies = copies >= copiesSeen + blockWidth;
                compact();
                if (moreCopies) {
                    copiesSeen = copies;
                    fillWithSigns(m_block.data());  // a fresh start beside what was found
                }
                else if (!meetsMissedMode())
                    break;
                makeOrthonormal(m_basis);
                continue;
            }
            if (cutIsTooLow() || m_basis.dimension() + blockWidth > m_capacity)
                restart();
        }
        filter();
        ++m_steps;
        makeOrthonormal(m_basis);
    }

    m_control.report(run::Stage::modes, wanted, wanted);
    EigenPairs pairs;
    pairs.values = m_ritzValues.head(m_problem.count);
    pairs.vectors = m_basis.columns(m_problem.count);
    pairs.largestEigenvalue = m_largest;
    char parameters[160];
    std::snprintf(
        parameters, sizeof parameters,
        "Chebyshev-filtered block Krylov: cut %.6g, degree %d, %llu products of %d vectors, %d restarts, %s",
        m_cut, m_degree, static_cast<unsigned long long>(m_products), static_cast<int>(blockWidth), m_restarts,
        blockInstructions());
    pairs.solver = parameters;
    pairs.allFound = m_problem.count == m_problem.available();
    pairs.hidden = m_hidden;
    pairs.search =
        "a random start of 8 vectors sees up to 8 copies of every eigenvalue, and where as many turned "
        "up another was made until no more did";
    return pairs;
}

void ChebyshevKrylovSolver::findRange()
{
    const LargestEigenvalue largest = largestEigenvalue(m_problem.hessian, m_control);
    m_largest = largest.estimate;
    m_largestBound = largest.bound;
}

void ChebyshevKrylovSolver::fillWithSigns(double* block)
{
    const Eigen::Index rows = m_problem.hessian.size();
    for (Eigen::Index row = 0; row < rows; ++row) {
        std::uint64_t bits = nextRandom(m_randomState);
        for (Eigen::Index column = 0; column < blockWidth; ++column, bits >>= 1)
            block[row * blockWidth + column] = (bits & 1) != 0 ? 1 : -1;
    }
}

void ChebyshevKrylovSolver::fillGaussian(double* block)
{
    const auto uniform = [&] { return static_cast<double>((nextRandom(m_randomState) >> 11) + 1) * 0x1p-53; };
    for (Eigen::Index i = 0; i < m_problem.hessian.size() * blockWidth; i += 2) {
        // Box and Muller
        const double radius = std::sqrt(-2 * std::log(uniform()));
        const double angle = 2 * pi * uniform();
        block[i] = radius * std::cos(angle);
        block[i + 1] = radius * std::sin(angle);
    }
}

void ChebyshevKrylovSolver::estimateCut()
{
    // Moments of the density of states: traces of Chebyshev polynomials of H mapped to [-1, 1], from random
    // vectors; two per product by T_2k = 2 T_k^2 - 1 and T_2k+1 = 2 T_k T_k+1 - T_1.
    const Hessian& hessian = m_problem.hessian;
    const double scale = 2 / m_largestBound;
    double* before = m_block.data();
    double* current = m_other.data();
    fillWithSigns(before);
    m_deflated.add(-m_deflated.innerProducts(before), before);
    multiplyBlock(hessian, before, current, scale, -1, 0, m_control.team());
    const auto trace = [&](const double* a, const double* b) {
        return m_basis.blockProducts(a, b).trace() / static_cast<double>(blockWidth);
    };
    std::vector<double> moments{trace(before, before), trace(before, current)};
    const double wantedBelow = std::min(m_settings.cutMargin * static_cast<double>(m_problem.count) + 4,
                                        static_cast<double>(m_problem.available()));
    double cut = m_largestBound / 50;
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
        cut = cutWithBelow(wantedBelow, moments);
        // The estimate is smeared over an angle pi / moments of the spectrum's 2 (omega^2 / bound)^(1/2): a
        // quarter of the cut's own will do, since the cut is corrected later.
        // While it is coarser than that, a cut for few modes of many comes out too low by any factor.
        const double angle = 2 * std::sqrt(std::max(cut / m_largestBound, lowestCut));
        if (static_cast<double>(moments.size()) * angle >= 4 * pi)
            break;
    }
    setCut(cut);
}

double ChebyshevKrylovSolver::cutWithBelow(double count, const std::vector<double>& moments) const
{
    double low = 0.5 * lowestCut * m_largestBound;
    double high = m_largestBound;
    while (high > 1.0001 * low) {
        const double middle = std::sqrt(low * high);
        (countBelow(middle, moments) < count ? low : high) = middle;
    }
    return high;
}

void ChebyshevKrylovSolver::setCut(double cut)
{
    m_cut = std::max(cut, lowestCut * m_largestBound);
    m_degree = std::max(8, static_cast<int>(m_settings.filterStrength * std::sqrt(m_largestBound / m_cut)));
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

double ChebyshevKrylovSolver::filterValue(double eigenvalue) const
{
    const double halfWidth = (m_largestBound - m_cut) / 2;
    const double centre = (m_largestBound + m_cut) / 2;
    const double first = -halfWidth / centre;
    double factor = first;
    double before = 1;
    double current = factor / halfWidth * (eigenvalue - centre);
    for (int degree = 2; degree <= m_degree; ++degree) {
        const double next = 1 / (2 / first - factor);
        before = 2 * next / halfWidth * (eigenvalue - centre) * current - factor * next * before;
        std::swap(before, current);
        factor = next;
    }
    return current;
}

ChebyshevKrylovSolver::Orthonormalised ChebyshevKrylovSolver::makeOrthonormal(const BlockBasis& basis,
                                                                              Eigen::Index foundCount)
{
    // Against what is known by block Gram-Schmidt, twice: a single pass would let the errors of orthogonality grow
    // from block to block. Within the block by the eigenvectors of its Gram matrix. All of it again while it
    // loses too many digits.
    double* const block = m_block.data();
    Orthonormalised result{Eigen::MatrixXd::Zero(basis.dimension(), blockWidth),
                           Eigen::MatrixXd::Identity(blockWidth, blockWidth)};
    const auto removeOutside = [&] {
        m_deflated.add(-m_deflated.innerProducts(block), block);
        if (foundCount == 0)
            return;
        Eigen::MatrixXd found = m_basis.innerProducts(block);
        found.bottomRows(m_basis.dimension() - foundCount).setZero();
        m_basis.add(-found, block);
    };
    for (int pass = 0; pass < 12; ++pass) {
        removeOutside();
        const Eigen::MatrixXd overlaps = basis.innerProducts(block);
        const Eigen::MatrixXd left = basis.addAndMultiply(-overlaps, block);
        basis.add(-left, block);
        removeOutside();
        result.overlaps += (overlaps + left) * result.factor;
        double loss = 1;
        result.factor = recombineWithin(left, loss) * result.factor;
        if (loss <= acceptedLoss)
            return result;
    }
    throw run::Error(
        "The chebyshev solver ran out of independent directions; use the dense or the cholmod solver.");
}

Eigen::MatrixXd ChebyshevKrylovSolver::recombineWithin(const Eigen::MatrixXd& removedLast, double& loss)
{
    Eigen::MatrixXd factor = Eigen::MatrixXd::Identity(blockWidth, blockWidth);
    loss = 1;
    for (int pass = 0; pass < 2; ++pass) {
        const Eigen::MatrixXd gram = m_basis.blockProducts(m_block.data(), m_block.data());
        const Eigen::VectorXd norms = gram.diagonal().cwiseMax(1e-300).cwiseSqrt();
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> spectrum(norms.cwiseInverse().asDiagonal() * gram *
                                                                      norms.cwiseInverse().asDiagonal());
        // Directions that the others contain to rounding keep their noise: the next pass makes it a direction.
        const Eigen::VectorXd values = spectrum.eigenvalues().cwiseMax(1e-15 * spectrum.eigenvalues().maxCoeff());
        m_basis.recombineBlock(norms.cwiseInverse().asDiagonal() * spectrum.eigenvectors() *
                                   values.cwiseSqrt().cwiseInverse().asDiagonal(),
                               m_block.data());
        factor =
            values.cwiseSqrt().asDiagonal() * spectrum.eigenvectors().transpose() * norms.asDiagonal() * factor;
        loss /= std::sqrt(values.minCoeff());
        if (pass == 0 && removedLast.rows() > 0)
            // What the last pass still found, of the order of rounding unless most of the block was known before.
            loss *= 1 + 1e10 * (removedLast.colwise().norm().transpose().array() / norms.array()).maxCoeff();
    }
    return factor;
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
    const Eigen::Index shown = shownBelowCut();
    m_idleSteps = shown > m_shown ? 0 : m_idleSteps + 1;
    m_shown = std::max(shown, m_shown);
    // Ritz values are never below the lowest eigenvalue: one that is negative proves a negative eigenvalue.
    requireMinimum(m_ritzValues[0], m_largest);
}

Eigen::Index ChebyshevKrylovSolver::convergedCount() const
{
    const double small = m_settings.residualTolerance * m_largest;
    return (m_residualEstimates.array() <= small).count();
}

double ChebyshevKrylovSolver::progress() const
{
    // A mode on its way counts by the decades that its residual has fallen. The last word is with isAccurate().
    const double good = m_settings.residualTolerance * m_largest;
    double done = 0;
    for (const double residual : m_residualEstimates)
        if (residual < m_cut)
            done += std::min(1.0, std::log(m_cut / std::max(residual, good)) / std::log(m_cut / good));
    return std::min(done, static_cast<double>(m_problem.count) - 1);
}

Eigen::Index ChebyshevKrylovSolver::shownBelowCut() const
{
    // No Ritz value is farther from an eigenvalue than its residual.
    Eigen::Index shown = 0;
    for (Eigen::Index k = 0; k < std::min(m_previousValues.size(), m_residualEstimates.size()); ++k)
        shown += m_previousValues[k] + m_residualEstimates[k] <= m_cut ? 1 : 0;
    return shown;
}

bool ChebyshevKrylovSolver::cutIsTooLow() const
{
    // The Ritz values above the cut say nothing: the filter does not tell the modes there from each other, so that
    // these values may stand still far above the modes.
    return m_shown < m_problem.count && m_idleSteps >= (m_shown > 0 ? idleStepsAllowed : emptyStepsAllowed);
}

void ChebyshevKrylovSolver::raiseCut()
{
    // Where the number of modes grows as omega^3, Debye's law; modes come faster in a glass, so that this may be
    // too high, but never by much.
    const double missing =
        1.25 * static_cast<double>(m_problem.count) / static_cast<double>(std::max<Eigen::Index>(m_shown, 1));
    setCut(m_cut * std::clamp(std::pow(missing, 2.0 / 3), 1.1, 4.0));
}

void ChebyshevKrylovSolver::compact()
{
    const Eigen::Index keep =
        std::min(roundedUpToBlocks(m_problem.count) + blockWidth, m_capacity - 2 * blockWidth);
    m_basis.recombine(m_ritzVectors.leftCols(keep));
    m_projected.setZero();
    m_projected.diagonal().head(keep) = m_ritzValues.head(keep);
    m_ritzVectors = Eigen::MatrixXd::Identity(keep, keep);
    m_ritzValues.conservativeResize(keep);
}

void ChebyshevKrylovSolver::restart()
{
    if (++m_restarts > largestRestartCount)
        throw run::Error("The chebyshev solver did not converge within " + std::to_string(largestRestartCount) +
                         " restarts; use the cholmod solver.");
    const double last = m_ritzValues[m_problem.count - 1];
    if (m_shown < m_problem.count) {  // a full space shows all modes below a cut that is right
        raiseCut();
        startAnew();
    }
    else {
        if (m_cut > 2 * last)
            setCut(1.25 * last);
        goOn();
    }
    m_shown = 0;
    m_idleSteps = 0;
}

void ChebyshevKrylovSolver::goOn()
{
    // From the lowest Ritz vectors that are not good yet: filtered, they show what is wrong with them.
    const double small = m_settings.residualTolerance * m_largest;
    Eigen::MatrixXd next(m_basis.dimension(), blockWidth);
    Eigen::Index chosen = 0;
    for (Eigen::Index k = 0; k < m_basis.dimension() && chosen < blockWidth; ++k)
        if (k >= m_problem.count || !(m_residualEstimates[k] <= small))
            next.col(chosen++) = m_ritzVectors.col(k);
    m_basis.combinedBlock(next, m_block.data());
    compact();
}

void ChebyshevKrylovSolver::startAnew()
{
    // What the space of another filter lacks is in none of its blocks, so that a space that went on from it would
    // hardly improve. Good modes stay; the start is a mixture of those that are not good yet.
    const double small = m_settings.residualTolerance * m_largest;
    std::vector<Eigen::Index> good;
    for (Eigen::Index k = 0; k < m_problem.count; ++k)
        if (m_residualEstimates[k] <= small)
            good.push_back(k);
    good.resize(good.size() - good.size() % static_cast<std::size_t>(blockWidth));
    const auto keep = static_cast<Eigen::Index>(good.size());
    Eigen::MatrixXd mixture(m_ritzVectors.cols(), blockWidth);
    for (double& coefficient : mixture.reshaped())
        coefficient = (nextRandom(m_randomState) & 1) != 0 ? 1 : -1;
    mixture.bottomRows(m_ritzVectors.cols() - std::min(m_ritzVectors.cols(), m_problem.count + blockWidth))
        .setZero();
    mixture(good, Eigen::all).setZero();
    // ... and a little of everything: further copies of an eigenvalue are in no Ritz vector.
    const auto entries = m_problem.hessian.size() * blockWidth;
    const double share =
        0.1 * std::sqrt(static_cast<double>(m_problem.count) / static_cast<double>(m_problem.hessian.size()));
    fillWithSigns(m_block.data());
    Eigen::Map<Eigen::VectorXd>(m_block.data(), entries) *= share;
    m_basis.add(m_ritzVectors * mixture, m_block.data());
    m_basis.recombine(m_ritzVectors(Eigen::all, good));
    m_ritzValues = Eigen::VectorXd(m_ritzValues(good));
    m_ritzVectors = Eigen::MatrixXd::Identity(keep, keep);
    m_projected.setZero();
    m_projected.diagonal().head(keep) = m_ritzValues;
}

Eigen::Index ChebyshevKrylovSolver::copiesInLargestCluster() const
{
    Eigen::Index most = 1;
    Eigen::Index begin = 0;
    for (Eigen::Index k = 1; k < m_problem.count; ++k) {
        if (m_ritzValues[k] - m_ritzValues[k - 1] >
            clusterWidth * std::abs(m_ritzValues[k]) + zeroWidth * m_largest)
            begin = k;
        most = std::max(most, k - begin + 1);
    }
    return most;
}

bool ChebyshevKrylovSolver::isAccurate()
{
    const Eigen::Index count = m_problem.count;
    bool accurate = true;
    for (Eigen::Index first = 0; accurate && first < count; first += blockWidth) {
        // The last group is filled up with Ritz vectors not wanted.
        m_basis.combinedBlock(m_ritzVectors.middleCols(first, blockWidth), m_block.data());
        multiplyBlock(m_problem.hessian, m_block.data(), m_other.data(), 1, 0, 0, m_control.team());
        ++m_products;
        m_basis.recombineBlock(m_ritzValues.segment(first, blockWidth).asDiagonal(), m_block.data());
        const auto entries = m_problem.hessian.size() * blockWidth;
        Eigen::Map<Eigen::VectorXd>(m_other.data(), entries) -=
            Eigen::Map<const Eigen::VectorXd>(m_block.data(), entries);
        const Eigen::MatrixXd squares = m_basis.blockProducts(m_other.data(), m_other.data());
        const Eigen::Index wanted = std::min(blockWidth, count - first);
        accurate =
            std::sqrt(squares.diagonal().head(wanted).maxCoeff()) <= m_settings.residualTolerance * m_largest;
    }
    std::copy_n(m_basis.last(), m_problem.hessian.size() * blockWidth, m_block.data());
    return accurate;
}

bool ChebyshevKrylovSolver::meetsMissedMode()
{
    // m_basis begins with the modes found. The largest Ritz values of the filter in their complement belong to the
    // lowest modes there.
    const Eigen::Index count = m_problem.count;
    const Eigen::VectorXd found = m_ritzValues.head(count);
    const double last = found[count - 1];
    if (m_cut < 1.1 * last || m_cut > 2 * last)
        setCut(1.25 * last);
    const double missed = filterValue(last - missedMargin * std::abs(last) - zeroWidth * m_largest);
    // No more effort than the search took, and room for it.
    const Eigen::Index steps =
        std::min<Eigen::Index>(std::max(m_steps, 8), (m_problem.available() - count) / blockWidth - 2);
    BlockBasis basis(m_problem.hessian.size(), m_control);
    Eigen::MatrixXd recurrence = Eigen::MatrixXd::Zero((steps + 1) * blockWidth, (steps + 1) * blockWidth);
    fillGaussian(m_block.data());
    const Eigen::MatrixXd start = makeOrthonormal(basis, count).factor;
    m_hidden = {};
    const double highest = filterValue(negativeBeyondRounding(m_largest));
    for (Eigen::Index step = 0; step < steps; ++step) {
        const Eigen::Index place = step * blockWidth;
        const Eigen::Index size = place + blockWidth;
        basis.append(m_block.data());
        filter();
        const Orthonormalised next = makeOrthonormal(basis, count);
        recurrence.block<blockWidth, blockWidth>(place, place) = next.overlaps.bottomRows<blockWidth>();
        recurrence.block<blockWidth, blockWidth>(size, place) = next.factor;
        recurrence.block<blockWidth, blockWidth>(place, size) = next.factor.transpose();
        Eigen::MatrixXd ritzVectors = recurrence.topLeftCorner(size, size);
        const Eigen::VectorXd ritzValues = diagonalise(ritzVectors);
        if (ritzValues[size - 1] > missed) {
            if (++m_restarts > largestRestartCount)
                throw run::Error("The chebyshev solver went on missing modes after " +
                                 std::to_string(largestRestartCount) + " restarts; use the cholmod solver.");
            basis.combinedBlock(ritzVectors.rightCols<blockWidth>(), m_block.data());
            return true;
        }
        // Of the modes found, the highest for which the odds are good; in the end a lower one if need be.
        const auto chance = [&](Eigen::Index mode) {
            const double value = filterValue(found[mode - 1]);
            if (value <= ritzValues[size - 1] * (1 + 1e-9))
                return 1.0;  // a copy of what the search shows, for all that rounding tells
            return chanceOfFainter(
                largestHiddenWeight(recurrence.topLeftCorner(size + blockWidth, size + blockWidth), start, value,
                                    highest),
                blockWidth);
        };
        if (filterValue(found[0]) <= ritzValues[size - 1] * (1 + 1e-9))
            break;  // more copies of the lowest one than were asked for: nothing lower to speak of
        const double probability = chance(count);
        if (probability <= m_settings.missProbability) {
            m_hidden = {count, probability};
            break;
        }
        if (step + 1 < steps)
            continue;
        Eigen::Index good = 0;
        for (Eigen::Index bad = count; bad > good + 1;) {
            const Eigen::Index middle = (good + bad) / 2;
            (chance(middle) <= m_settings.missProbability ? good : bad) = middle;
        }
        if (good > 0)
            m_hidden = {good, chance(good)};
    }
    return false;
}

EigenPairs solveByChebyshev(const EigenProblem& problem, const run::RunControl& control)
{
    return ChebyshevKrylovSolver(problem, {}, control).solve();
}

}  // namespace vitrine::modes

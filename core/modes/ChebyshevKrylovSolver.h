#pragma once

#include "core/modes/BlockBasis.h"
#include "core/modes/EigenProblem.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace vitrine::modes {

/// What the search for the lowest modes may be tuned with; the defaults were tuned on harmonic and Lennard-Jones
/// packings of 1,000 to 64,000 particles.
struct ChebyshevSettings {
    double residualTolerance = 1e-12;  ///< largest |H e - omega^2 e| accepted, in units of omega_max^2
    double filterStrength = 3;         ///< degree of the filter over (omega_max^2 / cut)^(1/2)
    double cutMargin = 1.5;            ///< modes to lie below the cut, over modes wanted
    double basisPerMode = 3.2;         ///< largest dimension of the search space over modes wanted
    double missProbability = 1e-9;     ///< of a mode that is there and was missed, at most; the check's goal
    std::uint64_t seed = 7;            ///< of the random starting vectors
};

/// The lowest eigenpairs of a Hessian by block Krylov iteration with a Chebyshev filter.
///
/// The spectrum reaches up to omega_max^2, the modes wanted lie in the lowest thousandth of it. A polynomial p(H)
/// that is at most 1 in size on [cut, omega_max^2] and grows steeply below the cut (Chebyshev's, shifted) turns
/// them into the outermost eigenvalues by far. The iteration then
///
/// 1. bounds omega_max^2 by a short Lanczos iteration;
/// 2. estimates how many modes lie below any omega^2 from the moments of 8 random vectors (kernel polynomial
/// method), raising the degree until the estimate resolves the mode wanted last, and sets the cut above that;
/// 3. builds the Krylov space of p(H) from a block of 8 random vectors, each new block made orthonormal to all
/// before and to the deflated vectors, and takes the lowest eigenpairs of H within it (Rayleigh-Ritz);
/// 4. raises the cut when no more modes show up below it though there are fewer than wanted, and starts a new
/// space from a mixture of the modes that are not good yet; when memory for the space is used up, goes on from the
/// lowest Ritz vectors;
/// 5. ends when all residuals are small. A multiple eigenvalue shows at most one copy per vector of the block:
/// where as many copies as that appear, fresh random vectors are added and the search goes on, until no more
/// appear;
/// 6. checks that none was missed: a second Krylov space of p(H), from 8 Gaussian vectors orthogonal to the modes
/// found, either meets a mode lower than the last one, and the search goes on from there, or grows until a mode
/// that it does not show would have to be so faint in all 8 vectors that the odds are below missProbability
/// (largestHiddenWeight()).
///
/// The Hessian is only ever multiplied with blocks of vectors, in parallel; the result is the same for any number
/// of threads.
class ChebyshevKrylovSolver {
public:
    /// All references have to outlive the solver.
    ChebyshevKrylovSolver(const EigenProblem& problem, const ChebyshevSettings& settings,
                          const run::RunControl& control);

    /// Reports Stage::modes in modes converged.
    /// @throws run::InvalidInput if so many modes are wanted that the space would have to be most of the whole
    /// @throws run::NotAMinimum if an eigenvalue is negative beyond rounding
    /// @throws run::RunCancelled, run::Error if it does not converge
    EigenPairs solve();

    /// Modes that this solver can be asked for at a size and a number of deflated vectors.
    static Eigen::Index largestCount(Eigen::Index size, Eigen::Index deflatedCount);

private:
    /// block before = (deflated vectors and the like) + basis overlaps + block after factor.
    struct Orthonormalised {
        Eigen::MatrixXd overlaps;
        Eigen::MatrixXd factor;
    };

    void findRange();
    void estimateCut();
    void setCut(double cut);
    double cutWithBelow(double count, const std::vector<double>& moments) const;
    double countBelow(double cut, const std::vector<double>& moments) const;
    void fillWithSigns(double* block);
    void fillGaussian(double* block);
    void filter();
    double filterValue(double eigenvalue) const;
    Orthonormalised makeOrthonormal(const BlockBasis& basis, Eigen::Index foundCount = 0);
    Eigen::MatrixXd recombineWithin(const Eigen::MatrixXd& removedLast, double& loss);
    void expand();
    void rayleighRitz();
    double progress() const;
    Eigen::Index convergedCount() const;
    bool isAccurate();
    Eigen::Index shownBelowCut() const;
    bool cutIsTooLow() const;
    void raiseCut();
    void compact();
    void restart();
    void goOn();
    void startAnew();
    Eigen::Index copiesInLargestCluster() const;
    bool meetsMissedMode();

    const EigenProblem& m_problem;
    const ChebyshevSettings m_settings;
    const run::RunControl& m_control;

    BlockBasis m_deflated;
    BlockBasis m_basis;
    Eigen::Index m_capacity;  ///< vectors that m_basis may hold
    AlignedDoubles m_block;   ///< the newest block
    AlignedDoubles m_other;   ///< room for products

    double m_largest = 0;       ///< estimate of omega_max^2
    double m_largestBound = 0;  ///< above it
    double m_cut = 0;
    int m_degree = 0;
    std::uint64_t m_products = 0;  ///< products with a block
    std::uint64_t m_randomState = 0;

    Eigen::MatrixXd m_projected;    ///< Q^T H Q
    Eigen::VectorXd m_ritzValues;   ///< ascending
    Eigen::MatrixXd m_ritzVectors;  ///< in the basis
    Eigen::VectorXd m_previousValues;
    Eigen::VectorXd m_residualEstimates;  ///< of the Ritz pairs one step ago
    Eigen::Index m_shown = 0;             ///< modes that are below the cut for sure
    int m_idleSteps = 0;                  ///< steps since their number changed
    int m_restarts = 0;
    int m_steps = 0;  ///< blocks filtered in the search
    HiddenModes m_hidden;
};

/// The lowest eigenpairs with the default settings.
EigenPairs solveByChebyshev(const EigenProblem& problem, const run::RunControl& control);

}  // namespace vitrine::modes

#pragma once

#include "core/modes/Hessian.h"
#include "core/quench/InherentStructure.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::modes {

enum class EigenSolver {
    automatic,   ///< dense below 600 particles, else chebyshev
    dense,       ///< LAPACK-like full diagonalisation
    cholmod,     ///< Spectra, shift-invert with SuiteSparse's CHOLMOD
    simplicial,  ///< Spectra, shift-invert with Eigen's SimplicialLDLT
    chebyshev,   ///< our Chebyshev-filtered block Krylov iteration: fastest, least memory
};

std::string_view solverName(EigenSolver solver);
/// @throws run::InvalidInput for an unknown name
EigenSolver solverFromName(std::string_view name);

struct ModeSettings {
    Eigen::Index count = 20;  ///< lowest modes wanted, from 1 to 3N - 3
    EigenSolver solver = EigenSolver::automatic;
};

/// How sure it is that no mode below the highest one is missing.
enum class Completeness {
    proved,       ///< inertia of a factorisation (Sylvester), or all modes were found
    statistical,  ///< a randomised search beside the modes found met none: see missProbability
    estimated,    ///< by the convergence of the iteration only
};

/// "proved", "statistical" or "estimated".
std::string_view completenessName(Completeness completeness);
/// @throws run::InvalidInput for an unknown name
Completeness completenessFromName(std::string_view name);

/// Lowest vibrational modes H e = omega^2 e of an inherent structure, the three translations discarded.
///
/// Mode k of the paper is column k - 1. Ascending omega. Norm: sum_i e_i . e_i = 1. Sign: tau(e_k) <= 0
/// (and where tau is 0 to rounding, the first component above 1e-3 of the largest is positive).
/// Rattlers have zero rows.
struct NormalModes {
    Eigen::Index firstIndex = 1;  ///< k of column 0: more than 1 if this continues another block of modes
    Eigen::VectorXd omega;        ///< M, (epsilon/(m sigma^2))^(1/2); 0 where omega^2 is negative by rounding only
    Eigen::MatrixXd eigenvectors;   ///< 3N x M, in the order x1 y1 z1 x2 ...
    Eigen::VectorXd residuals;      ///< M, |H e - omega^2 e|, epsilon/(m sigma^2)
    Eigen::VectorXd tau;            ///< M, third derivative along the mode, Eq. (A2), <= 0
    Eigen::VectorXd participation;  ///< M, P_k, Eq. (4)
    double largestEigenvalue = 0;   ///< estimate of omega_max^2, the scale of the residuals
    std::string solver;             ///< name of what found them, with versions and parameters
    Completeness completeness = Completeness::estimated;
    /// For a statistical count: at most the probability that a certain mode below countedBelow is there and was
    /// missed.
    std::optional<double> missProbability;
    std::optional<double> countedBelow;  ///< frequency up to which the count, by inertia or statistical, reaches
    std::string completenessReason;      ///< one sentence for people

    Eigen::Index count() const { return omega.size(); }
    /// e_k as a 3xN field. @param column from 0 to count() - 1
    Eigen::Map<const Eigen::Matrix3Xd> field(Eigen::Index column) const
    {
        return {eigenvectors.col(column).data(), 3, eigenvectors.rows() / 3};
    }
};

/// Finds the lowest modes.
/// @param known modes 1..K found before with the same structure: the result then holds only modes K+1..count and
/// is orthogonal to them
/// @throws run::InvalidInput, run::RunCancelled, run::NotAMinimum if an eigenvalue is negative beyond rounding
std::shared_ptr<const NormalModes> findNormalModes(const quench::InherentStructure& structure,
                                                   const ModeSettings& settings, const run::RunControl& control,
                                                   const NormalModes* known = nullptr);

}  // namespace vitrine::modes

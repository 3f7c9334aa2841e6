#pragma once

#include "core/modes/EigenProblem.h"
#include "core/run/RunControl.h"

namespace vitrine::modes {

/// Particles up to which the dense solver works; the matrix and LAPACK's work space take 3 (3N)^2 8 bytes: 3.5 GB.
constexpr Eigen::Index largestDenseParticleCount = 4000;

/// Full diagonalisation with LAPACK: every eigenvalue, for small packings. Cannot be interrupted once it runs.
/// @throws run::InvalidInput above largestDenseParticleCount, run::RunCancelled
EigenPairs solveDense(const EigenProblem& problem, const run::RunControl& control);

}  // namespace vitrine::modes

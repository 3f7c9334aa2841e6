#pragma once

#include "core/modes/EigenProblem.h"
#include "core/run/RunControl.h"

namespace vitrine::modes {

/// Which library factorises H - sigma.
enum class Factoriser {
    cholmod,     ///< SuiteSparse's supernodal Cholesky factorisation
    simplicial,  ///< Eigen's SimplicialLDLT: slower, no further library
};

/// Spectra's implicitly restarted Lanczos iteration on (H - sigma)^-1, sigma a little below 0.
///
/// A single starting vector need not see every copy of a multiple eigenvalue, so what was found is deflated and
/// the search repeated until it finds nothing lower. The factorisation cannot be interrupted, the iteration can.
/// @throws run::NotAMinimum, run::RunCancelled, run::Error if the factorisation or the iteration fails
EigenPairs solveByShiftInvert(const EigenProblem& problem, Factoriser factoriser, const run::RunControl& control);

}  // namespace vitrine::modes

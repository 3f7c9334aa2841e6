#pragma once

#include "core/modes/Hessian.h"
#include "core/run/RunControl.h"

namespace vitrine::modes {

/// What a short Lanczos iteration knows of the upper end of the spectrum, epsilon/(m sigma^2).
struct LargestEigenvalue {
    double estimate;  ///< the largest Ritz value: a lower bound, a few per cent low at most
    double bound;     ///< estimate + norm of the last residual: safely above
};

/// 30 Lanczos steps from a fixed random start (Zhou and Li, Lin. Alg. Appl. 435, 480 (2011)).
LargestEigenvalue largestEigenvalue(const Hessian& hessian, const run::RunControl& control);

}  // namespace vitrine::modes

#pragma once

#include "core/modes/BlockKernels.h"
#include "core/modes/Hessian.h"
#include "core/run/ThreadTeam.h"

#include <Eigen/Core>

namespace vitrine::modes {

/// y = scale (H x) + shift x + keep y for blocks of vectors, with the widest vector instructions of the machine at
/// hand. The same for any number of threads.
/// @param x, y size() x blockWidth, row-major, not overlapping; aligned to 64 bytes is fastest
/// @param keep 0: what y held does not matter
void multiplyBlock(const Hessian& hessian, const double* x, double* y, double scale, double shift, double keep,
                   run::ThreadTeam& team);

/// The vector instructions that multiplyBlock() uses here, such as "AVX2".
const char* blockInstructions();

}  // namespace vitrine::modes

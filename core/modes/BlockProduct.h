#pragma once

#include "core/modes/Hessian.h"
#include "core/run/ThreadTeam.h"

#include <Eigen/Core>

namespace vitrine::modes {

/// Vectors that the block iteration handles together. Component i of all of them lies in one row of memory: a
/// block is a row-major size() x blockWidth matrix, and the Hessian is read once for all.
constexpr Eigen::Index blockWidth = 16;

/// y = scale (H x) + shift x + keep y for blocks of vectors, with the widest vector instructions of the machine at
/// hand. The same for any number of threads.
/// @param x, y size() x blockWidth, row-major, not overlapping; aligned to 64 bytes is fastest
/// @param keep 0: what y held does not matter
void multiplyBlock(const Hessian& hessian, const double* x, double* y, double scale, double shift, double keep,
                   run::ThreadTeam& team);

/// The vector instructions that multiplyBlock() uses here, such as "AVX2".
const char* blockInstructions();

}  // namespace vitrine::modes

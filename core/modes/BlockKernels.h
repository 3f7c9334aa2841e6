#pragma once

#include <Eigen/Core>

namespace vitrine::modes {

/// Vectors that the block iteration handles together. Component i of all of them lies in one row of memory: a
/// block is a row-major size() x blockWidth matrix. A block of 8 is one widest vector register a row; 16 need
/// nearly twice the products and four times the orthogonalisation for the same modes (measured, N = 16,000).
constexpr Eigen::Index blockWidth = 8;

/// sums += a^T b for `rows` rows of two blocks; sums is row-major blockWidth x blockWidth.
void addInnerProducts(const double* a, const double* b, Eigen::Index rows, double* sums);

/// b += a coefficients for `rows` rows of two blocks that do not overlap; coefficients is row-major
/// blockWidth x blockWidth.
void addCombination(const double* a, const double* coefficients, Eigen::Index rows, double* b);

}  // namespace vitrine::modes

#pragma once

#include <Eigen/Core>

namespace vitrine::modes {

/// How sure a search is that no mode lower than one it found was missed.
struct HiddenModes {
    Eigen::Index lowest = 0;  ///< the statement is about modes lower than this one of those found, counted from 1
    double probability = 1;   ///< at most: that a certain mode is there and was missed
};

/// Upper bound of |g^T u|^2, the share that an unseen eigenvector u has in a block G of random start vectors,
/// g = G^T u.
///
/// The Krylov space of an operator p from G = Q_1 R gives p Q = Q T with a block tridiagonal T. The overlaps
/// a_j = Q_j^T u obey its recurrence with the eigenvalue x of u, and sum_j |a_j|^2 <= 1. So a_1 lies in an
/// ellipsoid, and g = R^T a_1 in another: the longest axis of that is returned, the largest found on [x, highest].
/// It is Christoffel's function of the block's spectral measure (Golub and Meurant, Matrices, Moments and
/// Quadrature, Princeton 2010), which shrinks exponentially where x is above all Ritz values.
///
/// For Gaussian G with b columns it takes bad luck not to see a mode: that function is (that of the rest of the
/// spectrum) + g g^T, and the rest is independent of g, so that the function can be below w only if |g|^2 is:
/// see chanceOfFainter().
/// @param recurrence T without its last diagonal block being used, D x D, D >= 2 b
/// @param start R, b x b
/// @param value x; above all eigenvalues of the leading D - b rows and columns of T
/// @param highest largest eigenvalue possible, at least `value`
double largestHiddenWeight(const Eigen::MatrixXd& recurrence, const Eigen::MatrixXd& start, double value,
                           double highest);

/// Upper bound of the probability that b Gaussian numbers of variance 1 have a sum of squares of at most w:
/// (w/2)^(b/2) / Gamma(b/2 + 1).
double chanceOfFainter(double weight, Eigen::Index numbers);

}  // namespace vitrine::modes

#pragma once

#include <Eigen/Core>

#include <string>

namespace vitrine::modes {

/// Keeps OpenBLAS to the calling thread while it lives: the parallel work is cut into fixed blocks by us, so that
/// results do not depend on the number of threads.
class SingleThreadedBlas {
public:
    SingleThreadedBlas();
    ~SingleThreadedBlas();
    SingleThreadedBlas(const SingleThreadedBlas&) = delete;
    SingleThreadedBlas& operator=(const SingleThreadedBlas&) = delete;

private:
    int m_threadsBefore;
};

/// All eigenvalues (ascending) of a symmetric matrix, whose columns become the eigenvectors (LAPACK's dsyevd).
/// Only the lower triangle is read.
/// @throws run::Error if LAPACK does not converge
Eigen::VectorXd diagonalise(Eigen::MatrixXd& matrix);

/// OpenBLAS's version, for the record.
std::string blasVersion();

}  // namespace vitrine::modes

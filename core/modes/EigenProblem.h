#pragma once

#include "core/modes/Hessian.h"
#include "core/modes/HiddenModeBound.h"

#include <Eigen/Core>

#include <string>

namespace vitrine::modes {

/// The question put to an eigenvalue solver: the lowest eigenpairs of a Hessian in the complement of known
/// vectors.
struct EigenProblem {
    const Hessian& hessian;
    Eigen::Index count = 1;  ///< eigenpairs wanted, at most size() - deflated.cols()
    Eigen::MatrixXd
        deflated;  ///< size() x D, orthonormal eigenvectors to stay away from: translations, known modes

    /// Eigenpairs there are besides the deflated ones.
    Eigen::Index available() const { return hessian.size() - deflated.cols(); }
};

/// A solver's answer, in the Hessian's order of rows.
struct EigenPairs {
    Eigen::VectorXd values;        ///< ascending, omega^2, epsilon/(m sigma^2)
    Eigen::MatrixXd vectors;       ///< size() x count, orthonormal
    double largestEigenvalue = 0;  ///< estimate of omega_max^2
    std::string solver;            ///< name with versions and parameters
    bool allFound = false;         ///< every eigenvalue was computed, so that none can be missing
    HiddenModes hidden;            ///< what a randomised search beside the pairs found says of missing ones
    std::string search;            ///< what was done so that none is missing, a clause for people
};

/// An eigenvalue below this is a direction in which the energy falls, not rounding, epsilon/(m sigma^2).
/// Measured at minima: rounding stays below 1e-14 omega_max^2.
inline double negativeBeyondRounding(double largestEigenvalue)
{
    return -1e-11 * largestEigenvalue;
}

/// @throws run::NotAMinimum naming the value, if it is negative beyond rounding
void requireMinimum(double lowestEigenvalue, double largestEigenvalue);

}  // namespace vitrine::modes

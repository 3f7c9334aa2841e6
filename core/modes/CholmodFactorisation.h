#pragma once

#include "core/modes/Hessian.h"

#include <Eigen/Core>

#include <limits>
#include <memory>
#include <string>

namespace vitrine::modes {

/// Factorisation of H - shift by SuiteSparse's CHOLMOD, fill-in kept low by METIS on the graph of the particles
/// (a third of the matrix's size). CHOLMOD's 32-bit interface: it gives up where the factor gets too large.
class CholmodFactorisation {
public:
    enum class Kind {
        positiveDefinite,  ///< L L^T, supernodal: fast, for solving
        signs,             ///< L D L^T, one column at a time: for indefinite matrices, to count eigenvalues
    };

    /// @param largestWork floating-point operations; where more are needed, nothing is factorised
    /// @throws run::Error if CHOLMOD gives up (memory, size)
    CholmodFactorisation(const Hessian& hessian, double shift, Kind kind,
                         double largestWork = std::numeric_limits<double>::infinity());
    ~CholmodFactorisation();
    CholmodFactorisation(CholmodFactorisation&&) noexcept;

    /// False if a pivot was zero, or negative with Kind::positiveDefinite, or if there was too much work: there is
    /// no factorisation then.
    bool succeeded() const;
    /// y = (H - shift)^-1 x, both of length size().
    void solve(const double* x, double* y);
    /// Eigenvalues of H below the shift, by Sylvester's law of inertia; Kind::signs only.
    Eigen::Index eigenvaluesBelowShift() const;

    /// "CHOLMOD 3.0.14, METIS".
    static std::string description();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::modes

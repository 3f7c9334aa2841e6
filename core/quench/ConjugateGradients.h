#pragma once

#include "core/quench/FireMinimizer.h"

#include <memory>
#include <string>

namespace vitrine::quench {

/// Nonlinear conjugate gradients of Polak and Ribiere with restarts (beta = max(0, beta_PR), "PR+"; Nocedal and
/// Wright, Numerical Optimization, Sec. 5.2), as jamming studies and LAMMPS' min_style cg use it. A line search
/// ends where the force along the line has (nearly) vanished, like LAMMPS' "line forcezero": differences of
/// energies drown in rounding long before forces of 1e-12 are reached.
struct ConjugateGradientSettings {
    /// Of a line search: it ends where |F.d| along the line d is at most this fraction of that at its start;
    /// 1e-3 to 0.5.
    double lineTolerance = 0.1;
    /// Length of the very first trial step divided by the force, above 0, sigma^2/epsilon; later ones begin with
    /// what the line before took.
    double firstStep = 0.1;
    double largestDisplacement = 0.1;  ///< of a particle along one line, sigma, above 0
    double forceTolerance = 1e-12;     ///< on max_i |f_i|, epsilon/sigma, above 0
    std::int64_t largestEvaluationCount = 1'000'000;

    /// First step 0.1 (harmonic), 1e-3 (Lennard-Jones, whose largest curvatures are some hundred times larger).
    static ConjugateGradientSettings forPotential(const potential::PairPotential& potential);

    /// @throws run::InvalidInput naming value and range
    void validate() const;

    /// Everything that decides the path, in one line: "conjugate gradients PR+ line 0.1 ...".
    std::string description() const;
};

/// The same kind of minimiser as FIRE, by conjugate gradients. Like FIRE it keeps the mean displacement at zero:
/// all directions are sums of forces, which add up to zero. It may skip basins where a trial step leads past a
/// barrier.
class ConjugateGradients {
public:
    /// @throws run::InvalidInput for settings out of range
    ConjugateGradients(const potential::PairPotential& potential, const model::PeriodicBox& box,
                       const ConjugateGradientSettings& settings);
    ~ConjugateGradients();
    ConjugateGradients(ConjugateGradients&&) noexcept;
    ConjugateGradients& operator=(ConjugateGradients&&) noexcept;

    /// As FireMinimizer::minimize(). The observer is called after line searches.
    /// @throws run::RunCancelled
    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer = {}, std::int64_t observeEvery = 0);

    const ConjugateGradientSettings& settings() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::quench

#pragma once

#include "core/quench/FireMinimizer.h"

#include <memory>
#include <string>

namespace vitrine::quench {

/// The overdamped descent dr/dt = F (unit mobility) in explicit steps of Heun's method whose error is controlled:
/// the path of steepest descent itself, which skips no basin, where FIRE's inertia may. FIRE finishes it.
struct GradientFlowSettings {
    double errorTolerance = 0.05;   ///< largest (dt/2) |F_1 - F_0| / (dt |F_0|) of a step, 1e-4 to 0.5
    double initialTimeStep = 1e-3;  ///< sigma^2/epsilon, above 0
    double largestTimeStep = 0.25;  ///< below 2/omega_max^2: 0.29 harmonic, 0.0018 Lennard-Jones; sigma^2/epsilon
    double largestDisplacement = 0.01;  ///< of a particle in one step, sigma, above 0
    /// FIRE takes over where max_i |f_i| is at most this, epsilon/sigma: deep inside the basin that the descent
    /// led into, or so near a saddle that rounding would decide soon.
    double handOverForce = 1e-7;
    std::int64_t largestEvaluationCount = 10'000'000;  ///< of the descent

    static GradientFlowSettings forPotential(const potential::PairPotential& potential);

    /// @throws run::InvalidInput naming value and range
    void validate() const;

    /// Everything that decides the path, in one line: "gradient flow tolerance 0.05 ...".
    std::string description() const;
};

/// The same kind of minimiser as FIRE, along the path of steepest descent. Some twenty times as many evaluations.
class GradientFlow {
public:
    /// @param finish FIRE's settings, of the force tolerance too
    /// @throws run::InvalidInput for settings out of range
    GradientFlow(const potential::PairPotential& potential, const model::PeriodicBox& box,
                 const GradientFlowSettings& settings, const FireSettings& finish);
    ~GradientFlow();
    GradientFlow(GradientFlow&&) noexcept;
    GradientFlow& operator=(GradientFlow&&) noexcept;

    /// As FireMinimizer::minimize(); evaluations and list builds are those of both parts together.
    /// @throws run::RunCancelled
    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer = {}, std::int64_t observeEvery = 0);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::quench

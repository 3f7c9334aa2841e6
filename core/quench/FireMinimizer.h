#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"
#include "core/run/RunControl.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace vitrine::quench {

/// How a minimisation ended. Being cancelled is no outcome: that leaves by exception.
enum class MinimizerOutcome {
    converged,  ///< max_i |f_i| <= the force tolerance
    stepLimit,  ///< the step limit was reached first: the state is no minimum and must not be used as one
};

/// What a minimisation did.
struct MinimizerRecord {
    MinimizerOutcome outcome = MinimizerOutcome::stepLimit;
    std::int64_t evaluations = 0;  ///< of the forces
    std::int64_t listBuilds = 0;   ///< of the neighbour list
    double maxForce = 0;           ///< max_i |f_i|, Euclidean per particle, epsilon/sigma
};

/// FIRE of Bitzek et al., PRL 97, 170201 (2006), with velocity Verlet (kick, drift, kick, then the mixing),
/// unit mass, from rest. Defaults are the reference's for the harmonic system.
struct FireSettings {
    double initialTimeStep = 0.05;  ///< above 0, sigma (m/epsilon)^(1/2)
    double largestTimeStep = 0.5;   ///< to 10; below 2/omega_max: 0.76 harmonic, 0.059 Lennard-Jones (measured)
    double initialMixing = 0.1;     ///< alpha_0, 0 to 1
    double timeStepGrowth = 1.1;    ///< f_inc, 1 to 10
    double timeStepCut = 0.5;       ///< f_dec, above 0 to 1
    double mixingDecay = 0.99;      ///< f_alpha, 0 to 1
    int stepsBeforeGrowth = 5;      ///< N_min, at least 0
    /// Of a particle in one step, above 0 to 1 sigma; active only from overlapping starts.
    double largestDisplacement = 0.1;
    double forceTolerance = 1e-12;                    ///< on max_i |f_i|, above 0, epsilon/sigma
    std::int64_t largestEvaluationCount = 1'000'000;  ///< at least 1

    /// dt 0.05 to 0.5 (harmonic), 0.004 to 0.04 (Lennard-Jones); force tolerance 1e-12.
    static FireSettings forPotential(const potential::PairPotential& potential);

    /// @throws run::InvalidInput naming value and range
    void validate() const;

    /// Everything that decides the path, in one line for results: "FIRE dt 0.05-0.5 ...".
    std::string description() const;
};

/// Watches a minimisation: unwrapped positions (3xN), evaluations so far, max_i |f_i|.
using MinimizerObserver = std::function<void(const Eigen::Matrix3Xd&, std::int64_t, double)>;

/// Minimises the potential energy of packings of one kind and size, again and again.
///
/// Keeps its neighbour list and scratch space between calls: make one for each thread of a scan.
/// The result is bit-identical for any number of threads and independent of earlier calls.
class FireMinimizer {
public:
    /// @throws run::InvalidInput for settings out of range
    FireMinimizer(const potential::PairPotential& potential, const model::PeriodicBox& box, FireSettings settings);
    ~FireMinimizer();
    FireMinimizer(FireMinimizer&&) noexcept;
    FireMinimizer& operator=(FireMinimizer&&) noexcept;

    /// Moves the particles to a minimum. Tests the control every step; reports Stage::quench in decades of force.
    /// @param positions 3xN, sigma, any image; followed unwrapped, so that out - in is the displacement
    /// @throws run::RunCancelled
    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer = {}, std::int64_t observeEvery = 0);

    const FireSettings& settings() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::quench

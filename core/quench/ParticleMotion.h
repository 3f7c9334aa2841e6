#pragma once

#include "core/model/PeriodicBox.h"
#include "core/potential/PairPotential.h"
#include "core/quench/MotionKernel.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <cstdint>
#include <memory>

namespace vitrine::quench {

/// Particles that move under their own forces: the two half steps of velocity Verlet, which FIRE and molecular
/// dynamics share. Unit mass.
///
/// One step is advance(), then kick(). All results are bit-identical for any number of threads, and place() makes
/// them independent of what was done before.
class ParticleMotion {
public:
    ParticleMotion(const potential::PairPotential& potential, const model::PeriodicBox& box);
    ~ParticleMotion();
    ParticleMotion(ParticleMotion&&) noexcept;
    ParticleMotion& operator=(ParticleMotion&&) noexcept;

    /// Starts anew.
    /// @param positions 3xN, sigma, any image
    /// @param velocities 3xN, sigma/time, or empty for rest
    /// @throws run::RunCancelled; run::InvalidInput for a coordinate that is not finite
    void place(const Eigen::Matrix3Xd& positions, const Eigen::Matrix3Xd& velocities,
               const run::RunControl& control);

    /// Computes the forces F at the present positions, then v += time F; the sums are those after the kick.
    MotionSums kick(double time, const run::RunControl& control);

    /// v = keep v + push F, then r += time v.
    /// Rebuilds the neighbour list when particles have moved far enough.
    void advance(double keep, double push, double time, const run::RunControl& control);

    /// Keeps a copy of the forces of the last kick.
    void rememberForces();
    /// F . F_remembered, epsilon^2/sigma^2. To be called only after rememberForces() since the last place().
    double overlapWithRemembered(const run::RunControl& control) const;

    /// Unwrapped: out - in is the way a particle went since place(). 3xN, sigma.
    void copyPositions(Eigen::Matrix3Xd& positions) const;

    /// Potential energy at the present positions, epsilon.
    double potentialEnergy(const run::RunControl& control) const;

    std::int64_t listBuilds() const;  ///< since place()

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::quench

#pragma once

#include "core/quench/FireMinimizer.h"
#include "core/quench/MotionKernel.h"

namespace vitrine::quench {

/// FIRE's time step and mixing, and what they make of the velocities. Bitzek et al.: first the mixing of velocity
/// and force with the present alpha, then its change and that of the time step.
class FireInertia {
public:
    /// @param settings have to outlive this
    explicit FireInertia(const FireSettings& settings);

    double timeStep() const { return m_timeStep; }
    /// v = keep v + push F
    double keep() const { return m_keep; }
    double push() const { return m_push; }

    /// After a step; not before the first, from rest there is no velocity to judge.
    void judge(const MotionSums& sums);

    /// How long to drift, velocities being v = keep() v + push F: the time step, shortened for all particles alike
    /// where the fastest might go further than allowed, which keeps the centre of mass at rest. No particle is
    /// faster than the bound used.
    double driftTime(double push, const MotionSums& sums) const;

private:
    const FireSettings* m_settings;
    double m_timeStep;
    double m_mixing;
    int m_stepsDownhill = 0;
    double m_keep = 0;
    double m_push = 0;
};

}  // namespace vitrine::quench

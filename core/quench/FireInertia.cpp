#include "core/quench/FireInertia.h"

#include <algorithm>
#include <cmath>

namespace vitrine::quench {

FireInertia::FireInertia(const FireSettings& settings)
    : m_settings(&settings), m_timeStep(settings.initialTimeStep), m_mixing(settings.initialMixing)
{}

void FireInertia::judge(const MotionSums& sums)
{
    if (sums.power > 0) {
        m_keep = 1 - m_mixing;
        m_push = m_mixing * std::sqrt(sums.speedSquared / sums.forceSquared);
        if (++m_stepsDownhill > m_settings->stepsBeforeGrowth) {
            m_timeStep = std::min(m_timeStep * m_settings->timeStepGrowth, m_settings->largestTimeStep);
            m_mixing *= m_settings->mixingDecay;
        }
    }
    else {
        m_keep = 0;
        m_push = 0;
        m_stepsDownhill = 0;
        m_timeStep *= m_settings->timeStepCut;
        m_mixing = m_settings->initialMixing;
    }
}

double FireInertia::driftTime(double push, const MotionSums& sums) const
{
    const double fastest =
        m_keep * std::sqrt(sums.largestSpeedSquared) + push * std::sqrt(sums.largestForceSquared);
    return std::min(m_timeStep, m_settings->largestDisplacement / fastest);
}

}  // namespace vitrine::quench

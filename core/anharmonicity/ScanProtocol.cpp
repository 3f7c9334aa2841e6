#include "core/anharmonicity/ScanProtocol.h"

#include <cmath>

namespace vitrine::anharmonicity {

namespace {
constexpr double rounding = 1e-9;  // the last point of the grid may be A_max itself
}

double ScanProtocol::amplitude() const
{
    return m_phase == Phase::bisecting ? std::sqrt(m_low * m_high) : gridAmplitude(m_step);
}

ScanProtocol ScanProtocol::after(PullVerdict verdict) const
{
    ScanProtocol next = *this;
    switch (verdict) {
        case PullVerdict::overlapped:
            next.end(ScanOutcome::overlap);
            break;
        case PullVerdict::undecided:
            next.end(ScanOutcome::notConverged);
            break;
        case PullVerdict::returned:
            next.m_low = amplitude();
            m_phase == Phase::bisecting ? next.bisect() : next.climb();
            break;
        case PullVerdict::transitioned:
            next.m_high = amplitude();
            if (m_phase != Phase::firstPoint) {
                next.bisect();
                break;
            }
            next.m_step -= m_settings->pointsPerDecade;
            if (next.amplitude() < smallestAmplitude)
                next.m_phase = Phase::noMinimum;
            break;
    }
    return next;
}

double ScanProtocol::gridAmplitude(int step) const
{
    return m_settings->firstAmplitude * std::pow(10, static_cast<double>(step) / m_settings->pointsPerDecade);
}

void ScanProtocol::climb()
{
    m_phase = Phase::climbing;
    ++m_step;
    if (amplitude() == m_high)  // seen on the way down
        bisect();
    else if (amplitude() > m_settings->largestAmplitude * (1 + rounding))
        end(ScanOutcome::noTransition);
}

void ScanProtocol::bisect()
{
    m_phase = Phase::bisecting;
    if (m_high / m_low - 1 <= m_settings->bracketTolerance)
        end(ScanOutcome::transition);
}

void ScanProtocol::end(ScanOutcome outcome)
{
    m_phase = Phase::done;
    m_outcome = outcome;
}

}  // namespace vitrine::anharmonicity

#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"

#include <limits>
#include <vector>

namespace vitrine::anharmonicity {

/// What a pull came to.
enum class PullVerdict { returned, transitioned, overlapped, undecided };

/// The order of the pulls of a scan and what follows from their verdicts, without the pulls themselves: up the
/// grid from the first amplitude to the first A that does not return, starting anew a decade lower where the first
/// point does not, then bisection in log A. A value: what would come next for any verdict can be asked for.
class ScanProtocol {
public:
    /// @param settings have to outlive this
    explicit ScanProtocol(const ScanSettings& settings) : m_settings(&settings) {}

    bool isDone() const { return m_phase == Phase::done || m_phase == Phase::noMinimum; }
    /// Not even the smallest A returns: the packing is at no minimum. Then there is no outcome.
    bool foundNoMinimum() const { return m_phase == Phase::noMinimum; }
    /// Once done: transition, noTransition, overlap or notConverged.
    ScanOutcome outcome() const { return m_outcome; }
    double low() const { return m_low; }    ///< largest A known to return below high(), sigma; 0 if none is
    double high() const { return m_high; }  ///< smallest A known not to return, sigma; infinity if none is

    /// Where to pull next, sigma; not once done.
    double amplitude() const;
    ScanProtocol after(PullVerdict verdict) const;

    /// Amplitudes that may be asked for after this one and the verdicts still missing, likeliest first: up the
    /// grid those that come if all return, in the bisection all that can come.
    /// @param verdictAt gives what is known of an amplitude, or nothing
    template <typename VerdictAt>
    std::vector<double> candidates(std::size_t count, const VerdictAt& verdictAt) const;

private:
    enum class Phase { firstPoint, climbing, bisecting, done, noMinimum };

    double gridAmplitude(int step) const;
    void climb();
    void bisect();
    void end(ScanOutcome outcome);

    const ScanSettings* m_settings;
    Phase m_phase = Phase::firstPoint;
    int m_step = 0;
    double m_low = 0;
    double m_high = std::numeric_limits<double>::infinity();
    ScanOutcome m_outcome = ScanOutcome::notConverged;
};

template <typename VerdictAt>
std::vector<double> ScanProtocol::candidates(std::size_t count, const VerdictAt& verdictAt) const
{
    std::vector<double> amplitudes;
    std::vector<ScanProtocol> futures{*this};
    for (std::size_t next = 0; next < futures.size() && amplitudes.size() < count; ++next) {
        const ScanProtocol future = futures[next];
        if (future.isDone())
            continue;
        const double amplitude = future.amplitude();
        if (const auto verdict = verdictAt(amplitude)) {
            futures.push_back(future.after(*verdict));
            continue;
        }
        amplitudes.push_back(amplitude);
        futures.push_back(future.after(PullVerdict::returned));
        if (future.m_phase == Phase::bisecting)
            futures.push_back(future.after(PullVerdict::transitioned));
    }
    return amplitudes;
}

}  // namespace vitrine::anharmonicity

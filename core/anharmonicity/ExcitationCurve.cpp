#include "core/anharmonicity/ExcitationCurve.h"

#include "core/anharmonicity/ModeExcitation.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <cmath>
#include <mutex>

namespace vitrine::anharmonicity {

namespace {

constexpr double largestAmplitude = 10;

void requireAmplitude(double amplitude)
{
    if (!(amplitude >= smallestAmplitude && amplitude <= largestAmplitude))
        throw run::InvalidInput(
            fmt::format("The amplitude {} was asked for, but it has to be from {} to {} sigma.", amplitude,
                        smallestAmplitude, largestAmplitude));
}

/// Pulls to one amplitude after the other; one thread each.
class CurveTracer {
public:
    CurveTracer(const std::shared_ptr<const quench::InherentStructure>& structure, const PulledMode& mode,
                Direction direction, const ScanSettings& settings, const run::RunControl& control)
        : m_structure(structure),
          m_mode(mode),
          m_direction(direction),
          m_settings(settings),
          m_energyDifference(std::make_shared<const potential::EnergyDifference>(structure->packing,
                                                                                 structure->potential(), control))
    {
        if (mode.e.cols() != structure->packing.particleCount())
            throw run::InvalidInput(fmt::format("The mode has {} particles, but the packing {}.", mode.e.cols(),
                                                structure->packing.particleCount()));
        m_settings.validate();
    }

    CurvePoint pointAt(double amplitude, const run::RunControl& control) const
    {
        const double sign = m_direction == Direction::plus ? 1 : -1;
        const Eigen::Matrix3Xd& before = m_structure->packing.positions;
        const auto pulled = (*m_energyDifference)(
            pulledPositions(before, m_mode.e, sign * amplitude, m_structure->participantCount()) - before);
        CurvePoint point = expanded(amplitude, sign);
        point.pulledEnergy = pulled.energyDifference;
        const bool mayOverlap = std::holds_alternative<potential::LennardJonesPotential>(m_structure->potential());
        if (mayOverlap && pulled.closestPair < m_settings.overlapDistance) {
            point.outcome = CurveOutcome::overlap;
            return point;
        }
        AnharmonicityScan scan(m_structure, m_settings, m_energyDifference);
        const Pull pull = scan.pull(amplitude, m_mode.e, m_direction, control);
        point.evaluations = pull.evaluations;
        if (!pull.converged)
            return point;
        point.outcome =
            pull.distance > m_settings.transitionDistance ? CurveOutcome::transitioned : CurveOutcome::returned;
        point.distance = pull.distance;
        point.energyDifference = pull.energyDifference;
        return point;
    }

private:
    /// What is known without pulling.
    CurvePoint expanded(double amplitude, double sign) const
    {
        const double way = amplitude * std::sqrt(static_cast<double>(m_structure->participantCount()));
        CurvePoint point{};
        point.amplitude = amplitude;
        point.quadraticEnergy = m_mode.omega * m_mode.omega * way * way / 2;
        point.cubicEnergy = point.quadraticEnergy + sign * m_mode.tau * way * way * way / 6;
        point.outcome = CurveOutcome::notConverged;
        return point;
    }

    const std::shared_ptr<const quench::InherentStructure>& m_structure;
    const PulledMode& m_mode;
    Direction m_direction;
    ScanSettings m_settings;
    std::shared_ptr<const potential::EnergyDifference> m_energyDifference;
};

}  // namespace

std::vector<double> logarithmicAmplitudes(double first, double last, int pointsPerDecade)
{
    requireAmplitude(first);
    requireAmplitude(last);
    if (last < first)
        throw run::InvalidInput(
            fmt::format("The last amplitude is {}, but has to be at least the first, {}.", last, first));
    if (pointsPerDecade < 1 || pointsPerDecade > 1000)
        throw run::InvalidInput(
            fmt::format("The number of points per decade is {}, but has to be from 1 to 1000.", pointsPerDecade));
    std::vector<double> amplitudes;
    for (int step = 0;; ++step) {
        const double amplitude = first * std::pow(10, static_cast<double>(step) / pointsPerDecade);
        if (amplitude > last * (1 + 1e-9))
            return amplitudes;
        amplitudes.push_back(amplitude);
    }
}

ExcitationCurve excitationCurve(const std::shared_ptr<const quench::InherentStructure>& structure,
                                const PulledMode& mode, Direction direction, const std::vector<double>& amplitudes,
                                const ScanSettings& settings, const run::RunControl& control,
                                const std::function<void(const CurvePoint&)>& listener)
{
    for (const double amplitude : amplitudes)
        requireAmplitude(amplitude);
    const CurveTracer tracer(structure, mode, direction, settings, control);
    ExcitationCurve curve{mode.index, direction, std::vector<CurvePoint>(amplitudes.size()),
                          settings.minimizerDescription()};
    const auto total = static_cast<double>(amplitudes.size());
    std::mutex telling;
    double done = 0;
    control.report(run::Stage::scan, done, total);
    control.team().forTasks(static_cast<std::ptrdiff_t>(amplitudes.size()), [&](std::ptrdiff_t task) {
        const auto number = static_cast<std::size_t>(task);
        curve.points[number] = tracer.pointAt(amplitudes[number], control.withinTask());
        const std::lock_guard lock(telling);
        if (listener)
            listener(curve.points[number]);
        control.report(run::Stage::scan, ++done, total);
    });
    return curve;
}

}  // namespace vitrine::anharmonicity

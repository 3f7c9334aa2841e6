#include "core/anharmonicity/ExcitationCurve.h"

#include "core/anharmonicity/ModePull.h"
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
    const ModePull pull(
        structure, mode, settings,
        std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential(), control));
    const double sign = direction == Direction::plus ? 1 : -1;
    ExcitationCurve curve{mode.index, direction, std::vector<CurvePoint>(amplitudes.size()),
                          settings.minimizerDescription()};
    const auto total = static_cast<double>(amplitudes.size());
    std::mutex telling;
    double done = 0;
    control.report(run::Stage::scan, done, total);
    control.team().forTasks(static_cast<std::ptrdiff_t>(amplitudes.size()), [&](std::ptrdiff_t task) {
        const auto number = static_cast<std::size_t>(task);
        curve.points[number] = pull.released(sign * amplitudes[number], control.withinTask());
        const std::lock_guard lock(telling);
        if (listener)
            listener(curve.points[number]);
        control.report(run::Stage::scan, ++done, total);
    });
    return curve;
}

}  // namespace vitrine::anharmonicity

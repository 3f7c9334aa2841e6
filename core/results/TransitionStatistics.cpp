#include "core/results/TransitionStatistics.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace vitrine::results {

namespace {

bool isTransition(const ModeRecord& record, const TransitionSelection& selection)
{
    const bool complete = record.distance && record.energyDifference && record.rearrangedCount;
    return complete &&
           (selection.looseParticles || record.outcome != outcomeName(anharmonicity::ScanOutcome::looseParticle));
}

double amplitude(const ModeRecord& record)
{
    return record.criticalAmplitude.value_or(std::numeric_limits<double>::infinity());
}

double squaredDisplacement(const ModeRecord& record)
{
    return *record.distance * *record.distance / *record.rearrangedCount;
}

}  // namespace

std::vector<ModeRecord> selectTransitions(const std::vector<ModeRecord>& records,
                                          const TransitionSelection& selection)
{
    std::vector<ModeRecord> transitions;
    std::map<std::pair<std::string, int>, std::size_t> places;
    for (const ModeRecord& record : records) {
        if (!isTransition(record, selection))
            continue;
        if (selection.eachTransitionOnce && record.transition) {
            const auto [place, isNew] =
                places.try_emplace({record.sample, *record.transition}, transitions.size());
            if (!isNew) {
                ModeRecord& known = transitions[place->second];
                if (amplitude(record) < amplitude(known))
                    known = record;
                continue;
            }
        }
        transitions.push_back(record);
    }
    return transitions;
}

std::optional<TransitionSlope> fitTransitionSlope(const std::vector<ModeRecord>& transitions)
{
    std::vector<std::pair<double, double>> points;
    for (const ModeRecord& transition : transitions)
        if (*transition.energyDifference != 0)
            points.emplace_back(std::log(*transition.distance), std::log(std::abs(*transition.energyDifference)));
    if (points.size() < 3)
        return std::nullopt;
    const auto count = static_cast<double>(points.size());
    double meanX = 0, meanY = 0;
    for (const auto& [x, y] : points) {
        meanX += x / count;
        meanY += y / count;
    }
    double xx = 0, xy = 0, yy = 0;
    for (const auto& [x, y] : points) {
        xx += (x - meanX) * (x - meanX);
        xy += (x - meanX) * (y - meanY);
        yy += (y - meanY) * (y - meanY);
    }
    // Distances that agree to rounding carry no slope.
    if (xx <= count * 1e-24)
        return std::nullopt;
    TransitionSlope fit{};
    fit.slope = xy / xx;
    fit.slopeError = std::sqrt(std::max(yy - fit.slope * xy, 0.0) / (count - 2) / xx);
    fit.prefactor = std::exp(meanY - fit.slope * meanX);
    fit.correlation = yy > 0 ? xy / std::sqrt(xx * yy) : 0;
    fit.transitionCount = points.size();
    fit.leftOut = transitions.size() - points.size();
    return fit;
}

DisplacementBounds displacementBoundsOfPaper(const potential::PairPotential& potential)
{
    return std::holds_alternative<potential::HarmonicPotential>(potential) ? DisplacementBounds{5e-6, 1e-2}
                                                                           : DisplacementBounds{5e-3, 1e-1};
}

std::optional<DisplacementBounds> displacementBounds(const std::vector<ModeRecord>& transitions)
{
    if (transitions.empty())
        return std::nullopt;
    const auto [least, largest] = std::minmax_element(
        transitions.begin(), transitions.end(),
        [](const auto& a, const auto& b) { return squaredDisplacement(a) < squaredDisplacement(b); });
    return DisplacementBounds{squaredDisplacement(*least), squaredDisplacement(*largest)};
}

std::size_t countWithin(const std::vector<ModeRecord>& transitions, const DisplacementBounds& bounds)
{
    return static_cast<std::size_t>(
        std::count_if(transitions.begin(), transitions.end(), [&](const ModeRecord& transition) {
            const double value = squaredDisplacement(transition);
            return value >= bounds.lower && value <= bounds.upper;
        }));
}

LogarithmicDistribution logarithmicDistribution(const std::vector<double>& values, int binCount)
{
    if (binCount < 1 || binCount > 1000)
        throw run::InvalidInput(fmt::format("The number of bins is {}, but has to be from 1 to 1000.", binCount));
    if (values.empty())
        throw run::InvalidInput("A distribution of 0 values was asked for, but it needs at least 1.");
    for (const double value : values)
        if (!(value > 0 && std::isfinite(value)))
            throw run::InvalidInput(
                fmt::format("The value {} has no place in logarithmic bins; it has to be above 0.", value));
    const auto [least, largest] = std::minmax_element(values.begin(), values.end());
    const bool allEqual = *least == *largest;
    const double begin = allEqual ? *least * (1 - 5e-4) : *least;
    const double end = allEqual ? *least * (1 + 5e-4) : *largest;
    const auto bins = static_cast<std::size_t>(allEqual ? 1 : binCount);

    LogarithmicDistribution distribution;
    for (std::size_t edge = 0; edge <= bins; ++edge)
        distribution.edges.push_back(begin *
                                     std::pow(end / begin, static_cast<double>(edge) / static_cast<double>(bins)));
    distribution.edges.front() = begin;
    distribution.edges.back() = end;
    distribution.counts.assign(bins, 0);
    for (const double value : values) {
        const auto above = std::upper_bound(distribution.edges.begin(), distribution.edges.end(), value);
        const auto bin = static_cast<std::size_t>(above - distribution.edges.begin() - 1);
        ++distribution.counts[std::min(bin, bins - 1)];
    }
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double width = distribution.edges[bin + 1] - distribution.edges[bin];
        const auto count = static_cast<double>(distribution.counts[bin]);
        const double norm = static_cast<double>(values.size()) * width;
        distribution.densities.push_back(count / norm);
        distribution.densityErrors.push_back(std::sqrt(std::max(count, 1.0)) / norm);
    }
    return distribution;
}

}  // namespace vitrine::results

#include "core/modes/VibrationalDensityOfStates.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::modes {

namespace {

constexpr int largestBinCount = 10'000;
constexpr double fewestModesPerBin = 10;

int chosenBinCount(const PooledSpectrum& spectrum, const BinSettings& settings)
{
    if (settings.binCount < 0 || settings.binCount > largestBinCount)
        throw run::InvalidInput(fmt::format("The number of bins is {}, but has to be from 0 (chosen) to {}.",
                                            settings.binCount, largestBinCount));
    const auto modeCount = static_cast<double>(spectrum.omega.size());
    const int chosen = settings.binCount > 0
                           ? settings.binCount
                           : static_cast<int>(modeCount / std::max(fewestModesPerBin, std::sqrt(modeCount)));
    return std::clamp(chosen, 1, largestBinCount);
}

/// Whether two frequencies differ by rounding only, as in a crystal: an edge between them would mean nothing.
bool areDegenerate(double lower, double higher)
{
    return higher - lower <= 1e-9 * higher;
}

std::vector<double> equalCountEdges(const PooledSpectrum& spectrum, int binCount)
{
    const std::size_t modeCount = spectrum.omega.size();
    const std::size_t bins = std::min(static_cast<std::size_t>(binCount), modeCount);
    std::vector<double> edges{0};
    for (std::size_t bin = 1; bin < bins; ++bin) {
        std::size_t next = bin * modeCount / bins;
        while (next < modeCount && areDegenerate(spectrum.omega[next - 1], spectrum.omega[next]))
            ++next;
        if (next == modeCount)
            break;
        const double edge = (spectrum.omega[next - 1] + spectrum.omega[next]) / 2;
        if (edge > edges.back())
            edges.push_back(edge);
    }
    edges.push_back(spectrum.end());
    return edges;
}

std::vector<double> evenEdges(double begin, double end, int binCount, bool logarithmic)
{
    std::vector<double> edges;
    for (int bin = 0; bin <= binCount; ++bin) {
        const double part = static_cast<double>(bin) / binCount;
        edges.push_back(logarithmic ? begin * std::pow(end / begin, part) : begin + (end - begin) * part);
    }
    edges.front() = begin;
    edges.back() = end;
    return edges;
}

std::vector<double> binEdges(const PooledSpectrum& spectrum, const BinSettings& settings)
{
    const int binCount = chosenBinCount(spectrum, settings);
    switch (settings.spacing) {
        case BinSpacing::equalCount:
            return equalCountEdges(spectrum, binCount);
        case BinSpacing::linear:
            return evenEdges(0, spectrum.end(), binCount, false);
        case BinSpacing::logarithmic:
            if (!(spectrum.omega.front() < spectrum.end()))
                throw run::InvalidInput(fmt::format(
                    "All modes of the spectrum have the frequency {}, but logarithmic bins need a range.",
                    spectrum.omega.front()));
            return evenEdges(spectrum.omega.front(), spectrum.end(), binCount, true);
    }
    return {};
}

}  // namespace

VibrationalDensityOfStates densityOfStates(const PooledSpectrum& spectrum, const BinSettings& settings)
{
    if (spectrum.omega.empty())
        throw run::InvalidInput(
            "The spectrum holds 0 modes below the frequency up to which it is complete, but "
            "a density of states needs at least 1.");
    VibrationalDensityOfStates states;
    states.edges = binEdges(spectrum, settings);
    states.completeUpTo = spectrum.completeUpTo;
    states.degreesOfFreedom = spectrum.degreesOfFreedom;
    states.sampleCount = spectrum.sampleCount;
    auto first = spectrum.omega.begin();
    for (std::size_t bin = 0; bin + 1 < states.edges.size(); ++bin) {
        const double begin = states.edges[bin];
        const double end = states.edges[bin + 1];
        const bool isLast = bin + 2 == states.edges.size();
        const auto last = isLast ? spectrum.omega.end() : std::lower_bound(first, spectrum.omega.end(), end);
        const std::int64_t count = last - first;
        const auto modeCount = static_cast<double>(count);
        const double error = std::sqrt(std::max(modeCount, 1.0));
        const double width = spectrum.degreesOfFreedom * (end - begin);
        const double debyeWidth = spectrum.degreesOfFreedom * (end * end * end - begin * begin * begin) / 3;
        states.counts.push_back(count);
        states.middles.push_back(count > 0 ? std::accumulate(first, last, 0.0) / modeCount : (begin + end) / 2);
        states.density.push_back(modeCount / width);
        states.densityErrors.push_back(error / width);
        states.reduced.push_back(modeCount / debyeWidth);
        states.reducedErrors.push_back(error / debyeWidth);
        first = last;
    }
    return states;
}

}  // namespace vitrine::modes

#include "core/study/validation/Verdicts.h"

#include "core/results/Spread.h"
#include "core/study/validation/Wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::study::validation {

namespace {
constexpr double weak = 0.5;  // a correlation below this explains less than a quarter of the ranks' variance

/// The largest factor between samples of one size.
double scatterOf(const std::map<Eigen::Index, std::vector<double>>& logarithms)
{
    double widest = 0;
    for (const auto& [size, values] : logarithms) {
        const auto [least, most] = std::ranges::minmax(values);
        widest = std::max(widest, most - least);
    }
    return std::exp(widest);
}

bool isNearOne(double ratio)
{
    return ratio > 0.8 && ratio < 1.25;
}
}  // namespace

std::string_view agreementName(Agreement agreement)
{
    switch (agreement) {
        case Agreement::agrees:
            return "agrees";
        case Agreement::roughly:
            return "agrees roughly";
        case Agreement::differs:
            return "differs";
        case Agreement::unknown:
            break;
    }
    return "cannot tell";
}

std::string Verdict::text() const
{
    return fmt::format("{}: {}", agreementName(agreement), reason);
}

const std::optional<results::RankCorrelation>& correlationOf(const results::TransitionSummary& summary,
                                                             std::string_view first, std::string_view second)
{
    return std::ranges::find_if(summary.correlations,
                                [&](const results::NamedCorrelation& named) {
                                    return named.first == first && named.second == second;
                                })
        ->correlation;
}

Verdict amplitudeVerdict(const results::TransitionSummary& summary, const PaperNumbers& paper)
{
    const auto& correlation = correlationOf(summary, "omega", "ac");
    if (!correlation || correlation->count < fewestModesToTell)
        return {Agreement::unknown, "too few modes."};
    std::string inRange;
    if (const auto& found = summary.criticalAmplitude)
        inRange =
            found->least >= paper.criticalAmplitude.least / 3 &&
                    found->largest <= 3 * paper.criticalAmplitude.largest
                ? " The amplitudes lie in the paper's range."
                : " Some amplitudes lie outside the paper's range; above 0.01 sigma A_c depends on the minimiser, "
                  "and in small systems the lowest modes lie at higher frequencies.";
    const std::string narrow =
        " The lowest modes of one size span a narrow range of omega, where the paper's span two decades over "
        "sizes "
        "up to N = 512,000; many of them lead to the same transition, so that the points are few in truth.";
    if (correlation->coefficient > 2 * correlation->chance)
        return {correlation->coefficient < weak ? Agreement::roughly : Agreement::agrees,
                fmt::format("A_c rises with omega {}more than chance makes it.{}",
                            correlation->coefficient < weak ? "weakly, but by " : "by ", inRange)};
    if (correlation->coefficient < -2 * correlation->chance)
        return {Agreement::differs, "A_c falls as omega rises." + narrow + inRange};
    return {Agreement::differs, "no rise of A_c with omega beyond chance is seen." + narrow + inRange};
}

Verdict independenceVerdict(const std::vector<std::optional<results::RankCorrelation>>& correlations)
{
    double strongest = 0;
    bool beyondChance = false;
    for (const auto& correlation : correlations) {
        if (!correlation || correlation->count < fewestModesToTell)
            return {Agreement::unknown, "too few modes."};
        strongest = std::max(strongest, std::abs(correlation->coefficient));
        beyondChance = beyondChance || std::abs(correlation->coefficient) > 2 * correlation->chance;
    }
    if (!beyondChance)
        return {Agreement::agrees, "no more than chance shows."};
    const std::string why =
        " Modes that share a transition, and the common dependence of these quantities on omega within one size, "
        "make correlations that a plot over several decades hides.";
    return strongest < weak ? Verdict{Agreement::roughly, "a correlation beyond chance, but below 0.5." + why}
                            : Verdict{Agreement::differs, "a correlation of 0.5 or more." + why};
}

Verdict thirdOrderVerdict(const results::TransitionSummary& summary)
{
    const auto& ratio = summary.thirdOrderRatio;
    if (!ratio)
        return {Agreement::unknown, "no mode has both."};
    if (ratio->median >= 10)
        return {Agreement::agrees, fmt::format("larger by a factor of {} in the median.", compact(ratio->median))};
    return {Agreement::differs, fmt::format("larger by a factor of {} in the median only. The paper's systems are "
                                            "larger, with smaller A_c at lower omega, which may be why.",
                                            compact(ratio->median))};
}

BarrierRatios barrierRatios(std::vector<std::pair<double, double>> points)
{
    std::ranges::sort(points);
    std::vector<double> all, ofSmallest;
    for (const auto& [amplitude, ratio] : points)
        all.push_back(ratio);
    for (std::size_t i = 0; i < points.size() / 10; ++i)
        ofSmallest.push_back(points[i].second);
    return {results::spreadOf(all), results::spreadOf(ofSmallest)};
}

Verdict barrierVerdict(const BarrierRatios& ratios)
{
    if (!ratios.ofAll)
        return {Agreement::unknown, "no scan has a barrier."};
    const results::Spread& ratio = *ratios.ofAll;
    const auto& smallest = ratios.ofSmallest;
    const std::string higher =
        "the pulled state is higher than that: pulled so far, particles come to overlap that did not touch, which "
        "the harmonic term does not know.";
    const std::string beyond = ratio.median > 1 ? higher : std::string("the pulled state is lower than that.");
    if (isNearOne(ratio.median))
        return {Agreement::agrees, fmt::format("the ratio is {} in the median.", compact(ratio.median))};
    if (smallest && isNearOne(smallest->median))
        return {Agreement::roughly, "so it is where A_c is small; where it is large " + beyond};
    return {Agreement::differs,
            beyond + (ratio.median > 1 && smallest && smallest->median < ratio.median
                          ? " The ratio is smaller where A_c is smaller, as in the paper's larger systems."
                          : "")};
}

Verdict onsetVerdict(const std::map<Eigen::Index, std::vector<double>>& temperatures, const PaperNumbers& paper)
{
    std::map<Eigen::Index, std::vector<double>> logarithms;
    for (const auto& [size, values] : temperatures)
        for (const double temperature : values)
            logarithms[size].push_back(std::log(temperature));
    if (logarithms.size() < 2)
        return {Agreement::unknown, "one size alone does not show how T_c depends on N."};
    const results::Mean smallest = *results::meanOf(logarithms.begin()->second);
    const results::Mean largest = *results::meanOf(logarithms.rbegin()->second);
    if (smallest.error && largest.error &&
        std::abs(largest.value - smallest.value) <= 2 * std::hypot(*smallest.error, *largest.error))
        return {Agreement::unknown,
                fmt::format("samples of one size differ by factors of up to {}, more than the sizes do. T_c is a "
                            "minimum, over few modes here.",
                            compact(scatterOf(logarithms)))};
    const double exponent =
        (largest.value - smallest.value) /
        std::log(static_cast<double>(logarithms.rbegin()->first) / static_cast<double>(logarithms.begin()->first));
    return {exponent < 0 ? Agreement::agrees : Agreement::differs,
            fmt::format("from N = {} to {} T_c changes as N^{:.2f} (the paper's Table I: about N^{}). It is a "
                        "minimum, so that single samples scatter by factors.",
                        logarithms.begin()->first, logarithms.rbegin()->first, exponent, paper.onsetExponent)};
}

Verdict slopeVerdict(const results::TransitionSummary& summary)
{
    const auto& slope = summary.slope;
    if (!slope || slope->transitionCount < fewestStatesToTell)
        return {Agreement::unknown, "too few states."};
    const double off = std::abs(slope->slope - 3);
    if (off <= 2 * slope->slopeError)
        return {Agreement::agrees, "3 lies within two standard errors."};
    if (off < 0.75)
        return {Agreement::roughly, "as the paper says it, though not within two standard errors."};
    return {Agreement::differs,
            "the paper draws the line by eye through many more states over six decades; the states of few small "
            "samples span two or three."};
}

Verdict sharingVerdict(const results::TransitionSummary& summary)
{
    const std::size_t modes = summary.modesWithTransition - summary.looseModes;
    const std::size_t states = summary.states.size();
    if (modes == 0)
        return {Agreement::unknown, "no mode has a transition."};
    const std::string counts = fmt::format("{} modes lead to {} final states.", modes, states);
    if (2 * states <= modes)
        return {Agreement::agrees, counts};
    return {states < modes ? Agreement::roughly : Agreement::differs, counts};
}

Verdict rearrangedCountVerdict(const results::TransitionSummary& summary,
                               const std::map<Eigen::Index, std::optional<results::Spread>>& bySize)
{
    const auto& count = summary.rearrangedCount;
    if (!count || count->count < fewestStatesToTell)
        return {Agreement::unknown, "too few states."};
    if (bySize.empty() || bySize.rbegin()->first <= 1000)
        return {Agreement::unknown, "samples of 1000 particles or fewer cannot have more that rearrange."};
    if (count->largest > 1000)
        return {Agreement::differs, "some rearrangements hold more than 1000 particles."};
    std::vector<std::pair<Eigen::Index, double>> medians;
    for (const auto& [size, spread] : bySize)
        if (spread && spread->count >= fewestStatesToTell)
            medians.emplace_back(size, spread->median);
    std::string sizes = " Whether they depend on N is not known: one size alone has states enough.";
    if (medians.size() > 1) {
        const auto& [small, few] = medians.front();
        const auto& [large, many] = medians.back();
        if (many > 3 * few)
            return {Agreement::differs, fmt::format("the median grows from {} at N = {} to {} at N = {}.",
                                                    compact(few), small, compact(many), large)};
        sizes = fmt::format(" The median is {} at N = {} and {} at N = {}.", compact(few), small, compact(many),
                            large);
    }
    const bool outside = 5 * summary.withinBoundsOfPaper <= 4 * count->count;
    return {
        outside ? Agreement::roughly : Agreement::agrees,
        (outside ? std::string("none is beyond 1000, but a fifth of the states or more lie outside the lines of "
                               "Fig. 11.")
                 : std::string("none is beyond 1000.")) +
            sizes};
}

Verdict decayVerdict(const results::TransitionSummary& summary)
{
    const auto& exponent = summary.decayExponent;
    if (!exponent)
        return {Agreement::unknown,
                "no tail can be fitted in boxes this small: between the core and the images of the periodic box "
                "there is less than a factor of 1.6 in r. Larger N have one."};
    const std::string range =
        " The tail is fitted over less than a factor of three in r in these boxes, where the images of the "
        "periodic "
        "box and the core are near.";
    if (exponent->median < 2.25)
        return {Agreement::differs, "nearer to 2, what an elastic field has." + range};
    if (exponent->median > 3.25)
        return {Agreement::differs, "steeper." + range};
    return {Agreement::agrees, fmt::format("a = {} in the median.", compact(exponent->median)) + range};
}

Verdict overlapVerdict(const results::TransitionSummary& summary)
{
    const auto& overlap = summary.overlap;
    if (!overlap)
        return {Agreement::unknown, "no mode has a transition."};
    if (overlap->median >= 0.3)
        return {Agreement::differs, fmt::format("I is {} in the median.", compact(overlap->median))};
    return {overlap->high > 0.5 ? Agreement::roughly : Agreement::agrees,
            fmt::format("I is {} in the median, and below {} for 84 of 100 scans.", compact(overlap->median),
                        compact(overlap->high))};
}

Verdict crystalVerdict(const std::optional<double>& crystal,
                       const std::optional<std::pair<double, double>>& glasses)
{
    if (!crystal)
        return {Agreement::agrees,
                "no scan of a crystal left its lattice before particles overlapped or the largest amplitude was "
                "reached."};
    const std::string beyond =
        " Every particle is then displaced by that much on average: harmonic neighbours have long lost touch, or "
        "whole planes slip past each other. That is no anharmonicity of small vibrations, and the paper says "
        "nothing "
        "of such amplitudes.";
    if (!glasses)
        return {Agreement::differs,
                fmt::format("a crystal left its lattice from A = {} sigma on.", compact(*crystal)) + beyond};
    return {
        *crystal >= 10 * glasses->second ? Agreement::roughly : Agreement::differs,
        fmt::format("a crystal left its lattice, but only from A = {} sigma on, {} times the smallest and {} "
                    "times the largest A_c of the glasses.",
                    compact(*crystal), compact(*crystal / glasses->first), compact(*crystal / glasses->second)) +
            beyond};
}

}  // namespace vitrine::study::validation

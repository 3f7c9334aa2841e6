#include "core/results/TransitionSummary.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/results/MinimizerComparison.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace vitrine::results {

namespace {
using Quantity = std::optional<double> (*)(const ModeRecord&);

std::optional<double> omega(const ModeRecord& record)
{
    return record.omega;
}
std::optional<double> phononOrder(const ModeRecord& record)
{
    return record.phononOrder;
}
std::optional<double> participation(const ModeRecord& record)
{
    return record.participationRatio;
}
std::optional<double> amplitude(const ModeRecord& record)
{
    return record.criticalAmplitude;
}
std::optional<double> thirdOrder(const ModeRecord& record)
{
    return record.thirdOrderAmplitude;
}
std::optional<double> distance(const ModeRecord& record)
{
    return record.distance;
}
std::optional<double> overlap(const ModeRecord& record)
{
    return record.overlap;
}

/// What the paper plots against each other: Figs. 3, 4, 6, 7, 12, 14, 15.
struct Pair {
    const char* first;
    Quantity firstOf;
    const char* second;
    Quantity secondOf;
};
constexpr Pair pairs[] = {
    {"omega", &omega, "ac", &amplitude},
    {"phonon_order", &phononOrder, "ac", &amplitude},
    {"participation_ratio", &participation, "ac", &amplitude},
    {"omega", &omega, "dr", &distance},
    {"phonon_order", &phononOrder, "dr", &distance},
    {"participation_ratio", &participation, "dr", &distance},
    {"phonon_order", &phononOrder, "overlap", &overlap},
    {"participation_ratio", &participation, "overlap", &overlap},
    {"omega", &omega, "ac_third_order", &thirdOrder},
    {"phonon_order", &phononOrder, "ac_third_order", &thirdOrder},
    {"participation_ratio", &participation, "ac_third_order", &thirdOrder},
};

std::optional<RankCorrelation> correlation(const std::vector<ModeRecord>& modes, const Pair& pair,
                                           const std::map<std::string, double>& belowOmega)
{
    std::vector<std::pair<double, double>> points;
    const auto counts = [&](const ModeRecord& mode) {
        const auto end = belowOmega.find(mode.sample);
        return pair.firstOf == &omega || end == belowOmega.end() || mode.omega < end->second;
    };
    for (const ModeRecord& mode : modes) {
        const auto first = pair.firstOf(mode);
        const auto second = pair.secondOf(mode);
        if (first && second && counts(mode))
            points.emplace_back(*first, *second);
    }
    return rankCorrelation(points);
}

bool isLoose(const ModeRecord& record)
{
    return record.outcome == outcomeName(anharmonicity::ScanOutcome::looseParticle);
}

std::optional<Spread> spread(const std::vector<ModeRecord>& records, Quantity quantity)
{
    std::vector<double> values;
    for (const ModeRecord& record : records)
        if (const auto value = quantity(record))
            values.push_back(*value);
    return spreadOf(std::move(values));
}

std::vector<SharedState> statesOf(const std::vector<ModeRecord>& transitions)
{
    std::map<std::pair<std::string, int>, std::pair<SharedState, std::set<Eigen::Index>>> states;
    for (const ModeRecord& record : transitions) {
        if (!record.transition)
            continue;
        auto& [state, modes] = states[{record.sample, *record.transition}];
        if (state.scans++ == 0) {
            state.sample = record.sample;
            state.transition = *record.transition;
            state.distance = *record.distance;
            state.energyDifference = *record.energyDifference;
        }
        modes.insert(record.mode);
        state.reachedBy.push_back(std::to_string(record.mode) + record.sign);
    }
    std::vector<SharedState> list;
    for (auto& [key, entry] : states) {
        entry.first.modes = entry.second.size();
        list.push_back(entry.first);
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const SharedState& a, const SharedState& b) { return a.scans > b.scans; });
    return list;
}

void count(const std::vector<ModeRecord>& records, TransitionSummary& summary)
{
    std::map<std::pair<std::string, Eigen::Index>, std::set<std::string>> signs;
    std::set<std::pair<std::string, Eigen::Index>> reaching, reachingFirmly, withoutVerdict;
    for (const ModeRecord& record : records) {
        if (record.sign.empty())
            continue;
        ++summary.scans;
        ++summary.outcomes[record.outcome];
        signs[{record.sample, record.mode}].insert(record.sign);
        if (record.criticalAmplitude)
            reaching.insert({record.sample, record.mode});
        if (record.criticalAmplitude && !isLoose(record))
            reachingFirmly.insert({record.sample, record.mode});
        if (record.outcome == outcomeName(anharmonicity::ScanOutcome::notConverged))
            withoutVerdict.insert({record.sample, record.mode});
    }
    summary.modesScanned = signs.size();
    summary.modesInBothDirections = static_cast<std::size_t>(
        std::count_if(signs.begin(), signs.end(), [](const auto& mode) { return mode.second.size() == 2; }));
    summary.modesWithTransition = reaching.size();
    summary.modesWithoutVerdict = static_cast<std::size_t>(std::count_if(
        withoutVerdict.begin(), withoutVerdict.end(), [&](const auto& mode) { return !reaching.contains(mode); }));
    summary.looseModes = reaching.size() - reachingFirmly.size();
}

void describeStates(const std::vector<ModeRecord>& records, const potential::PairPotential& potential,
                    TransitionSummary& summary)
{
    TransitionSelection all;
    all.eachTransitionOnce = false;
    const std::vector<ModeRecord> transitions = selectTransitions(records, all);
    summary.transitions = transitions.size();
    summary.states = statesOf(transitions);
    summary.overlap = spread(transitions, &overlap);

    const std::vector<ModeRecord> once = selectTransitions(records);
    summary.distance = spread(once, &distance);
    summary.energyDifference =
        spread(once, [](const ModeRecord& record) { return std::optional(std::abs(*record.energyDifference)); });
    summary.rearrangedCount = spread(once, [](const ModeRecord& record) { return record.rearrangedCount; });
    summary.decayExponent = spread(once, [](const ModeRecord& record) { return record.decayExponent; });
    if (const auto errors = spread(once, [](const ModeRecord& record) { return record.decayExponentError; }))
        summary.decayError = errors->median;
    summary.slope = fitTransitionSlope(once);
    summary.squaredDistance = spread(once, [](const ModeRecord& record) {
        return std::optional(*record.distance * *record.distance / *record.rearrangedCount);
    });
    summary.withinBoundsOfPaper = countWithin(once, displacementBoundsOfPaper(potential));
}
}  // namespace

std::vector<ModeRecord> smallestOfEachMode(const std::vector<ModeRecord>& records)
{
    std::vector<ModeRecord> modes;
    for (const ModeRecord& record : records) {
        if (!record.criticalAmplitude)
            continue;
        const bool known =
            !modes.empty() && modes.back().mode == record.mode && modes.back().sample == record.sample;
        if (!known)
            modes.push_back(record);
        else if (*record.criticalAmplitude < *modes.back().criticalAmplitude)
            modes.back() = record;
    }
    return modes;
}

std::vector<ModeRecord> recordOfEachMode(const std::vector<ModeRecord>& records)
{
    std::vector<ModeRecord> modes;
    for (const ModeRecord& record : records) {
        if (modes.empty() || modes.back().mode != record.mode || modes.back().sample != record.sample)
            modes.push_back(record);
        else if (record.criticalAmplitude &&
                 (!modes.back().criticalAmplitude || *record.criticalAmplitude < *modes.back().criticalAmplitude))
            modes.back() = record;
    }
    return modes;
}

TransitionSummary summariseTransitions(const std::vector<ModeRecord>& allRecords,
                                       const potential::PairPotential& potential,
                                       const std::map<std::string, double>& belowOmega)
{
    const std::vector<ModeRecord> records =
        recordsBy(quench::minimizerName(quench::MinimizerKind::fire), allRecords);
    TransitionSummary summary;
    count(records, summary);
    const std::vector<ModeRecord> modes = smallestOfEachMode(records);
    const std::vector<ModeRecord> all = recordOfEachMode(records);
    summary.criticalAmplitude = spread(modes, &amplitude);
    summary.thirdOrderAmplitude = spread(all, &thirdOrder);
    summary.thirdOrderRatio = spread(modes, [](const ModeRecord& record) {
        return record.thirdOrderAmplitude ? std::optional(*record.thirdOrderAmplitude / *record.criticalAmplitude)
                                          : std::nullopt;
    });
    summary.belowOmega = belowOmega;
    for (const Pair& pair : pairs)
        summary.correlations.push_back(
            {pair.first, pair.second, correlation(pair.secondOf == &thirdOrder ? all : modes, pair, belowOmega)});
    describeStates(records, potential, summary);
    summary.onsets = onsetTemperatures(records);
    return summary;
}

}  // namespace vitrine::results

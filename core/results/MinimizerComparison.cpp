#include "core/results/MinimizerComparison.h"

#include "core/anharmonicity/AnharmonicityScan.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace vitrine::results {

namespace {

const std::string_view fire = quench::minimizerName(quench::MinimizerKind::fire);
const std::string_view notConverged = anharmonicity::outcomeName(anharmonicity::ScanOutcome::notConverged);

MinimizerAgreement agreementOf(const ModeRecord& reference, const ModeRecord& other, double tolerance)
{
    if (reference.outcome == notConverged || other.outcome == notConverged)
        return MinimizerAgreement::noVerdict;
    if (!reference.criticalAmplitude && !other.criticalAmplitude)
        return reference.outcome == other.outcome ? MinimizerAgreement::agree : MinimizerAgreement::outcomesDiffer;
    if (!reference.criticalAmplitude || !other.criticalAmplitude)
        return MinimizerAgreement::outcomesDiffer;
    if (reference.transition != other.transition)
        return MinimizerAgreement::destinationsDiffer;
    return std::abs(std::log(*other.criticalAmplitude / *reference.criticalAmplitude)) <= tolerance
               ? MinimizerAgreement::agree
               : MinimizerAgreement::amplitudesDiffer;
}

/// What is known of a mode without its scan.
ModeRecord unscanned(ModeRecord record)
{
    record.sign.clear();
    record.outcome.clear();
    record.method.clear();
    record.minimizer.clear();
    for (std::optional<double> ModeRecord::*number :
         {&ModeRecord::criticalAmplitude, &ModeRecord::lowAmplitude, &ModeRecord::reachedAmplitude,
          &ModeRecord::barrier, &ModeRecord::distance, &ModeRecord::energyDifference, &ModeRecord::rearrangedCount,
          &ModeRecord::overlap, &ModeRecord::decayExponent, &ModeRecord::decayExponentError})
        (record.*number).reset();
    record.transition.reset();
    record.evaluations.reset();
    return record;
}

bool sameDirection(const ModeRecord& a, const ModeRecord& b)
{
    return a.sample == b.sample && a.mode == b.mode && a.sign == b.sign;
}

}  // namespace

std::string_view agreementText(MinimizerAgreement agreement)
{
    switch (agreement) {
        case MinimizerAgreement::agree:
            return "agree";
        case MinimizerAgreement::amplitudesDiffer:
            return "A_c differs";
        case MinimizerAgreement::destinationsDiffer:
            return "destination differs";
        case MinimizerAgreement::outcomesDiffer:
            return "outcome differs";
        case MinimizerAgreement::noVerdict:
            break;
    }
    return "no verdict";
}

std::vector<MinimizerComparison> compareMinimizers(const std::vector<ModeRecord>& records, double tolerance)
{
    std::vector<MinimizerComparison> comparisons;
    for (const ModeRecord& record : records) {
        if (record.sign.empty() || record.method == fire)
            continue;
        const auto reference = std::find_if(records.begin(), records.end(), [&](const ModeRecord& candidate) {
            return candidate.method == fire && sameDirection(candidate, record);
        });
        if (reference == records.end())
            continue;
        MinimizerComparison comparison{
            record.sample, record.mode, record.sign, record.method, agreementOf(*reference, record, tolerance),
            std::nullopt};
        if (reference->criticalAmplitude && record.criticalAmplitude)
            comparison.amplitudeRatio = *record.criticalAmplitude / *reference->criticalAmplitude;
        comparisons.push_back(std::move(comparison));
    }
    return comparisons;
}

std::vector<ModeRecord> recordsBy(std::string_view method, const std::vector<ModeRecord>& records)
{
    std::vector<ModeRecord> chosen;
    for (auto begin = records.begin(); begin != records.end();) {
        const auto end = std::find_if(begin, records.end(), [&](const ModeRecord& record) {
            return record.sample != begin->sample || record.mode != begin->mode;
        });
        const std::size_t before = chosen.size();
        std::copy_if(begin, end, std::back_inserter(chosen),
                     [&](const ModeRecord& record) { return record.method == method; });
        if (chosen.size() == before)
            chosen.push_back(unscanned(*begin));
        begin = end;
    }
    return chosen;
}

}  // namespace vitrine::results

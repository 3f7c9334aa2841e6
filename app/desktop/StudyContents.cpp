#include "app/desktop/StudyContents.h"

#include "core/results/MinimizerComparison.h"

#include <algorithm>

namespace vitrine::app {

namespace {

SampleContents readSample(const study::Study& study, const std::string& name, const SampleContents* known)
{
    SampleContents contents;
    if (known)
        contents = *known;
    contents.name = name;
    const study::SampleState state = study.state(name);
    contents.foreign = state.foreign;
    if (!contents.structure && state.hasStructure)
        contents.structure = study.structure(name);
    if (state.modeCount > (contents.modes ? contents.modes->count() : 0))
        contents.modes = study.modes(name);
    if (!contents.moduli && state.hasModuli)
        contents.moduli = study.moduli(name);
    for (const study::ScanKey& key : state.scans) {
        auto& scan = contents.scans[key];
        if (!scan)
            scan = study.scan(name, key);
    }
    contents.records = shownRecords(study, name);
    contents.comparisons = results::compareMinimizers(study.records(name));
    return contents;
}

}  // namespace

std::vector<results::ModeRecord> shownRecords(const study::Study& study, const std::string& sample)
{
    return results::recordsBy(quench::minimizerName(quench::MinimizerKind::fire), study.records(sample));
}

std::shared_ptr<const anharmonicity::ScanResult> SampleContents::scan(study::ScanKey key) const
{
    const auto found = scans.find(key);
    return found == scans.end() ? nullptr : found->second;
}

const SampleContents* StudyContents::sample(const std::string& name) const
{
    const auto found = std::ranges::find(samples, name, &SampleContents::name);
    return found == samples.end() ? nullptr : &*found;
}

SampleContents* StudyContents::sample(const std::string& name)
{
    const auto found = std::ranges::find(samples, name, &SampleContents::name);
    return found == samples.end() ? nullptr : &*found;
}

MissingPieces StudyContents::missing(Eigen::Index modeCount) const
{
    MissingPieces missing;
    for (const SampleContents& sample : samples) {
        missing.packings += sample.structure ? 0 : 1;
        missing.moduli += sample.moduli ? 0 : 1;
        missing.modes += std::max<Eigen::Index>(modeCount - (sample.modes ? sample.modes->count() : 0), 0);
        missing.scans +=
            2 * modeCount - std::ranges::count_if(sample.scans, [modeCount](const auto& scan) {
                return scan.first.mode <= modeCount && scan.first.method == quench::MinimizerKind::fire;
            });
    }
    return missing;
}

void StudyContents::completeFrom(const StudyContents& other)
{
    for (SampleContents& here : samples) {
        const SampleContents* there = other.sample(here.name);
        if (!there)
            continue;
        if (there->structure)
            here.structure = there->structure;
        if (there->modes && (!here.modes || there->modes->count() >= here.modes->count()))
            here.modes = there->modes;
        if (there->records.size() > here.records.size())
            here.records = there->records;
        auto scans = there->scans;  // those that the window has stay the same objects
        scans.merge(here.scans);
        here.scans = std::move(scans);
    }
}

StudyContents StudyContents::read(const study::Study& study, const StudyContents* known)
{
    StudyContents contents{study.folder(), study.plan(), {}};
    for (const study::SamplePlan& sample : study.plan().samples)
        contents.samples.push_back(readSample(study, sample.name, known ? known->sample(sample.name) : nullptr));
    return contents;
}

}  // namespace vitrine::app

#include "app/desktop/FigureSource.h"

#include "core/results/MinimizerComparison.h"
#include "core/results/TransitionStatistics.h"
#include "core/results/TransitionSummary.h"
#include "core/run/Errors.h"
#include "core/study/StudySummary.h"
#include "core/study/formats/PlanJson.h"
#include "ui/SelectionText.h"
#include "ui/figures/FigurePresets.h"
#include "ui/look/Numbers.h"

#include <QCoreApplication>
#include <QObject>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>

namespace vitrine::app {

namespace {

using figures::FigureSystem;
using figures::ScanSubject;

/// A glass among all studies.
struct Glass {
    const study::Study* study;
    study::SamplePlan plan;
    std::vector<results::ModeRecord> records;   ///< of FIRE's scans
    std::optional<modes::BosonPeak> bosonPeak;  ///< of all glasses of its kind and size in its study
};

std::string folderName(const study::Study& study)
{
    return study.folder().filename().string();
}

std::optional<modes::BosonPeak> peakOf(const study::GroupSummary& group)
{
    if (const auto* spectrum = std::get_if<study::SpectrumSummary>(&group.spectrum))
        if (const auto* peak = std::get_if<modes::BosonPeak>(&spectrum->bosonPeak))
            return *peak;
    return std::nullopt;
}

std::vector<Glass> glassesOf(const study::Study& study)
{
    std::vector<Glass> glasses;
    for (const study::GroupSummary& size : study::summarise(study).sizes) {
        if (size.isCrystal())
            continue;
        for (const std::string& name : size.samples) {
            const auto& plans = study.plan().samples;
            const auto plan = std::ranges::find(plans, name, &study::SamplePlan::name);
            auto records = results::recordsBy(minimizerName(quench::MinimizerKind::fire), study.records(name));
            if (!records.empty())
                glasses.push_back({&study, *plan, std::move(records), peakOf(size)});
        }
    }
    return glasses;
}

bool isTransition(const results::ModeRecord& record)
{
    return record.outcome == outcomeName(anharmonicity::ScanOutcome::transition);
}

anharmonicity::Direction directionOf(const results::ModeRecord& record)
{
    return anharmonicity::directionFromSign(record.sign).value_or(anharmonicity::Direction::plus);
}

/// Of the largest glasses the record with the smallest A_c, of those with a decay exponent if there are any.
std::pair<const Glass*, const results::ModeRecord*> easiest(const std::vector<Glass>& glasses)
{
    std::pair<const Glass*, const results::ModeRecord*> best{nullptr, nullptr};
    const auto rank = [](const Glass& glass, const results::ModeRecord& record) {
        return std::tuple(-glass.plan.recipe.particleCount, !record.decayExponent,
                          record.criticalAmplitude.value_or(std::numeric_limits<double>::infinity()));
    };
    for (const Glass& glass : glasses)
        for (const results::ModeRecord& record : glass.records)
            if (isTransition(record) && (!best.first || rank(glass, record) < rank(*best.first, *best.second)))
                best = {&glass, &record};
    return best;
}

std::pair<const Glass*, const results::ModeRecord*> selected(const std::vector<Glass>& glasses,
                                                             const ui::Selection& selection)
{
    for (const Glass& glass : glasses) {
        if (glass.plan.name != selection.sample)
            continue;
        for (const results::ModeRecord& record : results::recordOfEachMode(glass.records))
            if (record.mode == selection.mode && !record.sign.empty()) {
                const auto direction = selection.direction.value_or(directionOf(record));
                const auto own = std::ranges::find_if(glass.records, [&](const results::ModeRecord& each) {
                    return each.mode == selection.mode && each.sign == directionSign(direction);
                });
                if (own != glass.records.end())
                    return {&glass, &*own};
            }
    }
    throw run::InvalidInput("No study has a scan along mode " + std::to_string(selection.mode) + " of sample " +
                            selection.sample + ".");
}

std::optional<ScanSubject> subjectOf(const std::vector<Glass>& glasses, const FigureWish& wish)
{
    const auto [glass, record] = wish.which ? selected(glasses, *wish.which) : easiest(glasses);
    if (!glass)
        return std::nullopt;
    ScanSubject subject;
    const auto direction = directionOf(*record);
    subject.structure = glass->study->structure(glass->plan.name);
    subject.scan = glass->study->scan(glass->plan.name, {record->mode, direction});
    subject.transitionDistance = glass->study->plan().scan.transitionDistance;
    subject.words = ui::selectionInWords(glass->plan.recipe, {glass->plan.name, record->mode, direction}, record);
    if (subject.scan && subject.scan->transition && subject.structure)
        subject.profile =
            std::make_shared<const rearrangement::DecayProfile>(rearrangement::decayProfileWhereInRange(
                subject.structure->packing, subject.scan->transition->displacements, subject.structure->rattlers,
                glass->study->plan().tail));
    return subject;
}

/// The selection in the first study that has its sample; without one what Fig. 9 would show, or the first packing.
std::optional<figures::SceneSubject> sceneOf(const std::vector<study::Study>& studies,
                                             const std::optional<ui::Selection>& which)
{
    for (const study::Study& study : studies) {
        const auto& plans = study.plan().samples;
        ui::Selection selection;
        if (which) {
            selection = *which;
        }
        else if (const auto glasses = glassesOf(study); easiest(glasses).first) {
            const auto [glass, record] = easiest(glasses);
            selection = {glass->plan.name, record->mode, directionOf(*record)};
        }
        else if (!plans.empty()) {
            selection.sample = plans.front().name;
        }
        const auto plan = std::ranges::find(plans, selection.sample, &study::SamplePlan::name);
        const auto structure = plan == plans.end() ? nullptr : study.structure(selection.sample);
        if (!structure)
            continue;
        figures::SceneSubject subject{.words = {}, .structure = structure, .mode = {}, .scan = {}};
        const auto records =
            results::recordsBy(minimizerName(quench::MinimizerKind::fire), study.records(selection.sample));
        const results::ModeRecord* own = nullptr;
        for (const results::ModeRecord& record : records)
            if (record.mode == selection.mode &&
                (!selection.direction || record.sign.empty() ||
                 record.sign == anharmonicity::directionSign(*selection.direction)))
                own = own ? own : &record;
        if (selection.mode > 0) {
            const auto modes = study.modes(selection.sample);
            const Eigen::Index column = modes ? selection.mode - modes->firstIndex : -1;
            if (column < 0 || column >= modes->count())
                throw run::InvalidInput("Mode " + std::to_string(selection.mode) + " of sample " +
                                        selection.sample + " was not found yet.");
            subject.mode.emplace(modes->field(column));
            if (selection.direction)
                subject.scan = study.scan(selection.sample, {selection.mode, *selection.direction});
        }
        subject.words = ui::selectionInWords(plan->recipe, selection, own);
        return subject;
    }
    if (which)
        throw run::InvalidInput("No study has a packing of sample " + which->sample + ".");
    return std::nullopt;
}

/// By N, then in the order of the studies.
std::vector<Glass> allGlasses(const std::vector<study::Study>& studies, std::string_view potential)
{
    std::vector<Glass> glasses;
    for (const study::Study& study : studies) {
        const auto isOfPotential = [potential](const study::SamplePlan& sample) {
            return potentialName(sample.recipe.potential) == potential;
        };
        if (std::ranges::none_of(study.plan().samples, isOfPotential))
            continue;  // its spectra take seconds
        for (Glass& glass : glassesOf(study))
            if (isOfPotential(glass.plan))
                glasses.push_back(std::move(glass));
    }
    std::ranges::stable_sort(glasses, {}, [](const Glass& glass) { return glass.plan.recipe.particleCount; });
    return glasses;
}

/// "A", and of which study where another has a sample of that name and size.
std::string sampleWords(const Glass& glass, const std::vector<Glass>& all)
{
    const bool alone = std::ranges::none_of(all, [&glass](const Glass& other) {
        return other.study != glass.study && other.plan.name == glass.plan.name &&
               other.plan.recipe.particleCount == glass.plan.recipe.particleCount;
    });
    return alone ? glass.plan.name : glass.plan.name + " of " + folderName(*glass.study);
}

FigureSystem systemOf(const std::vector<Glass>& glasses)
{
    FigureSystem system{.potential = glasses.front().plan.recipe.potential,
                        .modes = {},
                        .scans = {},
                        .sizes = {},
                        .names = {},
                        .bosonPeaks = {},
                        .guides = {},
                        .subject = {}};
    std::vector<results::ModeRecord> records;
    for (std::size_t number = 0; number < glasses.size(); ++number) {
        const Glass& glass = glasses[number];
        const std::string sample = fmt::format("{:03}", number);
        system.sizes[sample] = QObject::tr("N = %1").arg(look::grouped(glass.plan.recipe.particleCount));
        system.names[sample] = QObject::tr("sample %1").arg(QString::fromStdString(sampleWords(glass, glasses)));
        if (glass.bosonPeak) {
            system.bosonPeaks[sample] = glass.bosonPeak->frequency;
            system.guides.bosonPeak = glass.bosonPeak;  // of the largest glass that has one
        }
        for (results::ModeRecord record : glass.records) {
            record.sample = sample;
            records.push_back(record);
        }
    }
    // omega_BP hardly depends on N: sizes whose spectrum ends below it are cut there too, as on the page
    // Validation.
    if (system.guides.bosonPeak)
        for (const auto& [sample, size] : system.sizes)
            system.bosonPeaks.emplace(sample, system.guides.bosonPeak->frequency);
    system.modes = results::recordOfEachMode(records);
    std::ranges::copy_if(records, std::back_inserter(system.scans),
                         [](const results::ModeRecord& record) { return !record.sign.empty(); });
    const auto transitions = results::selectTransitions(records);
    system.guides.slope = results::fitTransitionSlope(transitions);
    system.guides.bounds = results::displacementBounds(transitions);
    system.guides.paperBounds = results::displacementBoundsOfPaper(system.potential);
    return system;
}

}  // namespace

figures::FigureData readFigureData(const std::vector<study::Study>& studies, const FigureWish& wish)
{
    figures::FigureData data;
    if (wish.scene) {
        data.scene = sceneOf(studies, wish.which);
        return data;
    }
    for (const char* potential : {"harmonic", "lj"}) {
        const std::vector<Glass> glasses = allGlasses(studies, potential);
        if (glasses.empty())
            continue;
        FigureSystem system = systemOf(glasses);
        if (wish.scan)
            system.subject = subjectOf(glasses, wish);
        data.systems.push_back(std::move(system));
    }
    return data;
}

FigureWish wishOf(const figures::PanelWish& panel)
{
    const figures::FigurePreset& preset = figures::figurePreset(panel.preset);
    return {.scan = preset.showsScan,
            .scene = preset.showsScene,
            .which = preset.showsScan || preset.showsScene ? panel.selection : std::nullopt};
}

figures::StudyTrace traceOf(const study::Study& study)
{
    figures::StudyTrace trace{
        .folder = QString::fromStdString(std::filesystem::absolute(study.folder()).lexically_normal().string()),
        .content = QString::fromStdString(study.dataHash()),
        .recipe = QString::fromStdString(study::formats::planText(study.plan()))};
    for (const study::SamplePlan& sample : study.plan().samples) {
        const study::SampleState state = study.state(sample.name);
        trace.modes += state.modeCount;
        trace.scans += static_cast<qlonglong>(state.scans.size());
    }
    return trace;
}

figures::FigureMemory memoryOf(const figures::FigureRequest& request, const std::vector<study::Study>& studies)
{
    figures::FigureMemory memory{
        .program = QCoreApplication::applicationName() + QLatin1Char(' ') + QCoreApplication::applicationVersion(),
        .request = request,
        .studies = {}};
    for (const study::Study& study : studies)
        memory.studies.push_back(traceOf(study));
    return memory;
}

std::vector<results::OnsetRow> readOnsetTable(const std::vector<study::Study>& studies)
{
    std::vector<results::OnsetRow> rows;
    for (const char* potential : {"harmonic", "lj"}) {
        const std::vector<Glass> glasses = allGlasses(studies, potential);
        for (const Glass& glass : glasses)
            for (const results::OnsetTemperature& onset : results::onsetTemperatures(glass.records))
                if (onset.scannedModes > 0)
                    rows.push_back({glass.plan.recipe.potential, glass.plan.recipe.particleCount,
                                    sampleWords(glass, glasses), onset});
    }
    return rows;
}

}  // namespace vitrine::app

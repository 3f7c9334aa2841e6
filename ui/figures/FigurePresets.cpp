#include "ui/figures/FigurePresets.h"

#include "core/run/Errors.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/ScatterPreset.h"
#include "ui/charts/SweepChart.h"
#include "ui/figures/ScenePicture.h"

#include <QObject>

#include <algorithm>
#include <set>

namespace vitrine::figures {

namespace {

using charts::RecordColumn;
using charts::ScatterPreset;

constexpr int sweepFigure = 2;
constexpr int fieldFigure = 9;
constexpr int sampleFigure = 13;

/// 0 for what is no figure of the paper.
int numberOf(const QString& name)
{
    return name.endsWith(QLatin1Char('a')) || name.endsWith(QLatin1Char('b')) ? name.chopped(1).toInt()
                                                                              : name.toInt();
}

QString letterOf(const QString& name)
{
    return name.back().isLetter() ? QString(name.back()) : QString();
}

/// Figures 4, 7, 12 and 15: modes below the boson peak.
bool isBelowBosonPeak(int number)
{
    return number == 4 || number == 7 || number == 12 || number == 15;
}

/// Figures 14 and 15 show the measured A_c too.
std::optional<RecordColumn> comparisonOf(int number)
{
    return number == 14 || number == 15 ? std::optional(RecordColumn::criticalAmplitude) : std::nullopt;
}

/// Figures 8 and 11 show all transitions, the others one point for each mode.
bool showsAllScans(int number)
{
    return number == 8 || number == 11;
}

/// "A_c against ω" of "Fig. 3: A_c against ω".
QString titleOf(const ScatterPreset& preset)
{
    return preset.name.section(QStringLiteral(": "), 1);
}

const ScatterPreset* scatterOf(const QString& figure)
{
    for (const ScatterPreset& preset : charts::scatterPresets())
        if (preset.figures.contains(figure))
            return &preset;
    return nullptr;
}

std::vector<FigurePreset> allPresets()
{
    std::map<int, std::vector<FigurePreset>> byNumber;
    for (const ScatterPreset& scatter : charts::scatterPresets()) {
        for (const QString& figure : scatter.figures) {
            auto& presets = byNumber[numberOf(figure)];
            const QString title = titleOf(scatter);
            if (letterOf(figure).isEmpty()) {
                presets.push_back({figure, title});
                presets.push_back({figure + QLatin1Char('a'), title + QObject::tr(", harmonic spheres")});
                presets.push_back({figure + QLatin1Char('b'), title + QObject::tr(", Lennard-Jones")});
            }
            else {
                presets.push_back({figure, title});
            }
        }
    }
    for (auto& [number, presets] : byNumber)
        if (presets.size() == 2)
            presets.insert(presets.begin(),
                           {QString::number(number), presets[0].title + QObject::tr("; ") + presets[1].title});
    const QString sweep = QObject::tr("|Δr| and |ΔΦ| against A of one mode");
    byNumber[sweepFigure] = {{QStringLiteral("2"), sweep, true},
                             {QStringLiteral("2a"), sweep + QObject::tr(", harmonic spheres"), true},
                             {QStringLiteral("2b"), sweep + QObject::tr(", Lennard-Jones"), true}};
    byNumber[fieldFigure] = {
        {QStringLiteral("9"), QObject::tr("a rearrangement in three dimensions; its decay with distance"), true,
         true},
        {QStringLiteral("9a"), QObject::tr("a rearrangement in three dimensions"), true, true},
        {QStringLiteral("9b"), QObject::tr("decay of a rearrangement with distance"), true}};
    std::vector<FigurePreset> all;
    for (const auto& [number, presets] : byNumber)
        all.insert(all.end(), presets.begin(), presets.end());
    all.push_back({QStringLiteral("view"), QObject::tr("the 3D view of a packing, a mode or a rearrangement"),
                   false, true, true});
    return all;
}

/// Of the size with most samples, of two such the larger.
std::set<std::string> samplesOfOneSize(const FigureSystem& system)
{
    std::map<Eigen::Index, std::set<std::string>> bySize;
    for (const results::ModeRecord& record : system.modes)
        if (record.distance)
            bySize[record.particleCount].insert(record.sample);
    std::set<std::string> most;
    for (const auto& [size, samples] : bySize)
        if (samples.size() >= most.size())
            most = samples;
    return most;
}

Panel scatterPanel(int number, const ScatterPreset& preset, const FigureSystem& system)
{
    auto records = showsAllScans(number) ? system.scans : system.modes;
    const auto oneSize = number == sampleFigure ? samplesOfOneSize(system) : std::set<std::string>();
    const auto leftOut = [&](const results::ModeRecord& record) {
        if (number == sampleFigure && !oneSize.contains(record.sample))
            return true;
        // A nearly loose particle moves at no cost: its energy difference is rounding.
        if (preset.y == RecordColumn::energyDifference &&
            record.outcome == outcomeName(anharmonicity::ScanOutcome::looseParticle))
            return true;
        const auto peak = system.bosonPeaks.find(record.sample);
        return isBelowBosonPeak(number) && peak != system.bosonPeaks.end() && record.omega >= peak->second;
    };
    std::erase_if(records, leftOut);
    for (results::ModeRecord& record : records)
        record.sign.clear();  // a colour and a marker for each size, whatever the direction
    Panel panel;
    auto chart = std::make_unique<charts::ScatterChart>();
    chart->setColumns(preset.x, preset.y);
    chart->setComparison(comparisonOf(number));
    chart->setDataSets(number == sampleFigure ? system.names : system.sizes);
    chart->setGuides(system.guides);
    chart->setRecords(std::move(records));
    panel.charts.push_back(std::move(chart));
    return panel;
}

const ScanSubject& subjectOf(const FigureSystem& system)
{
    if (!system.subject || !system.subject->scan)
        throw run::InvalidInput("Nothing was scanned in these studies, so there is no scan to show.");
    return *system.subject;
}

Panel sweepPanel(const FigureSystem& system)
{
    const ScanSubject& subject = subjectOf(system);
    std::optional<charts::PullChart::Bracket> bracket;
    if (const auto& transition = subject.scan->transition)
        bracket = {transition->lowAmplitude, transition->criticalAmplitude};
    Panel panel;
    for (const auto quantity :
         {charts::PullChart::Quantity::distance, charts::PullChart::Quantity::energyDifference}) {
        const bool upper = panel.charts.empty();
        auto chart = std::make_unique<charts::PullChart>(quantity, upper ? QString() : QStringLiteral("A / σ"));
        chart->setPulls(subject.scan->pulls, bracket, subject.transitionDistance);
        panel.charts.push_back(std::move(chart));
    }
    panel.remark = subject.words;
    return panel;
}

const ScanSubject& rearrangementOf(const FigureSystem& system)
{
    const ScanSubject& subject = subjectOf(system);
    if (!subject.scan->transition)
        throw run::InvalidInput("No particles rearranged in that scan: " + subject.words.toStdString() + ".");
    return subject;
}

Panel fieldPanel(const FigureSystem& system, const FigureFormat& format)
{
    const ScanSubject& subject = rearrangementOf(system);
    Panel panel;
    panel.picture = rearrangementPicture(subject.structure->packing, subject.scan->transition->displacements,
                                         format.dark, format.transparent);
    panel.remark = subject.words;
    return panel;
}

Panel decayPanel(const FigureSystem& system)
{
    const ScanSubject& subject = rearrangementOf(system);
    Panel panel;
    auto chart = std::make_unique<charts::DecayChart>();
    chart->setProfile(subject.profile);
    panel.charts.push_back(std::move(chart));
    panel.remark = subject.words;
    return panel;
}

Panel scenePanel(const FigureData& data, const SceneShot& shot, const FigureFormat& format)
{
    if (!data.scene)
        throw run::InvalidInput("There is no packing in these studies to show.");
    Panel panel;
    panel.picture = scenePicture(*data.scene, shot, format.dark, format.transparent);
    panel.remark = data.scene->words;
    return panel;
}

const FigureSystem& systemNamed(const FigureData& data, std::string_view potential, const FigurePreset& preset)
{
    for (const FigureSystem& system : data.systems)
        if (potentialName(system.potential) == potential)
            return system;
    throw run::InvalidInput("Fig. " + preset.name.toStdString() +
                            " is of the other system: these studies hold no " +
                            std::string(potential == "lj" ? "Lennard-Jones glass" : "harmonic spheres") + ".");
}

/// The charts of a figure whose panels are the two systems.
std::vector<Panel> panelsBySystem(const FigurePreset& preset, const FigureData& data)
{
    const int number = numberOf(preset.name);
    const auto make = [number](const FigureSystem& system) {
        return number == sweepFigure ? sweepPanel(system)
                                     : scatterPanel(number, *scatterOf(QString::number(number)), system);
    };
    std::vector<Panel> panels;
    if (const QString letter = letterOf(preset.name); !letter.isEmpty()) {
        panels.push_back(make(systemNamed(data, letter == QLatin1String("a") ? "harmonic" : "lj", preset)));
        return panels;
    }
    for (const FigureSystem& system : data.systems)
        panels.push_back(make(system));
    return panels;
}

/// The charts of a figure whose panels are two quantities of one system.
std::vector<Panel> panelsByQuantity(const FigurePreset& preset, const FigureSystem& system,
                                    const FigureFormat& format)
{
    const int number = numberOf(preset.name);
    std::vector<Panel> panels;
    for (const QString& letter : {QStringLiteral("a"), QStringLiteral("b")}) {
        const QString own = letterOf(preset.name);
        if (!own.isEmpty() && own != letter)
            continue;
        if (number != fieldFigure)
            panels.push_back(scatterPanel(number, *scatterOf(QString::number(number) + letter), system));
        else
            panels.push_back(letter == QLatin1String("a") ? fieldPanel(system, format) : decayPanel(system));
    }
    return panels;
}

}  // namespace

const std::vector<FigurePreset>& figurePresets()
{
    static const std::vector<FigurePreset> presets = allPresets();
    return presets;
}

const FigurePreset& figurePreset(const QString& name)
{
    const auto found = std::ranges::find(figurePresets(), name, &FigurePreset::name);
    if (found == figurePresets().end())
        throw run::InvalidInput("There is no preset \u201c" + name.toStdString() + "\u201d. Presets:\n" +
                                figurePresetList().toStdString());
    return *found;
}

QString figurePresetList()
{
    QString list;
    for (const FigurePreset& preset : figurePresets())
        list += QStringLiteral("  %1 %2%3\n")
                    .arg(preset.name, -4)
                    .arg(preset.title, preset.needsDisplay ? QObject::tr(" (needs a display)") : QString());
    return list;
}

QString FigurePreset::words() const
{
    return isNumbered() ? QObject::tr("Fig. %1: %2").arg(name, title) : title;
}

QString figureTitle(const FigureRequest& request)
{
    const QString first = figurePreset(request.panels.front().preset).words();
    return request.panels.size() == 1 ? first
                                      : QObject::tr("%1, and %2 more").arg(first).arg(request.panels.size() - 1);
}

std::vector<Panel> makePanels(const PanelWish& wish, const FigureData& data, const FigureFormat& format)
{
    const FigurePreset& preset = figurePreset(wish.preset);
    if (preset.showsScene) {
        std::vector<Panel> panels;
        panels.push_back(scenePanel(data, wish.shot.value_or(SceneShot()), format));
        return panels;
    }
    if (data.systems.empty())
        throw run::InvalidInput("These studies hold no glass with modes.");
    const int number = numberOf(preset.name);
    const bool bySystem = number == sweepFigure || scatterOf(QString::number(number));
    // The paper shows the harmonic system in the others; where that is not there, what is.
    return bySystem ? panelsBySystem(preset, data) : panelsByQuantity(preset, data.systems.front(), format);
}

std::vector<Panel> makePage(const FigureRequest& request, const std::function<FigureData(const PanelWish&)>& read)
{
    std::vector<Panel> page;
    for (const PanelWish& wish : request.panels)
        for (Panel& panel : makePanels(wish, read(wish), request.format))
            page.push_back(std::move(panel));
    if (page.size() > 1)
        for (std::size_t i = 0; i < page.size(); ++i)
            page[i].letter = QChar(static_cast<char16_t>(u'a' + i));
    return page;
}

}  // namespace vitrine::figures

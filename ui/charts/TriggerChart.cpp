#include "ui/charts/TriggerChart.h"

#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace vitrine::charts {

using anharmonicity::Direction;
using anharmonicity::ScanOutcome;
using results::ModeRecord;

namespace {

constexpr double againstPlace = 0;  // of the columns, in the chart's x
constexpr double alongPlace = 0.13;
constexpr double statePlace = 1;
constexpr double triggerSize = 5.5;  // device-independent pixels

double columnOf(const ModeRecord& record)
{
    if (record.sign.empty())
        return (againstPlace + alongPlace) / 2;
    return record.sign == directionSign(Direction::minus) ? againstPlace : alongPlace;
}

double amplitudeOf(const ModeRecord& record)
{
    return record.criticalAmplitude.value_or(std::numeric_limits<double>::infinity());
}

QString modeName(const ModeRecord& record)
{
    return look::grouped(record.mode) + (record.sign.empty() ? QString()
                                         : record.sign == directionSign(Direction::minus)
                                             ? QStringLiteral("\u2212")
                                             : QStringLiteral("+"));
}

QString modeWords(const ModeRecord& record)
{
    QString words =
        TriggerChart::tr("mode %1, \u03c9 = %2, P = %3")
            .arg(modeName(record), look::number(record.omega, 4), look::number(record.participationRatio, 2));
    if (record.criticalAmplitude)
        words += TriggerChart::tr("\nA_c = %1")
                     .arg(look::criticalAmplitude(*record.criticalAmplitude) + QStringLiteral(" \u03c3"));
    return words;
}

/// How those look that lead to no state.
struct OutcomeLook {
    ScanOutcome outcome;
    look::Marker marker;
    const char* words;
};

constexpr std::array<OutcomeLook, 3> others{{
    {ScanOutcome::noTransition, look::Marker::circle, QT_TRANSLATE_NOOP("TriggerChart", "no transition")},
    {ScanOutcome::overlap, look::Marker::cross, QT_TRANSLATE_NOOP("TriggerChart", "overlap first")},
    {ScanOutcome::notConverged, look::Marker::triangleDown, QT_TRANSLATE_NOOP("TriggerChart", "not converged")},
}};

}  // namespace

/// A state with those that lead to it.
struct TriggerChart::State {
    int number = 0;
    std::vector<const ModeRecord*> triggers;
    double place = 0;  ///< y
    bool isLoose = false;

    const ModeRecord& softest() const
    {
        return **std::ranges::min_element(triggers, {}, [](auto* r) { return amplitudeOf(*r); });
    }
    double meanMode() const
    {
        const double sum = std::accumulate(triggers.begin(), triggers.end(), 0.0,
                                           [](double s, auto* r) { return s + static_cast<double>(r->mode); });
        return sum / static_cast<double>(triggers.size());
    }
};

TriggerChart::TriggerChart(QWidget* parent) : ChartView(parent)
{
    AxisSpec across{.title = {}, .logarithmic = false, .names = {}};
    across.names = {{againstPlace, QStringLiteral("\u2212")},
                    {alongPlace, QStringLiteral("+")},
                    {statePlace, tr("final states")}};
    setAxes(across, {.title = tr("mode k (by \u03c9)"), .logarithmic = false, .names = {}});
    setPadding(0.06);
    connect(this, &ChartView::pointClicked, this,
            [this](int index) { emit selected(m_targets[static_cast<std::size_t>(index)]); });
}

void TriggerChart::setRecords(std::vector<ModeRecord> records)
{
    m_records = std::move(records);
    scheduleRebuild();
}

void TriggerChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void TriggerChart::select(const ui::Selection& selection)
{
    if (selection == m_selection)
        return;
    const bool otherSample = selection.sample != m_selection.sample;
    m_selection = selection;
    scheduleRebuild();
    if (otherSample)
        resetView();
}

/// By the mean number of the modes that lead there, so that few lines cross; evenly beside the modes.
std::vector<TriggerChart::State> TriggerChart::statesOf(const std::vector<const ModeRecord*>& records) const
{
    std::map<int, State> byNumber;
    for (const ModeRecord* record : records) {
        if (!record->transition)
            continue;
        State& state = byNumber[*record->transition];
        state.number = *record->transition;
        state.triggers.push_back(record);
        state.isLoose = record->outcome == outcomeName(ScanOutcome::looseParticle);
    }
    std::vector<State> states;
    for (auto& [number, state] : byNumber)
        states.push_back(std::move(state));
    std::ranges::stable_sort(states, {}, &State::meanMode);
    const auto [first, last] = std::ranges::minmax(records, {}, &ModeRecord::mode);
    const auto low = static_cast<double>(first->mode);
    const double span = static_cast<double>(last->mode) - low;
    const auto count = static_cast<double>(states.size());
    for (std::size_t i = 0; i < states.size(); ++i)
        states[i].place = low + span * (static_cast<double>(i) + 0.5) / count;
    return states;
}

void TriggerChart::rebuild()
{
    m_points.clear();
    m_targets.clear();
    m_entries.clear();
    std::vector<const ModeRecord*> records;
    for (const ModeRecord& record : m_records)
        if (record.sample == m_selection.sample)
            records.push_back(&record);
    if (records.empty()) {
        setEmptyText(m_emptyHint);
        return;
    }
    const std::vector<State> states = statesOf(records);
    int chosen = 0;
    for (const State& state : states)
        for (const ModeRecord* trigger : state.triggers)
            if (ui::selectionOf(*trigger) == m_selection)
                chosen = state.number;
    addTriggers(states, chosen);
    addStates(states, chosen);
    addOthers(records);
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        if (m_targets[i] == m_selection && m_points[i].x < statePlace)
            setSelectedPoint(i);
    const auto transitions =
        std::ranges::count_if(records, [](const ModeRecord* r) { return r->transition.has_value(); });
    setCaption(tr("sample %1: %2 of %3 scans lead to %4 final states")
                   .arg(QString::fromStdString(m_selection.sample), look::grouped(transitions),
                        look::grouped(
                            std::ranges::count_if(records, [](const ModeRecord* r) { return !r->sign.empty(); })),
                        look::grouped(static_cast<Eigen::Index>(states.size()))));
    setHotPoints(m_points);
    setLegend(m_entries);
}

void TriggerChart::addHotPoint(double x, double y, const QString& tooltip, const ui::Selection& target)
{
    m_points.push_back({.x = x, .y = y, .tooltip = tooltip, .color = {}});
    m_targets.push_back(target);
}

/// The lines, those of the chosen state last and above all others.
void TriggerChart::addTriggers(const std::vector<State>& states, int chosen)
{
    const auto draw = [this](const State& state, bool isChosen) {
        QColor color = isChosen ? look().accent : look().muted;
        color.setAlphaF(isChosen ? 1.0F : 0.45F);
        for (const ModeRecord* trigger : state.triggers) {
            const std::array<double, 2> x{columnOf(*trigger), statePlace};
            const std::array<double, 2> y{static_cast<double>(trigger->mode), state.place};
            addLine(x, y, {.color = color, .size = isChosen ? 2.0 : 1.0});
        }
    };
    for (const State& state : states)
        if (state.number != chosen)
            draw(state, false);
    for (const State& state : states)
        if (state.number == chosen)
            draw(state, true);
    std::vector<double> x;
    std::vector<double> y;
    for (const State& state : states)
        for (const ModeRecord* trigger : state.triggers) {
            x.push_back(columnOf(*trigger));
            y.push_back(static_cast<double>(trigger->mode));
            addHotPoint(x.back(), y.back(),
                        modeWords(*trigger) + tr("\nleads to state %1").arg(look::grouped(state.number)),
                        ui::selectionOf(*trigger));
        }
    if (!x.empty()) {
        addPoints(x, y, {.color = look().dataSet(0), .size = triggerSize});
        m_entries.push_back({tr("leads to a state"), look().dataSet(0)});
    }
}

void TriggerChart::addStates(const std::vector<State>& states, int chosen)
{
    std::vector<std::size_t> marked;
    for (const State& state : states) {
        const std::array<double, 1> x{statePlace};
        const std::array<double, 1> y{state.place};
        // As large as many lead there.
        const double size = 5 + 2 * std::sqrt(static_cast<double>(state.triggers.size()));
        addPoints(x, y,
                  {.color = look().dataSet(1),
                   .size = size,
                   .marker = state.isLoose ? look::Marker::diamond : look::Marker::square,
                   .open = state.isLoose});
        QStringList names;
        for (const ModeRecord* trigger : state.triggers)
            names << modeName(*trigger);
        const ModeRecord& softest = state.softest();
        QString words =
            tr("state %1, reached by %2: %3")
                .arg(look::grouped(state.number), look::grouped(static_cast<Eigen::Index>(state.triggers.size())),
                     names.join(QStringLiteral(", ")));
        words += tr("\nsmallest A_c = %1, by mode %2")
                     .arg(softest.criticalAmplitude
                              ? look::criticalAmplitude(*softest.criticalAmplitude) + QStringLiteral(" \u03c3")
                              : QString(),
                          modeName(softest));
        if (softest.distance && softest.energyDifference)
            words += tr("\n|\u0394r| = %1 \u03c3, \u0394\u03a6 = %2 \u03b5")
                         .arg(look::number(*softest.distance, 4), look::number(*softest.energyDifference, 4));
        if (state.isLoose)
            words += tr("\nonly a nearly loose particle moves");
        if (state.number == chosen)
            marked.push_back(m_points.size());
        addHotPoint(statePlace, state.place, words, ui::selectionOf(softest));
    }
    setMarkedPoints(marked);
    const auto isLoose = [](const State& state) { return state.isLoose; };
    if (!std::ranges::all_of(states, isLoose))
        m_entries.push_back({tr("final state"), look().dataSet(1), look::Marker::square});
    if (std::ranges::any_of(states, isLoose))
        m_entries.push_back({tr("loose particle"), look().dataSet(1), look::Marker::diamond, true});
}

void TriggerChart::addOthers(const std::vector<const ModeRecord*>& records)
{
    for (const OutcomeLook& other : others) {
        std::vector<double> x;
        std::vector<double> y;
        for (const ModeRecord* record : records) {
            if (record->outcome != outcomeName(other.outcome))
                continue;
            x.push_back(columnOf(*record));
            y.push_back(static_cast<double>(record->mode));
            QString words = modeWords(*record) + QLatin1Char('\n') + tr(other.words);
            if (record->reachedAmplitude)
                words += tr(" up to A = %1 \u03c3").arg(look::number(*record->reachedAmplitude, 3));
            addHotPoint(x.back(), y.back(), words, ui::selectionOf(*record));
        }
        if (x.empty())
            continue;
        addPoints(x, y, {.color = look().muted, .size = triggerSize, .marker = other.marker, .open = true});
        m_entries.push_back({tr(other.words), look().muted, other.marker, true});
    }
    std::vector<double> x;
    std::vector<double> y;
    for (const ModeRecord* record : records) {
        if (!record->sign.empty())
            continue;
        x.push_back(columnOf(*record));
        y.push_back(static_cast<double>(record->mode));
        addHotPoint(x.back(), y.back(), modeWords(*record) + tr("\nnot scanned yet"), ui::selectionOf(*record));
    }
    if (x.empty())
        return;
    addPoints(x, y, {.color = look().grid.alpha() > 0 ? look().grid : look().muted, .size = 3});
    m_entries.push_back({tr("not scanned"), look().grid.alpha() > 0 ? look().grid : look().muted});
}

}  // namespace vitrine::charts

#include "ui/charts/ScatterChart.h"

#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace vitrine::charts {

namespace {

constexpr double markerSize = 7.5;  // device-independent pixels
constexpr double comparisonSize = 5;

QString withUnit(double value, const QString& unit)
{
    return look::number(value) + (unit.isEmpty() ? QString() : QStringLiteral(" ") + unit);
}

}  // namespace

ScatterChart::ScatterChart(QWidget* parent)
    : ChartView(parent),
      m_emptyHint(tr("No modes yet: make a sample and press Start; points appear here as scans end."))
{
    connect(this, &ChartView::pointClicked, this, &ScatterChart::activate);
    connect(this, &ChartView::pointsEnclosed, this, &ScatterChart::enclose);
    applyAxes();
}

ScatterChart::~ScatterChart() = default;

ScatterChart::Key ScatterChart::keyOf(const results::ModeRecord& record)
{
    return {QString::fromStdString(record.sample), record.mode, QString::fromStdString(record.sign)};
}

void ScatterChart::setColumns(RecordColumn x, RecordColumn y)
{
    m_xColumn = x;
    m_yColumn = y;
    m_xLogarithmic = prefersLogarithmic(x);
    m_yLogarithmic = prefersLogarithmic(y);
    applyAxes();
}

void ScatterChart::setLogarithmic(bool x, bool y)
{
    m_xLogarithmic = x;
    m_yLogarithmic = y;
    applyAxes();
}

void ScatterChart::applyAxes()
{
    setAxes({columnTitle(m_xColumn), m_xLogarithmic}, {columnTitle(m_yColumn), m_yLogarithmic});
    scheduleRebuild();
}

void ScatterChart::setRecords(std::vector<results::ModeRecord> records)
{
    m_records = std::move(records);
    m_newest.reset();
    scheduleRebuild();
}

void ScatterChart::append(const results::ModeRecord& record)
{
    // The row without a sign stands for the mode only until it is scanned.
    const auto replaced = [&record](const results::ModeRecord& other) {
        return other.sample == record.sample && other.mode == record.mode &&
               (other.sign == record.sign || other.sign.empty());
    };
    std::erase_if(m_records, replaced);
    m_records.push_back(record);
    if (m_computing)
        m_newest = keyOf(record);
    scheduleRebuild();
}

void ScatterChart::setDataSets(std::map<std::string, QString> labels)
{
    if (labels == m_labels)
        return;
    m_labels = std::move(labels);
    scheduleRebuild();
}

void ScatterChart::setComparison(std::optional<RecordColumn> y)
{
    m_comparison = y;
    scheduleRebuild();
}

void ScatterChart::setGuides(const ScatterGuides& guides)
{
    m_guides = guides;
    scheduleRebuild();
}

void ScatterChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void ScatterChart::select(const QString& sample, qlonglong mode, const QString& sign)
{
    const Key key{sample, mode, sign};
    if (m_selected == key)
        return;
    m_selected = key;
    scheduleRebuild();
}

void ScatterChart::mark(const std::vector<ui::Selection>& records)
{
    m_marked.clear();
    for (const ui::Selection& record : records)
        m_marked.push_back({QString::fromStdString(record.sample), record.mode,
                            record.direction ? QString::fromStdString(
                                                   std::string(anharmonicity::directionSign(*record.direction)))
                                             : QString()});
    scheduleRebuild();
}

void ScatterChart::enclose(const std::vector<int>& points)
{
    std::vector<ui::Selection> records;
    for (const int point : points)
        records.push_back(ui::selectionOf(m_records[m_recordOfPoint[static_cast<std::size_t>(point)]]));
    mark(records);
    emit marked(records);
}

void ScatterChart::activate(int point)
{
    const Key key = keyOf(m_records[m_recordOfPoint[static_cast<std::size_t>(point)]]);
    select(key.sample, key.mode, key.sign);
    emit recordActivated(key.sample, key.mode, key.sign);
}

std::vector<std::string> ScatterChart::samples() const
{
    std::vector<std::string> names;
    for (const auto& record : m_records)
        names.push_back(record.sample);
    // "B" before "AA": samples are counted like the columns of a spreadsheet
    std::ranges::sort(names, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const auto repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    return names;
}

QString ScatterChart::labelOf(const std::string& sample) const
{
    const auto label = m_labels.find(sample);
    return label == m_labels.end() ? tr("sample %1").arg(QString::fromStdString(sample)) : label->second;
}

/// Labels in the order of the samples, each once.
std::vector<QString> ScatterChart::dataSets() const
{
    std::vector<QString> labels;
    for (const std::string& sample : samples()) {
        const QString label = labelOf(sample);
        if (std::ranges::find(labels, label) == labels.end())
            labels.push_back(label);
    }
    return labels;
}

std::optional<ScatterChart::Placed> ScatterChart::placed(std::size_t index) const
{
    const results::ModeRecord& record = m_records[index];
    const auto showable = [](std::optional<double> value, bool logarithmic) {
        return value && std::isfinite(*value) && (!logarithmic || *value > 0);
    };
    const auto x = columnValue(record, m_xColumn);
    if (!showable(x, m_xLogarithmic))
        return {};
    const auto y = columnValue(record, m_yColumn);
    if (showable(y, m_yLogarithmic))
        return Placed{index, *x, y};
    // A scan without a transition is a result too: never dropped where the axis asks for one.
    const bool scanned = !record.outcome.empty() && !record.criticalAmplitude;
    if (needsTransition(m_yColumn) && scanned)
        return Placed{index, *x, {}};
    return {};
}

void ScatterChart::rebuild()
{
    struct Series {
        std::vector<double> x;
        std::vector<double> y;
    };
    const std::vector<QString> names = dataSets();
    const auto numberOf = [&](const std::string& sample) {
        return static_cast<int>(std::ranges::find(names, labelOf(sample)) - names.begin());
    };
    std::vector<std::size_t> markedPoints;
    std::map<std::pair<int, bool>, Series> series;  // by number of the sample, and whether open
    std::set<int> shown;                            // data sets that have points
    std::vector<HotPoint> points;
    m_recordOfPoint.clear();
    std::optional<std::size_t> selected;
    std::optional<std::size_t> newest;
    bool anyOnEdge = false;
    bool anyOpen = false;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const auto point = placed(i);
        if (!point)
            continue;
        const auto& record = m_records[i];
        const int number = numberOf(record.sample);
        const bool open = record.sign == "-";
        if (point->y) {
            Series& own = series[{number, open}];
            own.x.push_back(point->x);
            own.y.push_back(*point->y);
            anyOpen = anyOpen || open;
        }
        else {
            includeInView(Qt::Horizontal, point->x);
            anyOnEdge = true;
        }
        const Key key = keyOf(record);
        if (key == m_selected)
            selected = points.size();
        if (std::ranges::find(m_marked, key) != m_marked.end())
            markedPoints.push_back(points.size());
        if (key == m_newest)
            newest = points.size();
        if (!point->y)
            shown.insert(number);
        points.push_back({.x = point->x,
                          .y = point->y.value_or(0),
                          .tooltip = tooltip(record),
                          .onUpperEdge = !point->y,
                          .color = look().dataSet(number)});
        m_recordOfPoint.push_back(i);
    }
    m_newest.reset();
    if (points.empty()) {
        setEmptyText(m_records.empty() ? m_emptyHint
                                       : tr("None of the %1 rows has a number for both the %2 and the %3 yet.")
                                             .arg(m_records.size())
                                             .arg(columnName(m_yColumn), columnName(m_xColumn)));
        return;
    }

    std::vector<LegendEntry> legend;
    addComparison(legend);
    for (const auto& [which, values] : series) {
        const auto [number, open] = which;
        shown.insert(number);
        const SeriesLook style{.color = look().dataSet(number),
                               .size = markerSize,
                               .marker = look::Palette::marker(number),
                               .open = open};
        addPoints(values.x, values.y, style);
    }
    for (const int n : shown) {
        const QString& name = names[static_cast<std::size_t>(n)];
        const QString signs = names.size() == 1 && anyOpen ? tr(" along +e") : QString();
        legend.push_back({name + signs, look().dataSet(n), look::Palette::marker(n), false});
    }
    if (anyOpen)
        legend.push_back({names.size() == 1 ? tr("along −e") : tr("open: −e"),
                          names.size() == 1 ? look().dataSet(0) : look().muted, look::Palette::marker(0), true});
    if (anyOnEdge)
        legend.push_back({tr("no transition"), look().muted, look::Marker::triangleUp, true});
    setLegend(std::move(legend));
    double low = points.front().x;
    double high = low;
    for (const HotPoint& point : points) {
        low = std::min(low, point.x);
        high = std::max(high, point.x);
    }
    addGuides(low, high);
    setHotPoints(std::move(points));
    setMarkedPoints(std::move(markedPoints));
    setSelectedPoint(selected);
    if (newest)
        pulse(*newest);
}

void ScatterChart::addComparison(std::vector<LegendEntry>& legend)
{
    if (!m_comparison)
        return;
    const auto showable = [](std::optional<double> value, bool logarithmic) {
        return value && std::isfinite(*value) && (!logarithmic || *value > 0);
    };
    std::vector<double> x;
    std::vector<double> y;
    for (const results::ModeRecord& record : m_records) {
        const auto across = columnValue(record, m_xColumn);
        const auto up = columnValue(record, *m_comparison);
        if (!showable(across, m_xLogarithmic) || !showable(up, m_yLogarithmic))
            continue;
        x.push_back(*across);
        y.push_back(*up);
    }
    if (x.empty())
        return;
    addPoints(x, y, {.color = look().muted, .size = comparisonSize, .marker = look::Marker::cross});
    legend.push_back({columnName(*m_comparison), look().muted, look::Marker::cross, false});
}

/// @param low, high what the points span along x
void ScatterChart::addGuides(double low, double high)
{
    const auto shows = [this](RecordColumn x, RecordColumn y) { return m_xColumn == x && m_yColumn == y; };
    if (m_xColumn == RecordColumn::omega && m_guides.bosonPeak)
        addArrow(m_guides.bosonPeak->frequency, QStringLiteral("ω_BP"));
    const bool decades = m_xLogarithmic && m_yLogarithmic && low > 0 && high > low;
    if (!decades)
        return;
    if (shows(RecordColumn::distance, RecordColumn::energyDifference) && m_guides.slope)
        addSlope(*m_guides.slope, low, high);
    if (shows(RecordColumn::squaredDistance, RecordColumn::rearrangedCount))
        addBounds(low, high);
    if (shows(RecordColumn::criticalAmplitude, RecordColumn::thirdOrderAmplitude)) {
        const std::array<double, 2> ends{low, high};
        addLine(ends, ends, {.color = look().muted, .size = 1.4, .line = Qt::DashLine}, false);
        setCaption(tr("dashed: where both are equal"));
    }
}

void ScatterChart::addSlope(const results::TransitionSlope& fit, double low, double high)
{
    const std::array<double, 2> ends{low, high};
    const auto line = [&](double prefactor, double slope) {
        return std::array<double, 2>{prefactor * std::pow(low, slope), prefactor * std::pow(high, slope)};
    };
    addLine(ends, line(fit.prefactor, fit.slope), {.color = look().foreground, .size = 1.6});
    // The paper's slope, through the middle of the fitted line.
    constexpr double slopeOfPaper = 3;
    const double middle = std::sqrt(low * high);
    addLine(ends, line(fit.prefactor * std::pow(middle, fit.slope - slopeOfPaper), slopeOfPaper),
            {.color = look().muted, .size = 1.4, .line = Qt::DashLine});
    setCaption(tr("line: |ΔΦ| ∝ |Δr|ˢ, %1 (%2 transitions, each once); dashed: s = 3")
                   .arg(look::unbroken(tr("s = %1").arg(look::plusMinus(fit.slope, fit.slopeError))))
                   .arg(fit.transitionCount));
}

void ScatterChart::addBounds(double low, double high)
{
    const std::array<double, 2> ends{low, high};
    const auto draw = [&](double bound, const SeriesLook& style) {
        addLine(ends, std::array<double, 2>{low / bound, high / bound}, style, false);
    };
    QStringList words;
    if (m_guides.bounds) {
        for (const double bound : {m_guides.bounds->lower, m_guides.bounds->upper})
            draw(bound, {.color = look().foreground, .size = 1.4});
        words << tr("lines: |Δr|² = %1 and %2 N_rearr σ²")
                     .arg(look::unbroken(look::number(m_guides.bounds->lower, 2)),
                          look::unbroken(look::number(m_guides.bounds->upper, 2)));
    }
    if (m_guides.paperBounds) {
        for (const double bound : {m_guides.paperBounds->lower, m_guides.paperBounds->upper})
            draw(bound, {.color = look().muted, .size = 1.4, .line = Qt::DashLine});
        words << tr("dashed, the paper's: %1 and %2")
                     .arg(look::unbroken(look::number(m_guides.paperBounds->lower, 2)),
                          look::unbroken(look::number(m_guides.paperBounds->upper, 2)));
    }
    setCaption(words.join(QStringLiteral("; ")));
}

QString ScatterChart::tooltip(const results::ModeRecord& record)
{
    QStringList lines;
    QString head = tr("sample %1, mode %2").arg(QString::fromStdString(record.sample)).arg(record.mode);
    if (!record.sign.empty())
        head += QStringLiteral(", ") + (record.sign == "-" ? QStringLiteral("−") : QStringLiteral("+"));
    lines << head << QStringLiteral("ω = ") + look::number(record.omega, 5);
    if (record.criticalAmplitude)
        lines << look::criticalAmplitudeWords(*record.criticalAmplitude);
    else if (!record.outcome.empty()) {
        QString why = QString::fromStdString(record.outcome).replace(QLatin1Char('-'), QLatin1Char(' '));
        if (record.lowAmplitude)
            why += tr(" up to A = %1 σ").arg(look::number(*record.lowAmplitude, 3));
        lines << why;
    }
    else {
        lines << tr("not scanned");
    }
    lines << QStringLiteral("P = ") + look::number(record.participationRatio, 3);
    const auto add = [&lines](const QString& name, const std::optional<double>& value, const QString& unit = {}) {
        if (value)
            lines << name + QStringLiteral(" = ") + withUnit(*value, unit);
    };
    add(QStringLiteral("|Δr|"), record.distance, QStringLiteral("σ"));
    add(QStringLiteral("ΔΦ"), record.energyDifference, QStringLiteral("ε"));
    add(QStringLiteral("N_rearr"), record.rearrangedCount);
    add(QStringLiteral("I"), record.overlap);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace vitrine::charts

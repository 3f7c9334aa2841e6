#include "ui/charts/SweepChart.h"

#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace vitrine::charts {

PullChart::PullChart(Quantity quantity, const QString& xTitle, QWidget* parent)
    : ChartView(parent),
      m_quantity(quantity),
      m_emptyHint(tr("No scan selected: click a point of the scatter plot."))
{
    const QString title = quantity == Quantity::distance ? QStringLiteral("|Δr| / σ") : QStringLiteral("|ΔΦ| / ε");
    setAxes({xTitle, true}, {title, true});
    setPadding(0.08);  // a low chart: its outermost markers would hang over the frame
    setWidestLabel(QStringLiteral("10⁻¹⁰"));
}

PullChart::~PullChart() = default;

void PullChart::setPulls(std::vector<anharmonicity::Pull> pulls, std::optional<Bracket> bracket,
                         double transitionDistance)
{
    m_pulls = std::move(pulls);
    m_bracket = bracket;
    m_transitionDistance = transitionDistance;
    resetView();
    scheduleRebuild();
}

void PullChart::append(const anharmonicity::Pull& pull)
{
    m_pulls.push_back(pull);
    scheduleRebuild();
}

void PullChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void PullChart::setCurve(std::vector<anharmonicity::CurvePoint> points)
{
    m_curve = std::move(points);
    scheduleRebuild();
}

void PullChart::setLive(const std::optional<LivePull>& live)
{
    m_live = live;
    scheduleRebuild();
}

std::vector<PullChart::Mark> PullChart::marks() const
{
    const bool showsDistance = m_quantity == Quantity::distance;
    std::vector<Mark> all;
    for (const auto& pull : m_pulls) {
        const bool moved = pull.distance > m_transitionDistance;
        const double value = showsDistance ? pull.distance : std::abs(pull.energyDifference);
        all.push_back(
            {pull.amplitude, pull.converged ? std::optional(value) : std::nullopt, moved, tooltip(pull, moved)});
    }
    for (const auto& point : m_curve) {
        auto value = showsDistance ? point.distance : point.energyDifference;
        if (value)
            value = std::abs(*value);
        all.push_back(
            {point.amplitude, value, point.outcome == anharmonicity::CurveOutcome::transitioned, tooltip(point)});
    }
    return all;
}

void PullChart::rebuild()
{
    const std::vector<Mark> all = marks();
    if (all.empty() && !m_live) {
        setEmptyText(m_emptyHint);
        return;
    }
    const bool showsDistance = m_quantity == Quantity::distance;
    std::vector<double> returnedX, returnedY, movedX, movedY;
    std::vector<HotPoint> points;
    for (const Mark& mark : all) {
        // Unknown and exactly zero have no place on a logarithmic axis: the edge for the former.
        if (!mark.value || *mark.value > 0)
            points.push_back({.x = mark.amplitude,
                              .y = mark.value.value_or(0),
                              .tooltip = mark.tooltip,
                              .onUpperEdge = !mark.value,
                              .color = look().muted});
        includeInView(Qt::Horizontal, mark.amplitude);
        if (!mark.value || !(*mark.value > 0))
            continue;
        (mark.moved ? movedX : returnedX).push_back(mark.amplitude);
        (mark.moved ? movedY : returnedY).push_back(*mark.value);
    }
    if (m_bracket) {
        addRule(Qt::Vertical, m_bracket->high, {.color = look().accent, .size = 1.2, .line = Qt::DashLine});
        if (showsDistance)
            setNote(
                QStringLiteral("A_c in ") + look::interval(m_bracket->low, m_bracket->high) + QStringLiteral(" σ"),
                Qt::AlignLeft);
    }
    if (showsDistance) {
        includeInView(Qt::Vertical, m_transitionDistance);
        addRule(Qt::Horizontal, m_transitionDistance, {.color = look().muted, .size = 1, .line = Qt::DotLine});
    }
    addPoints(returnedX, returnedY, {.color = look().dataSet(0), .size = 7, .open = true});
    addPoints(movedX, movedY, {.color = look().dataSet(1), .size = 7.5, .marker = look::Marker::square});
    if (m_live) {
        const double x[] = {m_live->amplitude};
        const double y[] = {std::abs(showsDistance ? m_live->distance : m_live->energyDifference)};
        if (y[0] > 0)
            addPoints(x, y, {.color = look().accent, .size = 11, .marker = look::Marker::diamond});
    }
    setHotPoints(std::move(points));
    if (showsDistance)
        setLegend({{tr("returned"), look().dataSet(0), look::Marker::circle, true},
                   {tr("transition"), look().dataSet(1), look::Marker::square, false}});
}

QString PullChart::tooltip(const anharmonicity::Pull& pull, bool moved)
{
    const QString amplitude = QStringLiteral("A = %1 σ").arg(look::number(pull.amplitude, 5));
    if (!pull.converged)
        return amplitude + tr("\nnot converged: no verdict");
    return amplitude + (moved ? tr("\ntransition") : tr("\nreturned")) +
           QStringLiteral("\n|Δr| = %1 σ\nΔΦ = %2 ε\nΦ(A) − Φ(0) = %3 ε")
               .arg(look::number(pull.distance, 3), look::number(pull.energyDifference, 3),
                    look::number(pull.pulledEnergy, 3));
}

QString PullChart::tooltip(const anharmonicity::CurvePoint& point)
{
    using anharmonicity::CurveOutcome;
    const QString amplitude = QStringLiteral("A = %1 σ").arg(look::number(point.amplitude, 5));
    switch (point.outcome) {
        case CurveOutcome::overlap:
            return amplitude + tr("\ntwo particles overlap: not minimised");
        case CurveOutcome::notConverged:
            return amplitude + tr("\nnot converged: no verdict");
        case CurveOutcome::returned:
        case CurveOutcome::transitioned:
            break;
    }
    return amplitude + (point.outcome == CurveOutcome::transitioned ? tr("\ntransition") : tr("\nreturned")) +
           QStringLiteral("\n|Δr| = %1 σ\nΔΦ = %2 ε\nΦ(A) − Φ(0) = %3 ε")
               .arg(look::number(point.distance.value_or(0), 3),
                    look::number(point.energyDifference.value_or(0), 3), look::number(point.pulledEnergy, 3));
}

SweepChart::SweepChart(QWidget* parent)
    : QWidget(parent),
      m_distance(new PullChart(PullChart::Quantity::distance, QString(), this)),
      m_energy(new PullChart(PullChart::Quantity::energyDifference, QStringLiteral("A / σ"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_distance);
    layout->addWidget(m_energy);
}

void SweepChart::setPulls(const std::vector<anharmonicity::Pull>& pulls, std::optional<PullChart::Bracket> bracket,
                          double transitionDistance)
{
    for (PullChart* chart : {m_distance, m_energy})
        chart->setPulls(pulls, bracket, transitionDistance);
}

void SweepChart::append(const anharmonicity::Pull& pull)
{
    for (PullChart* chart : {m_distance, m_energy})
        chart->append(pull);
}

void SweepChart::setCurve(const std::vector<anharmonicity::CurvePoint>& points)
{
    for (PullChart* chart : {m_distance, m_energy})
        chart->setCurve(points);
}

void SweepChart::setLive(const std::optional<LivePull>& live)
{
    for (PullChart* chart : {m_distance, m_energy})
        chart->setLive(live);
}

void SweepChart::setEmptyHint(const QString& hint)
{
    m_distance->setEmptyHint(hint);
    m_energy->setEmptyHint(QStringLiteral(" "));  // said once is enough
}

void SweepChart::paint(QPainter& painter, const QRectF& area)
{
    const double upper =
        area.height() * m_distance->height() / std::max(1, m_distance->height() + m_energy->height());
    m_distance->paint(painter, QRectF(area.left(), area.top(), area.width(), upper));
    m_energy->paint(painter, QRectF(area.left(), area.top() + upper, area.width(), area.height() - upper));
}

QImage SweepChart::toImage(const QSize& size, double ratio)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    paint(painter, QRectF(QPointF(0, 0), size));
    return image;
}

}  // namespace vitrine::charts

#include "ui/charts/EnergyChart.h"

#include "ui/look/Numbers.h"

#include <algorithm>

namespace vitrine::charts {

using anharmonicity::CurvePoint;

EnergyChart::EnergyChart(QWidget* parent) : ChartView(parent)
{
    setAxes({QStringLiteral("A / σ"), true}, {QStringLiteral("Φ(A) − Φ(0) / ε"), true});
}

EnergyChart::~EnergyChart() = default;

void EnergyChart::setPulls(std::vector<anharmonicity::Pull> pulls, std::optional<double> criticalAmplitude)
{
    m_pulls = std::move(pulls);
    m_criticalAmplitude = criticalAmplitude;
    resetView();
    scheduleRebuild();
}

void EnergyChart::setCurve(std::vector<CurvePoint> points)
{
    m_curve = std::move(points);
    std::ranges::sort(m_curve, {}, &CurvePoint::amplitude);
    scheduleRebuild();
}

void EnergyChart::setPushed(std::vector<CurvePoint> points)
{
    m_pushed = std::move(points);
    scheduleRebuild();
}

void EnergyChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void EnergyChart::rebuild()
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<HotPoint> points;
    const auto addPoint = [&](double amplitude, double energy, const QString& more) {
        if (!(energy > 0))
            return;
        x.push_back(amplitude);
        y.push_back(energy);
        points.push_back({.x = amplitude,
                          .y = energy,
                          .tooltip = QStringLiteral("A = %1 σ\nΦ(A) − Φ(0) = %2 ε")
                                         .arg(look::number(amplitude, 5), look::number(energy, 4)) +
                                     more,
                          .color = {}});
    };
    for (const anharmonicity::Pull& pull : m_pulls)
        addPoint(pull.amplitude, pull.pulledEnergy, {});
    for (const CurvePoint& point : expandedPoints())
        addPoint(point.amplitude, point.pulledEnergy,
                 tr("\nquadratic: %1 ε\ncubic: %2 ε")
                     .arg(look::number(point.quadraticEnergy, 4), look::number(point.cubicEnergy, 4)));
    if (points.empty()) {
        setEmptyText(m_emptyHint);
        return;
    }
    if (m_criticalAmplitude)
        addRule(Qt::Vertical, *m_criticalAmplitude, {.color = look().accent, .size = 1.2, .line = Qt::DashLine});
    addPoints(x, y, {.color = look().dataSet(0), .size = 6.5, .open = true});
    setHotPoints(std::move(points));
    if (!m_pushed.empty() && m_pushed.back().pulledEnergy > 0) {
        const double hereX[] = {m_pushed.back().amplitude};
        const double hereY[] = {m_pushed.back().pulledEnergy};
        addPoints(hereX, hereY, {.color = look().accent, .size = 11, .marker = look::Marker::diamond});
    }
    std::vector<LegendEntry> legend{
        {QStringLiteral("Φ(A) − Φ(0)"), look().dataSet(0), look::Marker::circle, true}};
    if (!m_pushed.empty())
        legend.push_back({tr("here"), look().accent, look::Marker::diamond, false});
    if (!m_curve.empty() || !m_pushed.empty()) {
        addExpansion(&CurvePoint::quadraticEnergy, {.color = look().dataSet(2), .size = 1.8});
        addExpansion(&CurvePoint::cubicEnergy, {.color = look().dataSet(1), .size = 1.8, .line = Qt::DashLine});
        setCaption(tr("solid: ω²A²N/2; dashed: with the cubic term, Eq. (A1)"));
    }
    else {
        setCaption(tr("Pull, or trace the curve, to see its quadratic and cubic expansions."));
    }
    setLegend(std::move(legend));
}

/// Those of the curve and those pulled to by hand, by A.
std::vector<CurvePoint> EnergyChart::expandedPoints() const
{
    std::vector<CurvePoint> points = m_curve;
    points.insert(points.end(), m_pushed.begin(), m_pushed.end());
    std::erase_if(points, [](const CurvePoint& point) { return !(point.amplitude > 0); });
    std::ranges::sort(points, {}, &CurvePoint::amplitude);
    return points;
}

/// Where it is positive: beyond its saddle the cubic one falls below zero.
void EnergyChart::addExpansion(double CurvePoint::*energy, const SeriesLook& style)
{
    std::vector<double> x;
    std::vector<double> y;
    for (const CurvePoint& point : expandedPoints()) {
        if (!(point.*energy > 0))
            break;
        x.push_back(point.amplitude);
        y.push_back(point.*energy);
    }
    if (x.size() > 1)
        addLine(x, y, style, false);
}

}  // namespace vitrine::charts

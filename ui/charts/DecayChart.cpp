#include "ui/charts/DecayChart.h"

#include "ui/look/Numbers.h"

#include <array>
#include <cmath>

namespace vitrine::charts {

namespace {

/// More dots than this only blacken the picture.
constexpr std::size_t mostDots = 4000;

}  // namespace

DecayChart::DecayChart(QWidget* parent)
    : ChartView(parent), m_emptyHint(tr("No rearrangement selected: click a point of the scatter plot."))
{
    setAxes({QStringLiteral("r / σ"), true}, {QStringLiteral("|Δrᵢ| / |Δr₁|"), true});
}

DecayChart::~DecayChart() = default;

void DecayChart::setProfile(std::shared_ptr<const rearrangement::DecayProfile> profile)
{
    if (profile == m_profile)
        return;
    m_profile = std::move(profile);
    resetView();
    scheduleRebuild();
}

void DecayChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void DecayChart::rebuild()
{
    if (!m_profile) {
        setEmptyText(m_emptyHint);
        return;
    }
    addDots();
    addBins();
    if (const auto* fit = std::get_if<rearrangement::TailFit>(&m_profile->tail))
        addFit(*fit);
    else
        setCaption(QString::fromStdString(std::get<rearrangement::NoTail>(m_profile->tail).reason)
                       .replace(QStringLiteral(" sigma"), QStringLiteral("\u00a0σ")));
}

void DecayChart::addDots()
{
    const std::size_t count = m_profile->distances.size();
    const std::size_t step = (count + mostDots - 1) / mostDots;
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < count; i += std::max<std::size_t>(1, step)) {
        if (m_profile->distances[i] <= 0 || m_profile->ratios[i] <= 0)
            continue;  // a particle that did not move at all has no place on a logarithmic axis
        x.push_back(m_profile->distances[i]);
        y.push_back(m_profile->ratios[i]);
    }
    QColor faint = look().muted;
    faint.setAlphaF(0.35F);
    addPoints(x, y, {.color = faint, .size = 2.6});
}

void DecayChart::addBins()
{
    const auto& x = m_profile->binDistances;
    const auto& y = m_profile->binRatios;
    std::vector<double> low;
    std::vector<double> high;
    std::vector<HotPoint> points;
    for (std::size_t i = 0; i < x.size(); ++i) {
        // The error is the logarithm's.
        const double factor = std::isfinite(m_profile->binErrors[i]) ? std::exp(m_profile->binErrors[i]) : 1;
        low.push_back(y[i] / factor);
        high.push_back(y[i] * factor);
        points.push_back({.x = x[i],
                          .y = y[i],
                          .tooltip = tr("r = %1 σ\n|Δrᵢ| / |Δr₁| = %2")
                                         .arg(look::number(x[i], 3), look::withError(y[i], y[i] * (factor - 1))),
                          .color = {}});
    }
    addBars(x, low, high, {.color = look().dataSet(0), .size = 1.5});
    addPoints(x, y, {.color = look().dataSet(0), .size = 7});
    setHotPoints(std::move(points));
}

void DecayChart::addFit(const rearrangement::TailFit& fit)
{
    const std::array<double, 2> ends{fit.rangeBegin, fit.rangeEnd};
    std::array<double, 2> values{};
    for (std::size_t i = 0; i < 2; ++i)
        values[i] = fit.prefactor * std::pow(ends[i], -fit.exponent);
    addLine(ends, values, {.color = look().dataSet(1), .size = 2.2});
    setCaption(tr("%1, fitted from %2 to %3")
                   .arg(look::unbroken(tr("a = %1").arg(look::plusMinus(fit.exponent, fit.exponentError))),
                        look::unbroken(tr("%1 σ").arg(look::number(fit.rangeBegin, 3))),
                        look::unbroken(tr("%1 σ").arg(look::number(fit.rangeEnd, 3)))));
}

}  // namespace vitrine::charts

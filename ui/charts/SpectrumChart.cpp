#include "ui/charts/SpectrumChart.h"

#include "ui/look/Numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace vitrine::charts {

namespace {

// Modes of a sample that show its boson peak, per particle: those below twice omega_BP, of harmonic spheres at a
// packing fraction of 0.73 (measured at N = 2000).
constexpr double modesForPeak = 0.06;

/// A sentence as a part of another.
QString withoutFullStop(QString sentence)
{
    if (sentence.endsWith(QLatin1Char('.')))
        sentence.chop(1);
    return sentence.isEmpty() ? sentence : sentence.at(0).toLower() + sentence.mid(1);
}

}  // namespace

SpectrumChart::SpectrumChart(QWidget* parent) : ChartView(parent)
{
    setQuantity(Quantity::reduced);
}

SpectrumChart::~SpectrumChart() = default;

void SpectrumChart::setFindings(std::shared_ptr<const SpectrumFindings> findings)
{
    m_findings = std::move(findings);
    scheduleRebuild();
}

void SpectrumChart::setQuantity(Quantity quantity)
{
    m_quantity = quantity;
    setAxes({QStringLiteral("ω / √(ε/mσ²)"), true},
            {quantity == Quantity::reduced ? QStringLiteral("g(ω)/ω² / (mσ²/ε)^(3/2)")
                                           : QStringLiteral("g(ω) / (mσ²/ε)^(1/2)"),
             true});
    scheduleRebuild();
}

void SpectrumChart::setEmptyHint(const QString& hint)
{
    m_emptyHint = hint;
    scheduleRebuild();
}

void SpectrumChart::rebuild()
{
    if (!m_findings) {
        setEmptyText(m_emptyHint);
        return;
    }
    const auto& states = m_findings->states;
    if (m_quantity == Quantity::reduced) {
        addBins(states.reduced, states.reducedErrors, QStringLiteral("g/ω²"));
        addCurve();
    }
    else {
        addBins(states.density, states.densityErrors, QStringLiteral("g"));
    }
    addDebyeLevels();
    if (const auto* peak = std::get_if<modes::BosonPeak>(&m_findings->bosonPeak))
        addArrow(peak->frequency, QStringLiteral("ω_BP"));
    setCaption(words());
}

void SpectrumChart::addBins(const std::vector<double>& values, const std::vector<double>& errors,
                            const QString& name)
{
    const auto& states = m_findings->states;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low;
    std::vector<double> high;
    std::vector<HotPoint> points;
    for (std::size_t bin = 0; bin < values.size(); ++bin) {
        if (!(values[bin] > 0) || !(states.middles[bin] > 0))
            continue;  // an empty bin has no place on logarithmic axes
        x.push_back(states.middles[bin]);
        y.push_back(values[bin]);
        // One count less than one would be none.
        low.push_back(errors[bin] < values[bin] ? values[bin] - errors[bin] : values[bin]);
        high.push_back(values[bin] + errors[bin]);
        points.push_back({.x = x.back(),
                          .y = y.back(),
                          .tooltip = tr("ω = %1 to %2\n%3 = %4\n%5 modes")
                                         .arg(look::number(states.edges[bin]), look::number(states.edges[bin + 1]),
                                              name, look::withError(values[bin], errors[bin]))
                                         .arg(states.counts[bin]),
                          .color = {}});
    }
    addBars(x, low, high, {.color = look().dataSet(0), .size = 1.4});
    addPoints(x, y, {.color = look().dataSet(0), .size = 7});
    setHotPoints(std::move(points));
}

void SpectrumChart::addCurve()
{
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < m_findings->curve.omega.size(); ++i) {
        if (!(m_findings->curve.reduced[i] > 0))
            continue;
        x.push_back(m_findings->curve.omega[i]);
        y.push_back(m_findings->curve.reduced[i]);
    }
    addLine(x, y, {.color = look().dataSet(1), .size = 2});
}

/// A horizontal line for g/omega^2, a parabola for g.
void SpectrumChart::addDebyeLevels()
{
    const auto& states = m_findings->states;
    if (states.middles.empty())
        return;
    // The lowest bin may begin at 0, which a logarithmic axis does not have.
    const double begin = states.edges.front() > 0 ? states.edges.front() : states.middles.front();
    const std::array<double, 2> ends{begin, states.edges.back()};
    for (int number = 2; const auto& [sample, moduli] : m_findings->moduli) {
        if (!moduli.debyeLevel)
            continue;
        const double level = *moduli.debyeLevel;
        const SeriesLook style{.color = look().dataSet(number++), .size = 1.6, .line = Qt::DashLine};
        if (m_quantity == Quantity::reduced)
            addLine(ends, std::array<double, 2>{level, level}, style);
        else
            addLine(ends, std::array<double, 2>{level * ends[0] * ends[0], level * ends[1] * ends[1]}, style);
    }
}

/// What is missing, how much of it, and what there is; then the reason in core's words.
QString SpectrumChart::noPeakWords(const modes::NoBosonPeak& none) const
{
    const auto& states = m_findings->states;
    const auto shown = std::accumulate(states.counts.begin(), states.counts.end(), std::int64_t{0});
    const double particles =
        states.degreesOfFreedom / 3 / static_cast<double>(std::max<std::size_t>(states.sampleCount, 1));
    const QString there = tr("%1 modes found").arg(look::grouped(shown));
    const QString remedy = none.cause == modes::NoBosonPeakCause::fallsFromBeginning
                               ? tr("too small for the boson peak: it takes larger samples, or more of them")
                               : tr("too few for the boson peak: it takes about %1 of each sample, 6 % of N")
                                     .arg(look::grouped(std::llround(modesForPeak * particles)));
    return tr("%1, %2 (%3)").arg(there, remedy, withoutFullStop(QString::fromStdString(none.reason)));
}

QString SpectrumChart::words() const
{
    QStringList parts;
    if (const auto* peak = std::get_if<modes::BosonPeak>(&m_findings->bosonPeak))
        parts << look::unbroken(tr("ω_BP = %1 (%2 to %3)")
                                    .arg(look::number(peak->frequency, 3), look::number(peak->lowFrequency, 3),
                                         look::number(peak->highFrequency, 3)));
    else
        parts << noPeakWords(std::get<modes::NoBosonPeak>(m_findings->bosonPeak));
    for (const auto& [sample, moduli] : m_findings->moduli)
        parts << (moduli.debyeLevel
                      ? tr("dashed: Debye's law of sound, sample %1: %2, %3, %4")
                            .arg(QString::fromStdString(sample),
                                 look::unbroken(tr("A_D = %1").arg(look::number(*moduli.debyeLevel, 3))),
                                 look::unbroken(tr("K = %1 ε/σ³").arg(look::number(moduli.bulk, 3))),
                                 look::unbroken(tr("G = %1 ε/σ³").arg(look::number(moduli.shear, 3))))
                      : tr("sample %1 has no speed of sound: its shear modulus is negative")
                            .arg(QString::fromStdString(sample)));
    return parts.join(QStringLiteral("; "));
}

}  // namespace vitrine::charts

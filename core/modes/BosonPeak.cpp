#include "core/modes/BosonPeak.h"

#include "core/model/RandomNumbers.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace vitrine::modes {

namespace {

constexpr double stepsPerBandwidth = 10;  // of the curve: its maximum is then found to a small part of its width
constexpr double windowReach = 5;         // bandwidths; the Gaussian is below 4e-6 of its height beyond

void validate(const BosonPeakSettings& settings)
{
    if (!(settings.bandwidth >= 0.02 && settings.bandwidth <= 1))
        throw run::InvalidInput(
            fmt::format("The bandwidth is {}, but has to be from 0.02 to 1.", settings.bandwidth));
    if (!(settings.fewestModes >= 1 && std::isfinite(settings.fewestModes)))
        throw run::InvalidInput(
            fmt::format("The least number of modes is {}, but has to be at least 1.", settings.fewestModes));
    if (settings.bootstrapSamples < 20 || settings.bootstrapSamples > 100'000)
        throw run::InvalidInput(fmt::format(
            "The number of bootstrap samples is {}, but has to be from 20 to 100000.", settings.bootstrapSamples));
}

struct Peak {
    double frequency;
    double height;
};

struct Curve {
    ReducedDensityCurve points;
    std::optional<Peak> maximum;  // inside
    bool fallsFromItsBeginning = false;
};

/// Smooths spectra of which the modes lie in narrow cells of ln omega, again and again.
class Smoother {
public:
    Smoother(const PooledSpectrum& spectrum, const BosonPeakSettings& settings)
        : m_settings(settings),
          m_step(settings.bandwidth / stepsPerBandwidth),
          m_degreesOfFreedom(spectrum.degreesOfFreedom),
          m_begin(std::log(spectrum.omega.front())),
          m_end(std::log(spectrum.end()) - 2 * settings.bandwidth)
    {
        const auto reach = static_cast<int>(windowReach * stepsPerBandwidth);
        for (int step = -reach; step <= reach; ++step)
            m_window.push_back(std::exp(-0.5 * std::pow(step / stepsPerBandwidth, 2)) /
                               (settings.bandwidth * std::sqrt(2 * std::numbers::pi)));
        m_cellCount = cellOf(spectrum.omega.back()) + 1;
    }

    /// Where ln omega of a point of the curve is.
    double position(std::ptrdiff_t cell) const { return m_begin + static_cast<double>(cell) * m_step; }

    Curve smooth(const std::vector<double>& frequencies) const
    {
        std::vector<double> weights(static_cast<std::size_t>(m_cellCount), 0);
        std::vector<double> squares(weights);
        for (const double omega : frequencies) {
            const double weight = 1 / (omega * omega * omega * m_degreesOfFreedom);
            weights[static_cast<std::size_t>(cellOf(omega))] += weight;
            squares[static_cast<std::size_t>(cellOf(omega))] += weight * weight;
        }
        Curve curve;
        for (auto cell = static_cast<std::ptrdiff_t>(2 * stepsPerBandwidth); position(cell) <= m_end; ++cell) {
            const double value = windowSum(weights, cell, 1);
            const double square = windowSum(squares, cell, 2);
            if (value * value < m_settings.fewestModes * square || square <= 0) {
                // Too few modes. Below the first good point the curve has not begun; a gap above ends it.
                if (curve.points.omega.empty())
                    continue;
                break;
            }
            curve.points.omega.push_back(std::exp(position(cell)));
            curve.points.reduced.push_back(value);
            curve.points.errors.push_back(std::sqrt(square));
        }
        findMaximum(curve);
        return curve;
    }

private:
    std::ptrdiff_t cellOf(double omega) const
    {
        return static_cast<std::ptrdiff_t>(std::lround((std::log(omega) - m_begin) / m_step));
    }

    double windowSum(const std::vector<double>& values, std::ptrdiff_t cell, int power) const
    {
        const auto reach = static_cast<std::ptrdiff_t>(m_window.size() / 2);
        const std::ptrdiff_t last = std::min(cell + reach, m_cellCount - 1);
        double sum = 0;
        for (std::ptrdiff_t other = std::max<std::ptrdiff_t>(cell - reach, 0); other <= last; ++other) {
            const double window = m_window[static_cast<std::size_t>(other - cell + reach)];
            sum += (power == 2 ? window * window : window) * values[static_cast<std::size_t>(other)];
        }
        return sum;
    }

    void findMaximum(Curve& curve) const
    {
        const std::vector<double>& reduced = curve.points.reduced;
        if (reduced.empty())
            return;
        const auto top = std::max_element(reduced.begin(), reduced.end());
        curve.fallsFromItsBeginning = top == reduced.begin();
        if (top == reduced.begin() || top + 1 == reduced.end())
            return;
        // The vertex of the parabola through the highest point and its neighbours.
        const double left = top[-1], middle = top[0], right = top[1];
        const double bend = left - 2 * middle + right;
        const double shift = bend < 0 ? 0.5 * (left - right) / bend : 0;
        curve.maximum =
            Peak{curve.points.omega[static_cast<std::size_t>(top - reduced.begin())] * std::exp(shift * m_step),
                 middle - 0.25 * (left - right) * shift};
    }

    BosonPeakSettings m_settings;
    double m_step;
    double m_degreesOfFreedom;
    double m_begin;
    double m_end;
    std::ptrdiff_t m_cellCount = 0;
    std::vector<double> m_window;
};

/// As many modes, drawn with repetition.
std::vector<double> redrawn(const std::vector<double>& modes, model::RandomNumbers& random)
{
    std::vector<double> drawn(modes.size());
    for (double& mode : drawn)
        mode = modes[static_cast<std::size_t>(random.uniform() * static_cast<double>(modes.size()))];
    return drawn;
}

NoBosonPeak whyNone(const PooledSpectrum& spectrum, const Curve& curve, const BosonPeakSettings& settings)
{
    if (curve.points.omega.empty())
        return {fmt::format("Nowhere below {:.4g}, up to where the spectrum is complete, does an estimate rest on "
                            "at least {:g} modes.",
                            spectrum.end(), settings.fewestModes),
                NoBosonPeakCause::tooFewModes};
    if (curve.fallsFromItsBeginning)
        return {
            fmt::format("g/omega^2 only falls above {:.4g}, where its estimate begins to rest on enough modes: "
                        "the systems are too small, or too few, to show what is below.",
                        curve.points.omega.front()),
            NoBosonPeakCause::fallsFromBeginning};
    return {
        fmt::format("g/omega^2 still rises at {:.4g}, where this partial spectrum ends to be known: the peak is "
                    "above.",
                    curve.points.omega.back()),
        NoBosonPeakCause::stillRises};
}

double percentile(const std::vector<double>& ascending, double part)
{
    return ascending[static_cast<std::size_t>(part * static_cast<double>(ascending.size() - 1) + 0.5)];
}

}  // namespace

ReducedDensityCurve reducedDensityCurve(const PooledSpectrum& spectrum, const BosonPeakSettings& settings)
{
    validate(settings);
    if (spectrum.omega.empty())
        return {};
    return Smoother(spectrum, settings).smooth(spectrum.omega).points;
}

std::variant<BosonPeak, NoBosonPeak> findBosonPeak(const PooledSpectrum& spectrum,
                                                   const BosonPeakSettings& settings)
{
    validate(settings);
    if (spectrum.omega.empty())
        return whyNone(spectrum, {}, settings);
    const Smoother smoother(spectrum, settings);
    const Curve curve = smoother.smooth(spectrum.omega);
    if (!curve.maximum)
        return whyNone(spectrum, curve, settings);

    model::RandomNumbers random(settings.seed);
    std::vector<double> found;
    for (int sample = 0; sample < settings.bootstrapSamples; ++sample)
        if (const Curve redrawnCurve = smoother.smooth(redrawn(spectrum.omega, random)); redrawnCurve.maximum)
            found.push_back(redrawnCurve.maximum->frequency);
    const double foundFraction = static_cast<double>(found.size()) / settings.bootstrapSamples;
    if (foundFraction <= 0.5)
        return NoBosonPeak{
            fmt::format(
                "g/omega^2 is highest at {:.4g}, but only {:.0f} % of the bootstrap samples have a maximum "
                "inside the range at all: there are too few modes to tell.",
                curve.maximum->frequency, 100 * foundFraction),
            NoBosonPeakCause::unconfirmed};
    std::sort(found.begin(), found.end());
    return BosonPeak{curve.maximum->frequency, percentile(found, 0.16), percentile(found, 0.84),
                     curve.maximum->height, foundFraction};
}

}  // namespace vitrine::modes

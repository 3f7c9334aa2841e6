#include "ui/charts/AxisTicks.h"

#include "ui/look/Numbers.h"

#include <algorithm>
#include <cmath>

namespace vitrine::charts {

namespace {

/// Smallest of 1, 2 or 5 times a power of ten that is at least the value.
double roundedUp125(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * decade >= value * (1 - 1e-12))
            return step * decade;
    return 10 * decade;
}

QString linearLabel(double value, double step, double largest)
{
    if (std::abs(value) < step * 1e-6)
        return QStringLiteral("0");
    const int stepExponent = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    const int exponent = static_cast<int>(std::floor(std::log10(std::max(largest, std::abs(value))) + 1e-9));
    if (exponent >= 5 || exponent < -3)
        return look::number(value, std::max(1, exponent - stepExponent + 1));
    return QString::number(value, 'f', std::max(0, -stepExponent)).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

std::vector<Tick> linearTicks(double low, double high, int wanted)
{
    if (!(high > low) || !std::isfinite(high - low))
        return {};
    const double step = roundedUp125((high - low) / std::max(2, wanted));
    const double leading = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const int between = leading > 1.5 && leading < 3 ? 4 : 5;  // 2 splits into fourths of 0.5, 1 and 5 into fifths
    const double largest = std::max(std::abs(low), std::abs(high));
    std::vector<Tick> ticks;
    const auto first = static_cast<long long>(std::ceil(low / step * between - 1e-9));
    const auto last = static_cast<long long>(std::floor(high / step * between + 1e-9));
    for (long long k = first; k <= last; ++k) {
        const double value = static_cast<double>(k) * step / between;
        ticks.push_back({value, k % between == 0 ? linearLabel(value, step, largest) : QString()});
    }
    return ticks;
}

std::vector<Tick> logarithmicTicks(double low, double high, int wanted)
{
    if (!(low > 0) || !(high > low) || !std::isfinite(high))
        return {};
    const double decades = std::log10(high / low);
    const int first = static_cast<int>(std::floor(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::ceil(std::log10(high) + 1e-9));
    const auto seen = [low, high](double value) {
        return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
    };

    // One power of ten alone tells no scale: then some of the ticks between are labelled too.
    int decadesSeen = 0;
    for (int e = first; e <= last; ++e)
        decadesSeen += seen(std::pow(10.0, e)) ? 1 : 0;
    const bool labelBetween = decadesSeen < 2;
    if (labelBetween && decades < 0.35)
        return linearTicks(low, high, wanted);

    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(2, wanted))));
    std::vector<Tick> ticks;
    for (int e = first; e <= last; ++e) {
        for (int digit = 1; digit <= 9; ++digit) {
            const double value = digit * std::pow(10.0, e);
            if (!seen(value))
                continue;
            QString label;
            if (digit == 1 && e % every == 0)
                label = labelBetween ? look::number(value, 1) : look::powerOfTen(e);
            else if (labelBetween && (digit == 2 || digit == 5))
                label = look::number(value, 1);
            if (digit == 1 || every == 1)  // where decades are left out, their ticks stand for the minor ones
                ticks.push_back({value, label});
        }
    }
    return ticks;
}

}  // namespace vitrine::charts

#include "ui/look/AmplitudeText.h"

#include "core/results/MinimizerComparison.h"
#include "ui/look/Numbers.h"

#include <algorithm>
#include <cmath>

namespace vitrine::look {

QString criticalAmplitude(double amplitude)
{
    return results::dependsOnMinimizer(amplitude) ? QStringLiteral("≈ ") + number(amplitude, 2)
                                                  : number(amplitude, 4);
}

QString criticalAmplitudeWords(double amplitude)
{
    const QString equals = results::dependsOnMinimizer(amplitude) ? QString() : QStringLiteral("= ");
    return QStringLiteral("A_c %1%2 σ").arg(equals, criticalAmplitude(amplitude));
}

QString interval(double low, double high)
{
    constexpr int mostDigits = 9;
    const int exponent = static_cast<int>(std::floor(std::log10(high)));
    const int shownExponent = exponent >= -2 && exponent <= 4 ? 0 : exponent;
    const double scale = std::pow(10.0, -shownExponent);
    const auto written = [&](double value, int decimals) { return QString::number(value * scale, 'f', decimals); };
    const int mostDecimals = std::max(0, mostDigits - 1 - (exponent - shownExponent));
    int decimals = std::max(0, 3 - (exponent - shownExponent));
    while (decimals < mostDecimals && written(low, decimals) == written(high, decimals))
        ++decimals;
    const QString both = written(low, decimals) + QChar(0x2013) + written(high, decimals);
    return shownExponent == 0 ? both : QStringLiteral("(%1) × %2").arg(both, powerOfTen(shownExponent));
}

}  // namespace vitrine::look

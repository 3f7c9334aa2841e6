#include "ui/panels/RunPrice.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vitrine::panels {

namespace {

// Measured on two cores of 2026, N = 1,000 to 64,000; they only have to give the right order of magnitude.
constexpr double harmonicStepCost = 35e-9;       // s per particle and FIRE step
constexpr double lennardJonesStepCost = 210e-9;  // the same
constexpr double quenchSteps = 60;               // times sqrt(N)
constexpr double liquidSteps = 20'000;           // of the molecular dynamics
constexpr double modeCost = 1.2e-8;              // s per N^1.4 and mode, from N = 600 on
constexpr double fixedModes = 20;                // the filter costs this much before the first mode
constexpr double pullsOfAScan = 25;
constexpr double stepsOfAPull = 500;
constexpr double scalingOfTwoThreads = 0.85;  // of the second and each further thread

}  // namespace

namespace {

/// Of one sample: its time, the memory while it is computed, and that of what stays.
struct SamplePrice {
    double seconds;
    double working;
    double kept;
};

SamplePrice priceOf(const model::SampleRecipe& recipe, Eigen::Index modeCount, int threadCount)
{
    const auto n = static_cast<double>(recipe.particleCount);
    const auto modes = static_cast<double>(modeCount);
    const bool harmonic = potential::potentialName(recipe.potential) == "harmonic";
    const double stepCost = n * (harmonic ? harmonicStepCost : lennardJonesStepCost);
    const double liquid = recipe.origin == model::Origin::liquid ? liquidSteps * stepCost : 0;
    const bool crystal = recipe.origin == model::Origin::crystal;
    const double quench = crystal ? 0 : quenchSteps * std::sqrt(n) * stepCost;
    const double modesCost = modes > 0 ? (modes + fixedModes) * modeCost * std::pow(n, 1.4) : 0;
    const double scans = 2 * modes * pullsOfAScan * stepsOfAPull * stepCost;
    const double speed = 1 + scalingOfTwoThreads * (threadCount - 1);

    // Neighbour lists and Hessian, the filter's blocks of vectors, eigenvectors, and the displacement fields kept.
    const double perParticle = (harmonic ? 2'500.0 : 12'000.0) + 24.0 * (3 * modes + 3 * fixedModes);
    return {(liquid + quench + modesCost + scans) / speed, n * perParticle, 2 * 24.0 * n * modes};
}

}  // namespace

RunPrice estimatePrice(const std::vector<model::SampleRecipe>& samples, Eigen::Index modeCount, int threadCount)
{
    RunPrice price{0, 60e6};
    double working = 0;
    for (const model::SampleRecipe& recipe : samples) {
        const SamplePrice sample = priceOf(recipe, modeCount, threadCount);
        price.seconds += sample.seconds;
        price.bytes += sample.kept;
        working = std::max(working, sample.working);
    }
    price.bytes += working;
    return price;
}

QString durationText(double seconds)
{
    const auto whole = std::llround(seconds);
    if (whole < 1)
        return QCoreApplication::translate("RunPrice", "less than 1 s");
    if (whole < 100)
        return QCoreApplication::translate("RunPrice", "%1 s").arg(whole);
    const auto minutes = std::llround(seconds / 60);
    if (minutes < 100)
        return QCoreApplication::translate("RunPrice", "%1 min").arg(minutes);
    const auto hours = minutes / 60;
    if (hours < 48)
        return QCoreApplication::translate("RunPrice", "%1 h %2 min").arg(hours).arg(minutes % 60);
    return QCoreApplication::translate("RunPrice", "%1 days").arg(hours / 24);
}

QString priceText(const RunPrice& price)
{
    const double megabytes = std::ceil(price.bytes / 1e7) * 10;
    const QString memory = megabytes < 1000 ? QStringLiteral("%1 MB").arg(megabytes)
                                            : QStringLiteral("%1 GB").arg(megabytes / 1000, 0, 'f', 1);
    return QCoreApplication::translate("RunPrice", "About %1 and %2 of memory (rough estimate)")
        .arg(durationText(price.seconds), memory);
}

}  // namespace vitrine::panels

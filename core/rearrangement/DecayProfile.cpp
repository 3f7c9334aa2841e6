#include "core/rearrangement/DecayProfile.h"

#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <sstream>
#include <utility>

// The rule for the tail
//
// Bins: 30 per decade of r, counted downwards from L/2, so that the outermost one is whole. A bin's value is the
// root mean square of the ratio, the estimate that a field of any angular shape leaves a power law. Its
// standard error comes from the scatter of the squares inside it.
//
// Begin: beyond the core, that is beyond 4 sigma and beyond the sphere around the particle that moved most
// which holds nine in ten of the N_rearr particles that moved most (the tenth are strays of a noisy field).
//
// End: the field of a rearrangement in a periodic box is the sum over its images. At L/2 the nearest image along
// an axis is as near as the rearrangement itself, and the tail flattens. The default leaves the three outermost
// bins out and so ends at 10^-0.1 = 0.79 L/2. At N = 16,000, images change the exponent of quadrupoles that decay
// as r^-2.5 or r^-3 by up to 0.1 then, about as much as the standard error, instead of by up to 0.2.
//
// Fit: least squares of log ratio against log r over the bins wholly inside the range that hold at least eight
// particles, weighted with their numbers: the variance per particle is pooled over the bins. The standard error is
// that of weighted least squares, times sqrt(chi^2 per degree of freedom) where the bins scatter about the line by
// more than their own errors say.

namespace vitrine::rearrangement {

namespace {
constexpr double binsPerDecade = 30;
constexpr double smallestCore = 4;  // sigma
constexpr double coreShare = 0.9;   // of the N_rearr most moved particles
constexpr int binsLeftToImages = 3;
constexpr double smallestRangeFactor = 1.6;  // below, the exponent's error is as large as what it could tell
constexpr int fewestBins = 5;
constexpr std::ptrdiff_t fewestParticles = 8;   // in a fitted bin: fewer give no honest scatter
constexpr Eigen::Index largestSmallBox = 2048;  // participants; measured: no tail up to this N

struct Bin {
    double begin;  // sigma
    double end;
    std::ptrdiff_t particleCount;
    double distance;
    double ratio;
    double error;
};

std::string number(double value)
{
    std::ostringstream text;
    text.precision(3);
    text << value;
    return text.str();
}

// Of the logarithm of sqrt(mean of the squares), from the scatter of the squares; NaN where there is none to see.
double logarithmError(const double* ratios, std::ptrdiff_t count, double meanSquare)
{
    if (count < 2 || meanSquare == 0)
        return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    for (std::ptrdiff_t n = 0; n < count; ++n) {
        const double deviation = ratios[n] * ratios[n] / meanSquare - 1;
        sum += deviation * deviation;
    }
    const double amount = static_cast<double>(count);
    const double scatter = 0.5 * std::sqrt(sum / (amount - 1) / amount);
    // Equal ratios still sit anywhere in the bin: no bin is known better than its middle.
    const double place = std::log(10) / binsPerDecade / std::sqrt(12 * amount);
    return std::max(scatter, place);
}

std::vector<Bin> logarithmicBins(const std::vector<double>& distances, const std::vector<double>& ratios,
                                 double halfSide)
{
    std::vector<Bin> bins;
    const auto binBelow = [&](double r) { return std::floor(binsPerDecade * std::log10(halfSide / r)); };
    const auto edge = [&](double n) { return halfSide * std::pow(10, -n / binsPerDecade); };
    for (std::size_t first = 0; first < distances.size();) {
        const double n = binBelow(distances[first]);
        std::size_t last = first;
        double squares = 0;
        for (; last < distances.size() && binBelow(distances[last]) == n; ++last)
            squares += ratios[last] * ratios[last];
        const auto count = static_cast<std::ptrdiff_t>(last - first);
        const double meanSquare = squares / static_cast<double>(count);
        bins.push_back({edge(n + 1), edge(n), count, edge(n + 0.5), std::sqrt(meanSquare),
                        logarithmError(&ratios[first], count, meanSquare)});
        first = last;
    }
    return bins;
}

// Distance from the core up to L/2 and |Delta r_i| of every other participant, nearest first.
std::vector<std::pair<double, double>> movementsByDistance(const model::Packing& packing,
                                                           const Eigen::Matrix3Xd& displacements,
                                                           const std::vector<Eigen::Index>& rattlers,
                                                           Eigen::Index core)
{
    std::vector<std::pair<double, double>> movements;
    movements.reserve(static_cast<std::size_t>(packing.particleCount()));
    auto rattler = rattlers.begin();
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
        if (rattler != rattlers.end() && *rattler == i) {
            ++rattler;
            continue;
        }
        const double r = packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(core)).norm();
        if (i != core && r <= packing.box.side / 2)
            movements.emplace_back(r, displacements.col(i).norm());
    }
    std::sort(movements.begin(), movements.end());
    return movements;
}

double coreRadius(const model::Packing& packing, const Eigen::Matrix3Xd& displacements)
{
    const auto count = static_cast<Eigen::Index>(std::ceil(rearrangedParticleCount(displacements)));
    const std::vector<Eigen::Index> moved = largestDisplacements(displacements, count);
    std::vector<double> distances;
    for (const Eigen::Index i : moved)
        distances.push_back(
            packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(moved.front())).norm());
    const auto share =
        static_cast<std::ptrdiff_t>(std::ceil(coreShare * static_cast<double>(distances.size()))) - 1;
    std::nth_element(distances.begin(), distances.begin() + share, distances.end());
    return std::max(smallestCore, distances[static_cast<std::size_t>(share)]);
}

void requireInBox(double bound, const char* name, double halfSide)
{
    if (bound != 0 && !(bound > 0 && bound <= halfSide))
        throw run::InvalidInput("The tail's range " + std::string(name) + " at " + number(bound) +
                                " sigma, but has to lie between 0 and half the box side, " + number(halfSide) +
                                " sigma.");
}

// Variance of the logarithm of the ratio per particle, over all bins.
double pooledVariance(const std::vector<Bin>& bins)
{
    double sum = 0;
    double count = 0;
    for (const Bin& bin : bins) {
        const auto amount = static_cast<double>(bin.particleCount);
        sum += bin.error * bin.error * amount * amount;
        count += amount;
    }
    return sum / count;
}

// Weighted least squares of y = log ratio on x = log distance.
TailFit fitted(const std::vector<Bin>& bins)
{
    const auto count = static_cast<Eigen::Index>(bins.size());
    Eigen::ArrayXd x(count);
    Eigen::ArrayXd y(count);
    Eigen::ArrayXd weights(count);
    const double variance = pooledVariance(bins);
    for (Eigen::Index n = 0; n < count; ++n) {
        const Bin& bin = bins[static_cast<std::size_t>(n)];
        x[n] = std::log(bin.distance);
        y[n] = std::log(bin.ratio);
        weights[n] = static_cast<double>(bin.particleCount) / variance;
    }
    const double meanX = (weights * x).sum() / weights.sum();
    const double meanY = (weights * y).sum() / weights.sum();
    const double spread = (weights * (x - meanX).square()).sum();
    const double slope = (weights * (x - meanX) * (y - meanY)).sum() / spread;
    const double chiSquare = (weights * (y - meanY - slope * (x - meanX)).square()).sum();
    const double scatter = chiSquare / static_cast<double>(count - 2);
    TailFit fit{};
    fit.exponent = -slope;
    fit.exponentError = std::sqrt(std::max(1.0, scatter) / spread);
    fit.prefactor = std::exp(meanY - slope * meanX);
    fit.rangeBegin = bins.front().begin;
    fit.rangeEnd = bins.back().end;
    fit.binCount = static_cast<int>(bins.size());
    return fit;
}

std::variant<TailFit, NoTail> tailOf(const std::vector<Bin>& bins, double begin, double end)
{
    const std::string range = "from " + number(begin) + " to " + number(end) + " sigma";
    if (end < smallestRangeFactor * begin)
        return NoTail{"There is no room for a tail: the range goes " + range + ", but has to span a factor of " +
                      number(smallestRangeFactor) + "."};
    constexpr double rounding = 1e-9;  // a range that ends on a bin's edge contains the bin
    std::vector<Bin> inside;
    std::copy_if(bins.begin(), bins.end(), std::back_inserter(inside), [&](const Bin& bin) {
        return bin.begin >= begin * (1 - rounding) && bin.end <= end * (1 + rounding) &&
               bin.particleCount >= fewestParticles;
    });
    if (std::any_of(inside.begin(), inside.end(), [](const Bin& bin) { return bin.ratio == 0; }))
        return NoTail{"There is no tail: nothing moved at some distances " + range + "."};
    if (static_cast<int>(inside.size()) < fewestBins)
        return NoTail{"There are too few particles for a tail: " + std::to_string(inside.size()) + " bins " +
                      range + " hold at least " + std::to_string(fewestParticles) + " particles, but " +
                      std::to_string(fewestBins) + " are needed."};
    return fitted(inside);
}
}  // namespace

std::string TailSettings::description() const
{
    return fmt::format(
        "tail begin {} end {} (0: by rule) bins per decade {} core {} share {} bins left to images {} range "
        "factor {} "
        "bins {} particles per bin {} participants above {}",
        rangeBegin, rangeEnd, binsPerDecade, smallestCore, coreShare, binsLeftToImages, smallestRangeFactor,
        fewestBins, fewestParticles, largestSmallBox);
}

DecayProfile decayProfile(const model::Packing& packing, const Eigen::Matrix3Xd& displacements,
                          const std::vector<Eigen::Index>& rattlers, const TailSettings& settings)
{
    const double halfSide = packing.box.side / 2;
    requireInBox(settings.rangeBegin, "begins", halfSide);
    requireInBox(settings.rangeEnd, "ends", halfSide);
    if (settings.rangeBegin > 0 && settings.rangeEnd > 0 && settings.rangeBegin >= settings.rangeEnd)
        throw run::InvalidInput("The tail's range begins at " + number(settings.rangeBegin) +
                                " sigma, but has to begin below its end, " + number(settings.rangeEnd) +
                                " sigma.");

    Eigen::Matrix3Xd participants = displacements;
    for (const Eigen::Index rattler : rattlers)
        participants.col(rattler).setZero();
    DecayProfile profile;
    const double largest = participants.colwise().norm().maxCoeff(&profile.core);
    if (!(largest > 0))
        throw run::InvalidInput("A decay profile needs a particle that moved, but all displacements are 0.");

    for (const auto& [r, moved] : movementsByDistance(packing, participants, rattlers, profile.core)) {
        profile.distances.push_back(r);
        profile.ratios.push_back(moved / largest);
    }

    const std::vector<Bin> bins = logarithmicBins(profile.distances, profile.ratios, halfSide);
    for (const Bin& bin : bins) {
        profile.binDistances.push_back(bin.distance);
        profile.binRatios.push_back(bin.ratio);
        profile.binErrors.push_back(bin.error);
    }
    const Eigen::Index participantCount = packing.particleCount() - static_cast<Eigen::Index>(rattlers.size());
    if (participantCount <= largestSmallBox)
        profile.tail = NoTail{"The box is too small for a tail: it has " + std::to_string(participantCount) +
                              " particles that are no rattlers, but more than " + std::to_string(largestSmallBox) +
                              " are needed."};
    else
        profile.tail =
            tailOf(bins, settings.rangeBegin > 0 ? settings.rangeBegin : coreRadius(packing, participants),
                   settings.rangeEnd > 0 ? settings.rangeEnd
                                         : halfSide * std::pow(10, -binsLeftToImages / binsPerDecade));
    return profile;
}

DecayProfile decayProfileWhereInRange(const model::Packing& packing, const Eigen::Matrix3Xd& displacements,
                                      const std::vector<Eigen::Index>& rattlers, const TailSettings& settings)
{
    try {
        return decayProfile(packing, displacements, rattlers, settings);
    }
    catch (const run::InvalidInput& error) {
        DecayProfile profile = decayProfile(packing, displacements, rattlers);
        profile.tail = NoTail{error.what()};
        return profile;
    }
}

}  // namespace vitrine::rearrangement

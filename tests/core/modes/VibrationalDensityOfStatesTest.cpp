#include "core/modes/VibrationalDensityOfStates.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace vitrine;
using namespace vitrine::modes;

namespace {

constexpr Eigen::Index modeCount = 3000;
constexpr double debyeFrequency = 2;

/// Levels of g = 3 omega^2/omega_D^3 at equal steps of the integrated density.
Spectrum debyeSpectrum()
{
    Spectrum spectrum;
    spectrum.omega.resize(modeCount);
    for (Eigen::Index k = 0; k < modeCount; ++k)
        spectrum.omega[k] = debyeFrequency * std::cbrt((static_cast<double>(k) + 0.5) / modeCount);
    spectrum.degreesOfFreedom = modeCount;
    return spectrum;
}

/// Its lowest modes only, as a partial diagonalisation finds them.
Spectrum lowest(const Spectrum& whole, Eigen::Index count)
{
    Spectrum part = whole;
    part.omega = whole.omega.head(count);
    part.completeUpTo = part.omega[count - 1];
    return part;
}

double integral(const VibrationalDensityOfStates& states)
{
    double sum = 0;
    for (std::size_t bin = 0; bin < states.density.size(); ++bin)
        sum += states.density[bin] * (states.edges[bin + 1] - states.edges[bin]);
    return sum;
}

std::int64_t total(const VibrationalDensityOfStates& states)
{
    return std::accumulate(states.counts.begin(), states.counts.end(), std::int64_t{0});
}

}  // namespace

class VibrationalDensityOfStatesTest : public QObject {
    Q_OBJECT
private slots:
    void integratesToOneOverAWholeSpectrum();
    void findsTheDebyeLevelInEveryBin();
    void aPartialSpectrumHasTheDensityOfTheWhole();
    void poolsSamplesUpToWhereAllAreComplete();
    void refusesLogarithmicBinsOfASingleFrequency();
    void errorsAreThoseOfCounting();
    void keepsDegenerateModesTogether();
    void takesModesFromTheFirstOnOnly();
    void refusesWhatIsNoSpectrum();
    void countsTheReferenceModes();
};

void VibrationalDensityOfStatesTest::integratesToOneOverAWholeSpectrum()
{
    for (const BinSpacing spacing : {BinSpacing::equalCount, BinSpacing::linear, BinSpacing::logarithmic})
        for (const int binCount : {0, 1, 17}) {
            const VibrationalDensityOfStates states =
                densityOfStates(pool({debyeSpectrum()}), {spacing, binCount});
            QVERIFY(std::abs(integral(states) - 1) < 1e-12);
            QCOMPARE(total(states), modeCount);
        }
}

void VibrationalDensityOfStatesTest::findsTheDebyeLevelInEveryBin()
{
    const double level = 3 / std::pow(debyeFrequency, 3);
    for (const BinSpacing spacing : {BinSpacing::equalCount, BinSpacing::linear}) {
        const VibrationalDensityOfStates states = densityOfStates(pool({debyeSpectrum()}), {spacing, 20});
        for (std::size_t bin = 0; bin < states.reduced.size(); ++bin) {
            // An edge between two levels may give either bin up to one of them.
            const double tolerance = 1.0 / std::max(1.0, static_cast<double>(states.counts[bin])) + 1e-3;
            QVERIFY(std::abs(states.reduced[bin] / level - 1) <= tolerance);
        }
    }
}

void VibrationalDensityOfStatesTest::aPartialSpectrumHasTheDensityOfTheWhole()
{
    const Spectrum whole = debyeSpectrum();
    const VibrationalDensityOfStates part = densityOfStates(pool({lowest(whole, 60)}), {BinSpacing::linear, 4});
    QCOMPARE(part.edges.back(), whole.omega[59]);
    QCOMPARE(total(part), 59);  // the mode at which the search ended is not counted
    QCOMPARE(part.degreesOfFreedom, 3000.0);
    QVERIFY(std::abs(integral(part) - 59.0 / 3000) < 1e-15);
}

void VibrationalDensityOfStatesTest::poolsSamplesUpToWhereAllAreComplete()
{
    const Spectrum whole = debyeSpectrum();
    const PooledSpectrum pooled = pool({lowest(whole, 100), lowest(whole, 60), whole});
    QCOMPARE(pooled.completeUpTo, whole.omega[59]);
    QCOMPARE(pooled.omega.size(), std::size_t{3 * 59});
    QCOMPARE(pooled.degreesOfFreedom, 9000.0);
    QCOMPARE(pooled.sampleCount, std::size_t{3});
    const VibrationalDensityOfStates one = densityOfStates(pool({lowest(whole, 60)}), {BinSpacing::linear, 4});
    const VibrationalDensityOfStates three = densityOfStates(pooled, {BinSpacing::linear, 4});
    for (std::size_t bin = 0; bin < 4; ++bin)
        if (one.counts[bin] > 0) {
            QVERIFY(std::abs(three.density[bin] / one.density[bin] - 1) < 1e-14);
            QVERIFY(std::abs(three.densityErrors[bin] / one.densityErrors[bin] - std::sqrt(1.0 / 3)) < 1e-14);
        }
}

void VibrationalDensityOfStatesTest::refusesLogarithmicBinsOfASingleFrequency()
{
    Spectrum single;
    single.omega = Eigen::VectorXd::Constant(1, 0.5);
    single.degreesOfFreedom = 3;
    const PooledSpectrum pooled = pool({single});
    QVERIFY_EXCEPTION_THROWN(densityOfStates(pooled, {BinSpacing::logarithmic, 5}), run::InvalidInput);
    QVERIFY(std::isfinite(densityOfStates(pooled, {BinSpacing::linear, 5}).density.back()));
}

void VibrationalDensityOfStatesTest::errorsAreThoseOfCounting()
{
    Spectrum spectrum;
    spectrum.omega = Eigen::Vector4d(0.5, 0.6, 0.7, 4);
    spectrum.degreesOfFreedom = 4;
    const VibrationalDensityOfStates states = densityOfStates(pool({spectrum}), {BinSpacing::linear, 4});
    QCOMPARE(states.counts, (std::vector<std::int64_t>{3, 0, 0, 1}));
    QCOMPARE(states.density[0], 0.75);
    QCOMPARE(states.densityErrors[0], std::sqrt(3.0) / 4);
    QCOMPARE(states.density[1], 0.0);
    QCOMPARE(states.densityErrors[1], 0.25);
    QCOMPARE(states.middles[0], 0.6);
    QCOMPARE(states.middles[1], 1.5);
    QCOMPARE(states.reduced[3], 1.0 / 4 / ((64.0 - 27.0) / 3));
}

void VibrationalDensityOfStatesTest::keepsDegenerateModesTogether()
{
    Spectrum spectrum;
    spectrum.omega = Eigen::VectorXd::Constant(48, 1.0);
    spectrum.omega.tail(12).setConstant(2.0);
    spectrum.degreesOfFreedom = 48;
    const VibrationalDensityOfStates states = densityOfStates(pool({spectrum}), {BinSpacing::equalCount, 8});
    QCOMPARE(states.counts, (std::vector<std::int64_t>{36, 12}));
    QCOMPARE(states.edges, (std::vector<double>{0, 1.5, 2}));
}

void VibrationalDensityOfStatesTest::takesModesFromTheFirstOnOnly()
{
    NormalModes modes;
    modes.omega = Eigen::Vector3d(0.1, 0.2, 0.3);
    const Spectrum part = spectrumOf(modes, 100);
    QCOMPARE(part.degreesOfFreedom, 297);
    QCOMPARE(part.completeUpTo, 0.3);
    QVERIFY(std::isinf(spectrumOf(modes, 2).completeUpTo));
    modes.firstIndex = 2;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, spectrumOf(modes, 100));
}

void VibrationalDensityOfStatesTest::refusesWhatIsNoSpectrum()
{
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, pool({}));
    Spectrum spectrum;
    spectrum.omega = Eigen::Vector2d(0.2, 0.1);
    spectrum.degreesOfFreedom = 9;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, pool({spectrum}));
    spectrum.omega = Eigen::Vector2d(0, 0.1);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, pool({spectrum}));
    spectrum.omega = Eigen::Vector2d(0.1, 0.2);
    spectrum.degreesOfFreedom = 1;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, pool({spectrum}));
    spectrum.degreesOfFreedom = 9;
    spectrum.completeUpTo = 0.05;  // no mode is below
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, densityOfStates(pool({spectrum})));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                             densityOfStates(pool({debyeSpectrum()}), {BinSpacing::linear, -1}));
}

void VibrationalDensityOfStatesTest::countsTheReferenceModes()
{
    const test::ReferenceCase reference = test::ReferenceCase::harmonic();
    Spectrum whole;
    whole.omega = reference.modes.allOmega;
    whole.degreesOfFreedom = 2997;
    const VibrationalDensityOfStates all = densityOfStates(pool({whole}));
    QCOMPARE(all.counts.size(), std::size_t{54});  // sqrt(2997) modes in each
    const VibrationalDensityOfStates low = densityOfStates(pool({lowest(whole, 60)}));
    QCOMPARE(low.counts.size(), std::size_t{5});  // at least 10 modes in each
    QCOMPARE(total(low), 59);
    QCOMPARE(low.edges.back(), reference.modes.allOmega[59]);
}

QTEST_APPLESS_MAIN(VibrationalDensityOfStatesTest)
#include "VibrationalDensityOfStatesTest.moc"

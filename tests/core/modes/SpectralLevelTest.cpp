#include "core/model/RandomNumbers.h"
#include "core/modes/SpectralLevel.h"
#include "core/run/Errors.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::modes;

namespace {

/// Random levels of a spectrum g ~ omega^exponent below 1.
Spectrum powerLaw(double exponent, Eigen::Index modeCount, Eigen::Index degreesOfFreedom)
{
    model::RandomNumbers random(5);
    Spectrum spectrum;
    spectrum.omega.resize(modeCount);
    for (double& omega : spectrum.omega)
        omega = std::pow(1 - random.uniform(), 1 / (exponent + 1));
    std::sort(spectrum.omega.begin(), spectrum.omega.end());
    spectrum.degreesOfFreedom = degreesOfFreedom;
    spectrum.completeUpTo = 1;
    return spectrum;
}

}  // namespace

class SpectralLevelTest : public QObject {
    Q_OBJECT
private slots:
    void findsLevelAndExponentOfAPowerLaw();
    void needsFiveModes();
    void refusesARangeBeyondTheCompletePart();
};

void SpectralLevelTest::findsLevelAndExponentOfAPowerLaw()
{
    for (const double exponent : {2.0, 4.0}) {
        const PooledSpectrum spectrum = pool({powerLaw(exponent, 4000, 100'000)});
        const double level = (exponent + 1) * 4000 / 100'000;  // its integral up to 1 is 4 %
        for (const double upTo : {1.0, 0.8}) {
            const auto fit = std::get<SpectralLevel>(fitSpectralLevel(spectrum, exponent, upTo));
            QVERIFY(std::abs(fit.level - level) <= 3 * fit.levelError);
            QVERIFY(std::abs(fit.levelError / fit.level * std::sqrt(static_cast<double>(fit.modeCount)) - 1) <
                    1e-14);
            QVERIFY(std::abs(fit.foundExponent - exponent) < 3 * fit.foundExponentError);
            QVERIFY(fit.foundExponentError < 0.15);
        }
        const auto all = std::get<SpectralLevel>(fitSpectralLevel(spectrum, exponent, 1.0));
        QVERIFY(std::abs(all.level - level) < 1e-14);
    }
}

void SpectralLevelTest::needsFiveModes()
{
    const auto result = fitSpectralLevel(pool({powerLaw(2, 4, 97)}), 2, 1);
    QCOMPARE(std::get<NoSpectralLevel>(result).reason,
             std::string("Only 4 modes lie below 1; a level needs at least 5."));
}

void SpectralLevelTest::refusesARangeBeyondTheCompletePart()
{
    const PooledSpectrum spectrum = pool({powerLaw(2, 100, 1000)});
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, fitSpectralLevel(spectrum, 2, 1.1));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, fitSpectralLevel(spectrum, 2, 0));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, fitSpectralLevel(spectrum, -1, 1));
}

QTEST_APPLESS_MAIN(SpectralLevelTest)
#include "SpectralLevelTest.moc"

#include "core/potential/PotentialEnergy.h"
#include "core/quench/LiquidEquilibration.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>

using namespace vitrine;

namespace {
model::SampleRecipe recipe(Eigen::Index count)
{
    return model::SampleRecipe::ofPaper(potential::LennardJonesPotential{}, count, 3);
}
}  // namespace

class LiquidEquilibrationTest : public QObject {
    Q_OBJECT

private slots:
    void samplesTheCanonicalEnsemble()
    {
        const auto liquid = quench::equilibrateLiquid(recipe(256), {});
        QVERIFY(liquid.record.equilibrated);
        // Its standard error is about 0.01: 125 measurements over 12 units of time, relaxation 0.1.
        QVERIFY2(std::abs(liquid.record.meanTemperature - 2) < 0.05,
                 qPrintable(QString::number(liquid.record.meanTemperature)));
        // Kinetic temperature of 3(N - 1) freedoms: T sqrt(2 / (3N - 3)) = 0.102
        QVERIFY2(std::abs(liquid.record.temperatureDeviation - 0.102) < 0.03,
                 qPrintable(QString::number(liquid.record.temperatureDeviation)));
        const double now = potential::potentialEnergy(liquid.packing, potential::LennardJonesPotential{}) / 256;
        QVERIFY(std::abs(now - liquid.record.meanEnergyPerParticle) < 6 * liquid.record.energyDeviation);
        QVERIFY(potential::closestPairDistance(liquid.packing, potential::LennardJonesPotential{}) > 0.75);
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const auto one = quench::equilibrateLiquid(recipe(140), run::RunControl(1));
        const auto two = quench::equilibrateLiquid(recipe(140), run::RunControl(2));
        QVERIFY(one.packing.positions == two.packing.positions);
        QVERIFY(one.record.meanEnergyPerParticle == two.record.meanEnergyPerParticle);
    }

    void followsItsSettings()
    {
        quench::EquilibrationSettings shorter;
        shorter.steps = 400;
        shorter.timeStep = 0.004;
        const auto liquid = quench::equilibrateLiquid(recipe(140), {}, shorter);
        QCOMPARE(liquid.record.steps, std::int64_t(400));
        QCOMPARE(liquid.record.timeStep, 0.004);
        shorter.steps = 199;  // less than a measurement for each block
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, quench::equilibrateLiquid(recipe(140), {}, shorter));
        shorter = {};
        shorter.timeStep = 0;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, quench::equilibrateLiquid(recipe(140), {}, shorter));
    }

    void stopsWhenTold()
    {
        std::stop_source source;
        double last = 0;
        const run::RunControl control(1, source.get_token(), [&](const run::Progress& progress) {
            if (progress.stage == run::Stage::equilibration && progress.done > 0) {
                last = progress.done;
                source.request_stop();
            }
        });
        QVERIFY_THROWS_EXCEPTION(run::RunCancelled, quench::equilibrateLiquid(recipe(256), control));
        QVERIFY(last > 0 && last < 5000);
    }
};

QTEST_APPLESS_MAIN(LiquidEquilibrationTest)
#include "LiquidEquilibrationTest.moc"

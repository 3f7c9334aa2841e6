#include "core/model/SampleRecipe.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vitrine;
using model::Origin;
using model::SampleRecipe;

namespace {
QString refusal(const SampleRecipe& recipe)
{
    try {
        recipe.validate();
    }
    catch (const run::InvalidInput& error) {
        return QString(error.what());
    }
    return {};
}
}  // namespace

class SampleRecipeTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheSystemsOfThePaper()
    {
        const auto harmonic = SampleRecipe::ofPaper(potential::HarmonicPotential{}, 1000, 11);
        QVERIFY(std::abs(harmonic.boxSide() - 8.95141971261283) < 1e-13);  // of the reference case
        QVERIFY(std::abs(model::packingFraction(harmonic.numberDensity) - 0.73) < 1e-15);
        QCOMPARE(harmonic.origin, Origin::random);
        const auto lennardJones = SampleRecipe::ofPaper(potential::LennardJonesPotential{}, 1000, 12);
        QCOMPARE(lennardJones.numberDensity, 0.997);
        QCOMPARE(lennardJones.origin, Origin::liquid);
        QCOMPARE(lennardJones.temperature, 2.0);
    }

    void namesOriginsAndReadsThem()
    {
        for (const Origin origin : {Origin::random, Origin::liquid, Origin::imported})
            QCOMPARE(model::originFromName(model::originName(origin)), origin);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::originFromName("gas"));
    }

    void acceptsTheSmallestSamples()
    {
        QCOMPARE(refusal(SampleRecipe::ofPaper(potential::HarmonicPotential{}, 16, 1)), QString());
        QCOMPARE(refusal(SampleRecipe::ofPaper(potential::LennardJonesPotential{}, 126, 1)), QString());
        QCOMPARE(refusal(SampleRecipe::ofPaper(potential::HarmonicPotential{}, 8'388'608, 1)), QString());
    }

    void refusesWithTheValueInTheMessage_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::addColumn<Eigen::Index>("count");
        QTest::addColumn<double>("density");
        QTest::addColumn<double>("temperature");
        QTest::addColumn<QString>("value");
        QTest::newRow("no particle") << true << Eigen::Index{0} << 1.4 << 2.0 << "is 0,";
        QTest::newRow("too few") << true << Eigen::Index{15} << 1.4 << 2.0 << "15";
        QTest::newRow("too many") << true << Eigen::Index{8'388'609} << 1.4 << 2.0 << "8388609";
        QTest::newRow("no density") << true << Eigen::Index{100} << 0.0 << 2.0 << "density is 0,";
        QTest::newRow("too dense") << true << Eigen::Index{100} << 10.5 << 2.0 << "10.5";
        QTest::newRow("no number") << true << Eigen::Index{100} << std::nan("") << 2.0 << "nan";
        QTest::newRow("box too small") << false << Eigen::Index{124} << 0.997 << 2.0 << "124";
        QTest::newRow("cold") << false << Eigen::Index{1000} << 0.997 << -0.5 << "-0.5";
    }

    void refusesWithTheValueInTheMessage()
    {
        QFETCH(bool, harmonic);
        QFETCH(Eigen::Index, count);
        QFETCH(double, density);
        QFETCH(double, temperature);
        QFETCH(QString, value);
        auto recipe = harmonic ? SampleRecipe::ofPaper(potential::HarmonicPotential{}, count, 1)
                               : SampleRecipe::ofPaper(potential::LennardJonesPotential{}, count, 1);
        recipe.numberDensity = density;
        recipe.temperature = temperature;
        QVERIFY2(refusal(recipe).contains(value), qPrintable(refusal(recipe)));
    }
};

QTEST_APPLESS_MAIN(SampleRecipeTest)
#include "SampleRecipeTest.moc"

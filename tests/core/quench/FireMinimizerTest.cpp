#include "core/model/RandomNumbers.h"
#include "core/model/SampleRecipe.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/FireMinimizer.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using quench::FireMinimizer;
using quench::FireSettings;
using quench::MinimizerOutcome;
using quench::MinimizerRecord;
using test::ReferenceCase;

namespace {

model::Packing randomPacking(Eigen::Index count, std::uint64_t seed)
{
    const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, count, seed);
    return {{recipe.boxSide()}, model::RandomNumbers(seed).pointsInCube(count, recipe.boxSide())};
}

Eigen::Matrix3Xd minimised(FireMinimizer& minimizer, Eigen::Matrix3Xd positions, int threads = 1)
{
    minimizer.minimize(positions, run::RunControl(threads));
    return positions;
}

Eigen::Matrix3Xd pulled(const ReferenceCase& reference, const test::ReferenceScan& scan, double amplitude)
{
    const double length = amplitude * std::sqrt(static_cast<double>(reference.packing.particleCount()));
    return reference.packing.positions + scan.sign * length * reference.eigenvector(scan.mode);
}

}  // namespace

class FireMinimizerTest : public QObject {
    Q_OBJECT

private slots:
    void describesSettingsThatDifferDifferently()
    {
        quench::FireSettings one;
        quench::FireSettings other = one;
        other.largestTimeStep = std::nextafter(one.largestTimeStep, 1);
        QVERIFY(one.description() != other.description());
        QVERIFY(one.description().starts_with("FIRE dt 0.05-0.5 alpha 0.1 "));
    }

    void staysAtAMinimum_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::newRow("harmonic") << true;
        QTest::newRow("Lennard-Jones") << false;
    }

    void staysAtAMinimum()
    {
        QFETCH(bool, harmonic);
        const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
        FireMinimizer minimizer(reference.potential, reference.packing.box,
                                FireSettings::forPotential(reference.potential));
        const Eigen::Matrix3Xd after = minimised(minimizer, reference.packing.positions);
        // The stored positions are rounded to 1e-15, which a soft mode turns into steps of this size.
        QVERIFY((after - reference.packing.positions).norm() < 2e-9);
    }

    // The path itself is the reference's: the same destination and, for the harmonic system, the same number of
    // evaluations but for the rounding at the very end. (Lennard-Jones reaches 1e-12 where rounding decides.)
    void takesThePathOfTheReference_data() { staysAtAMinimum_data(); }

    void takesThePathOfTheReference()
    {
        QFETCH(bool, harmonic);
        const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
        FireMinimizer minimizer(reference.potential, reference.packing.box,
                                FireSettings::forPotential(reference.potential));
        int same = 0;
        int compared = 0;
        for (const int sign : {-1, 1}) {
            const test::ReferenceScan& scan = reference.scan(1, sign);
            for (std::size_t number = 0; number < scan.log.size(); number += harmonic ? 5 : 10) {
                const test::ReferencePull& pull = scan.log[number];
                Eigen::Matrix3Xd positions = pulled(reference, scan, pull.amplitude);
                const MinimizerRecord record = minimizer.minimize(positions, {});
                QCOMPARE(record.outcome, MinimizerOutcome::converged);
                const double distance = (positions - reference.packing.positions).norm();
                QVERIFY2(std::abs(distance - pull.distance) < 1e-5 * pull.distance + 1e-8,
                         qPrintable(QString("|dr| %1, reference %2").arg(distance).arg(pull.distance)));
                // The reference counts steps: the evaluation at the start is not among them.
                same += std::abs(record.evaluations - 1 - pull.evaluations) <= 1 ? 1 : 0;
                ++compared;
            }
        }
        QVERIFY2(!harmonic || 10 * same >= 8 * compared, qPrintable(QString("%1 of %2").arg(same).arg(compared)));
    }

    void isBitIdenticalForAnyNumberOfThreads()
    {
        const model::Packing packing = randomPacking(700, 3);
        FireMinimizer one({}, packing.box, {});
        FireMinimizer three({}, packing.box, {});
        QVERIFY(minimised(one, packing.positions, 1) == minimised(three, packing.positions, 3));
    }

    void doesNotDependOnEarlierCalls()
    {
        const model::Packing packing = randomPacking(300, 4);
        const model::Packing other = randomPacking(300, 5);
        FireMinimizer fresh({}, packing.box, {});
        FireMinimizer used({}, packing.box, {});
        minimised(used, other.positions);
        QVERIFY(minimised(used, packing.positions) == minimised(fresh, packing.positions));
    }

    void keepsTheCentreOfMass()
    {
        const model::Packing packing = randomPacking(300, 6);
        FireMinimizer minimizer({}, packing.box, {});
        const Eigen::Matrix3Xd moved = minimised(minimizer, packing.positions) - packing.positions;
        QVERIFY(moved.norm() > 1);
        // A few thousand steps, each rounding every displacement at 1e-17.
        QVERIFY(moved.rowwise().mean().norm() < 1e-12);
    }

    void followsParticlesOutOfTheBox()
    {
        const model::Packing packing = randomPacking(300, 7);
        FireMinimizer minimizer({}, packing.box, {});
        Eigen::Matrix3Xd shifted = packing.positions;
        shifted.colwise() += Eigen::Vector3d(3, -2, 1) * packing.box.side;
        const Eigen::Matrix3Xd moved = minimised(minimizer, shifted) - shifted;
        QVERIFY(moved.colwise().norm().maxCoeff() < 0.5 * packing.box.side);
        QVERIFY(moved.norm() > 1);
    }

    void saysThatTheStepLimitWasReached()
    {
        const model::Packing packing = randomPacking(300, 8);
        FireSettings settings;
        settings.largestEvaluationCount = 20;
        FireMinimizer minimizer({}, packing.box, settings);
        Eigen::Matrix3Xd positions = packing.positions;
        const MinimizerRecord record = minimizer.minimize(positions, {});
        QCOMPARE(record.outcome, MinimizerOutcome::stepLimit);
        QCOMPARE(record.evaluations, 20);
        QVERIFY(record.maxForce > settings.forceTolerance);
        const model::Packing after{packing.box, positions};
        QVERIFY(std::abs(record.maxForce - potential::largestForce(
                                               potential::forces(after, potential::HarmonicPotential{}))) < 1e-12);
    }

    void refusesSettingsOutOfRange()
    {
        const auto refuses = [](const FireSettings& settings) {
            QVERIFY_THROWS_EXCEPTION(run::InvalidInput, settings.validate());
            QVERIFY_THROWS_EXCEPTION(run::InvalidInput, FireMinimizer({}, model::PeriodicBox{10}, settings));
        };
        refuses({.initialTimeStep = 0});
        refuses({.initialTimeStep = 1});  // above the largest
        refuses({.largestTimeStep = 11});
        refuses({.initialMixing = -0.1});
        refuses({.timeStepGrowth = 0.9});
        refuses({.timeStepCut = 0});
        refuses({.mixingDecay = 1.1});
        refuses({.stepsBeforeGrowth = -1});
        refuses({.largestDisplacement = 0});
        refuses({.forceTolerance = 0});
        refuses({.forceTolerance = std::nan("")});
        refuses({.largestEvaluationCount = 0});
        FireSettings::forPotential(potential::LennardJonesPotential{}).validate();
    }

    void stopsWhenTold()
    {
        std::stop_source source;
        const run::RunControl control(1, source.get_token());
        const model::Packing packing = randomPacking(300, 9);
        FireMinimizer minimizer({}, packing.box, {});
        Eigen::Matrix3Xd positions = packing.positions;
        std::int64_t last = 0;
        const auto stopLater = [&](const Eigen::Matrix3Xd&, std::int64_t evaluations, double) {
            last = evaluations;
            source.request_stop();
        };
        QVERIFY_THROWS_EXCEPTION(run::RunCancelled, minimizer.minimize(positions, control, stopLater, 50));
        QCOMPARE(last, 50);
    }

    void reportsDecadesOfForce()
    {
        std::vector<run::Progress> told;
        const run::RunControl control(1, {}, [&](const run::Progress& progress) { told.push_back(progress); });
        const model::Packing packing = randomPacking(300, 10);
        FireMinimizer minimizer({}, packing.box, {});
        Eigen::Matrix3Xd positions = packing.positions;
        minimizer.minimize(positions, control);
        QVERIFY(told.size() >= 2);
        QCOMPARE(told.front().done, 0.0);
        QCOMPARE(told.back().done, told.back().total);
        QVERIFY(told.back().total > 11 && told.back().total < 15);
    }
};

QTEST_APPLESS_MAIN(FireMinimizerTest)
#include "FireMinimizerTest.moc"

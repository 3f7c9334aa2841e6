#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ModeExcitation.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/GradientFlow.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <stop_token>

using namespace vitrine;
using namespace vitrine::quench;
using potential::HarmonicPotential;
using test::ReferenceCase;

namespace {

GradientFlow flowFor(const model::Packing& packing, const potential::PairPotential& potential)
{
    return {potential, packing.box, GradientFlowSettings::forPotential(potential),
            FireSettings::forPotential(potential)};
}

/// Where a pull of a reference mode ends: |Delta r|.
double distanceAfter(const ReferenceCase& reference, Eigen::Index k, int sign, double amplitude)
{
    const Eigen::Matrix3Xd& before = reference.packing.positions;
    Eigen::Matrix3Xd positions = anharmonicity::pulledPositions(before, reference.eigenvector(k), sign * amplitude,
                                                                reference.packing.particleCount());
    GradientFlow flow = flowFor(reference.packing, reference.potential);
    const MinimizerRecord record = flow.minimize(positions, run::RunControl());
    return record.outcome == MinimizerOutcome::converged
               ? rearrangement::distance(rearrangement::displacementField(before, positions, {}))
               : -1;
}

}  // namespace

class GradientFlowTest : public QObject {
    Q_OBJECT
private slots:
    void describesSettingsThatDifferDifferently()
    {
        quench::GradientFlowSettings one;
        quench::GradientFlowSettings other = one;
        other.handOverForce = std::nextafter(one.handOverForce, 1);
        QVERIFY(one.description() != other.description());
    }

    void twoSpheresPartAsTheEquationOfMotionSays();
    void theEnergyNeverRises();
    void agreesWithTheReferenceOnWhoReturns();
    void findsTheCriticalAmplitudeOfOtherMinimisers();
    void isTheSameForAnyNumberOfThreads();
    void stopsAtItsLimitOfEvaluations();
    void canBeCancelled();
    void refusesSettingsOutOfRange();
};

void GradientFlowTest::twoSpheresPartAsTheEquationOfMotionSays()
{
    // Two overlapping spheres: d/dt (1 - r) = -2 (1 - r), so that the force falls as exp(-2t), however it is
    // stepped; the spheres end where it has fallen to the hand-over, and FIRE moves them by no more than is left.
    const model::PeriodicBox box{4};
    Eigen::Matrix3Xd positions(3, 2);
    positions << 1, 1.8, 1, 1, 1, 1;
    const Eigen::Matrix3Xd before = positions;
    GradientFlowSettings settings;
    settings.handOverForce = 0.02;
    settings.largestEvaluationCount = 1000;
    FireSettings finish;
    finish.forceTolerance = 0.02;  // nothing left to do
    GradientFlow flow(HarmonicPotential{}, box, settings, finish);
    const MinimizerRecord record = flow.minimize(positions, run::RunControl());
    QCOMPARE(record.outcome, MinimizerOutcome::converged);
    const double overlap = 1 - (positions.col(1) - positions.col(0)).norm();
    QVERIFY(overlap <= 0.02 && overlap > 0.015);  // one step beyond at most
    QVERIFY((positions.rowwise().sum() - before.rowwise().sum()).norm() < 1e-14);
}

void GradientFlowTest::theEnergyNeverRises()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    Eigen::Matrix3Xd positions = anharmonicity::pulledPositions(
        reference.packing.positions, reference.eigenvector(1), 0.05, reference.packing.particleCount());
    std::vector<double> energies;
    GradientFlowSettings settings;
    settings.handOverForce = 1e-4;
    FireSettings finish;
    finish.forceTolerance = 1e-4;
    GradientFlow flow(reference.potential, reference.packing.box, settings, finish);
    flow.minimize(
        positions, run::RunControl(),
        [&](const Eigen::Matrix3Xd& now, std::int64_t, double) {
            energies.push_back(potential::potentialEnergy({reference.packing.box, now}, reference.potential));
        },
        50);
    QVERIFY(energies.size() > 3);
    for (std::size_t number = 1; number < energies.size(); ++number)
        QVERIFY(energies[number] < energies[number - 1]);
}

void GradientFlowTest::agreesWithTheReferenceOnWhoReturns()
{
    // Pulls well below and well above A_c end alike with any minimiser.
    const ReferenceCase reference = ReferenceCase::harmonic();
    const auto& transition = *reference.scan(1, 1).transition;
    const double below = distanceAfter(reference, 1, 1, 0.85 * transition.lowAmplitude);
    QVERIFY2(below >= 0 && below < 1e-7, qPrintable(QString::number(below)));
    QVERIFY(distanceAfter(reference, 1, 1, 1.15 * transition.highAmplitude) > 1e-4);
}

void GradientFlowTest::findsTheCriticalAmplitudeOfOtherMinimisers()
{
    // Mode 1-: FIRE 0.0042094, conjugate gradients 0.0041905, to the same state.
    const ReferenceCase reference = ReferenceCase::harmonic();
    const auto structure = std::make_shared<const InherentStructure>(reference.structure());
    auto settings = anharmonicity::ScanSettings::forSample(reference.potential, 1000);
    settings.firstAmplitude = 3.6e-3;
    settings.bracketTolerance = 0.05;
    settings.method = MinimizerKind::gradientFlow;
    anharmonicity::AnharmonicityScan scan(structure, settings);
    const auto result = scan.run(1, reference.modes.omega[0], reference.eigenvector(1),
                                 anharmonicity::Direction::minus, run::RunControl());
    QCOMPARE(result.outcome, anharmonicity::ScanOutcome::transition);
    QVERIFY(result.minimizer.starts_with("gradient flow"));
    const auto& known = *reference.scan(1, -1).transition;
    for (const double amplitude : {known.highAmplitude, known.gradientAmplitude}) {
        QVERIFY(result.transition->lowAmplitude < amplitude);
        QVERIFY(result.transition->criticalAmplitude > 0.95 * amplitude);
    }
    QVERIFY(std::abs(result.transition->distance / known.gradientDistance - 1) < 1e-4);
}

void GradientFlowTest::isTheSameForAnyNumberOfThreads()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    const Eigen::Matrix3Xd pulled = anharmonicity::pulledPositions(
        reference.packing.positions, reference.eigenvector(1), 0.01, reference.packing.particleCount());
    const auto after = [&](int threads) {
        Eigen::Matrix3Xd positions = pulled;
        GradientFlowSettings settings;
        settings.handOverForce = 1e-4;
        GradientFlow(reference.potential, reference.packing.box, settings, FireSettings{})
            .minimize(positions, run::RunControl(threads));
        return positions;
    };
    QVERIFY(after(1) == after(3));
}

void GradientFlowTest::stopsAtItsLimitOfEvaluations()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    Eigen::Matrix3Xd positions = anharmonicity::pulledPositions(
        reference.packing.positions, reference.eigenvector(1), 0.01, reference.packing.particleCount());
    GradientFlowSettings settings;
    settings.largestEvaluationCount = 11;
    GradientFlow flow(reference.potential, reference.packing.box, settings, FireSettings{});
    const MinimizerRecord record = flow.minimize(positions, run::RunControl());
    QCOMPARE(record.outcome, MinimizerOutcome::stepLimit);
    QCOMPARE(record.evaluations, 11);
    QVERIFY(record.maxForce > settings.handOverForce);
}

void GradientFlowTest::canBeCancelled()
{
    std::stop_source source;
    source.request_stop();
    const ReferenceCase reference = ReferenceCase::harmonic();
    Eigen::Matrix3Xd positions = reference.packing.positions;
    GradientFlow flow = flowFor(reference.packing, reference.potential);
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled, flow.minimize(positions, run::RunControl(1, source.get_token())));
}

void GradientFlowTest::refusesSettingsOutOfRange()
{
    const auto refuses = [](const GradientFlowSettings& settings) {
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, settings.validate());
    };
    refuses({.errorTolerance = 0});
    refuses({.initialTimeStep = 1});
    refuses({.largestDisplacement = 0});
    refuses({.handOverForce = -1});
    refuses({.largestEvaluationCount = 0});
    GradientFlowSettings::forPotential(potential::LennardJonesPotential{}).validate();
}

QTEST_APPLESS_MAIN(GradientFlowTest)
#include "GradientFlowTest.moc"

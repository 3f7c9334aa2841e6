#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ModeExcitation.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/ConjugateGradients.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <stop_token>

using namespace vitrine;
using namespace vitrine::quench;
using test::ReferenceCase;

namespace {

const ReferenceCase& referenceOf(bool harmonic)
{
    static const ReferenceCase harmonicCase = ReferenceCase::harmonic();
    static const ReferenceCase lennardJonesCase = ReferenceCase::lennardJones();
    return harmonic ? harmonicCase : lennardJonesCase;
}

Eigen::Matrix3Xd pulled(const ReferenceCase& reference, Eigen::Index k, int sign, double amplitude)
{
    return anharmonicity::pulledPositions(reference.packing.positions, reference.eigenvector(k), sign * amplitude,
                                          reference.packing.particleCount());
}

ConjugateGradients minimizerFor(const ReferenceCase& reference)
{
    return {reference.potential, reference.packing.box,
            ConjugateGradientSettings::forPotential(reference.potential)};
}

}  // namespace

class ConjugateGradientsTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheMinimumOfTwoSpheres();
    void agreesWithTheReferenceOnWhoReturns_data();
    void agreesWithTheReferenceOnWhoReturns();
    void findsTheCriticalAmplitudeOfTheReference();
    void reachesTheForceToleranceAndKeepsTheMeanInPlace();
    void isTheSameForAnyNumberOfThreads();
    void stopsAtItsLimitOfEvaluations();
    void canBeCancelled();
    void refusesSettingsOutOfRange();
};

// The force falls linearly along the line, so that two trial steps and their secant find where they just touch.
void ConjugateGradientsTest::findsTheMinimumOfTwoSpheres()
{
    const model::PeriodicBox box{4};
    Eigen::Matrix3Xd positions(3, 2);
    positions << 1, 1.95, 1, 1, 1, 1;
    ConjugateGradientSettings settings;
    settings.forceTolerance = 1e-3;
    ConjugateGradients minimizer(potential::HarmonicPotential{}, box, settings);
    const MinimizerRecord record = minimizer.minimize(positions, run::RunControl());
    QCOMPARE(record.outcome, MinimizerOutcome::converged);
    QVERIFY(record.evaluations <= 12);
    QVERIFY(std::abs((positions.col(1) - positions.col(0)).norm() - 1) <= 1e-3);
}

// At 0.85 A_lo every minimiser returns, at 1.15 A_hi none does: see tests/data/README.md.
void ConjugateGradientsTest::agreesWithTheReferenceOnWhoReturns_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("sign");
    for (const auto& [mode, sign] : std::vector<std::pair<int, int>>{
             {1, 1}, {1, -1}, {2, 1}, {2, -1}, {5, -1}, {10, 1}, {10, -1}, {20, 1}, {20, -1}})
        QTest::addRow("harmonic %d%c", mode, sign > 0 ? '+' : '-') << true << mode << sign;
    for (const int sign : {1, -1})
        QTest::addRow("Lennard-Jones 1%c", sign > 0 ? '+' : '-') << false << 1 << sign;
}

void ConjugateGradientsTest::agreesWithTheReferenceOnWhoReturns()
{
    QFETCH(bool, harmonic);
    QFETCH(int, mode);
    QFETCH(int, sign);
    const ReferenceCase& reference = referenceOf(harmonic);
    const auto& transition = *reference.scan(mode, sign).transition;
    ConjugateGradients minimizer = minimizerFor(reference);
    const auto distanceAfter = [&](double amplitude) {
        Eigen::Matrix3Xd positions = pulled(reference, mode, sign, amplitude);
        const MinimizerRecord record = minimizer.minimize(positions, run::RunControl());
        return record.outcome == MinimizerOutcome::converged
                   ? rearrangement::distance(
                         rearrangement::displacementField(reference.packing.positions, positions, {}))
                   : std::nan("");
    };
    const double below = distanceAfter(0.85 * transition.lowAmplitude);
    QVERIFY2(below < 1e-8, qPrintable(QString::number(below)));
    const double above = distanceAfter(1.15 * transition.highAmplitude);
    QVERIFY2(above > 1e-2, qPrintable(QString::number(above)));
}

// Mode 1-: an independent conjugate-gradient minimiser has A_c = 0.0041905, FIRE 0.0042094, to the same state.
void ConjugateGradientsTest::findsTheCriticalAmplitudeOfTheReference()
{
    const ReferenceCase& reference = referenceOf(true);
    const auto structure = std::make_shared<const InherentStructure>(reference.structure());
    auto settings = anharmonicity::ScanSettings::forSample(reference.potential, 1000);
    settings.method = MinimizerKind::conjugateGradients;
    settings.firstAmplitude = 3.6e-3;
    settings.bracketTolerance = 0.02;
    anharmonicity::AnharmonicityScan scan(structure, settings);
    const auto result = scan.run(1, reference.modes.omega[0], reference.eigenvector(1),
                                 anharmonicity::Direction::minus, run::RunControl());
    QCOMPARE(result.outcome, anharmonicity::ScanOutcome::transition);
    QCOMPARE(result.method, MinimizerKind::conjugateGradients);
    QVERIFY(result.minimizer.starts_with("conjugate gradients"));
    const auto& known = *reference.scan(1, -1).transition;
    QVERIFY(std::abs(result.transition->criticalAmplitude / known.gradientAmplitude - 1) < 0.05);
    QVERIFY(std::abs(result.transition->distance / known.gradientDistance - 1) < 1e-4);
}

void ConjugateGradientsTest::reachesTheForceToleranceAndKeepsTheMeanInPlace()
{
    for (const bool harmonic : {true, false}) {
        const ReferenceCase& reference = referenceOf(harmonic);
        Eigen::Matrix3Xd positions = pulled(reference, 1, 1, 0.02);
        const Eigen::Matrix3Xd before = positions;
        ConjugateGradients minimizer = minimizerFor(reference);
        const MinimizerRecord record = minimizer.minimize(positions, run::RunControl());
        QCOMPARE(record.outcome, MinimizerOutcome::converged);
        QVERIFY(record.maxForce <= 1e-12);
        QVERIFY((positions - before).rowwise().mean().norm() < 1e-14);
        const model::Packing after{reference.packing.box, positions};
        QVERIFY(potential::potentialEnergy(after, reference.potential) <
                potential::potentialEnergy({reference.packing.box, before}, reference.potential));
        QVERIFY(potential::largestForce(potential::forces(after, reference.potential)) < 1e-11);
    }
}

void ConjugateGradientsTest::isTheSameForAnyNumberOfThreads()
{
    const auto after = [&](int threads) {
        Eigen::Matrix3Xd positions = pulled(referenceOf(true), 1, 1, 0.01);
        minimizerFor(referenceOf(true)).minimize(positions, run::RunControl(threads));
        return positions;
    };
    QVERIFY(after(1) == after(3));
}

void ConjugateGradientsTest::stopsAtItsLimitOfEvaluations()
{
    const ReferenceCase& reference = referenceOf(true);
    Eigen::Matrix3Xd positions = pulled(reference, 1, 1, 0.01);
    ConjugateGradientSettings settings;
    settings.largestEvaluationCount = 11;
    ConjugateGradients minimizer(reference.potential, reference.packing.box, settings);
    const MinimizerRecord record = minimizer.minimize(positions, run::RunControl());
    QCOMPARE(record.outcome, MinimizerOutcome::stepLimit);
    QCOMPARE(record.evaluations, 11);
}

void ConjugateGradientsTest::canBeCancelled()
{
    std::stop_source source;
    source.request_stop();
    Eigen::Matrix3Xd positions = referenceOf(true).packing.positions;
    ConjugateGradients minimizer = minimizerFor(referenceOf(true));
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled,
                             minimizer.minimize(positions, run::RunControl(1, source.get_token())));
}

void ConjugateGradientsTest::refusesSettingsOutOfRange()
{
    const auto refuses = [](const ConjugateGradientSettings& settings) {
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, settings.validate());
    };
    refuses({.lineTolerance = 0});
    refuses({.firstStep = 0});
    refuses({.largestDisplacement = 0});
    refuses({.forceTolerance = 0});
    refuses({.largestEvaluationCount = 0});
    ConjugateGradientSettings::forPotential(potential::LennardJonesPotential{}).validate();
}

QTEST_APPLESS_MAIN(ConjugateGradientsTest)
#include "ConjugateGradientsTest.moc"

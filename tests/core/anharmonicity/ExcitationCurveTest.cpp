#include "core/anharmonicity/ExcitationCurve.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <stop_token>

using namespace vitrine;
using namespace vitrine::anharmonicity;
using test::ReferenceCase;

namespace {

/// A mode of a reference case, ready to be pulled along.
struct Case {
    ReferenceCase reference;
    std::shared_ptr<const quench::InherentStructure> structure =
        std::make_shared<const quench::InherentStructure>(reference.structure());
    ScanSettings settings = ScanSettings::forSample(structure->potential(), structure->packing.particleCount());

    ExcitationCurve curve(Eigen::Index k, Direction direction, const std::vector<double>& amplitudes,
                          const run::RunControl& control = run::RunControl()) const
    {
        const PulledMode mode{k, reference.modes.omega[k - 1], reference.modes.tau[k - 1],
                              reference.eigenvector(k)};
        return excitationCurve(structure, mode, direction, amplitudes, settings, control);
    }
};

}  // namespace

class ExcitationCurveTest : public QObject {
    Q_OBJECT
private slots:
    void jumpsAtTheCriticalAmplitude();
    void energyFollowsItsExpansion();
    void endsInOverlap();
    void saysWhereAMinimisationDidNotConverge();
    void isTheSameForAnyNumberOfThreads();
    void gridHasEqualFactors();
    void refusesAmplitudesOutOfRange();
    void canBeCancelled();
};

void ExcitationCurveTest::jumpsAtTheCriticalAmplitude()
{
    const Case harmonic{ReferenceCase::harmonic()};
    const auto& scan = *harmonic.reference.scan(1, 1).transition;
    const ExcitationCurve curve = harmonic.curve(
        1, Direction::plus, {0.85 * scan.lowAmplitude, scan.highAmplitude, 1.15 * scan.highAmplitude});
    QCOMPARE(curve.points[0].outcome, CurveOutcome::returned);
    QVERIFY(*curve.points[0].distance < 1e-7);
    QCOMPARE(curve.points[1].outcome, CurveOutcome::transitioned);
    QVERIFY(std::abs(*curve.points[1].distance / scan.distance - 1) < 1e-5);
    QVERIFY(std::abs(*curve.points[1].energyDifference / scan.energyDifference - 1) < 1e-5);
    QVERIFY(std::abs(curve.points[1].pulledEnergy / scan.barrier - 1) < 1e-9);
    QVERIFY(std::abs(curve.points[1].quadraticEnergy / scan.harmonicBarrier - 1) < 1e-9);
    QCOMPARE(curve.points[2].outcome, CurveOutcome::transitioned);
    QVERIFY(curve.minimizer.starts_with("FIRE"));
}

void ExcitationCurveTest::energyFollowsItsExpansion()
{
    const Case lennardJones{ReferenceCase::lennardJones()};
    const double tau = lennardJones.reference.modes.tau[0];
    QVERIFY(tau < 0);
    for (const Direction direction : {Direction::plus, Direction::minus})
        for (const CurvePoint& point : lennardJones.curve(1, direction, {1e-4, 1e-3}).points) {
            QVERIFY(std::abs(point.pulledEnergy / point.quadraticEnergy - 1) < 20 * point.amplitude);
            const double way = point.amplitude * std::sqrt(1000.0);
            const double cubic = (direction == Direction::plus ? tau : -tau) * way * way * way / 6;
            QVERIFY(std::abs(point.cubicEnergy - point.quadraticEnergy - cubic) < 1e-12 * point.quadraticEnergy);
        }
}

void ExcitationCurveTest::endsInOverlap()
{
    const Case lennardJones{ReferenceCase::lennardJones()};
    const ExcitationCurve curve = lennardJones.curve(1, Direction::plus, {1.0, 1e-3});
    QCOMPARE(curve.points[0].outcome, CurveOutcome::overlap);
    QVERIFY(!curve.points[0].distance);
    QVERIFY(!curve.points[0].energyDifference);
    QCOMPARE(curve.points[0].evaluations, 0);
    QVERIFY(curve.points[0].pulledEnergy > 0);
    QCOMPARE(curve.points[1].outcome, CurveOutcome::returned);  // the order asked for
}

void ExcitationCurveTest::saysWhereAMinimisationDidNotConverge()
{
    Case harmonic{ReferenceCase::harmonic()};
    harmonic.settings.minimizer.largestEvaluationCount = 20;
    const ExcitationCurve curve = harmonic.curve(1, Direction::minus, {1e-3});
    QCOMPARE(curve.points[0].outcome, CurveOutcome::notConverged);
    QVERIFY(!curve.points[0].distance);
    QCOMPARE(curve.points[0].evaluations, 20);
}

void ExcitationCurveTest::isTheSameForAnyNumberOfThreads()
{
    const Case harmonic{ReferenceCase::harmonic()};
    const std::vector<double> amplitudes = logarithmicAmplitudes(1e-3, 1e-2, 3);
    const ExcitationCurve one = harmonic.curve(2, Direction::minus, amplitudes);
    const ExcitationCurve three = harmonic.curve(2, Direction::minus, amplitudes, run::RunControl(3));
    for (std::size_t point = 0; point < amplitudes.size(); ++point) {
        QCOMPARE(one.points[point].amplitude, amplitudes[point]);
        QCOMPARE(one.points[point].distance, three.points[point].distance);
        QCOMPARE(one.points[point].energyDifference, three.points[point].energyDifference);
    }
}

void ExcitationCurveTest::gridHasEqualFactors()
{
    const std::vector<double> amplitudes = logarithmicAmplitudes(1e-3, 1e-1, 10);
    QCOMPARE(amplitudes.size(), std::size_t{21});
    QCOMPARE(amplitudes.front(), 1e-3);
    QVERIFY(std::abs(amplitudes.back() / 1e-1 - 1) < 1e-12);
    QCOMPARE(logarithmicAmplitudes(0.1, 0.1, 5).size(), std::size_t{1});
}

void ExcitationCurveTest::refusesAmplitudesOutOfRange()
{
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicAmplitudes(0, 1, 10));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicAmplitudes(1, 0.5, 10));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicAmplitudes(0.1, 1, 0));
    const Case harmonic{ReferenceCase::harmonic()};
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, harmonic.curve(1, Direction::plus, {-0.1}));
}

void ExcitationCurveTest::canBeCancelled()
{
    std::stop_source source;
    source.request_stop();
    const Case harmonic{ReferenceCase::harmonic()};
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled,
                             harmonic.curve(1, Direction::plus, {1e-3}, run::RunControl(1, source.get_token())));
}

QTEST_APPLESS_MAIN(ExcitationCurveTest)
#include "ExcitationCurveTest.moc"

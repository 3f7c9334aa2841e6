#include "core/anharmonicity/ModeExcitation.h"
#include "core/anharmonicity/ModePull.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vitrine;
using namespace vitrine::anharmonicity;
using test::ReferenceCase;

namespace {

/// The first mode of a reference case, ready to be pulled along.
struct Case {
    explicit Case(ReferenceCase which)
        : reference(std::move(which)),
          structure(std::make_shared<const quench::InherentStructure>(reference.structure())),
          e(reference.eigenvector(1)),
          pull(structure, {1, reference.modes.omega[0], reference.modes.tau[0], e},
               ScanSettings::forSample(structure->potential(), structure->packing.particleCount()),
               std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential()))
    {}

    ReferenceCase reference;
    std::shared_ptr<const quench::InherentStructure> structure;
    Eigen::Matrix3Xd e;
    ModePull pull;
};

Pull pullAt(double amplitude, double distance, bool converged = true)
{
    return {amplitude, 0, distance, 0, 1, converged};
}

}  // namespace

class ModePullTest : public QObject {
    Q_OBJECT

private slots:
    void displacesByTheAmplitude()
    {
        const Case harmonic(ReferenceCase::harmonic());
        const Eigen::Matrix3Xd& start = harmonic.structure->packing.positions;
        const Eigen::Matrix3Xd expected =
            pulledPositions(start, harmonic.e, -0.01, harmonic.structure->participantCount()) - start;
        QVERIFY((harmonic.pull.displacements(-0.01) - expected).cwiseAbs().maxCoeff() < 1e-15);
    }

    /// Against the mode the cubic term of Eq. (A1) has the other sign.
    void pushesInBothDirections()
    {
        const Case harmonic(ReferenceCase::harmonic());
        const CurvePoint along = harmonic.pull.pushed(1e-4);
        const CurvePoint against = harmonic.pull.pushed(-1e-4);
        QCOMPARE(against.amplitude, 1e-4);
        QCOMPARE(against.quadraticEnergy, along.quadraticEnergy);
        QVERIFY(std::abs((along.cubicEnergy + against.cubicEnergy) / (2 * along.quadraticEnergy) - 1) < 1e-12);
        QVERIFY(along.cubicEnergy < against.cubicEnergy);  // tau <= 0
        QVERIFY(along.pulledEnergy > 0);
        QCOMPARE(along.outcome, CurveOutcome::notConverged);
        QVERIFY(!along.distance);
    }

    void isWatchedOnItsWayDown()
    {
        const Case harmonic(ReferenceCase::harmonic());
        const auto& scan = *harmonic.reference.scan(1, 1).transition;
        std::vector<ReleaseState> states;
        Eigen::Matrix3Xd rearrangement;
        const CurvePoint end = harmonic.pull.released(
            scan.highAmplitude, run::RunControl(), [&](const ReleaseState& state) { states.push_back(state); },
            &rearrangement);
        QCOMPARE(end.outcome, CurveOutcome::transitioned);
        QVERIFY(std::abs(rearrangement::distance(rearrangement) - *end.distance) < 1e-12);
        QVERIFY(states.size() > 20);
        // Friction only takes: no state is above the pulled one, the last is nearly at the end.
        std::int64_t before = 0;
        for (const ReleaseState& state : states) {
            QVERIFY(state.evaluations >= before + 10);
            before = state.evaluations;
            QVERIFY(state.energyDifference <= end.pulledEnergy * (1 + 1e-9));
        }
        QVERIFY(before <= end.evaluations);
        QVERIFY(std::abs(states.back().distance / *end.distance - 1) < 0.01);
        QVERIFY(states.front().maxForce > states.back().maxForce);
    }

    void watchingChangesNothing()
    {
        const Case harmonic(ReferenceCase::harmonic());
        const CurvePoint unseen = harmonic.pull.released(1e-3, run::RunControl());
        const CurvePoint seen = harmonic.pull.released(1e-3, run::RunControl(), [](const ReleaseState&) {});
        QCOMPARE(seen.evaluations, unseen.evaluations);
        QCOMPARE(*seen.distance, *unseen.distance);
        QCOMPARE(seen.outcome, CurveOutcome::returned);
    }

    void doesNotLetGoOfAnOverlap()
    {
        const Case lennardJones(ReferenceCase::lennardJones());
        int states = 0;
        const CurvePoint end =
            lennardJones.pull.released(5, run::RunControl(), [&](const ReleaseState&) { ++states; });
        QCOMPARE(end.outcome, CurveOutcome::overlap);
        QCOMPARE(states, 0);
        QCOMPARE(end.evaluations, 0);
    }

    void leavesWhenItsWatcherWasCancelled()
    {
        const Case harmonic(ReferenceCase::harmonic());
        std::stop_source stop;
        QVERIFY_EXCEPTION_THROWN(harmonic.pull.released(1e-3, run::RunControl(1, stop.get_token()),
                                                        [&](const ReleaseState&) { stop.request_stop(); }),
                                 run::RunCancelled);
    }

    void bracketClosesFromBothSides()
    {
        std::vector<Pull> pulls{pullAt(1e-3, 1e-9), pullAt(2e-3, 1e-9)};
        QCOMPARE(bracketOf(pulls, 1e-4).low, 2e-3);
        QVERIFY(!bracketOf(pulls, 1e-4).high);
        pulls.push_back(pullAt(4e-3, 0.3));
        pulls.push_back(pullAt(3e-3, 0.2));
        pulls.push_back(pullAt(3.5e-3, 1e-9));  // returned above a transition: not of the bracket
        pulls.push_back(pullAt(2.5e-3, std::numeric_limits<double>::quiet_NaN(), false));
        QCOMPARE(bracketOf(pulls, 1e-4).low, 2e-3);
        QCOMPARE(bracketOf(pulls, 1e-4).high, std::optional(3e-3));
        QCOMPARE(bracketOf({}, 1e-4).low, 0.0);
    }
};

QTEST_APPLESS_MAIN(ModePullTest)
#include "ModePullTest.moc"

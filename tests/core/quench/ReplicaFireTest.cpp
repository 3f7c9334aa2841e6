#include "core/quench/ReplicaFire.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <map>
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

std::shared_ptr<const ReplicaGround> groundOf(bool harmonic)
{
    const ReferenceCase& reference = referenceOf(harmonic);
    return ReplicaGround::of(reference.packing, reference.potential, run::RunControl());
}

Eigen::Matrix3Xd pulled(bool harmonic, Eigen::Index mode, double amplitude)
{
    return amplitude * std::sqrt(1000.0) * referenceOf(harmonic).eigenvector(mode);
}

struct Result {
    ReplicaFire::Ended ended;
    Eigen::Matrix3Xd displacements;
};

std::map<std::size_t, Result> runAll(ReplicaFire& replicas, std::size_t count)
{
    std::map<std::size_t, Result> results;
    while (results.size() < count)
        for (const ReplicaFire::Ended& ended : replicas.step(run::RunControl())) {
            results[ended.lane].ended = ended;
            replicas.copyDisplacements(ended.lane, results[ended.lane].displacements);
        }
    return results;
}

}  // namespace

class ReplicaFireTest : public QObject {
    Q_OBJECT
private slots:
    void endsWhereFireEnds();
    void doesNotDependOnCompany();
    void givesUpAParticleThatGoesTooFar();
    void stopsAtItsLimitOfEvaluations();
    void canBeCancelled();
    void needsABoxLargeEnough();
    void refusesSettingsOutOfRange();
};

// Returns and transitions; about the same number of evaluations: rounding, which differs from compiler to
// compiler, decides when a path that nears a saddle leaves it.
void ReplicaFireTest::endsWhereFireEnds()
{
    for (const bool harmonic : {true, false}) {
        const ReferenceCase& reference = referenceOf(harmonic);
        const auto settings = FireSettings::forPotential(reference.potential);
        ReplicaFire replicas(groundOf(harmonic), settings);
        FireMinimizer fire(reference.potential, reference.packing.box, settings);
        std::vector<Eigen::Matrix3Xd> starts;
        for (const double amplitude : {1e-5, 1e-3, 5e-3, 8e-3, 0.012, -5e-3, -8e-3, -0.012})
            starts.push_back(pulled(harmonic, 1, amplitude));
        for (std::size_t lane = 0; lane < starts.size(); ++lane)
            replicas.start(lane, starts[lane]);
        int transitions = 0;
        for (const auto& [lane, result] : runAll(replicas, starts.size())) {
            Eigen::Matrix3Xd positions = reference.packing.positions + starts[lane];
            const MinimizerRecord record = fire.minimize(positions, run::RunControl());
            const Eigen::Matrix3Xd expected = positions - reference.packing.positions;
            transitions += expected.norm() > 1e-4 ? 1 : 0;
            if (result.ended.end == ReplicaFire::End::strayed) {
                QVERIFY(expected.norm() > 0.3);  // the leash: only a transition goes so far
                continue;
            }
            QCOMPARE(result.ended.end, ReplicaFire::End::converged);
            QVERIFY((result.displacements - expected).norm() < 1e-7);
            QVERIFY2(std::abs(static_cast<double>(result.ended.evaluations - record.evaluations)) <=
                         0.1 * static_cast<double>(record.evaluations),
                     qPrintable(QStringLiteral("%1 evaluations instead of %2")
                                    .arg(result.ended.evaluations)
                                    .arg(record.evaluations)));
            QVERIFY(result.displacements.rowwise().mean().norm() < 1e-14);
        }
        QVERIFY(transitions >= 1 && transitions <= 7);
    }
}

// In another lane, with other copies, started in the midst of their way, and after them: not a bit changes.
void ReplicaFireTest::doesNotDependOnCompany()
{
    for (const bool harmonic : {true, false}) {
        const auto settings = FireSettings::forPotential(referenceOf(harmonic).potential);
        const Eigen::Matrix3Xd start = pulled(harmonic, 1, -0.012);
        ReplicaFire alone(groundOf(harmonic), settings);
        alone.start(3, start);
        const Result expected = runAll(alone, 1).at(3);
        ReplicaFire among(groundOf(harmonic), settings);
        for (const std::size_t lane : {0, 1, 2, 4, 6, 7})
            among.start(lane, pulled(harmonic, 1, 2e-3 * static_cast<double>(lane)));
        for (int step = 0; step < 100; ++step)
            among.step(run::RunControl());
        among.stop(7);
        among.start(5, start);
        among.start(7, start);
        std::map<std::size_t, Result> results;
        while (results.size() < 2)
            for (const ReplicaFire::Ended& ended : among.step(run::RunControl()))
                if (ended.lane == 5 || ended.lane == 7) {
                    results[ended.lane].ended = ended;
                    among.copyDisplacements(ended.lane, results[ended.lane].displacements);
                }
        for (const auto& [lane, result] : results) {
            QCOMPARE(result.ended.evaluations, expected.ended.evaluations);
            QVERIFY(result.displacements == expected.displacements);
        }
    }
}

void ReplicaFireTest::givesUpAParticleThatGoesTooFar()
{
    ReplicaFire replicas(groundOf(true), FireSettings());
    Eigen::Matrix3Xd start = Eigen::Matrix3Xd::Zero(3, 1000);
    start(0, 17) = 0.41;
    QVERIFY(!replicas.canStart(start));
    start(0, 17) = 0.39;
    QVERIFY(replicas.canStart(start));
    // Shaken so much that the packing flows.
    const Eigen::Matrix3Xd random = Eigen::Matrix3Xd::Random(3, 1000);
    start = 0.38 * random.colwise().normalized();
    QVERIFY(replicas.canStart(start));
    replicas.start(2, start);
    const Result result = runAll(replicas, 1).at(2);
    QCOMPARE(result.ended.end, ReplicaFire::End::strayed);
    QVERIFY(!replicas.isRunning(2));
}

void ReplicaFireTest::stopsAtItsLimitOfEvaluations()
{
    FireSettings settings;
    settings.largestEvaluationCount = 20;
    ReplicaFire replicas(groundOf(true), settings);
    replicas.start(0, pulled(true, 1, 1e-3));
    const Result result = runAll(replicas, 1).at(0);
    QCOMPARE(result.ended.end, ReplicaFire::End::stepLimit);
    QCOMPARE(result.ended.evaluations, 20);
}

void ReplicaFireTest::canBeCancelled()
{
    std::stop_source source;
    const run::RunControl control(1, source.get_token());
    ReplicaFire replicas(groundOf(true), FireSettings());
    replicas.start(0, pulled(true, 1, 1e-3));
    source.request_stop();
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled, for (int step = 0; step < 100; ++step) replicas.step(control));
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled,
                             ReplicaGround::of(referenceOf(false).packing, referenceOf(false).potential, control));
}

void ReplicaFireTest::needsABoxLargeEnough()
{
    model::Packing small;
    small.box = {3.6};
    small.positions = 3.6 * (Eigen::Matrix3Xd::Random(3, 60).array() + 1) / 2;
    QVERIFY(!ReplicaGround::of(small, potential::HarmonicPotential{}, run::RunControl()));
    QVERIFY(groundOf(true));
}

void ReplicaFireTest::refusesSettingsOutOfRange()
{
    FireSettings settings;
    settings.forceTolerance = 0;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, ReplicaFire(groundOf(true), settings));
}

QTEST_APPLESS_MAIN(ReplicaFireTest)
#include "ReplicaFireTest.moc"

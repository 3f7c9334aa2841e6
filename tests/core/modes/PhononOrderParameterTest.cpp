#include "core/modes/NormalModes.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <Eigen/Geometry>

#include <cmath>
#include <numbers>

using namespace vitrine;
using modes::phononOrderParameters;
using modes::PhononOrderSettings;
using test::ReferenceCase;
using Transverse = PhononOrderSettings::Transverse;

namespace {

/// Points of a 12^3 lattice in a box of side 12, on which plane waves are orthogonal.
quench::InherentStructure lattice()
{
    quench::InherentStructure structure;
    structure.packing.box.side = 12;
    structure.packing.positions.resize(3, 1728);
    for (Eigen::Index i = 0; i < 1728; ++i)
        structure.packing.positions.col(i) = Eigen::Vector3d(
            static_cast<double>(i % 12), static_cast<double>(i / 12 % 12), static_cast<double>(i / 144));
    return structure;
}

/// A standing wave sin(q . r) along a polarisation, unit norm.
Eigen::MatrixXd standingWave(const quench::InherentStructure& structure, const Eigen::Vector3d& n,
                             const Eigen::Vector3d& polarisation)
{
    const double wave = 2 * std::numbers::pi / structure.packing.box.side;
    const Eigen::RowVectorXd phase = wave * n.transpose() * structure.packing.positions;
    Eigen::Matrix3Xd e = polarisation * (phase.array() + 0.3).sin().matrix();
    e.normalize();
    return Eigen::Map<const Eigen::MatrixXd>(e.data(), e.size(), 1);
}

double orderOf(const quench::InherentStructure& structure, const Eigen::MatrixXd& e,
               const PhononOrderSettings& settings)
{
    return phononOrderParameters(structure, e, settings, run::RunControl())[0];
}

}  // namespace

/// O_k, Eq. (3), for ideal waves and against the reference.
class PhononOrderParameterTest : public QObject {
    Q_OBJECT
private slots:
    void isOneForAPlaneWave();
    void isZeroForOneParticle();
    void countsWavesWithinTheSphereOnly();
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void doesNotDependOnTheNumberOfThreads();
    void knowsDebyesSphere();
    void refusesImpossibleSettings();
};

void PhononOrderParameterTest::isOneForAPlaneWave()
{
    const quench::InherentStructure structure = lattice();
    for (const Eigen::Vector3d& n :
         {Eigen::Vector3d(1, 0, 0), Eigen::Vector3d(-1, 2, 0), Eigen::Vector3d(2, 1, -1)}) {
        const Eigen::Vector3d transverse = n.cross(Eigen::Vector3d(0.3, 0.5, 0.7)).normalized();
        for (const Eigen::Vector3d& polarisation : {Eigen::Vector3d(n.normalized()), transverse})
            QVERIFY(std::abs(orderOf(structure, standingWave(structure, n, polarisation), {}) - 1) < 1e-12);
    }
}

void PhononOrderParameterTest::isZeroForOneParticle()
{
    const quench::InherentStructure structure = lattice();
    Eigen::MatrixXd e = Eigen::MatrixXd::Zero(3 * 1728, 1);
    e(30, 0) = 1;  // every term is 1/N at most, far below the threshold
    QCOMPARE(orderOf(structure, e, {}), 0.0);
}

void PhononOrderParameterTest::countsWavesWithinTheSphereOnly()
{
    const quench::InherentStructure structure = lattice();
    const Eigen::MatrixXd e = standingWave(structure, {2, 0, 0}, {0, 1, 0});
    PhononOrderSettings settings;
    settings.largestSquare = 3;
    QVERIFY(orderOf(structure, e, settings) < 1e-12);
    settings.largestSquare = 4;
    QVERIFY(std::abs(orderOf(structure, e, settings) - 1) < 1e-12);
}

void PhononOrderParameterTest::agreesWithTheReference_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::newRow("harmonic") << true;
    QTest::newRow("Lennard-Jones") << false;
}

void PhononOrderParameterTest::agreesWithTheReference()
{
    QFETCH(bool, harmonic);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const quench::InherentStructure structure = reference.structure();
    const auto found = modes::findNormalModes(structure, {60, modes::EigenSolver::chebyshev}, run::RunControl());
    const auto order = [&](double thresholdModes, Transverse transverse, std::optional<Eigen::Index> square) {
        return phononOrderParameters(structure, found->eigenvectors, {thresholdModes, transverse, square},
                                     run::RunControl());
    };
    const Eigen::VectorXd separate = order(100, Transverse::separate, {});
    const Eigen::VectorXd summed = order(100, Transverse::summed, {});
    const Eigen::VectorXd lower = order(10, Transverse::separate, {});
    const Eigen::VectorXd lowest = order(0, Transverse::summed, 3);
    // A term within 1e-6 of the threshold may fall to either side; none of these does.
    QVERIFY(reference.modes.thresholdDistance.minCoeff() > 1e-6);
    QVERIFY(reference.modes.thresholdDistanceNm10.minCoeff() > 1e-6);
    QVERIFY((separate - reference.modes.phononOrder).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((summed - reference.modes.phononOrderSummed).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((lower - reference.modes.phononOrderNm10).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((lowest - reference.modes.phononOrderLowest).cwiseAbs().maxCoeff() < 1e-9);
}

void PhononOrderParameterTest::doesNotDependOnTheNumberOfThreads()
{
    const quench::InherentStructure structure = lattice();
    Eigen::MatrixXd e(3 * 1728, 3);
    e << standingWave(structure, {1, 0, 0}, {0, 1, 0}), standingWave(structure, {1, 1, 0}, {0, 0, 1}),
        standingWave(structure, {0, 2, 1}, {1, 0, 0});
    QVERIFY(phononOrderParameters(structure, e, {}, run::RunControl(1)) ==
            phononOrderParameters(structure, e, {}, run::RunControl(3)));
}

void PhononOrderParameterTest::knowsDebyesSphere()
{
    // As many wave vectors as particles, about: (4 pi/3) n^3 = N.
    QCOMPARE(modes::debyeSquare(1000), 38);
    QCOMPARE(modes::debyeSquare(16), 2);
}

void PhononOrderParameterTest::refusesImpossibleSettings()
{
    const quench::InherentStructure structure = lattice();
    const Eigen::MatrixXd e = Eigen::MatrixXd::Zero(3 * 1728, 1);
    PhononOrderSettings settings;
    settings.thresholdModes = -1;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, orderOf(structure, e, settings));
    settings = {};
    settings.largestSquare = 0;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, orderOf(structure, e, settings));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, orderOf(structure, e.topRows(9), {}));
}

QTEST_APPLESS_MAIN(PhononOrderParameterTest)
#include "PhononOrderParameterTest.moc"

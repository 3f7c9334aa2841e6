#include "core/modes/NormalModes.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/modes/WaveGrid.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <Eigen/Geometry>

#include <chrono>
#include <cmath>
#include <complex>
#include <numbers>
#include <stop_token>
#include <thread>

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

/// Eq. (3) written down, every wave and every term.
double everyTerm(const quench::InherentStructure& structure, const Eigen::MatrixXd& e, double thresholdModes,
                 Transverse transverse)
{
    const Eigen::Index particleCount = structure.packing.particleCount();
    const Eigen::Map<const Eigen::Matrix3Xd> field(e.data(), 3, particleCount);
    const auto square = static_cast<int>(modes::debyeSquare(particleCount));
    const double threshold = thresholdModes / static_cast<double>(3 * particleCount - 3);
    const double wave = 2 * std::numbers::pi / structure.packing.box.side;
    const auto counted = [&](double term) { return term >= threshold ? term : 0.0; };
    double order = 0;
    for (int x = -8; x <= 8; ++x)
        for (int y = -8; y <= 8; ++y)
            for (int z = -8; z <= 8; ++z) {
                const Eigen::Vector3d n(x, y, z);
                if (x * x + y * y + z * z > square || n.norm() == 0)
                    continue;
                Eigen::Vector3cd sum = Eigen::Vector3cd::Zero();
                for (Eigen::Index i = 0; i < particleCount; ++i)
                    sum += field.col(i) * std::polar(1.0, -wave * n.dot(structure.packing.positions.col(i)));
                int shortest = 0;
                for (int axis = 1; axis < 3; ++axis)
                    if (std::abs(n[axis]) < std::abs(n[shortest]))
                        shortest = axis;
                const Eigen::Vector3d t1 = Eigen::Vector3d::Unit(shortest).cross(n).normalized();
                const Eigen::Vector3d t2 = n.cross(t1).normalized();
                const auto weight = [&](const Eigen::Vector3d& along) {
                    return std::norm(sum.dot(along.cast<std::complex<double>>())) /
                           static_cast<double>(particleCount);
                };
                order += counted(weight(n.normalized()));
                order += transverse == Transverse::summed ? counted(weight(t1) + weight(t2))
                                                          : counted(weight(t1)) + counted(weight(t2));
            }
    return order;
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
    void isTheSumOverAllWaves_data();
    void isTheSumOverAllWaves();
    void boundsTheErrorOfItsTransform();
    void stopsWithinATenthOfASecond();
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

void PhononOrderParameterTest::isTheSumOverAllWaves_data()
{
    QTest::addColumn<bool>("packing");
    QTest::addColumn<int>("transverse");
    QTest::addColumn<double>("thresholdModes");
    for (const double thresholdModes : {100.0, 10.0, 2.0, 0.01})
        for (const Transverse transverse : {Transverse::summed, Transverse::separate})
            for (const bool packing : {true, false})
                QTest::addRow("%s, N_m %g, %s", packing ? "packing" : "random points", thresholdModes,
                              transverse == Transverse::summed ? "summed" : "separate")
                    << packing << static_cast<int>(transverse) << thresholdModes;
}

void PhononOrderParameterTest::isTheSumOverAllWaves()
{
    QFETCH(bool, packing);
    QFETCH(int, transverse);
    QFETCH(double, thresholdModes);
    quench::InherentStructure structure = ReferenceCase::harmonic().structure();
    if (!packing) {
        // Points anywhere, also outside the box, as positions not wrapped are.
        structure.packing.positions = structure.packing.box.side *
                                      Eigen::Matrix3Xd::NullaryExpr(3, 1000, [](Eigen::Index i, Eigen::Index j) {
                                          return 1.7 * std::sin(static_cast<double>(17 * j * j + 5 * i));
                                      });
    }
    // Two waves under noise, so that some terms lie above and some near the threshold.
    Eigen::MatrixXd e = standingWave(structure, {1, -2, 0}, {0, 0, 1}) +
                        0.4 * standingWave(structure, {0, 1, 3}, {1, 1, 0}) +
                        0.02 * Eigen::MatrixXd::NullaryExpr(3000, 1, [](Eigen::Index i, Eigen::Index) {
                            return std::sin(static_cast<double>(i * i % 7919));
                        });
    e.normalize();
    const double all = everyTerm(structure, e, thresholdModes, static_cast<Transverse>(transverse));
    const double fast = orderOf(structure, e, {thresholdModes, static_cast<Transverse>(transverse), {}});
    QVERIFY2(std::abs(fast - all) < 1e-11, qPrintable(QString("%1 against %2").arg(fast).arg(all)));
}

void PhononOrderParameterTest::boundsTheErrorOfItsTransform()
{
    const quench::InherentStructure structure = ReferenceCase::lennardJones().structure();
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::NullaryExpr(
        3, 1000, [](Eigen::Index i, Eigen::Index j) { return std::sin(static_cast<double>(j * j + 3 * i)); });
    e.normalize();
    const modes::WaveGrid grid(structure.packing, 6);
    const double wave = 2 * std::numbers::pi / structure.packing.box.side;
    double largest = 0;
    int waves = 0;
    grid.forEachWave({e.data(), 3, 1000}, 36, run::RunControl(),
                     [&](const Eigen::Vector3i& n, const Eigen::Vector3cd& sum, double error) {
                         Eigen::Vector3cd exact = Eigen::Vector3cd::Zero();
                         for (Eigen::Index i = 0; i < 1000; ++i)
                             exact +=
                                 e.col(i) *
                                 std::polar(1.0, -wave * n.cast<double>().dot(structure.packing.positions.col(i)));
                         largest = std::max(largest, (sum - exact).norm() / (error * std::sqrt(1000)));
                         QVERIFY(error <= grid.largestError());
                         ++waves;
                     });
    QCOMPARE(waves, 518);  // half of the 925 in the sphere that are not 0, and those with n_z = 0 twice
    qInfo("largest error over its bound: %.2g", largest);
    QVERIFY(largest <= 1);
}

void PhononOrderParameterTest::stopsWithinATenthOfASecond()
{
    const Eigen::Index particleCount = 16'000;
    quench::InherentStructure structure;
    structure.packing.box.side = 22;
    structure.packing.positions =
        11 * (Eigen::Matrix3Xd::Random(3, particleCount) + Eigen::Matrix3Xd::Ones(3, particleCount));
    const Eigen::MatrixXd e = Eigen::MatrixXd::Constant(3 * particleCount, 200, 1e-3);
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const run::RunControl control(1, stop.get_token());
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled, phononOrderParameters(structure, e, {}, control));
    const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - asked;
    // 0.1 s is promised; machines under test are busy.
    QVERIFY2(waited.count() < 0.5, qPrintable(QString::number(waited.count())));
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

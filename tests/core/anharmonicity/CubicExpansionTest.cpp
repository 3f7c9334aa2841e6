#include "core/anharmonicity/CubicExpansion.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <cmath>

using namespace vitrine;
using anharmonicity::thirdDerivative;
using anharmonicity::thirdOrderCriticalAmplitude;
using test::ReferenceCase;

namespace {

/// Energy of a pull by s along e, list of pairs frozen.
double frozenEnergy(const ReferenceCase& reference, const Eigen::Matrix3Xd& e, double s)
{
    double energy = 0;
    for (const potential::Contact& contact :
         potential::contactsWithin(reference.packing, potential::cutoff(reference.potential))) {
        const double r = (contact.separation + s * (e.col(contact.i) - e.col(contact.j))).norm();
        energy += std::visit([r](const auto& p) { return p(r).value; }, reference.potential);
    }
    return energy;
}

}  // namespace

/// tau, Eq. (A2), and A_c, Eq. (A3).
class CubicExpansionTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void agreesWithEnergyDifferences_data() { agreesWithTheReference_data(); }
    void agreesWithEnergyDifferences();
    void changesSignWithTheField();
    void manyFieldsGiveTheSameBits();
    void leavesRattlersOut();
    void findsTheSaddleOfAnExactCubic();
    void hasNoSaddleWithoutThirdDerivative();
    void refusesFieldsOfAnotherSize();
};

void CubicExpansionTest::agreesWithTheReference_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::newRow("harmonic") << true;
    QTest::newRow("Lennard-Jones") << false;
}

void CubicExpansionTest::agreesWithTheReference()
{
    QFETCH(bool, harmonic);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    for (const Eigen::Index k : reference.scannedModes) {
        const double tau = thirdDerivative(reference.structure(), reference.eigenvector(k));
        QVERIFY(std::abs(tau / reference.modes.tau[k - 1] - 1) < 1e-8);
        const auto amplitude = thirdOrderCriticalAmplitude(reference.modes.omega[k - 1], tau, 1000);
        QVERIFY(std::abs(*amplitude / reference.modes.thirdOrderAmplitude[k - 1] - 1) < 1e-8);
    }
}

void CubicExpansionTest::agreesWithEnergyDifferences()
{
    QFETCH(bool, harmonic);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const Eigen::Matrix3Xd& e = reference.eigenvector(1);
    const double s = 0.02;
    // Fourth order in s: leading error 7 s^4 Phi^(7) / 120.
    const auto phi = [&](double x) { return frozenEnergy(reference, e, x); };
    const double difference =
        (-phi(3 * s) + 8 * phi(2 * s) - 13 * phi(s) + 13 * phi(-s) - 8 * phi(-2 * s) + phi(-3 * s)) /
        (8 * s * s * s);
    const double tau = thirdDerivative(reference.structure(), e);
    QVERIFY2(std::abs(difference / tau - 1) < 1e-3, QByteArray::number(difference / tau - 1).constData());
}

void CubicExpansionTest::changesSignWithTheField()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    const Eigen::Matrix3Xd& e = reference.eigenvector(2);
    QVERIFY(thirdDerivative(reference.structure(), -e) == -thirdDerivative(reference.structure(), e));
}

void CubicExpansionTest::manyFieldsGiveTheSameBits()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    Eigen::MatrixXd fields(3000, 3);
    for (Eigen::Index column = 0; column < 3; ++column)
        fields.col(column) = Eigen::Map<const Eigen::VectorXd>(
            reference.scannedEigenvectors[static_cast<std::size_t>(column)].data(), 3000);
    for (const int threads : {1, 2}) {
        run::ThreadTeam team(threads);
        const Eigen::VectorXd tau = anharmonicity::thirdDerivatives(reference.structure(), fields, team);
        for (Eigen::Index column = 0; column < 3; ++column)
            QVERIFY(tau[column] ==
                    thirdDerivative(reference.structure(),
                                    reference.scannedEigenvectors[static_cast<std::size_t>(column)]));
    }
}

void CubicExpansionTest::leavesRattlersOut()
{
    // A particle on top of another one would change tau by far, were it no rattler.
    const ReferenceCase reference = ReferenceCase::harmonic();
    quench::InherentStructure structure = reference.structure();
    structure.packing.positions.conservativeResize(3, 1001);
    structure.packing.positions.col(1000) = structure.packing.positions.col(0) + Eigen::Vector3d::Constant(0.1);
    structure.rattlers = {1000};
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 1001);
    e.leftCols(1000) = reference.eigenvector(1);
    QVERIFY(std::abs(thirdDerivative(structure, e) / reference.modes.tau[0] - 1) < 1e-8);
}

void CubicExpansionTest::findsTheSaddleOfAnExactCubic()
{
    // Phi(s) = omega^2 s^2 / 2 + tau s^3 / 6 with s = A sqrt(N).
    const double omega = 0.3;
    const double tau = -1.7;
    const double s = *thirdOrderCriticalAmplitude(omega, tau, 400) * std::sqrt(400.0);
    QVERIFY(std::abs(omega * omega * s + tau * s * s / 2) < 1e-15);
    QVERIFY(omega * omega + tau * s < 0);  // a maximum along the mode
    QVERIFY(*thirdOrderCriticalAmplitude(omega, -tau, 400) == *thirdOrderCriticalAmplitude(omega, tau, 400));
}

void CubicExpansionTest::hasNoSaddleWithoutThirdDerivative()
{
    QVERIFY(!thirdOrderCriticalAmplitude(0.3, 0, 400).has_value());
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, thirdOrderCriticalAmplitude(0.3, 1, 0));
}

void CubicExpansionTest::refusesFieldsOfAnotherSize()
{
    const Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 999);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, thirdDerivative(ReferenceCase::harmonic().structure(), e));
}

QTEST_APPLESS_MAIN(CubicExpansionTest)
#include "CubicExpansionTest.moc"

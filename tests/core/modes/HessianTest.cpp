#include "core/modes/Hessian.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace vitrine;
using modes::Hessian;
using test::ReferenceCase;

namespace {

/// A deterministic field without symmetry, 3xN, components of size 1.
Eigen::Matrix3Xd field(Eigen::Index particleCount)
{
    return Eigen::Matrix3Xd::NullaryExpr(3, particleCount, [](Eigen::Index row, Eigen::Index column) {
        return std::sin(1 + static_cast<double>(5 * column + 2 * row));
    });
}

/// H u for a field of all particles, whatever the order of the Hessian's rows.
Eigen::Matrix3Xd product(const Hessian& hessian, const Eigen::Matrix3Xd& u)
{
    const std::vector<Eigen::Index>& participants = hessian.participants();
    const Eigen::Matrix3Xd rows = u(Eigen::all, participants);
    Eigen::Matrix3Xd result(3, rows.cols());
    run::ThreadTeam team(1);
    hessian.multiply(rows.data(), result.data(), team);
    Eigen::Matrix3Xd all = Eigen::Matrix3Xd::Zero(3, u.cols());
    all(Eigen::all, participants) = result;
    return all;
}

/// Forces with the list of pairs frozen, from the pair terms alone.
Eigen::Matrix3Xd frozenForces(const std::vector<potential::Contact>& contacts, const ReferenceCase& reference,
                              const Eigen::Matrix3Xd& displacement)
{
    Eigen::Matrix3Xd forces = Eigen::Matrix3Xd::Zero(3, displacement.cols());
    for (const potential::Contact& contact : contacts) {
        const Eigen::Vector3d separation =
            contact.separation + displacement.col(contact.i) - displacement.col(contact.j);
        const double r = separation.norm();
        // Beyond the cutoff, where pairTerms() is zero, the potential goes on as its formula does.
        const double slope = std::visit([r](const auto& p) { return p(r).first; }, reference.potential);
        forces.col(contact.i) -= slope / r * separation;
        forces.col(contact.j) += slope / r * separation;
    }
    return forces;
}

}  // namespace

/// The Hessian against differences of forces and against what must hold for any.
class HessianTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithForceDifferences_data();
    void agreesWithForceDifferences();
    void doesNotResistTranslations();
    void pairVibratesWithOmegaSquaredTwo();
    void lowerTriangleIsTheSameMatrix();
    void leavesRattlersOut();
    void productDoesNotDependOnTheNumberOfThreads();
    void refusesRattlersThatAreNoParticles();
};

void HessianTest::agreesWithForceDifferences_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::newRow("harmonic") << true;
    QTest::newRow("Lennard-Jones") << false;
}

void HessianTest::agreesWithForceDifferences()
{
    QFETCH(bool, harmonic);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const Eigen::Matrix3Xd u = field(1000);
    const Hessian hessian(reference.packing, reference.potential, {});
    const Eigen::Matrix3Xd exact = product(hessian, u);
    const auto contacts = potential::contactsWithin(reference.packing, potential::cutoff(reference.potential));
    const double step = 1e-5;
    const Eigen::Matrix3Xd difference =
        (frozenForces(contacts, reference, -step * u) - frozenForces(contacts, reference, step * u)) / (2 * step);
    // Truncation: step^2 times the fourth derivative; rounding: 1e-16/step times the largest pair forces.
    QVERIFY((exact - difference).norm() < 1e-7 * exact.norm());
}

void HessianTest::doesNotResistTranslations()
{
    const ReferenceCase reference = ReferenceCase::lennardJones();
    const Hessian hessian(reference.packing, reference.potential, {});
    for (int axis = 0; axis < 3; ++axis) {
        Eigen::Matrix3Xd translation = Eigen::Matrix3Xd::Zero(3, 1000);
        translation.row(axis).setConstant(1 / std::sqrt(1000.0));
        QVERIFY(product(hessian, translation).norm() < 1e-14 * 1134);  // of omega_max^2
    }
}

void HessianTest::pairVibratesWithOmegaSquaredTwo()
{
    const model::Packing pair{
        {5}, Eigen::Matrix<double, 3, 2>{{0.2, 4.5}, {1, 1}, {1, 1}}};  // r = 0.7, across the face
    const Hessian hessian(pair, potential::HarmonicPotential{}, {});
    Eigen::Matrix3Xd stretch = Eigen::Matrix3Xd::Zero(3, 2);
    stretch(0, 0) = 1 / std::sqrt(2.0);
    stretch(0, 1) = -stretch(0, 0);
    QVERIFY((product(hessian, stretch) - 2 * stretch).norm() < 1e-14);
}

void HessianTest::lowerTriangleIsTheSameMatrix()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    const Hessian hessian(reference.packing, reference.potential, {});
    const Eigen::SparseMatrix<double> lower = hessian.lowerTriangle();
    const Eigen::Matrix3Xd x = field(1000);
    Eigen::VectorXd expected(3000);
    run::ThreadTeam team(1);
    hessian.multiply(x.data(), expected.data(), team);
    const Eigen::VectorXd got =
        lower.selfadjointView<Eigen::Lower>() * Eigen::Map<const Eigen::VectorXd>(x.data(), 3000);
    QVERIFY((got - expected).norm() < 1e-13 * expected.norm());
    for (int column = 0; column < lower.outerSize(); ++column)
        for (Eigen::SparseMatrix<double>::InnerIterator entry(lower, column); entry; ++entry)
            QVERIFY(entry.row() >= column);
}

void HessianTest::leavesRattlersOut()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    const Hessian hessian(reference.packing, reference.potential, {3, 500});
    QCOMPARE(hessian.blockRows(), 998);
    // Without the pairs that a rattler takes part in, translations of the others cost nothing.
    Eigen::Matrix3Xd translation = Eigen::Matrix3Xd::Zero(3, 1000);
    translation.row(1).setOnes();
    QVERIFY(product(hessian, translation).norm() < 1e-12);
    QVERIFY(std::find(hessian.participants().begin(), hessian.participants().end(), 500) ==
            hessian.participants().end());
}

void HessianTest::productDoesNotDependOnTheNumberOfThreads()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    const Hessian hessian(reference.packing, reference.potential, {});
    const Eigen::Matrix3Xd x = field(1000);
    Eigen::VectorXd one(3000);
    Eigen::VectorXd three(3000);
    run::ThreadTeam team1(1);
    run::ThreadTeam team3(3);
    hessian.multiply(x.data(), one.data(), team1);
    hessian.multiply(x.data(), three.data(), team3);
    QVERIFY(one == three);
}

void HessianTest::refusesRattlersThatAreNoParticles()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, Hessian(reference.packing, reference.potential, {1000}));
}

QTEST_APPLESS_MAIN(HessianTest)
#include "HessianTest.moc"

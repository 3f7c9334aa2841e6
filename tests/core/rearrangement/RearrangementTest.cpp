#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace vitrine;

namespace {
Eigen::Matrix3Xd randomField(Eigen::Index particleCount, unsigned seed)
{
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    return Eigen::Matrix3Xd::NullaryExpr(3, particleCount, [&] { return normal(generator); });
}
}  // namespace

class RearrangementTest : public QObject {
    Q_OBJECT

private slots:
    void displacementHasNoMean()
    {
        const Eigen::Matrix3Xd before = randomField(50, 1);
        const Eigen::Matrix3Xd moved = randomField(50, 2);
        const Eigen::Matrix3Xd after = (before + moved).colwise() + Eigen::Vector3d(5, -2, 0.5);
        const Eigen::Matrix3Xd field = rearrangement::displacementField(before, after, {});
        const Eigen::Vector3d mean = moved.rowwise().mean();
        QVERIFY((field - (moved.colwise() - mean)).cwiseAbs().maxCoeff() < 1e-14);
        QVERIFY(field.rowwise().sum().norm() < 1e-12);
    }

    void displacementLeavesRattlersOut()
    {
        const Eigen::Matrix3Xd before = randomField(10, 3);
        Eigen::Matrix3Xd after = before;
        after.col(2) += Eigen::Vector3d(0, 0, 1);
        after.col(7) += Eigen::Vector3d(100, 0, 0);  // rattlers may drift anywhere
        const Eigen::Matrix3Xd field = rearrangement::displacementField(before, after, {4, 7});
        QCOMPARE(field.col(4), Eigen::Vector3d::Zero());
        QCOMPARE(field.col(7), Eigen::Vector3d::Zero());
        QVERIFY((field.col(2) - Eigen::Vector3d(0, 0, 1 - 1.0 / 8)).norm() < 1e-15);
        QVERIFY((field.col(0) - Eigen::Vector3d(0, 0, -1.0 / 8)).norm() < 1e-15);
    }

    void distanceIsTheNormOverAllParticles()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 4);
        field.col(0) = Eigen::Vector3d(1, 2, 2);
        field.col(3) = Eigen::Vector3d(0, 4, 0);
        QCOMPARE(rearrangement::distance(field), 5.0);
    }

    void countsOneMovedParticle()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 100);
        field.col(17) = Eigen::Vector3d(0.1, -0.3, 0.2);
        QCOMPARE(rearrangement::rearrangedParticleCount(field), 1.0);
    }

    void countsAllOfAParticlesThatMoveAlike()
    {
        Eigen::Matrix3Xd field = randomField(100, 4);
        field.colwise().normalize();
        QVERIFY(std::abs(rearrangement::rearrangedParticleCount(field) - 100) < 1e-10);
    }

    void countDoesNotDependOnTheLength()
    {
        const Eigen::Matrix3Xd field = randomField(100, 5);
        const double count = rearrangement::rearrangedParticleCount(field);
        QVERIFY(count > 1 && count < 100);
        // Fourth powers of 1e-100 are 0 in double precision.
        QVERIFY(std::abs(rearrangement::rearrangedParticleCount(1e-100 * field) - count) < 1e-10);
    }

    void overlapIsOneAlongTheModeAndAgainstIt()
    {
        const Eigen::Matrix3Xd e = randomField(100, 6).normalized();
        QVERIFY(std::abs(rearrangement::overlapWithMode(0.3 * e, e) - 1) < 1e-14);
        QVERIFY(std::abs(rearrangement::overlapWithMode(-2e-5 * e, e) - 1) < 1e-14);
    }

    void overlapIsZeroAcrossTheMode()
    {
        const Eigen::Matrix3Xd e = randomField(100, 7).normalized();
        Eigen::Matrix3Xd across = randomField(100, 8);
        across -= across.cwiseProduct(e).sum() * e;
        QVERIFY(rearrangement::overlapWithMode(across, e) < 1e-14);
    }

    void rejectsAFieldOfZeros()
    {
        const Eigen::Matrix3Xd zeros = Eigen::Matrix3Xd::Zero(3, 10);
        QVERIFY_EXCEPTION_THROWN(rearrangement::rearrangedParticleCount(zeros), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(rearrangement::overlapWithMode(zeros, randomField(10, 9).normalized()),
                                 run::InvalidInput);
    }

    void sameFinalStateComparesWithTheSmallerOne()
    {
        const Eigen::Matrix3Xd a = randomField(100, 10);
        QVERIFY(rearrangement::sameFinalState(a, 1.0009 * a));
        QVERIFY(rearrangement::sameFinalState(1.0009 * a, a));
        QVERIFY(!rearrangement::sameFinalState(a, 1.0011 * a));
        QVERIFY(!rearrangement::sameFinalState(a, -a));  // equal |Delta r|, other state
        QVERIFY(rearrangement::sameFinalState(a, 1.0011 * a, 2e-3));
    }

    void largestDisplacementsComeFirstAndTiesByIndex()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 5);
        field(0, 1) = 2;
        field(1, 4) = -2;
        field(2, 3) = 3;
        using Indices = std::vector<Eigen::Index>;
        QCOMPARE(rearrangement::largestDisplacements(field, 3), (Indices{3, 1, 4}));
        QCOMPARE(rearrangement::largestDisplacements(field, 100), (Indices{3, 1, 4, 0, 2}));
        QCOMPARE(rearrangement::largestDisplacements(field, 0), Indices{});
    }
};

QTEST_APPLESS_MAIN(RearrangementTest)
#include "RearrangementTest.moc"

#include "core/modes/ParticipationRatio.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using vitrine::modes::participationRatio;

/// P_k, Eq. (4), in its limits.
class ParticipationRatioTest : public QObject {
    Q_OBJECT
private slots:
    void isOneOverNForOneParticle();
    void isOneWhereAllMoveAlike();
    void isTwoThirdsForAPlaneWave();
    void countsParticipantsOnly();
    void refusesOtherNorms();
    void refusesNoParticles();
};

void ParticipationRatioTest::isOneOverNForOneParticle()
{
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 50);
    e.col(7) = Eigen::Vector3d(2, 1, 2) / 3;
    QVERIFY(std::abs(participationRatio(e, 50) - 0.02) < 1e-15);
}

void ParticipationRatioTest::isOneWhereAllMoveAlike()
{
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 50);
    e.row(1).setConstant(1 / std::sqrt(50.0));
    QVERIFY(std::abs(participationRatio(e, 50) - 1) < 1e-14);
}

void ParticipationRatioTest::isTwoThirdsForAPlaneWave()
{
    // sin(2 pi x) sampled evenly: the means of sin^2 and sin^4 are 1/2 and 3/8 exactly.
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 64);
    for (Eigen::Index i = 0; i < 64; ++i)
        e(2, i) = std::sin(2 * std::numbers::pi * static_cast<double>(i) / 64);
    e.normalize();
    QVERIFY(std::abs(participationRatio(e, 64) - 2.0 / 3) < 1e-14);
}

void ParticipationRatioTest::countsParticipantsOnly()
{
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 50);
    e.leftCols(40).row(0).setConstant(1 / std::sqrt(40.0));
    QVERIFY(std::abs(participationRatio(e, 40) - 1) < 1e-14);
}

void ParticipationRatioTest::refusesOtherNorms()
{
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 5);
    e(0, 0) = 1 + 1e-7;
    QVERIFY_THROWS_EXCEPTION(vitrine::run::InvalidInput, participationRatio(e, 5));
    e(0, 0) = std::nan("");
    QVERIFY_THROWS_EXCEPTION(vitrine::run::InvalidInput, participationRatio(e, 5));
}

void ParticipationRatioTest::refusesNoParticles()
{
    const Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 0);
    QVERIFY_THROWS_EXCEPTION(vitrine::run::InvalidInput, participationRatio(e, 0));
}

QTEST_APPLESS_MAIN(ParticipationRatioTest)
#include "ParticipationRatioTest.moc"

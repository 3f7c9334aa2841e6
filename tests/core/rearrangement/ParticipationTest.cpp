#include "core/rearrangement/Participation.h"
#include "core/run/Errors.h"

#include <QTest>

using namespace vitrine;
using rearrangement::displacedParticles;
using rearrangement::displacementCounts;

class ParticipationTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheOneParticleThatMoved()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 5);
        field(1, 3) = -0.2;
        QCOMPARE(displacedParticles(field), std::vector<Eigen::Index>{3});
    }

    void findsAllParticlesThatMovedAlike()
    {
        // Eq. (9) gives 3 for three equal displacements, 3.0 also beside two that are ten thousand times smaller.
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 6);
        for (const Eigen::Index i : {5, 0, 2})
            field(i % 3, i) = 0.3;
        field(0, 1) = field(2, 4) = 3e-5;
        QCOMPARE(displacedParticles(field), (std::vector<Eigen::Index>{0, 2, 5}));
    }

    void roundsTheNumberOfEquation9()
    {
        // Squares 4, 1, 1: N_rearr = 36/18 = 2.
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 3);
        field.row(0) << 1, 2, 1;
        QCOMPARE(displacedParticles(field), (std::vector<Eigen::Index>{1, 0}));
    }

    void countsInHowManyRearrangementsEachParticleTookPart()
    {
        Eigen::Matrix3Xd first = Eigen::Matrix3Xd::Zero(3, 4);
        first(0, 1) = first(1, 2) = 0.1;
        Eigen::Matrix3Xd second = Eigen::Matrix3Xd::Zero(3, 4);
        second(2, 2) = -7e-3;
        QCOMPARE(displacementCounts({first, second}, 4), (std::vector<int>{0, 1, 2, 0}));
        QCOMPARE(displacementCounts({}, 2), (std::vector<int>{0, 0}));
    }

    void rejectsFieldsThatTellNothing()
    {
        const Eigen::Matrix3Xd still = Eigen::Matrix3Xd::Zero(3, 4);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, displacedParticles(still));
        const Eigen::Matrix3Xd other = Eigen::Matrix3Xd::Ones(3, 5);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, displacementCounts({other}, 4));
    }
};

QTEST_APPLESS_MAIN(ParticipationTest)
#include "ParticipationTest.moc"

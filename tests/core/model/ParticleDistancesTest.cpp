#include "core/model/ParticleDistances.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>

using namespace vitrine;

class ParticleDistancesTest : public QObject {
    Q_OBJECT
private slots:
    void measuresThroughTheBoundaryOfTheBox()
    {
        model::Packing packing{{10.0}, Eigen::Matrix3Xd::Zero(3, 3)};
        packing.positions.col(0) << 9.5, 1, 1;
        packing.positions.col(1) << 0.5, 1, 9;    // 1 beyond x, 2 beyond z
        packing.positions.col(2) << 34.5, -4, 6;  // other images are the same place
        constexpr double rounding = 1e-14;
        QVERIFY(std::abs(model::distanceBetween(packing, 0, 1) - std::sqrt(5.0)) < rounding);
        QVERIFY(std::abs(model::distanceBetween(packing, 0, 2) - std::sqrt(75.0)) <
                1e-13);  // half the box each way
        const std::vector<double> distances = model::distancesFrom(packing, 1);
        QCOMPARE(distances.size(), std::size_t(3));
        QCOMPARE(distances[1], 0.0);
        for (const Eigen::Index i : {0, 2})
            QCOMPARE(distances[static_cast<std::size_t>(i)], model::distanceBetween(packing, i, 1));
    }

    void rejectsAParticleThatIsNotThere()
    {
        const model::Packing packing{{10.0}, Eigen::Matrix3Xd::Zero(3, 3)};
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::distanceBetween(packing, 0, 3));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::distanceBetween(packing, -1, 0));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::distancesFrom(packing, 3));
    }
};

QTEST_APPLESS_MAIN(ParticleDistancesTest)
#include "ParticleDistancesTest.moc"

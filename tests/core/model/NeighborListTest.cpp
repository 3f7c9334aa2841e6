#include "core/model/NeighborList.h"
#include "core/model/RandomNumbers.h"
#include "core/run/Errors.h"

#include <QTest>

#include <algorithm>

using namespace vitrine;

class NeighborListTest : public QObject {
    Q_OBJECT

private slots:
    void isMutualAndAscending()
    {
        const model::Packing packing{{6.0}, model::RandomNumbers(4).pointsInCube(300, 6.0)};
        const model::NeighborList list(packing, 1.3);
        for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
            const auto neighbors = list.of(i);
            QVERIFY(std::is_sorted(neighbors.begin(), neighbors.end()));
            for (const Eigen::Index j : neighbors) {
                const auto back = list.of(j);
                QVERIFY(std::find(back.begin(), back.end(), i) != back.end());
                QVERIFY(packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(j)).norm() <
                        1.3);
            }
        }
    }

    void refusesRangesOutsideItsLimits_data()
    {
        QTest::addColumn<double>("range");
        QTest::newRow("none") << 0.0;
        QTest::newRow("negative") << -1.0;
        QTest::newRow("above half the box") << 3.25;
    }

    void refusesRangesOutsideItsLimits()
    {
        QFETCH(double, range);
        const model::Packing packing{{6.0}, model::RandomNumbers(4).pointsInCube(20, 6.0)};
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::NeighborList(packing, range));
    }
};

QTEST_APPLESS_MAIN(NeighborListTest)
#include "NeighborListTest.moc"

#include "core/model/NeighborList.h"
#include "core/model/RandomNumbers.h"
#include "core/quench/SliceNeighborList.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using quench::FixedPoint;
using quench::sliceWidth;

namespace {

std::int64_t fixedPoint(double fraction)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(std::ldexp(fraction, 64)));
}

std::vector<FixedPoint> fixedPoints(const model::Packing& packing)
{
    const auto count = static_cast<std::size_t>(packing.particleCount());
    std::vector<FixedPoint> points((count + sliceWidth - 1) / sliceWidth * sliceWidth);
    for (std::size_t i = 0; i < count; ++i) {
        const Eigen::Vector3d at = packing.positions.col(static_cast<Eigen::Index>(i)) / packing.box.side;
        points[i] = {fixedPoint(at.x()), fixedPoint(at.y()), fixedPoint(at.z()), 0};
    }
    return points;
}

std::vector<Eigen::Index> neighborsOf(const quench::SliceNeighborList& list, std::size_t i)
{
    const quench::SliceNeighbors& slice = list.slices()[i / sliceWidth];
    std::vector<Eigen::Index> neighbors;
    for (std::size_t row = 0; row < slice.rows; ++row) {
        const std::uint32_t j = slice.numbers[row * sliceWidth + i % sliceWidth];
        if (j != i)
            neighbors.push_back(j);
    }
    std::sort(neighbors.begin(), neighbors.end());
    return neighbors;
}

}  // namespace

class SliceNeighborListTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheSameNeighborsAsTheReadableList_data()
    {
        QTest::addColumn<Eigen::Index>("count");
        QTest::addColumn<double>("range");
        QTest::newRow("many cells") << Eigen::Index{1003} << 0.08;
        QTest::newRow("few cells") << Eigen::Index{203} << 0.3;
        QTest::newRow("half the box") << Eigen::Index{50} << 0.49999;
        QTest::newRow("a single slice") << Eigen::Index{7} << 0.45;
    }

    // Random points in random order: slices reach across the whole box, neighbours are found nevertheless.
    void findsTheSameNeighborsAsTheReadableList()
    {
        QFETCH(Eigen::Index, count);
        QFETCH(double, range);
        const model::Packing packing{{1.0}, model::RandomNumbers(8).pointsInCube(count, 1.0)};
        const std::vector<FixedPoint> points = fixedPoints(packing);
        run::ThreadTeam team(2);
        quench::SliceNeighborList list;
        list.findCandidates(points, static_cast<std::size_t>(count), 1.2 * range, team);
        list.findNeighbors(points, range, team);
        const model::NeighborList expected(packing, range);
        for (Eigen::Index i = 0; i < count; ++i) {
            const std::vector<Eigen::Index> found = neighborsOf(list, static_cast<std::size_t>(i));
            const auto wanted = expected.of(i);
            QVERIFY(std::includes(found.begin(), found.end(), wanted.begin(), wanted.end()));
            QVERIFY(found.size() <= wanted.size() + 1);  // one may be within rounding of the range
        }
    }

    void findsAllOfABoxSmallerThanTwiceTheRange()
    {
        const Eigen::Index count = 20;
        const model::Packing packing{{1.0}, model::RandomNumbers(9).pointsInCube(count, 1.0)};
        const std::vector<FixedPoint> points = fixedPoints(packing);
        run::ThreadTeam team(1);
        quench::SliceNeighborList list;
        list.findCandidates(points, static_cast<std::size_t>(count), 0.95, team);
        list.findNeighbors(points, 0.9, team);  // no two points of the box are further apart
        for (Eigen::Index i = 0; i < count; ++i)
            QCOMPARE(neighborsOf(list, static_cast<std::size_t>(i)).size(), static_cast<std::size_t>(count - 1));
    }
};

QTEST_APPLESS_MAIN(SliceNeighborListTest)
#include "SliceNeighborListTest.moc"

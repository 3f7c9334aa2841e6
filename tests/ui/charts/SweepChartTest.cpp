#include "ui/charts/SweepChart.h"

#include <QTest>

#include <limits>

using namespace vitrine;

namespace {

std::vector<anharmonicity::Pull> pulls()
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {{1e-4, 1e-6, 1e-10, 1e-16, 10, true},
            {1e-3, 1e-5, 2e-10, -1e-16, 10, true},
            {1e-2, 1e-4, 0.05, -1e-6, 10, true},
            {2e-2, 1e-4, unknown, unknown, 10, false}};
}

}  // namespace

class SweepChartTest : public QObject {
    Q_OBJECT
private slots:
    void showsEveryPull()
    {
        charts::SweepChart chart;
        chart.setPulls(pulls(), charts::PullChart::Bracket{9.99e-3, 1e-2});
        chart.toImage({400, 500});
        const auto& points = chart.distanceChart()->hotPoints();
        QCOMPARE(points.size(), std::size_t{4});
        QVERIFY(points[0].tooltip.contains(QStringLiteral("returned")));
        QVERIFY(points[2].tooltip.contains(QStringLiteral("transition")));
        QVERIFY(points[3].onUpperEdge);
        QVERIFY(points[3].tooltip.contains(QStringLiteral("not converged")));
        QVERIFY(chart.distanceChart()->note().startsWith(QStringLiteral("A_c in ")));
    }

    void growsPullByPull()
    {
        charts::SweepChart chart;
        chart.setPulls({});
        chart.append(pulls()[0]);
        chart.append(pulls()[2]);
        chart.toImage({400, 500});
        QCOMPARE(chart.distanceChart()->hotPoints().size(), std::size_t{2});
        QCOMPARE(chart.energyChart()->hotPoints().size(), std::size_t{2});
    }

    void alignsItsTwoCharts()
    {
        charts::SweepChart chart;
        chart.resize(400, 500);
        chart.setPulls(pulls());
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTRY_VERIFY(chart.energyChart()->plotArea().width() > 0);
        QCOMPARE(chart.distanceChart()->plotArea().left(), chart.energyChart()->plotArea().left());
        QCOMPARE(chart.distanceChart()->plotArea().right(), chart.energyChart()->plotArea().right());
    }
};

QTEST_MAIN(SweepChartTest)
#include "SweepChartTest.moc"

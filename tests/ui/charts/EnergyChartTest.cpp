#include "ui/charts/EnergyChart.h"

#include <QTest>

using namespace vitrine;
using anharmonicity::CurveOutcome;
using anharmonicity::CurvePoint;
using charts::EnergyChart;

namespace {

std::vector<CurvePoint> curve()
{
    std::vector<CurvePoint> points;
    for (const double a : {3e-3, 1e-3, 2e-3})  // as they come from several threads
        points.push_back({.amplitude = a,
                          .pulledEnergy = 0.9 * a * a,
                          .quadraticEnergy = a * a,
                          .cubicEnergy = a * a - 400 * a * a * a,
                          .outcome = CurveOutcome::returned,
                          .distance = 1e-9,
                          .energyDifference = 0,
                          .evaluations = 10});
    return points;
}

}  // namespace

class EnergyChartTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatToDoWhileThereIsNothing()
    {
        EnergyChart chart;
        chart.setEmptyHint(QStringLiteral("Select a mode."));
        chart.toImage({300, 200});
        QCOMPARE(chart.emptyText(), QStringLiteral("Select a mode."));
    }

    void showsThePullsOfAScan()
    {
        EnergyChart chart;
        chart.setPulls({{.amplitude = 1e-3,
                         .pulledEnergy = 1e-6,
                         .distance = 0,
                         .energyDifference = 0,
                         .evaluations = 1,
                         .converged = true}},
                       1e-3);
        chart.toImage({300, 200});
        QCOMPARE(chart.hotPoints().size(), std::size_t{1});
        QVERIFY(chart.caption().contains(QStringLiteral("trace the curve")));
    }

    void showsTheCurveWithItsExpansions()
    {
        EnergyChart chart;
        chart.setCurve(curve());
        const QImage withExpansions = chart.toImage({300, 200});
        QCOMPARE(chart.hotPoints().size(), std::size_t{3});
        QVERIFY(chart.hotPoints().front().tooltip.contains(QStringLiteral("cubic")));
        QCOMPARE(chart.hotPoints().front().x, 1e-3);
        QVERIFY(chart.caption().contains(QStringLiteral("ω²A²N/2")));
        QVERIFY(withExpansions.size() == QSize(300, 200));
    }
};

QTEST_MAIN(EnergyChartTest)
#include "EnergyChartTest.moc"

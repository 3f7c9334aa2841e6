#include "ui/charts/AxisTicks.h"

#include <QStringList>
#include <QTest>

using namespace vitrine;

namespace {

QStringList labels(const std::vector<charts::Tick>& ticks)
{
    QStringList found;
    for (const auto& tick : ticks)
        if (!tick.label.isEmpty())
            found << tick.label;
    return found;
}

}  // namespace

class AxisTicksTest : public QObject {
    Q_OBJECT
private slots:
    void labelsDecades()
    {
        const auto ticks = charts::logarithmicTicks(5e-4, 2, 8);
        QCOMPARE(labels(ticks), (QStringList{"10⁻³", "10⁻²", "10⁻¹", "10⁰"}));
        QCOMPARE(ticks.size(), std::size_t{5 + 27 + 2});  // 5e-4 to 9e-4, three decades, 1 and 2
        QCOMPARE(ticks.front().value, 5e-4);
    }

    void labelsEverySecondDecadeWhereTheyWouldCrowd()
    {
        const auto ticks = charts::logarithmicTicks(1e-10, 1, 6);
        QCOMPARE(labels(ticks), (QStringList{"10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"}));
        QCOMPARE(ticks.size(), std::size_t{11});  // the other decades as minor ticks
    }

    void labelsWithinADecade()
    {
        QCOMPARE(labels(charts::logarithmicTicks(0.04, 0.4, 5)), (QStringList{"0.05", "0.1", "0.2"}));
        QVERIFY(labels(charts::logarithmicTicks(0.21, 0.29, 5)).size() >= 3);
    }

    void labelsLinearAxesAtRoundNumbers()
    {
        QCOMPARE(labels(charts::linearTicks(-0.05, 0.42, 5)), (QStringList{"0", "0.1", "0.2", "0.3", "0.4"}));
        QCOMPARE(labels(charts::linearTicks(-40, 40, 4)), (QStringList{"−40", "−20", "0", "20", "40"}));
    }

    void hasNoTicksForAnImpossibleRange()
    {
        QVERIFY(charts::logarithmicTicks(0, 1, 5).empty());
        QVERIFY(charts::linearTicks(1, 1, 5).empty());
    }
};

QTEST_APPLESS_MAIN(AxisTicksTest)
#include "AxisTicksTest.moc"

#include "ui/charts/DecayChart.h"
#include "ui/look/Numbers.h"

#include <QTest>

#include <cmath>
#include <memory>

using namespace vitrine;

namespace {

/// r^-3 exactly, with or without a fitted tail.
std::shared_ptr<rearrangement::DecayProfile> profile(bool withTail)
{
    auto made = std::make_shared<rearrangement::DecayProfile>();
    for (int i = 0; i < 500; ++i) {
        const double r = 1 + 0.02 * i;
        made->distances.push_back(r);
        made->ratios.push_back(std::pow(r, -3));
    }
    made->ratios.back() = 0;  // did not move at all
    for (const double r : {1.2, 2.0, 3.5, 6.0, 9.0}) {
        made->binDistances.push_back(r);
        made->binRatios.push_back(std::pow(r, -3));
        made->binErrors.push_back(0.1);
    }
    if (withTail)
        made->tail = rearrangement::TailFit{3.0, 0.12, 1.0, 3.0, 10.0, 3};
    else
        made->tail = rearrangement::NoTail{"the box is too small for a tail"};
    return made;
}

}  // namespace

class DecayChartTest : public QObject {
    Q_OBJECT
private slots:
    void statesTheExponentWithItsErrorAndRange()
    {
        charts::DecayChart chart;
        chart.setProfile(profile(true));
        chart.toImage({400, 300});
        const QString caption = look::withPlainSpaces(chart.caption());
        QVERIFY2(caption.startsWith(QStringLiteral("a = 3.0 ± 0.1")), qPrintable(caption));
        QVERIFY(caption.contains(QStringLiteral("3.00 σ to 10.0 σ")));
        QCOMPARE(chart.hotPoints().size(), std::size_t{5});
    }

    void saysWhyThereIsNoExponent()
    {
        charts::DecayChart chart;
        chart.setProfile(profile(false));
        chart.toImage({400, 300});
        QCOMPARE(chart.caption(), QStringLiteral("the box is too small for a tail"));
    }

    void goesBackToTheHint()
    {
        charts::DecayChart chart;
        chart.setProfile(profile(true));
        chart.toImage({400, 300});
        QVERIFY(chart.emptyText().isEmpty());
        chart.setProfile(nullptr);
        chart.toImage({400, 300});
        QVERIFY(!chart.emptyText().isEmpty());
    }
};

QTEST_MAIN(DecayChartTest)
#include "DecayChartTest.moc"

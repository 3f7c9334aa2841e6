#include "ui/charts/TriggerChart.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace vitrine;
using anharmonicity::Direction;
using anharmonicity::ScanOutcome;

namespace {

results::ModeRecord record(Eigen::Index mode, const char* sign, ScanOutcome outcome, std::optional<int> state = {},
                           std::optional<double> amplitude = {})
{
    results::ModeRecord made;
    made.sample = "A";
    made.mode = mode;
    made.omega = 0.01 * static_cast<double>(mode);
    made.participationRatio = 0.3;
    made.sign = sign;
    made.outcome = outcomeName(outcome);
    made.transition = state;
    made.criticalAmplitude = amplitude;
    made.reachedAmplitude = 0.5;
    if (state) {
        made.distance = 0.25;
        made.energyDifference = -1e-3;
    }
    return made;
}

}  // namespace

class TriggerChartTest : public QObject {
    Q_OBJECT

    charts::TriggerChart* m_chart = nullptr;

    const charts::HotPoint& point(const QString& beginning) const
    {
        const auto& points = m_chart->hotPoints();
        const auto found =
            std::ranges::find_if(points, [&](const auto& p) { return p.tooltip.startsWith(beginning); });
        if (found == points.end())
            qFatal("no point begins with %s", qPrintable(beginning));
        return *found;
    }
    void click(const QString& beginning)
    {
        QTest::mouseClick(m_chart, Qt::LeftButton, {}, m_chart->placeOf(point(beginning)).toPoint());
    }

private slots:
    void init()
    {
        m_chart = new charts::TriggerChart;
        m_chart->resize(500, 360);
        m_chart->setRecords(
            {record(1, "+", ScanOutcome::transition, 1, 4e-3), record(1, "-", ScanOutcome::noTransition),
             record(2, "+", ScanOutcome::transition, 2, 2e-3), record(2, "-", ScanOutcome::transition, 1, 1e-3),
             record(3, "+", ScanOutcome::overlap), record(3, "-", ScanOutcome::looseParticle, 3, 5e-3)});
        m_chart->select({"A", 1, Direction::plus});
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart));
        QTRY_COMPARE(m_chart->hotPoints().size(), std::size_t(4 + 3 + 2));
    }
    void cleanup() { delete m_chart; }

    void putsModesOnTheLeftInTheOrderOfOmegaAndStatesOnTheRight()
    {
        QCOMPARE(point(QStringLiteral("mode 1+")).y, 1.0);
        QCOMPARE(point(QStringLiteral("mode 3−")).y, 3.0);
        QVERIFY(point(QStringLiteral("mode 2−")).x < point(QStringLiteral("mode 2+")).x);
        for (const char* state : {"state 1", "state 2", "state 3"})
            QVERIFY(point(QString::fromLatin1(state)).x > point(QStringLiteral("mode 2+")).x);
        // In the order of the modes that lead there: 1.5, 2 and 3 on average.
        QVERIFY(point(QStringLiteral("state 1")).y < point(QStringLiteral("state 2")).y);
        QVERIFY(point(QStringLiteral("state 2")).y < point(QStringLiteral("state 3")).y);
    }

    void tellsWhatLeadsWhere()
    {
        QVERIFY(point(QStringLiteral("mode 2+")).tooltip.contains(QStringLiteral("leads to state 2")));
        const QString state = point(QStringLiteral("state 1")).tooltip;
        QVERIFY2(state.contains(QStringLiteral("reached by 2: 1+, 2−")), qPrintable(state));
        QVERIFY2(state.contains(QStringLiteral("by mode 2−")), qPrintable(state));
        QVERIFY(point(QStringLiteral("state 3")).tooltip.contains(QStringLiteral("loose particle")));
        QCOMPARE(m_chart->caption(), QStringLiteral("sample A: 4 of 6 scans lead to 3 final states"));
    }

    void drawsThoseWithoutATransitionAsSuch()
    {
        QVERIFY(point(QStringLiteral("mode 1−")).tooltip.contains(QStringLiteral("no transition up to A = 0.5")));
        QVERIFY(point(QStringLiteral("mode 3+")).tooltip.contains(QStringLiteral("overlap first")));
    }

    void selectsATriggerOrTheSoftestOfAState()
    {
        QSignalSpy selected(m_chart, &charts::TriggerChart::selected);
        click(QStringLiteral("mode 2+"));
        QCOMPARE(selected.count(), 1);
        QVERIFY(selected[0][0].value<ui::Selection>() == (ui::Selection{"A", 2, Direction::plus}));
        click(QStringLiteral("state 1"));
        QVERIFY(selected[1][0].value<ui::Selection>() == (ui::Selection{"A", 2, Direction::minus}));
        click(QStringLiteral("mode 1−"));
        QVERIFY(selected[2][0].value<ui::Selection>() == (ui::Selection{"A", 1, Direction::minus}));
    }

    void drawsTheLinesOfTheSelectedStateAboveTheOthers()
    {
        // Half way between mode 2− and its state 1, which the selection (mode 1+) leads to as well.
        const auto from = m_chart->placeOf(point(QStringLiteral("mode 2−")));
        const auto to = m_chart->placeOf(point(QStringLiteral("state 1")));
        const auto hasAccent = [&] {
            const QImage picture = m_chart->grab().toImage();
            const QColor accent = look::Palette::matching(m_chart->palette()).accent;
            for (int up = -3; up <= 3; ++up) {
                const QColor color = picture.pixelColor(((from + to) / 2 + QPointF(0, up)).toPoint());
                if (std::abs(color.red() - accent.red()) + std::abs(color.green() - accent.green()) +
                        std::abs(color.blue() - accent.blue()) <
                    40)
                    return true;
            }
            return false;
        };
        QVERIFY(hasAccent());
        m_chart->select({"A", 2, Direction::plus});
        QTRY_VERIFY(!hasAccent());
    }

    void saysWhatToDoWhileThereIsNothing()
    {
        m_chart->setEmptyHint(QStringLiteral("No modes yet."));
        m_chart->select({"B", 1, {}});
        QTRY_COMPARE(m_chart->emptyText(), QStringLiteral("No modes yet."));
    }
};

QTEST_MAIN(TriggerChartTest)
#include "TriggerChartTest.moc"

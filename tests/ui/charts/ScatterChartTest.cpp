#include "ui/charts/ScatterChart.h"
#include "ui/look/Numbers.h"

#include <QApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <string>

using namespace vitrine;

namespace {

results::ModeRecord scanned(const std::string& sample, Eigen::Index mode, const std::string& sign, double omega,
                            std::optional<double> amplitude)
{
    results::ModeRecord record;
    record.sample = sample;
    record.mode = mode;
    record.sign = sign;
    record.omega = omega;
    record.participationRatio = 0.3;
    record.outcome = amplitude ? "transition" : "no-transition";
    record.criticalAmplitude = amplitude;
    return record;
}

std::vector<results::ModeRecord> someRecords()
{
    return {scanned("A", 1, "+", 0.05, 1e-3), scanned("A", 1, "-", 0.05, 4e-3), scanned("A", 2, "+", 0.2, 2e-2),
            scanned("B", 1, "+", 0.1, 7e-3), scanned("B", 2, "-", 0.3, std::nullopt)};
}

void scroll(QWidget& widget, const QPointF& place, int angle)
{
    QWheelEvent event(place, widget.mapToGlobal(place), {}, QPoint(0, angle), Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&widget, &event);
}

/// Counts how often the chart describes itself anew.
class CountingChart : public charts::ScatterChart {
public:
    int rebuilds = 0;

protected:
    void rebuild() override
    {
        ++rebuilds;
        ScatterChart::rebuild();
    }
};

}  // namespace

class ScatterChartTest : public QObject {
    Q_OBJECT
private:
    CountingChart* m_chart = nullptr;

    QPoint place(std::size_t point) const { return m_chart->placeOf(m_chart->hotPoints()[point]).toPoint(); }

private slots:
    void init()
    {
        m_chart = new CountingChart;
        m_chart->resize(480, 360);
        m_chart->setRecords(someRecords());
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart));
        QTRY_COMPARE(m_chart->hotPoints().size(), std::size_t{5});
    }
    void cleanup() { delete m_chart; }

    void activatesTheRecordOfAClickedPoint()
    {
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        QTest::mouseClick(m_chart, Qt::LeftButton, {}, place(1));
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("A"));
        QCOMPARE(activated[0][1].toLongLong(), 1);
        QCOMPARE(activated[0][2].toString(), QStringLiteral("-"));
    }

    void ignoresClicksBesideThePoints()
    {
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        QTest::mouseClick(m_chart, Qt::LeftButton, {}, place(0) + QPoint(0, -40));
        QCOMPARE(activated.count(), 0);
    }

    void showsTheNumbersUnderThePointer()
    {
        QTest::mouseMove(m_chart, place(2) + QPoint(60, -60));
        QTest::mouseMove(m_chart, place(2));
        QTRY_VERIFY(QToolTip::isVisible());
        QVERIFY(QToolTip::text().contains(QStringLiteral("mode 2")));
        QVERIFY(QToolTip::text().contains(QStringLiteral("A_c ≈ 0.020 σ")));
        QToolTip::hideText();
    }

    void drawsPointsWhereItSaysTheyAre()
    {
        const QImage picture = m_chart->grab().toImage();
        const double ratio = picture.devicePixelRatio();
        const auto isDrawn = [&](std::size_t point) {
            const QPointF pixel = m_chart->placeOf(m_chart->hotPoints()[point]) * ratio;
            const QColor color = picture.pixelColor(pixel.toPoint());
            const QColor wanted = m_chart->hotPoints()[point].color;
            return std::abs(color.red() - wanted.red()) < 16 && std::abs(color.green() - wanted.green()) < 16 &&
                   std::abs(color.blue() - wanted.blue()) < 16;
        };
        for (const std::size_t filled : {0U, 2U, 3U})
            QVERIFY2(isDrawn(filled), qPrintable(QString::number(filled)));
    }

    void keepsScansWithoutTransitionOnTheUpperEdge()
    {
        QVERIFY(m_chart->hotPoints()[4].onUpperEdge);
        QVERIFY(m_chart->hotPoints()[4].tooltip.contains(QStringLiteral("no transition")));
        QCOMPARE(place(4).y(), qRound(m_chart->plotArea().top()));
        scroll(*m_chart, m_chart->plotArea().center(), 360);
        QTRY_COMPARE(place(4).y(), qRound(m_chart->plotArea().top()));
        m_chart->setColumns(charts::RecordColumn::omega, charts::RecordColumn::participationRatio);
        QTRY_VERIFY(!m_chart->hotPoints().empty() && !m_chart->hotPoints().back().onUpperEdge);
    }

    void zoomsAboutThePointer()
    {
        const QPointF before = m_chart->placeOf(m_chart->hotPoints()[3]);
        const double span = m_chart->axisMaximum(Qt::Horizontal) / m_chart->axisMinimum(Qt::Horizontal);
        scroll(*m_chart, before, 240);
        QVERIFY(m_chart->axisMaximum(Qt::Horizontal) / m_chart->axisMinimum(Qt::Horizontal) < span);
        const QPointF after = m_chart->placeOf(m_chart->hotPoints()[3]);
        QVERIFY(QLineF(before, after).length() < 1);
    }

    void zoomsOneAxisAlone()
    {
        const double low = m_chart->axisMinimum(Qt::Vertical);
        scroll(*m_chart, QPointF(m_chart->plotArea().center().x(), m_chart->height() - 5), 240);
        QCOMPARE(m_chart->axisMinimum(Qt::Vertical), low);
    }

    void pansWithoutActivating()
    {
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        const double low = m_chart->axisMinimum(Qt::Horizontal);
        const QPoint start = place(3);
        QTest::mousePress(m_chart, Qt::LeftButton, {}, start);
        QTest::mouseMove(m_chart, start + QPoint(30, 10));
        QTest::mouseMove(m_chart, start + QPoint(60, 10));
        QTest::mouseRelease(m_chart, Qt::LeftButton, {}, start + QPoint(60, 10));
        QCOMPARE(activated.count(), 0);
        QVERIFY(m_chart->axisMinimum(Qt::Horizontal) < low);
    }

    void marksThePointsInAFrame()
    {
        const QSignalSpy marked(m_chart, &charts::ScatterChart::marked);
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        const double low = m_chart->axisMinimum(Qt::Horizontal);
        const QImage before = m_chart->grab().toImage();
        const auto enclose = [this](const QPoint& from, const QPoint& to) {
            QTest::mousePress(m_chart, Qt::LeftButton, Qt::ShiftModifier, from);
            QTest::mouseMove(m_chart, (from + to) / 2);
            QTest::mouseMove(m_chart, to);
            QTest::mouseRelease(m_chart, Qt::LeftButton, Qt::ShiftModifier, to);
        };
        enclose(place(1) + QPoint(-15, -15), place(0) + QPoint(15, 15));  // both directions of mode 1
        QCOMPARE(marked.count(), 1);
        const auto records = marked[0][0].value<std::vector<ui::Selection>>();
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(records[0], (ui::Selection{"A", 1, anharmonicity::Direction::plus}));
        QCOMPARE(records[1], (ui::Selection{"A", 1, anharmonicity::Direction::minus}));
        QVERIFY(m_chart->grab().toImage() != before);
        QCOMPARE(m_chart->axisMinimum(Qt::Horizontal), low);
        enclose(place(0) + QPoint(20, 0), place(0) + QPoint(30, 5));
        QVERIFY(marked[1][0].value<std::vector<ui::Selection>>().empty());
        QCOMPARE(activated.count(), 0);
    }

    void goesFromPointToPointWithTheArrowKeys()
    {
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        m_chart->select(QStringLiteral("B"), 1, QStringLiteral("+"));
        m_chart->grab();
        QTest::keyClick(m_chart, Qt::Key_Right);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("A"));  // omega 0.2 follows 0.1
        QCOMPARE(activated[0][1].toLongLong(), 2);
        m_chart->grab();
        QTest::keyClick(m_chart, Qt::Key_Left);
        QCOMPARE(activated[1][0].toString(), QStringLiteral("B"));
    }

    void drawsTheGuidesOfItsColumns()
    {
        auto records = someRecords();
        for (std::size_t i = 0; i < 4; ++i) {
            const double distance = 0.1 * static_cast<double>(i + 1);
            records[i].distance = distance;
            records[i].energyDifference = -std::pow(distance, 3);
            records[i].rearrangedCount = 10;
        }
        m_chart->setRecords(records);
        charts::ScatterGuides guides;
        guides.slope = results::fitTransitionSlope({records.begin(), records.begin() + 4});
        guides.bounds = results::displacementBounds({records.begin(), records.begin() + 4});
        guides.paperBounds = results::displacementBoundsOfPaper(potential::HarmonicPotential{});
        m_chart->setGuides(guides);
        m_chart->setColumns(charts::RecordColumn::distance, charts::RecordColumn::energyDifference);
        QTRY_VERIFY2(look::withPlainSpaces(m_chart->caption()).contains(QStringLiteral("s = 3")),
                     qPrintable(m_chart->caption()));
        m_chart->setColumns(charts::RecordColumn::squaredDistance, charts::RecordColumn::rearrangedCount);
        QTRY_VERIFY2(look::withPlainSpaces(m_chart->caption()).contains(QStringLiteral("5.0 × 10⁻⁶")),
                     qPrintable(m_chart->caption()));
        QVERIFY2(m_chart->axisMaximum(Qt::Vertical) < 1000, "the lines are not to shrink the points");
        m_chart->setColumns(charts::RecordColumn::omega, charts::RecordColumn::criticalAmplitude);
        QTRY_COMPARE(m_chart->caption(), QString());
        const double high = m_chart->axisMaximum(Qt::Horizontal);
        guides.bosonPeak = modes::BosonPeak{.frequency = 2 * high,
                                            .lowFrequency = high,
                                            .highFrequency = 3 * high,
                                            .height = 1,
                                            .foundFraction = 1};
        m_chart->setGuides(guides);
        QTRY_VERIFY(m_chart->axisMaximum(Qt::Horizontal) > 2 * high);
    }

    void showsEverythingAgainOnADoubleClick()
    {
        const double low = m_chart->axisMinimum(Qt::Horizontal);
        scroll(*m_chart, m_chart->plotArea().center(), 480);
        QVERIFY(m_chart->axisMinimum(Qt::Horizontal) > low);
        QTest::mouseDClick(m_chart, Qt::LeftButton, {}, m_chart->plotArea().center().toPoint());
        QCOMPARE(m_chart->axisMinimum(Qt::Horizontal), low);
    }

    void replacesTheUnscannedRowOfAMode()
    {
        results::ModeRecord unscanned = scanned("C", 1, "", 0.4, std::nullopt);
        unscanned.outcome.clear();
        m_chart->append(unscanned);
        QCOMPARE(m_chart->records().size(), std::size_t{6});
        m_chart->append(scanned("C", 1, "+", 0.4, 0.02));
        m_chart->append(scanned("C", 1, "-", 0.4, 0.03));
        m_chart->append(scanned("C", 1, "-", 0.4, 0.03));
        QCOMPARE(m_chart->records().size(), std::size_t{7});
    }

    void keepsTheUsersViewWhileRecordsArrive()
    {
        scroll(*m_chart, m_chart->plotArea().center(), 240);
        const double low = m_chart->axisMinimum(Qt::Horizontal);
        m_chart->append(scanned("A", 9, "+", 2.0, 0.5));
        QTRY_COMPARE(m_chart->hotPoints().size(), std::size_t{6});
        QCOMPARE(m_chart->axisMinimum(Qt::Horizontal), low);
    }

    void redrawsAtMostTwentyTimesASecond()
    {
        m_chart->rebuilds = 0;
        QElapsedTimer clock;
        clock.start();
        int appended = 0;
        while (clock.elapsed() < 500) {
            ++appended;
            m_chart->append(scanned("D", appended, "+", 0.1 + 1e-3 * appended, 1e-2));
            QTest::qWait(2);
        }
        QVERIFY2(appended > 2 * m_chart->rebuilds, qPrintable(QString::number(appended)));
        QVERIFY2(m_chart->rebuilds <= 11, qPrintable(QString::number(m_chart->rebuilds)));
        QVERIFY(m_chart->rebuilds >= 1);
    }

    void paintsNothingWhileNothingChanges()
    {
        QTest::qWait(150);
        m_chart->rebuilds = 0;
        m_chart->update();
        QTest::qWait(150);
        QCOMPARE(m_chart->rebuilds, 0);
    }

    void selectsWithoutEmitting()
    {
        const QSignalSpy activated(m_chart, &charts::ScatterChart::recordActivated);
        const QImage before = m_chart->grab().toImage();
        m_chart->select(QStringLiteral("B"), 1, QStringLiteral("+"));
        QVERIFY(m_chart->grab().toImage() != before);
        QCOMPARE(activated.count(), 0);
    }

    void saysWhatToDoWhileThereIsNothing()
    {
        m_chart->setRecords({});
        m_chart->setEmptyHint(QStringLiteral("Press Start."));
        QTRY_COMPARE(m_chart->emptyText(), QStringLiteral("Press Start."));
    }

    void paintsAtTwiceTheResolution()
    {
        const QImage picture = m_chart->toImage({480, 360}, 2);
        QCOMPARE(picture.size(), QSize(960, 720));
        const QPointF pixel = m_chart->placeOf(m_chart->hotPoints()[0]) * 2;
        QCOMPARE(picture.pixelColor(pixel.toPoint()), m_chart->hotPoints()[0].color);
    }

    void followsADarkWindow()
    {
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(40, 40, 40));
        m_chart->setPalette(dark);
        QTRY_VERIFY(m_chart->grab().toImage().pixelColor(3, 3).lightness() < 60);
    }
};

QTEST_MAIN(ScatterChartTest)
#include "ScatterChartTest.moc"

#include "ui/panels/CurvePanel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using panels::CurvePanel;

class CurvePanelTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheGrid();
    void saysWhatIsWrongWithTheGrid_data();
    void saysWhatIsWrongWithTheGrid();
    void asksForACurveAndForItsEnd();
    void cannotTraceWithoutAMode();

private:
    static void enter(const CurvePanel& panel, const char* entry, const QString& text)
    {
        panel.findChild<QLineEdit*>(QString::fromLatin1(entry))->setText(text);
    }
    static QPushButton* button(const CurvePanel& panel)
    {
        return panel.findChild<QPushButton*>(QStringLiteral("computeCurve"));
    }
};

void CurvePanelTest::readsTheGrid()
{
    CurvePanel panel;
    enter(panel, "curveFirst", QStringLiteral("1e-3"));
    enter(panel, "curveLast", QStringLiteral("1"));
    enter(panel, "curveDensity", QStringLiteral("2"));
    const auto grid = panel.amplitudes();
    QVERIFY(grid);
    QCOMPARE(grid->size(), std::size_t{7});
    QCOMPARE(grid->front(), 1e-3);
    QVERIFY(std::abs(grid->back() - 1) < 1e-9);
    QCOMPARE(button(panel)->text(), QStringLiteral("Trace 7"));
}

void CurvePanelTest::saysWhatIsWrongWithTheGrid_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("text");
    QTest::newRow("a word") << QByteArray("curveFirst") << QStringLiteral("small");
    QTest::newRow("nothing") << QByteArray("curveLast") << QString();
    QTest::newRow("zero") << QByteArray("curveFirst") << QStringLiteral("0");
    QTest::newRow("backwards") << QByteArray("curveLast") << QStringLiteral("1e-9");
    QTest::newRow("huge") << QByteArray("curveLast") << QStringLiteral("1000");
    QTest::newRow("no whole number") << QByteArray("curveDensity") << QStringLiteral("2.5");
    QTest::newRow("too dense") << QByteArray("curveDensity") << QStringLiteral("1e9");
}

void CurvePanelTest::saysWhatIsWrongWithTheGrid()
{
    QFETCH(const QByteArray, entry);
    QFETCH(const QString, text);
    CurvePanel panel;
    panel.show();
    enter(panel, entry.constData(), text);
    QVERIFY(!panel.amplitudes());
    QVERIFY(!panel.problem().isEmpty());
    QVERIFY(!button(panel)->isEnabled());
    const auto* message = panel.findChild<QLabel*>(QStringLiteral("curveMessage"));
    QVERIFY(message->isVisible());
    enter(panel, "curveFirst", QStringLiteral("1e-5"));
    enter(panel, "curveLast", QStringLiteral("0.1"));
    enter(panel, "curveDensity", QStringLiteral("10"));
    QVERIFY(!message->isVisible());
    QVERIFY(button(panel)->isEnabled());
}

void CurvePanelTest::asksForACurveAndForItsEnd()
{
    CurvePanel panel;
    QSignalSpy wanted(&panel, &CurvePanel::curveWanted);
    QSignalSpy unwanted(&panel, &CurvePanel::cancelWanted);
    QTest::mouseClick(button(panel), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    panel.setProgress(QStringLiteral("3 of 41"));
    QCOMPARE(button(panel)->text(), QStringLiteral("Stop (3 of 41)"));
    QTest::mouseClick(button(panel), Qt::LeftButton);
    QCOMPARE(unwanted.count(), 1);
    QCOMPARE(wanted.count(), 1);
    panel.setProgress({});
    QCOMPARE(button(panel)->text(), QStringLiteral("Trace 41"));
}

void CurvePanelTest::cannotTraceWithoutAMode()
{
    CurvePanel panel;
    panel.setReason(QStringLiteral("Select a mode first."));
    QVERIFY(!button(panel)->isEnabled());
    QCOMPARE(button(panel)->toolTip(), QStringLiteral("Select a mode first."));
    panel.setReason({});
    QVERIFY(button(panel)->isEnabled());
}

QTEST_MAIN(CurvePanelTest)
#include "CurvePanelTest.moc"

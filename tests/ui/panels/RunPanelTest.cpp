#include "ui/panels/RunPanel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using panels::RunPanel;
using run::Stage;

namespace {

QPushButton* button(const RunPanel& panel, const char* name)
{
    return panel.findChild<QPushButton*>(QString::fromLatin1(name));
}

}  // namespace

class RunPanelTest : public QObject {
    Q_OBJECT

private slots:
    void asksForAStartOnlyWhenItCan();
    void pausesAndResumesWithOneButton();
    void tellsStageAndCount();
    void cancelsOnlyOnce();
    void saysHowTheRunEnded();
};

void RunPanelTest::asksForAStartOnlyWhenItCan()
{
    RunPanel panel;
    QSignalSpy start(&panel, &RunPanel::startWanted);
    panel.setStart(QStringLiteral("Start"), QStringLiteral("The seed is missing."));
    QTest::mouseClick(button(panel, "start"), Qt::LeftButton);
    QCOMPARE(start.count(), 0);
    QCOMPARE(button(panel, "start")->toolTip(), QStringLiteral("The seed is missing."));
    auto* additions = panel.findChild<QLabel*>(QStringLiteral("additions"));
    QVERIFY(additions->isHidden());
    QVERIFY(!button(panel, "start")->isDefault());
    panel.setStart(QStringLiteral("Start"), {}, QStringLiteral("Would add: 3 scans."));
    QVERIFY(!additions->isHidden());
    QCOMPARE(additions->text(), QStringLiteral("Would add: 3 scans."));
    QVERIFY(button(panel, "start")->isDefault());
    QTest::mouseClick(button(panel, "start"), Qt::LeftButton);
    QCOMPARE(start.count(), 1);
    panel.runStarted();
    panel.setStart(QStringLiteral("Queue"), QStringLiteral("A run of this study goes on."));
    QTest::mouseClick(button(panel, "start"), Qt::LeftButton);
    QCOMPARE(start.count(), 1);
    // Another study may wait for its turn.
    panel.setStart(QStringLiteral("Queue"), {});
    QTest::mouseClick(button(panel, "start"), Qt::LeftButton);
    QCOMPARE(start.count(), 2);
}

void RunPanelTest::pausesAndResumesWithOneButton()
{
    RunPanel panel;
    QSignalSpy pause(&panel, &RunPanel::pauseWanted);
    QSignalSpy resume(&panel, &RunPanel::resumeWanted);
    panel.runStarted();
    QTest::mouseClick(button(panel, "pause"), Qt::LeftButton);
    QCOMPARE(pause.count(), 1);
    panel.setPaused(true);
    QTest::mouseClick(button(panel, "pause"), Qt::LeftButton);
    QCOMPARE(resume.count(), 1);
    QCOMPARE(pause.count(), 1);
}

void RunPanelTest::tellsStageAndCount()
{
    RunPanel panel;
    panel.runStarted();
    panel.stageBegan("B", Stage::scan);
    panel.progressed("B", {Stage::scan, 7, 40});
    QVERIFY2(panel.summary().contains(QStringLiteral("Sample B")), qPrintable(panel.summary()));
    QVERIFY2(panel.summary().contains(QStringLiteral("Scan")), qPrintable(panel.summary()));
    QVERIFY2(panel.summary().contains(QStringLiteral("7 of 40")), qPrintable(panel.summary()));
}

void RunPanelTest::cancelsOnlyOnce()
{
    RunPanel panel;
    QSignalSpy cancel(&panel, &RunPanel::cancelWanted);
    QTest::mouseClick(button(panel, "cancel"), Qt::LeftButton);
    QCOMPARE(cancel.count(), 0);
    panel.runStarted();
    QTest::mouseClick(button(panel, "cancel"), Qt::LeftButton);
    panel.runCancelling();
    QTest::mouseClick(button(panel, "cancel"), Qt::LeftButton);
    QCOMPARE(cancel.count(), 1);
}

void RunPanelTest::saysHowTheRunEnded()
{
    RunPanel panel;
    panel.runStarted();
    panel.runEnded(QStringLiteral("Failed: the disk is full"), true);
    QCOMPARE(panel.outcome(), QStringLiteral("Failed: the disk is full"));
    QVERIFY(button(panel, "start")->isEnabled());
    panel.runStarted();
    QVERIFY(panel.outcome().isEmpty());
}

QTEST_MAIN(RunPanelTest)
#include "RunPanelTest.moc"

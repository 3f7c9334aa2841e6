#include "ui/panels/StudyPanel.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace vitrine;
using panels::SampleLine;
using panels::StudyPanel;

namespace {

SampleLine line(const char* name, const QStringList& problems = {})
{
    return {.name = name, .hasStructure = true, .modeCount = 20, .scanCount = 7, .problems = problems};
}

}  // namespace

class StudyPanelTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsWrongWithTheCurrentSample();
    void tellsTheSampleThatWasClicked();
};

void StudyPanelTest::saysWhatIsWrongWithTheCurrentSample()
{
    StudyPanel panel;
    panel.setStudy(QStringLiteral("/tmp/glass"), {line("A"), line("B", {QStringLiteral("The liquid drifts.")})});
    panel.show();
    const auto* problems = panel.findChild<QLabel*>(QStringLiteral("problems"));
    panel.select("A");
    QVERIFY(!problems->isVisible());
    panel.select("B");
    QVERIFY(problems->isVisible());
    QVERIFY(problems->text().contains(QStringLiteral("The liquid drifts.")));
    const auto* samples = panel.findChild<QTreeWidget*>(QStringLiteral("samples"));
    QCOMPARE(samples->topLevelItem(0)->text(0), QStringLiteral("A"));
    QVERIFY(samples->topLevelItem(1)->text(0).contains(QChar(0x26a0)));
    panel.setStudy(QStringLiteral("/tmp/glass"), {line("A"), line("B")});
    QVERIFY(!problems->isVisible());
}

void StudyPanelTest::tellsTheSampleThatWasClicked()
{
    StudyPanel panel;
    panel.setStudy(QStringLiteral("/tmp/glass"), {line("A"), line("B")});
    panel.select("A");
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy selected(&panel, &StudyPanel::selected);
    const auto* samples = panel.findChild<QTreeWidget*>(QStringLiteral("samples"));
    QTest::mouseClick(samples->viewport(), Qt::LeftButton, {},
                      samples->visualItemRect(samples->topLevelItem(1)).center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected[0][0].value<std::string>(), std::string("B"));
}

QTEST_MAIN(StudyPanelTest)
#include "StudyPanelTest.moc"

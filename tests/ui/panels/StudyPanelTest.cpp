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

panels::StudyLine study(const char* folder, bool isShown, const std::vector<SampleLine>& samples)
{
    return {.folder = QLatin1String(folder), .state = {}, .isShown = isShown, .samples = samples};
}

}  // namespace

class StudyPanelTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsWrongWithTheCurrentSample();
    void tellsTheSampleThatWasClicked();
    void tellsTheOtherStudyThatWasClicked();
};

void StudyPanelTest::saysWhatIsWrongWithTheCurrentSample()
{
    StudyPanel panel;
    panel.setStudies({study("/tmp/glass", true, {line("A"), line("B", {QStringLiteral("The liquid drifts.")})})});
    panel.show();
    const auto* problems = panel.findChild<QLabel*>(QStringLiteral("problems"));
    panel.select("A");
    QVERIFY(!problems->isVisible());
    panel.select("B");
    QVERIFY(problems->isVisible());
    QVERIFY(problems->text().contains(QStringLiteral("The liquid drifts.")));
    const auto* samples = panel.findChild<QTreeWidget*>(QStringLiteral("samples"));
    QCOMPARE(samples->topLevelItem(0)->child(0)->text(0), QStringLiteral("A"));
    QVERIFY(samples->topLevelItem(0)->child(1)->text(0).contains(QChar(0x26a0)));
    panel.setStudies({study("/tmp/glass", true, {line("A"), line("B")})});
    QVERIFY(!problems->isVisible());
}

void StudyPanelTest::tellsTheSampleThatWasClicked()
{
    StudyPanel panel;
    panel.setStudies({study("/tmp/glass", true, {line("A"), line("B")})});
    panel.select("A");
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy selected(&panel, &StudyPanel::selected);
    const auto* samples = panel.findChild<QTreeWidget*>(QStringLiteral("samples"));
    QTest::mouseClick(samples->viewport(), Qt::LeftButton, {},
                      samples->visualItemRect(samples->topLevelItem(0)->child(1)).center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected[0][0].value<std::string>(), std::string("B"));
}

void StudyPanelTest::tellsTheOtherStudyThatWasClicked()
{
    StudyPanel panel;
    panel.resize(400, 300);
    panel.setStudies(
        {study("/tmp/glass", true, {line("A")}), study("/tmp/crystal", false, {line("A"), line("B")})});
    panel.select("A");
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QSignalSpy selected(&panel, &StudyPanel::selected);
    const QSignalSpy wanted(&panel, &StudyPanel::studyWanted);
    const auto* tree = panel.findChild<QTreeWidget*>(QStringLiteral("samples"));
    QVERIFY(tree->topLevelItem(0)->font(0).bold());
    QVERIFY(!tree->topLevelItem(1)->font(0).bold());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                      tree->visualItemRect(tree->topLevelItem(1)->child(1)).center());
    QCOMPARE(selected.count(), 0);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("/tmp/crystal"));
}

QTEST_MAIN(StudyPanelTest)
#include "StudyPanelTest.moc"

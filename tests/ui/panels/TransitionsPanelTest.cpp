#include "ui/panels/TransitionsPanel.h"

#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace vitrine;
using anharmonicity::Direction;
using panels::TransitionsPanel;
using results::ModeRecord;

namespace {

ModeRecord trigger(Eigen::Index mode, const char* sign, int state, double ac)
{
    ModeRecord record;
    record.sample = "A";
    record.mode = mode;
    record.omega = 0.01 * static_cast<double>(mode);
    record.sign = sign;
    record.outcome = "transition";
    record.criticalAmplitude = ac;
    record.lowAmplitude = ac * (1 - 9e-4);
    record.distance = 0.46;
    record.transition = state;
    return record;
}

/// Three modes and directions lead to state 1, one to state 2, and one nowhere.
std::vector<ModeRecord> someRecords()
{
    ModeRecord none = trigger(4, "+", 0, 1);
    none.outcome = "no-transition";
    none.transition.reset();
    none.criticalAmplitude.reset();
    return {trigger(1, "+", 1, 5e-3), trigger(1, "-", 2, 7e-3), trigger(2, "+", 1, 2e-3), trigger(3, "-", 1, 9e-3),
            none};
}

}  // namespace

class TransitionsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void listsEachFinalStateWithItsTriggers();
    void tellsTheSoftestTriggerOfAClickedState();
    void tellsTheClickedTrigger();
    void marksTheStateOfASelectionWithoutTellingIt();
    void keepsWhatIsOpenWhileStatesArrive();
};

void TransitionsPanelTest::listsEachFinalStateWithItsTriggers()
{
    TransitionsPanel panel;
    panel.setRecords(someRecords());
    QCOMPARE(panel.tree()->topLevelItemCount(), 2);
    QCOMPARE(panel.tree()->topLevelItem(0)->text(0), QStringLiteral("A: transition 1"));
    QCOMPARE(panel.tree()->topLevelItem(0)->text(1), QStringLiteral("3: 1+, 2+, 3\u2212"));
    QCOMPARE(panel.tree()->topLevelItem(0)->childCount(), 3);
    QCOMPARE(panel.tree()->topLevelItem(0)->child(0)->text(0), QStringLiteral("mode 2+"));
    QCOMPARE(panel.tree()->topLevelItem(1)->childCount(), 1);
}

void TransitionsPanelTest::tellsTheSoftestTriggerOfAClickedState()
{
    TransitionsPanel panel;
    panel.resize(900, 300);
    panel.setRecords(someRecords());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy selected(&panel, &TransitionsPanel::selected);
    const QRect place = panel.tree()->visualItemRect(panel.tree()->topLevelItem(0));
    QTest::mouseClick(panel.tree()->viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected[0][0].value<ui::Selection>(), (ui::Selection{"A", 2, Direction::plus}));
    QTest::keyClick(panel.tree(), Qt::Key_Down);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(selected[1][0].value<ui::Selection>(), (ui::Selection{"A", 1, Direction::minus}));
}

void TransitionsPanelTest::tellsTheClickedTrigger()
{
    TransitionsPanel panel;
    panel.resize(900, 300);
    panel.setRecords(someRecords());
    panel.tree()->expandAll();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy selected(&panel, &TransitionsPanel::selected);
    const QRect place = panel.tree()->visualItemRect(panel.tree()->topLevelItem(0)->child(2));
    QTest::mouseClick(panel.tree()->viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected[0][0].value<ui::Selection>(), (ui::Selection{"A", 3, Direction::minus}));
}

void TransitionsPanelTest::marksTheStateOfASelectionWithoutTellingIt()
{
    TransitionsPanel panel;
    panel.setRecords(someRecords());
    QSignalSpy selected(&panel, &TransitionsPanel::selected);
    panel.select({"A", 3, Direction::minus});
    QCOMPARE(panel.tree()->currentItem(), panel.tree()->topLevelItem(0));
    panel.tree()->expandItem(panel.tree()->topLevelItem(1));
    panel.select({"A", 1, Direction::minus});
    QCOMPARE(panel.tree()->currentItem(), panel.tree()->topLevelItem(1)->child(0));
    panel.select({"A", 4, Direction::plus});
    QVERIFY(!panel.tree()->currentItem());
    QCOMPARE(selected.count(), 0);
}

void TransitionsPanelTest::keepsWhatIsOpenWhileStatesArrive()
{
    TransitionsPanel panel;
    panel.setRecords(someRecords());
    panel.tree()->expandItem(panel.tree()->topLevelItem(0));
    auto records = someRecords();
    records.push_back(trigger(5, "+", 1, 1e-3));
    records.push_back(trigger(5, "-", 3, 1e-3));
    panel.setRecords(records);
    QCOMPARE(panel.tree()->topLevelItemCount(), 3);
    QVERIFY(panel.tree()->topLevelItem(0)->isExpanded());
    QCOMPARE(panel.tree()->topLevelItem(0)->childCount(), 4);
    panel.setRecords({});
    QCOMPARE(panel.tree()->topLevelItemCount(), 0);
}

QTEST_MAIN(TransitionsPanelTest)
#include "TransitionsPanelTest.moc"

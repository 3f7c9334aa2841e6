#include "ui/panels/ModeTableModel.h"
#include "ui/panels/ModeTablePanel.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace vitrine;
using panels::ModeTableModel;
using panels::ModeTablePanel;
using results::ModeRecord;

namespace {

ModeRecord unscanned(Eigen::Index mode, double omega)
{
    ModeRecord record;
    record.sample = "A";
    record.mode = mode;
    record.omega = omega;
    record.participationRatio = 0.31;
    return record;
}

ModeRecord transition(Eigen::Index mode, double omega, const char* sign, double ac)
{
    ModeRecord record = unscanned(mode, omega);
    record.sign = sign;
    record.outcome = "transition";
    record.criticalAmplitude = ac;
    record.lowAmplitude = ac * (1 - 9e-4);
    return record;
}

/// Three modes: 1 scanned both ways, 2 not scanned, 3 without a transition.
std::vector<ModeRecord> someRecords()
{
    ModeRecord none = unscanned(3, 0.05);
    none.sign = "+";
    none.outcome = "no-transition";
    return {transition(1, 0.02, "+", 2.314e-3), transition(1, 0.02, "-", 5.2e-3), unscanned(2, 0.03), none};
}

QString shown(const ModeTablePanel& panel, int row, int column)
{
    return panel.view()->model()->index(row, column).data().toString();
}

void clickHeader(const ModeTablePanel& panel, int column)
{
    QHeaderView* header = panel.view()->horizontalHeader();
    const QPoint place(header->sectionViewportPosition(column) + 5, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
}

}  // namespace

class ModeTablePanelTest : public QObject {
    Q_OBJECT

private slots:
    void writesNumbersWithTheirUncertainty();
    void saysWhyANumberIsMissing();
    void sortsWithMissingNumbersLast();
    void tellsTheRowThatWasClicked();
    void marksARowWithoutTellingIt();
    void keepsTheMarkedRowWhileRowsArrive();
};

void ModeTablePanelTest::writesNumbersWithTheirUncertainty()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    QCOMPARE(shown(panel, 0, ModeTableModel::criticalAmplitudeColumn),
             QStringLiteral("2.314(2) \u00d7 10\u207b\u00b3"));
    QCOMPARE(shown(panel, 1, ModeTableModel::signColumn), QStringLiteral("\u2212"));
    QCOMPARE(shown(panel, 0, ModeTableModel::outcomeColumn), QStringLiteral("transition"));
}

void ModeTablePanelTest::saysWhyANumberIsMissing()
{
    ModeTableModel model;
    model.setRecords(someRecords());
    const QModelIndex notScanned = model.index(2, ModeTableModel::criticalAmplitudeColumn);
    QCOMPARE(notScanned.data().toString(), QString());
    QVERIFY(notScanned.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Not scanned")));
    const QModelIndex none = model.index(3, ModeTableModel::criticalAmplitudeColumn);
    QCOMPARE(none.data().toString(), QString());
    QVERIFY(none.data(Qt::ToolTipRole).toString().contains(QStringLiteral("returned from every amplitude")));
}

void ModeTablePanelTest::sortsWithMissingNumbersLast()
{
    ModeTablePanel panel;
    panel.resize(1400, 300);
    panel.setRecords(someRecords());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const int column = ModeTableModel::criticalAmplitudeColumn;
    clickHeader(panel, column);
    QVERIFY(shown(panel, 0, column).startsWith(QStringLiteral("2.31")));
    QVERIFY(shown(panel, 1, column).startsWith(QStringLiteral("5.2")));
    QCOMPARE(shown(panel, 2, column), QString());
    clickHeader(panel, column);
    QVERIFY(shown(panel, 0, column).startsWith(QStringLiteral("5.2")));
    QVERIFY(shown(panel, 1, column).startsWith(QStringLiteral("2.31")));
    QCOMPARE(shown(panel, 2, column), QString());
    QCOMPARE(shown(panel, 3, column), QString());
}

void ModeTablePanelTest::tellsTheRowThatWasClicked()
{
    ModeTablePanel panel;
    panel.resize(1400, 300);
    panel.setRecords(someRecords());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy selected(&panel, &ModeTablePanel::selected);
    const QRect cell = panel.view()->visualRect(panel.view()->model()->index(1, ModeTableModel::omegaColumn));
    QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(selected.count(), 1);
    const auto selection = selected[0][0].value<ui::Selection>();
    QCOMPARE(selection.mode, Eigen::Index(1));
    QVERIFY(selection.direction == anharmonicity::Direction::minus);
}

void ModeTablePanelTest::marksARowWithoutTellingIt()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    QSignalSpy selected(&panel, &ModeTablePanel::selected);
    panel.select({"A", 2, std::nullopt});
    QCOMPARE(selected.count(), 0);
    QCOMPARE(panel.view()->currentIndex().row(), 2);
}

void ModeTablePanelTest::keepsTheMarkedRowWhileRowsArrive()
{
    ModeTablePanel panel;
    panel.setRecords({unscanned(1, 0.02), unscanned(2, 0.03), unscanned(3, 0.05)});
    panel.select({"A", 2, std::nullopt});
    QSignalSpy selected(&panel, &ModeTablePanel::selected);
    panel.setRecords(someRecords());  // mode 1 was scanned both ways meanwhile
    QCOMPARE(selected.count(), 0);
    QCOMPARE(panel.view()->currentIndex().row(), 2);
    QCOMPARE(shown(panel, panel.view()->currentIndex().row(), ModeTableModel::modeColumn), QStringLiteral("2"));
}

QTEST_MAIN(ModeTablePanelTest)
#include "ModeTablePanelTest.moc"

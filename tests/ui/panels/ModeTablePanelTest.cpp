#include "ui/panels/ModeTableModel.h"
#include "ui/panels/ModeTablePanel.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

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
    void init();
    void writesNumbersToTheDigitsThatAreKnown();
    void saysWhyANumberIsMissing();
    void sortsWithMissingNumbersLast();
    void tellsTheRowThatWasClicked();
    void marksARowWithoutTellingIt();
    void keepsTheMarkedRowWhileRowsArrive();
    void keepsOrderAndWidthsWhileRowsArrive();
    void hasRoomForEveryNumber();
    void showsTheRowsThatFulfilTheFilter();
    void keepsTheRowsWhenTheFilterIsNotUnderstood();
    void hidesColumnsAndRemembersThem();
    void tellsSeveralSelectedRows();
    void marksRowsWithoutTellingThem();

private:
    QTemporaryDir m_settings;
};

void ModeTablePanelTest::init()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QSettings().clear();
}

void ModeTablePanelTest::writesNumbersToTheDigitsThatAreKnown()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    QCOMPARE(shown(panel, 0, ModeTableModel::criticalAmplitudeColumn),
             QStringLiteral("2.314 \u00d7 10\u207b\u00b3"));
    const QString bracket =
        panel.view()->model()->index(0, ModeTableModel::criticalAmplitudeColumn).data(Qt::ToolTipRole).toString();
    QVERIFY2(bracket.contains(QStringLiteral("lower end the system returned")), qPrintable(bracket));
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

void ModeTablePanelTest::keepsOrderAndWidthsWhileRowsArrive()
{
    ModeTablePanel panel;
    panel.resize(1400, 300);
    panel.show();
    std::vector<ModeRecord> records;
    for (Eigen::Index mode = 1; mode <= 20; ++mode)
        records.push_back(unscanned(mode, 0.01 * static_cast<double>(mode)));
    panel.setRecords(records);
    const auto widths = [&panel] {
        std::vector<int> all;
        for (int column = 0; column < ModeTableModel::columnTotal; ++column)
            all.push_back(panel.view()->columnWidth(column));
        return all;
    };
    const auto before = widths();
    for (const char* sign : {"-", "+"}) {  // the minus of a mode may well be done first
        for (const int mode : {7, 3, 12, 1, 20}) {
            std::erase_if(records, [mode](const ModeRecord& r) { return r.mode == mode && r.sign.empty(); });
            records.push_back(transition(mode, 0.01 * mode, sign, 1.2345e-3));
            std::ranges::sort(records, {}, [](const ModeRecord& r) { return std::pair(r.mode, r.sign); });
            panel.setRecords(records);
            QCOMPARE(widths(), before);
            for (int row = 0; row < static_cast<int>(records.size()); ++row) {
                const ModeRecord& record = records[static_cast<std::size_t>(row)];
                QCOMPARE(shown(panel, row, ModeTableModel::modeColumn), QString::number(record.mode));
                QCOMPARE(shown(panel, row, ModeTableModel::signColumn),
                         record.sign == "-" ? QStringLiteral("\u2212") : QString::fromStdString(record.sign));
            }
        }
    }
}

void ModeTablePanelTest::hasRoomForEveryNumber()
{
    ModeTablePanel panel;
    panel.resize(3000, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    ModeRecord record = transition(123, 1.2345e-4, "-", 2.2222e-5);
    record.lowAmplitude = 2.2222e-5 - 1.2e-9;
    record.participationRatio = 3.456e-4;
    record.phononOrder = 1.234e-3;
    record.residual = 3.2e-13;
    record.tau = -1.234e-7;
    record.thirdOrderAmplitude = 1.234e-10;
    record.barrier = 3.456e-14;
    record.distance = 2.345e-4;
    record.energyDifference = -8.187e-12;
    record.rearrangedCount = 9876.5;
    record.overlap = 2.345e-4;
    record.decayExponent = 2.345;
    record.decayExponentError = 0.0123;
    record.transition = 123;
    record.evaluations = 12'345'678;
    panel.setRecords({record});
    for (int column = 0; column < ModeTableModel::columnTotal; ++column) {
        const QTableView* view = panel.view();
        QStyleOptionViewItem option;
        option.initFrom(view);
        const QSize wanted = view->itemDelegate()->sizeHint(option, view->model()->index(0, column));
        QVERIFY2(wanted.width() <= view->columnWidth(column),
                 qPrintable(shown(panel, 0, column) + QStringLiteral(" is cut")));
    }
}

void ModeTablePanelTest::showsTheRowsThatFulfilTheFilter()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("filter"));
    QTest::keyClicks(filter, QStringLiteral("Ac > 1e-3"));
    QCOMPARE(panel.view()->model()->rowCount(), 2);
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("count"))->text().startsWith(QStringLiteral("2 of 4")));
    auto records = someRecords();
    records.push_back(transition(4, 0.06, "+", 1e-2));
    records.push_back(transition(4, 0.06, "-", 1e-4));
    panel.setRecords(records);
    QCOMPARE(panel.view()->model()->rowCount(), 3);
    QSignalSpy selected(&panel, &ModeTablePanel::selected);
    panel.select({"A", 2, std::nullopt});  // which is filtered out
    QVERIFY(!panel.view()->currentIndex().isValid());
    filter->clear();
    QCOMPARE(panel.view()->model()->rowCount(), 6);
    QCOMPARE(selected.count(), 0);
}

void ModeTablePanelTest::keepsTheRowsWhenTheFilterIsNotUnderstood()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    panel.findChild<QLineEdit*>(QStringLiteral("filter"))->setText(QStringLiteral("Ac >"));
    QCOMPARE(panel.view()->model()->rowCount(), 4);
    const auto* count = panel.findChild<QLabel*>(QStringLiteral("count"));
    QVERIFY(count->text().contains(QStringLiteral("not understood")));
    QVERIFY(count->toolTip().contains(QStringLiteral("Ac >")));
}

void ModeTablePanelTest::hidesColumnsAndRemembersThem()
{
    const auto toggle = [](ModeTablePanel& panel, const QString& title) {
        for (QAction* action : panel.findChild<QMenu*>()->actions())
            if (action->text() == title)
                action->toggle();
    };
    {
        ModeTablePanel panel;
        QVERIFY(!panel.view()->isColumnHidden(ModeTableModel::residualColumn));
        toggle(panel, QStringLiteral("Residual"));
        QVERIFY(panel.view()->isColumnHidden(ModeTableModel::residualColumn));
    }
    ModeTablePanel again;
    QVERIFY(again.view()->isColumnHidden(ModeTableModel::residualColumn));
    QVERIFY(!again.view()->isColumnHidden(ModeTableModel::omegaColumn));
    toggle(again, QStringLiteral("Residual"));
    QVERIFY(!again.view()->isColumnHidden(ModeTableModel::residualColumn));
}

void ModeTablePanelTest::tellsSeveralSelectedRows()
{
    ModeTablePanel panel;
    panel.resize(1400, 300);
    panel.setRecords(someRecords());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy marked(&panel, &ModeTablePanel::marked);
    const auto click = [&panel](int row, Qt::KeyboardModifiers keys) {
        const QRect cell = panel.view()->visualRect(panel.view()->model()->index(row, 1));
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, keys, cell.center());
    };
    click(0, {});
    QCOMPARE(marked.count(), 0);
    click(2, Qt::ShiftModifier);
    QCOMPARE(marked.count(), 1);
    const auto records = marked[0][0].value<std::vector<ui::Selection>>();
    QCOMPARE(records.size(), std::size_t{3});
    QCOMPARE(records[1], (ui::Selection{"A", 1, anharmonicity::Direction::minus}));
    click(3, {});
    QCOMPARE(marked.count(), 2);
    QVERIFY(marked[1][0].value<std::vector<ui::Selection>>().empty());
}

void ModeTablePanelTest::marksRowsWithoutTellingThem()
{
    ModeTablePanel panel;
    panel.setRecords(someRecords());
    QSignalSpy marked(&panel, &ModeTablePanel::marked);
    QSignalSpy selected(&panel, &ModeTablePanel::selected);
    panel.mark({{"A", 2, std::nullopt}, {"A", 1, anharmonicity::Direction::minus}});
    QCOMPARE(panel.view()->selectionModel()->selectedRows().size(), 2);
    panel.select({"A", 2, std::nullopt});  // one of them: all stay marked
    QCOMPARE(panel.view()->selectionModel()->selectedRows().size(), 2);
    panel.mark({});
    QCOMPARE(panel.view()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(marked.count(), 0);
    QCOMPARE(selected.count(), 0);
}

QTEST_MAIN(ModeTablePanelTest)
#include "ModeTablePanelTest.moc"

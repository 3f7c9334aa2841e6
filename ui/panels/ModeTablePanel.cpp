#include "ui/panels/ModeTablePanel.h"

#include "core/run/Errors.h"
#include "ui/panels/ModeTableModel.h"
#include "ui/panels/RecordFilter.h"
#include "ui/panels/WarningSign.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelection>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::panels {

namespace {

QString hiddenKey()
{
    return QStringLiteral("hiddenModeColumns");
}

}  // namespace

ModeTableOrder::ModeTableOrder(QObject* parent) : QSortFilterProxyModel(parent) {}

ModeTableOrder::~ModeTableOrder() = default;

void ModeTableOrder::setFilter(std::unique_ptr<const RecordFilter> filter)
{
    m_filter = std::move(filter);
    invalidateFilter();
}

bool ModeTableOrder::filterAcceptsRow(int row, const QModelIndex&) const
{
    return !m_filter || m_filter->accepts(static_cast<const ModeTableModel*>(sourceModel())->record(row));
}

bool ModeTableOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(ModeTableModel::sortRole);
    const QVariant b = right.data(ModeTableModel::sortRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    const auto order = a.isValid() ? QVariant::compare(a, b) : QPartialOrdering::Equivalent;
    if (order != QPartialOrdering::Equivalent)
        return order == QPartialOrdering::Less;
    // Equal ones by sample, mode and sign, whichever way is sorted and whenever they arrived.
    return (left.row() < right.row()) == (sortOrder() == Qt::AscendingOrder);
}

ModeTablePanel::ModeTablePanel(QWidget* parent)
    : QWidget(parent),
      m_model(new ModeTableModel(this)),
      m_order(new ModeTableOrder(this)),
      m_view(new QTableView),
      m_filter(new QLineEdit),
      m_count(new QLabel),
      m_columnMenu(new QMenu(this)),
      m_empty(new QLabel),
      m_pages(new QStackedWidget)
{
    m_order->setSourceModel(m_model);
    m_view->setModel(m_order);
    m_view->setObjectName(QStringLiteral("modeTable"));
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(ModeTableModel::sampleColumn, Qt::AscendingOrder);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setAlternatingRowColors(true);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionsMovable(true);
    setColumnWidths();
    makeColumnMenu();

    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Filter, such as  Ac < 1e-3 and O > 0.3"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setToolTip(tr("Shows the rows that fulfil an expression of\n\n%1").arg(RecordFilter::explanation()));
    m_filter->setAccessibleName(tr("Filter of the table of modes"));
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setTextFormat(Qt::RichText);
    auto* columns = new QToolButton;
    columns->setText(tr("Columns  "));
    columns->setAutoRaise(true);
    columns->setPopupMode(QToolButton::InstantPopup);
    columns->setMenu(m_columnMenu);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(10, 4, 6, 4);
    top->addWidget(m_filter, 1);
    top->addWidget(m_count);
    top->addWidget(columns);
    auto* page = new QWidget;
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(top);
    rows->addWidget(m_view);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    auto* copy = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ModeTablePanel::copyRows);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { tellSelection(current); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ModeTablePanel::tellMarks);
    connect(m_filter, &QLineEdit::textChanged, this, &ModeTablePanel::applyFilter);
}

/// A menu of the columns, in the header's context menu too; what is hidden is remembered.
void ModeTablePanel::makeColumnMenu()
{
    const QStringList hidden = QSettings().value(hiddenKey()).toStringList();
    for (int column = 0; column < ModeTableModel::columnTotal; ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal).toString();
        QAction* action = m_columnMenu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!hidden.contains(title));
        m_view->setColumnHidden(column, !action->isChecked());
        connect(action, &QAction::toggled, this, [this, column](bool shown) { showColumn(column, shown); });
    }
    m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view->horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint& place) { m_columnMenu->popup(m_view->horizontalHeader()->mapToGlobal(place)); });
}

void ModeTablePanel::showColumn(int column, bool shown)
{
    m_view->setColumnHidden(column, !shown);
    QStringList hidden;
    for (const QAction* action : m_columnMenu->actions())
        if (!action->isChecked())
            hidden << action->text();
    QSettings().setValue(hiddenKey(), hidden);
}

void ModeTablePanel::applyFilter()
{
    const QString expression = m_filter->text().trimmed();
    try {
        const QScopedValueRollback marking(m_marking, true);
        m_order->setFilter(expression.isEmpty() ? nullptr : std::make_unique<const RecordFilter>(expression));
        showCount();
    }
    catch (const run::InvalidInput& error) {
        m_count->setText(warningSign(this) + tr("not understood"));
        m_count->setToolTip(QString::fromUtf8(error.what()));
    }
}

std::vector<results::ModeRecord> ModeTablePanel::shownRecords() const
{
    std::vector<results::ModeRecord> records;
    for (int row = 0; row < m_order->rowCount(); ++row)
        records.push_back(m_model->record(m_order->mapToSource(m_order->index(row, 0)).row()));
    return records;
}

bool ModeTablePanel::isFiltered() const
{
    return m_order->rowCount() < m_model->rowCount();
}

/// How many rows the filter leaves.
void ModeTablePanel::showCount()
{
    m_count->setToolTip({});
    m_count->setText(m_order->rowCount() == m_model->rowCount()
                         ? QString()
                         : tr("%1 of %2 rows").arg(m_order->rowCount()).arg(m_model->rowCount()));
}

/// Wide enough for whatever a run may bring, from the beginning: a table that is read does not move.
void ModeTablePanel::setColumnWidths()
{
    const QHeaderView* header = m_view->horizontalHeader();
    const int margin = 2 * (m_view->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, m_view) + 1) + 10;
    for (int column = 0; column < ModeTableModel::columnTotal; ++column) {
        const int text = m_view->fontMetrics().horizontalAdvance(ModeTableModel::widestText(column));
        m_view->setColumnWidth(column, std::max(text + margin, header->sectionSizeHint(column)));
    }
}

void ModeTablePanel::setRecords(std::vector<results::ModeRecord> records)
{
    const QScopedValueRollback marking(m_marking, true);  // a removed current row is no choice of the user's
    m_model->setRecords(std::move(records));
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (m_count->toolTip().isEmpty())
        showCount();
}

void ModeTablePanel::setEmptyHint(const QString& hint)
{
    m_empty->setText(hint);
}

/// The row in the view; -1 if it is not there, or filtered out.
int ModeTablePanel::rowOf(const ui::Selection& selection) const
{
    const std::string sign =
        selection.direction ? std::string(anharmonicity::directionSign(*selection.direction)) : std::string();
    const int row = m_model->rowOf(selection.sample, selection.mode, sign);
    return row < 0 ? -1 : m_order->mapFromSource(m_model->index(row, 0)).row();
}

ui::Selection ModeTablePanel::selectionOf(int row) const
{
    return ui::selectionOf(m_model->record(m_order->mapToSource(m_order->index(row, 0)).row()));
}

void ModeTablePanel::select(const ui::Selection& selection)
{
    const QScopedValueRollback marking(m_marking, true);
    const int row = rowOf(selection);
    if (row < 0) {
        m_view->clearSelection();
        m_view->setCurrentIndex({});
        return;
    }
    if (row == m_view->currentIndex().row())
        return;  // no scrolling back while the user looks elsewhere
    // A column that is shown: the view scrolls to the current cell.
    const int column = std::max(0, m_view->horizontalHeader()->logicalIndexAt(0));
    const QModelIndex index = m_order->index(row, column);
    const bool isMarked = m_hasMarks && m_view->selectionModel()->isRowSelected(row);
    m_view->selectionModel()->setCurrentIndex(
        index, isMarked ? QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate)
                        : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index);
}

void ModeTablePanel::mark(const std::vector<ui::Selection>& records)
{
    const QScopedValueRollback marking(m_marking, true);
    QItemSelection rows;
    for (const ui::Selection& record : records) {
        if (const int row = rowOf(record); row >= 0)
            rows.select(m_order->index(row, 0), m_order->index(row, ModeTableModel::columnTotal - 1));
    }
    if (records.empty() && m_view->currentIndex().isValid())
        rows.select(m_view->currentIndex(), m_view->currentIndex());
    m_hasMarks = !records.empty();
    m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!records.empty() && !rows.isEmpty())
        m_view->scrollTo(rows.indexes().first());
}

void ModeTablePanel::tellSelection(const QModelIndex& current)
{
    if (!m_marking && current.isValid())
        emit selected(selectionOf(current.row()));
}

void ModeTablePanel::tellMarks()
{
    if (m_marking)
        return;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (rows.size() < 2 && !m_hasMarks)
        return;
    std::vector<ui::Selection> records;
    for (const QModelIndex& row : rows)
        records.push_back(selectionOf(row.row()));
    if (records.size() < 2)
        records.clear();
    m_hasMarks = !records.empty();
    emit marked(records);
}

/// Puts the selected rows on the clipboard, as they are shown, with tabs between the columns.
void ModeTablePanel::copyRows()
{
    QStringList lines;
    for (const QModelIndex& row : m_view->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < m_order->columnCount(); ++column)
            if (!m_view->isColumnHidden(column))
                cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace vitrine::panels

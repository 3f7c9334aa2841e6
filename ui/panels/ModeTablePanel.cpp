#include "ui/panels/ModeTablePanel.h"

#include "ui/panels/ModeTableModel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

namespace vitrine::panels {

using anharmonicity::Direction;

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
      m_empty(new QLabel),
      m_pages(new QStackedWidget)
{
    m_order->setSourceModel(m_model);
    m_view->setModel(m_order);
    m_view->setObjectName(QStringLiteral("modeTable"));
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(ModeTableModel::sampleColumn, Qt::AscendingOrder);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAlternatingRowColors(true);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionsMovable(true);
    setColumnWidths();

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    auto* copy = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ModeTablePanel::copyRows);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { tellSelection(current); });
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
    m_pages->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_empty);
}

void ModeTablePanel::setEmptyHint(const QString& hint)
{
    m_empty->setText(hint);
}

void ModeTablePanel::select(const ui::Selection& selection)
{
    const QScopedValueRollback marking(m_marking, true);
    const std::string sign =
        selection.direction ? std::string(anharmonicity::directionSign(*selection.direction)) : std::string();
    const int row = m_model->rowOf(selection.sample, selection.mode, sign);
    if (row < 0) {
        m_view->clearSelection();
        m_view->setCurrentIndex({});
        return;
    }
    const QModelIndex index = m_order->mapFromSource(m_model->index(row, ModeTableModel::modeColumn));
    if (index.row() == m_view->currentIndex().row())
        return;  // no scrolling back while the user looks elsewhere
    m_view->selectionModel()->setCurrentIndex(index,
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index);
}

void ModeTablePanel::tellSelection(const QModelIndex& current)
{
    if (m_marking || !current.isValid())
        return;
    const results::ModeRecord& record = m_model->record(m_order->mapToSource(current).row());
    ui::Selection chosen{record.sample, record.mode, std::nullopt};
    if (!record.sign.empty())
        chosen.direction = record.sign == "-" ? Direction::minus : Direction::plus;
    emit selected(chosen);
}

/// Puts the selected rows on the clipboard, as they are shown, with tabs between the columns.
void ModeTablePanel::copyRows()
{
    QStringList lines;
    for (const QModelIndex& row : m_view->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < m_order->columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace vitrine::panels

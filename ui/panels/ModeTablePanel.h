#pragma once

#include "core/results/ModeRecord.h"
#include "ui/Selection.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <memory>
#include <vector>

class QItemSelection;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QTableView;

namespace vitrine::panels {

class ModeTableModel;
class RecordFilter;

/// Sorts and filters the table of modes; rows without a number come last whichever way it is sorted.
class ModeTableOrder : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit ModeTableOrder(QObject* parent = nullptr);
    ~ModeTableOrder() override;

    /// Null: all rows.
    void setFilter(std::unique_ptr<const RecordFilter> filter);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    std::unique_ptr<const RecordFilter> m_filter;
};

/// The table of modes and what pushing along them did: sorted by a click on a header, filtered by an expression,
/// with the columns that the user wants. Its current row is the selection; several selected rows are marked in
/// every chart.
class ModeTablePanel : public QWidget {
    Q_OBJECT

public:
    explicit ModeTablePanel(QWidget* parent = nullptr);

    void setRecords(std::vector<results::ModeRecord> records);
    /// Shown while there are no rows: what to do next.
    void setEmptyHint(const QString& hint);
    /// Marks a row, without emitting anything.
    void select(const ui::Selection& selection);
    /// Selects the rows of several records, without emitting anything; none: only the current row stays so.
    void mark(const std::vector<ui::Selection>& records);

    /// The rows that the filter leaves, in the order in which they are shown.
    std::vector<results::ModeRecord> shownRecords() const;
    bool isFiltered() const;

    QTableView* view() const { return m_view; }

signals:
    /// The user chose a row.
    void selected(const vitrine::ui::Selection& selection);
    /// The user selected several rows, or went back to one (then there are none).
    void marked(const std::vector<vitrine::ui::Selection>& records);

private:
    void setColumnWidths();
    void makeColumnMenu();
    void showColumn(int column, bool shown);
    void applyFilter();
    void showCount();
    int rowOf(const ui::Selection& selection) const;
    ui::Selection selectionOf(int row) const;
    void tellSelection(const QModelIndex& current);
    void tellMarks();
    void copyRows();

    ModeTableModel* m_model;
    ModeTableOrder* m_order;
    QTableView* m_view;
    QLineEdit* m_filter;
    QLabel* m_count;
    QMenu* m_columnMenu;
    QLabel* m_empty;
    QStackedWidget* m_pages;
    bool m_marking = false;  ///< the rows are being set by select() or mark()
    bool m_hasMarks = false;
};

}  // namespace vitrine::panels

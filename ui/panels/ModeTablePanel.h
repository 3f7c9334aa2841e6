#pragma once

#include "core/results/ModeRecord.h"
#include "ui/Selection.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <vector>

class QStackedWidget;
class QLabel;
class QTableView;

namespace vitrine::panels {

class ModeTableModel;

/// Sorts the table of modes; rows without a number come last whichever way it is sorted.
class ModeTableOrder : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

/// The table of modes and what pushing along them did; its current row is the selection.
class ModeTablePanel : public QWidget {
    Q_OBJECT

public:
    explicit ModeTablePanel(QWidget* parent = nullptr);

    void setRecords(std::vector<results::ModeRecord> records);
    /// Shown while there are no rows: what to do next.
    void setEmptyHint(const QString& hint);
    /// Marks a row, without emitting anything.
    void select(const ui::Selection& selection);

    QTableView* view() const { return m_view; }

signals:
    /// The user chose a row.
    void selected(const vitrine::ui::Selection& selection);

private:
    void setColumnWidths();
    void tellSelection(const QModelIndex& current);
    void copyRows();

    ModeTableModel* m_model;
    ModeTableOrder* m_order;
    QTableView* m_view;
    QLabel* m_empty;
    QStackedWidget* m_pages;
    bool m_marking = false;  ///< the current row is being set by select()
};

}  // namespace vitrine::panels

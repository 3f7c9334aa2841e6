#pragma once

#include "core/results/ModeRecord.h"
#include "ui/Selection.h"

#include <QWidget>

#include <map>
#include <utility>
#include <vector>

class QLabel;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace vitrine::panels {

/// Many modes, one transition: the final states that were reached, each with the modes and directions that lead
/// there. Selecting a state selects the trigger that takes the smallest A_c.
class TransitionsPanel : public QWidget {
    Q_OBJECT

public:
    explicit TransitionsPanel(QWidget* parent = nullptr);

    /// @param records sorted by sample, mode, sign
    void setRecords(const std::vector<results::ModeRecord>& records);
    void setEmptyHint(const QString& hint);
    /// Marks a trigger and its state, without emitting anything.
    void select(const ui::Selection& selection);

    QTreeWidget* tree() const { return m_tree; }

signals:
    /// The user chose a state or one of its triggers.
    void selected(const vitrine::ui::Selection& selection);

private:
    using StateKey = std::pair<QString, int>;  // sample and number of the state

    void fillState(QTreeWidgetItem* item, const std::vector<results::ModeRecord>& triggers);
    void tellSelection(const QTreeWidgetItem* item);

    QTreeWidget* m_tree;
    QLabel* m_empty;
    QStackedWidget* m_pages;
    std::map<StateKey, std::vector<results::ModeRecord>> m_states;
    bool m_marking = false;
};

}  // namespace vitrine::panels

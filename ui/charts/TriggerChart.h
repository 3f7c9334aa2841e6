#pragma once

#include "core/results/ModeRecord.h"
#include "ui/Selection.h"
#include "ui/charts/ChartView.h"

#include <string>
#include <vector>

namespace vitrine::charts {

/// Many modes, one transition: on the left the modes of a sample in the order of omega, in both directions, on the
/// right the final states, and a line from each mode and direction to the state that pushing it leads to. Those
/// without a transition stand there without a line.
class TriggerChart : public ChartView {
    Q_OBJECT
public:
    explicit TriggerChart(QWidget* parent = nullptr);

    /// @param records of any samples, sorted by sample, mode, sign
    void setRecords(std::vector<results::ModeRecord> records);
    void setEmptyHint(const QString& hint);
    /// Shows the sample of the selection, and marks the mode, the direction and the state that it leads to.
    void select(const ui::Selection& selection);
    const std::string& sample() const { return m_selection.sample; }

signals:
    /// The user chose a mode and direction, or a state by that of its triggers which takes the smallest A_c.
    void selected(const vitrine::ui::Selection& selection);

protected:
    void rebuild() override;

private:
    struct State;
    std::vector<State> statesOf(const std::vector<const results::ModeRecord*>& records) const;
    void addTriggers(const std::vector<State>& states, int chosen);
    void addStates(const std::vector<State>& states, int chosen);
    void addOthers(const std::vector<const results::ModeRecord*>& records);
    void addHotPoint(double x, double y, const QString& tooltip, const ui::Selection& target);

    std::vector<results::ModeRecord> m_records;
    ui::Selection m_selection;
    QString m_emptyHint;
    std::vector<HotPoint> m_points;
    std::vector<ui::Selection> m_targets;  ///< of m_points
    std::vector<LegendEntry> m_entries;
};

}  // namespace vitrine::charts

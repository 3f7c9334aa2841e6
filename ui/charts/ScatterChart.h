#pragma once

#include "core/results/ModeRecord.h"
#include "ui/Selection.h"
#include "ui/charts/ChartView.h"
#include "ui/charts/RecordColumn.h"
#include "ui/charts/ScatterGuides.h"

#include <map>
#include <optional>
#include <vector>

namespace vitrine::charts {

/// Any two columns of the mode records, a point per record; A_c against omega on logarithmic axes at the start.
///
/// One colour and marker per sample; filled for sign + or none, open for -. Scans that ended without a transition
/// are open triangles on the upper edge wherever the y column needs one. Grows while a run appends records.
class ScatterChart : public ChartView {
    Q_OBJECT
public:
    explicit ScatterChart(QWidget* parent = nullptr);
    ~ScatterChart() override;

    void setColumns(RecordColumn x, RecordColumn y);
    void setLogarithmic(bool x, bool y);
    RecordColumn xColumn() const { return m_xColumn; }
    RecordColumn yColumn() const { return m_yColumn; }

    /// What each sample belongs to: one colour, marker and legend entry for equal labels. Samples without a label
    /// are data sets of their own.
    void setDataSets(std::map<std::string, QString> labels);
    /// Lines and arrows that core worked out from the records; each is drawn where the columns are its own.
    void setGuides(const ScatterGuides& guides);

    /// A second quantity of the same records, drawn small and grey below the first for comparison (Figs. 14, 15).
    void setComparison(std::optional<RecordColumn> y);

    /// Replaces all records. Those with nothing to show on these axes are left out.
    void setRecords(std::vector<results::ModeRecord> records);
    /// Adds a record or replaces the one of the same sample, mode and sign (and the mode's row without a sign).
    /// While computing the point pulses once.
    void append(const results::ModeRecord& record);
    const std::vector<results::ModeRecord>& records() const { return m_records; }
    void setComputing(bool computing) { m_computing = computing; }
    /// What to do, while there is nothing to show.
    void setEmptyHint(const QString& hint);

public slots:
    /// Highlights a record, without emitting anything; nothing is highlighted if it is not there.
    void select(const QString& sample, qlonglong mode, const QString& sign);
    /// Rings around the points of some records, without emitting anything.
    void mark(const std::vector<vitrine::ui::Selection>& records);

signals:
    /// The user enclosed some points, or none.
    void marked(const std::vector<vitrine::ui::Selection>& records);
    /// The user clicked the point of a record. @param sign "+", "-" or empty
    void recordActivated(const QString& sample, qlonglong mode, const QString& sign);

protected:
    void rebuild() override;

private:
    struct Key {
        QString sample;
        qlonglong mode;
        QString sign;
        bool operator==(const Key&) const = default;
    };
    /// A point before it is drawn.
    struct Placed {
        std::size_t record;
        double x;
        std::optional<double> y;  ///< nothing: the upper edge
    };
    std::optional<Placed> placed(std::size_t record) const;
    void addComparison(std::vector<LegendEntry>& legend);
    static Key keyOf(const results::ModeRecord& record);
    static QString tooltip(const results::ModeRecord& record);
    void applyAxes();
    void enclose(const std::vector<int>& points);
    void addGuides(double low, double high);
    void addSlope(const results::TransitionSlope& fit, double low, double high);
    void addBounds(double low, double high);
    QString labelOf(const std::string& sample) const;
    std::vector<QString> dataSets() const;
    void activate(int point);
    std::vector<std::string> samples() const;

    std::vector<results::ModeRecord> m_records;
    std::vector<std::size_t> m_recordOfPoint;  ///< hot point -> record
    RecordColumn m_xColumn = RecordColumn::omega;
    RecordColumn m_yColumn = RecordColumn::criticalAmplitude;
    std::optional<RecordColumn> m_comparison;
    bool m_xLogarithmic = true;
    bool m_yLogarithmic = true;
    bool m_computing = false;
    QString m_emptyHint;
    std::map<std::string, QString> m_labels;
    ScatterGuides m_guides;
    std::vector<Key> m_marked;
    std::optional<Key> m_selected;
    std::optional<Key> m_newest;  ///< appended since the last rebuild
};

}  // namespace vitrine::charts

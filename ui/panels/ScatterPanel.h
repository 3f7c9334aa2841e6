#pragma once

#include "ui/charts/RecordColumn.h"

#include <QString>
#include <QWidget>

#include <Eigen/Core>

#include <map>
#include <string>

class QComboBox;
class QToolButton;

namespace vitrine::charts {
class ScatterChart;
}

namespace vitrine::panels {

/// The scatter chart with the choice of a figure of the paper or of any two columns, of their axes, and of what
/// has a colour of its own: each sample or each size.
class ScatterPanel : public QWidget {
    Q_OBJECT

public:
    /// @param name by which its choices are remembered
    explicit ScatterPanel(const QString& name, QWidget* parent = nullptr);

    QString name() const { return m_name; }
    charts::ScatterChart* chart() const { return m_chart; }
    /// Shows these two columns, as if they had been chosen.
    void showColumns(charts::RecordColumn x, charts::RecordColumn y);
    /// N of each sample.
    void setSizes(const std::map<std::string, Eigen::Index>& sizes);
    /// The study of each sample.
    void setStudies(const std::map<std::string, std::string>& studies);
    /// Whether the points of all open studies are wanted, a colour and marker for each.
    bool showsAllStudies() const;

signals:
    void allStudiesChanged();

private:
    void applyPreset(int preset);
    void applyColumns();
    void applyAxes();
    void applyDataSets();
    void remember() const;
    void restore();
    void showPreset();

    QString m_name;
    charts::ScatterChart* m_chart;
    QComboBox* m_preset;
    QComboBox* m_dataSets;
    QComboBox* m_y;
    QComboBox* m_x;
    QToolButton* m_yLogarithmic;
    QToolButton* m_xLogarithmic;
    std::map<std::string, Eigen::Index> m_sizes;
    std::map<std::string, std::string> m_studies;
    bool m_showsAll = false;
};

}  // namespace vitrine::panels

#pragma once

#include <QWidget>

class QComboBox;

namespace vitrine::charts {
class ScatterChart;
}

namespace vitrine::panels {

/// The scatter chart with the choice of its two columns.
class ScatterPanel : public QWidget {
    Q_OBJECT

public:
    explicit ScatterPanel(QWidget* parent = nullptr);

    charts::ScatterChart* chart() const { return m_chart; }

private:
    void applyColumns();

    charts::ScatterChart* m_chart;
    QComboBox* m_y;
    QComboBox* m_x;
};

}  // namespace vitrine::panels

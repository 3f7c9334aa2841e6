#pragma once

#include "core/modes/VibrationalDensityOfStates.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace vitrine::charts {
class SpectrumChart;
}

namespace vitrine::panels {

/// The spectrum of the study with the choice of what is shown and how it is binned.
class SpectrumPanel : public QWidget {
    Q_OBJECT

public:
    explicit SpectrumPanel(QWidget* parent = nullptr);

    charts::SpectrumChart* chart() const { return m_chart; }
    modes::BinSettings bins() const;
    /// Whether Debye's law of sound is wanted too.
    bool wantsModuli() const;
    void setCanCompute(bool canCompute);
    void setComputing(bool computing);

signals:
    /// Other bins, or the elastic moduli, or no more of them.
    void settingsChanged();

private:
    charts::SpectrumChart* m_chart;
    QComboBox* m_quantity;
    QComboBox* m_bins;
    QPushButton* m_moduli;
};

}  // namespace vitrine::panels

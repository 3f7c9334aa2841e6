#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace vitrine::charts {
class EnergyChart;
class SweepChart;
}  // namespace vitrine::charts

namespace vitrine::panels {

/// What pushing along the selected mode does (Fig. 2): the pulls of its scan, and on request its curve on any grid
/// of amplitudes, beyond A_c too.
class CurvePanel : public QWidget {
    Q_OBJECT

public:
    explicit CurvePanel(QWidget* parent = nullptr);

    charts::SweepChart* sweep() const { return m_sweep; }
    charts::EnergyChart* energy() const { return m_energy; }

    /// The grid, sigma; nothing where the entries make none.
    std::optional<std::vector<double>> amplitudes() const;
    /// What is wrong with the entries; empty if nothing.
    QString problem() const { return m_problem; }
    /// @param reason why no curve can be computed now; empty if it can
    void setReason(const QString& reason);
    /// @param words such as "7 of 31"; empty while nothing is computed
    void setProgress(const QString& words);
    /// Which of the two views is seen: the energy while pulling, or where the system ends.
    void showEnergy(bool energy);
    /// Why the last curve is not there.
    void setFailure(const QString& reason);

signals:
    void curveWanted();
    void cancelWanted();

private:
    /// @throws run::InvalidInput for entries that make no grid
    std::vector<double> readGrid() const;
    void check();
    void refresh();

    charts::SweepChart* m_sweep;
    charts::EnergyChart* m_energy;
    QComboBox* m_view;
    QStackedWidget* m_pages;
    QLineEdit* m_first;
    QLineEdit* m_last;
    QLineEdit* m_density;
    QPushButton* m_compute;
    QLabel* m_message;
    QString m_problem;
    QString m_reason;
    bool m_isComputing = false;
};

}  // namespace vitrine::panels

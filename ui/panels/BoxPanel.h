#pragma once

#include <QWidget>

#include <Eigen/Core>

#include <array>

class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace vitrine::panels {

/// How the periodic box is drawn: images beyond it, and what is in its middle.
class BoxPanel : public QWidget {
    Q_OBJECT

public:
    explicit BoxPanel(QWidget* parent = nullptr);

    /// How far beyond the box images are drawn along x, y, z, in sides of the box, from 0 to 1.
    Eigen::Vector3d imageDepth() const;
    /// What can be drawn in the middle now.
    void setCanCentre(bool onCore, bool onPicked);
    /// What is in the middle; empty: the box as it is.
    void setCentre(const QString& words);

signals:
    void imagesChanged();
    void centreOnCoreWanted();
    void centreOnPickedWanted();
    void resetWanted();

private:
    std::array<QDoubleSpinBox*, 3> m_depths{};
    QToolButton* m_onCore;
    QToolButton* m_onPicked;
    QToolButton* m_reset;
    QLabel* m_centre;
};

}  // namespace vitrine::panels

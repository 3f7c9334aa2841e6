#pragma once

#include "ui/panels/ParticleFilter.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;

namespace vitrine::panels {

/// Which particles the 3D view is to show; all that is asked for has to hold.
struct PartChoice {
    /// Between two planes of the box as it is drawn.
    struct Slice {
        int axis = 0;          ///< 0, 1, 2 for x, y, z
        double middle = 0;     ///< sigma, from 0 to L
        double thickness = 0;  ///< sigma

        bool operator==(const Slice&) const = default;
    };
    std::optional<Slice> slice;
    std::optional<double> coreRadius;  ///< around the particle that moved most, sigma
    std::shared_ptr<const ParticleFilter> filter;

    bool isEverything() const { return !slice && !coreRadius && !filter; }
    bool operator==(const PartChoice&) const = default;
};

/// Hides particles: a slice, a ball around the core of the rearrangement, a condition.
class PartPanel : public QWidget {
    Q_OBJECT

public:
    explicit PartPanel(QWidget* parent = nullptr);

    PartChoice choice() const;
    /// What the slice goes through. @param side sigma
    void setBoxSide(double side);
    /// How much of it is shown, or why it cannot be; empty: nothing to say.
    void setState(const QString& words);

signals:
    void choiceChanged();

private:
    void readCondition();
    void showAll();
    void enableChosen();

    QCheckBox* m_sliced;
    QComboBox* m_axis;
    QSlider* m_slider;
    QDoubleSpinBox* m_middle;
    QDoubleSpinBox* m_thickness;
    QCheckBox* m_aroundCore;
    QDoubleSpinBox* m_radius;
    QLineEdit* m_condition;
    QToolButton* m_showAll;
    QLabel* m_state;
    QLabel* m_problem;
    std::shared_ptr<const ParticleFilter> m_filter;  ///< of the last condition that was understood
};

}  // namespace vitrine::panels

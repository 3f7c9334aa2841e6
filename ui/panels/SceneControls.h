#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace vitrine::panels {

/// What the 3D view is to show of the selection.
struct SceneChoice {
    enum class Arrows {
        rearrangement,  ///< Delta r_i; the mode's where there is no rearrangement
        mode,           ///< e_i
        none,
    };
    enum class Colors { uniform, mode, rearrangement };  ///< of the spheres: none, |e_i|, |Delta r_i|

    Arrows arrows = Arrows::rearrangement;
    Colors colors = Colors::uniform;
    int arrowCount = 2000;   ///< the largest ones
    double arrowFactor = 1;  ///< times the automatic gain
    bool spheres = true;
    double sphereScale = 1;  ///< times the usual size

    bool operator==(const SceneChoice&) const = default;
};

/// The row of controls under the 3D view.
class SceneControls : public QWidget {
    Q_OBJECT

public:
    explicit SceneControls(QWidget* parent = nullptr);

    SceneChoice choice() const;
    /// Sets the controls as if the user had done so.
    void showChoice(const SceneChoice& choice);
    /// Shows the projection that the view has, without emitting anything.
    void setParallel(bool parallel);

signals:
    void choiceChanged();
    void resetWanted();
    /// @param axis 0, 1, 2 for x, y, z
    void axisWanted(int axis);
    void parallelWanted(bool parallel);

private:
    QComboBox* m_arrows;
    QSpinBox* m_arrowCount;
    QSlider* m_arrowLength;
    QCheckBox* m_spheres;
    QSlider* m_sphereSize;
    QComboBox* m_colors;
    QCheckBox* m_parallel;
};

}  // namespace vitrine::panels

#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace vitrine::panels {

/// What the 3D view is to show of the selection.
struct SceneChoice {
    enum class Arrows {
        rearrangement,  ///< Delta r_i; the mode's where there is no rearrangement
        mode,           ///< e_i
        none,
    };
    /// Of the spheres.
    enum class Colors {
        uniform,
        mode,           ///< |e_i|
        rearrangement,  ///< |Delta r_i|
        contacts,
        energy,
        transitions,  ///< how many displaced the particle
    };

    /// Where the particles are drawn.
    enum class Places { before, after };

    Arrows arrows = Arrows::rearrangement;
    Places places = Places::before;  ///< of the rearrangement
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
    void setArrows(SceneChoice::Arrows arrows);
    /// From now on there is a choice between the places before and after the rearrangement.
    void offerPlaces();
    bool offersPlaces() const { return m_offersPlaces; }
    /// Shows the projection that the view has, without emitting anything.
    void setParallel(bool parallel);
    /// Whether clicks measure, without emitting anything.
    void setMeasuring(bool measuring);

public slots:
    /// As the user does.
    void toggleMeasuring();

signals:
    void choiceChanged();
    void resetWanted();
    /// @param axis 0, 1, 2 for x, y, z
    void axisWanted(int axis);
    void parallelWanted(bool parallel);
    void measuringWanted(bool measuring);

private:
    QComboBox* m_arrows;
    QSpinBox* m_arrowCount;
    QSlider* m_arrowLength;
    QCheckBox* m_spheres;
    QSlider* m_sphereSize;
    QComboBox* m_colors;
    QComboBox* m_places;
    bool m_offersPlaces = false;
    QCheckBox* m_parallel;
    QToolButton* m_measure;
};

}  // namespace vitrine::panels

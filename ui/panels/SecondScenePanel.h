#pragma once

#include <QWidget>

class QCheckBox;

namespace vitrine::scene {
class SceneView;
}

namespace vitrine::viewport {
class CameraLink;
}

namespace vitrine::panels {

class SceneControls;

/// Another 3D view of the same selection beside the first, with controls of its own and a camera that goes along.
class SecondScenePanel : public QWidget {
    Q_OBJECT

public:
    /// @param first whose camera it shares while they are linked
    explicit SecondScenePanel(scene::SceneView* first, QWidget* parent = nullptr);

    scene::SceneView* view() const { return m_view; }
    SceneControls* controls() const { return m_controls; }

signals:
    /// It has come into sight: it may show something that is long gone.
    void shown();

protected:
    void showEvent(QShowEvent* event) override;

private:
    scene::SceneView* m_view;
    SceneControls* m_controls;
    QCheckBox* m_linked;
    viewport::CameraLink* m_link = nullptr;  ///< null without OpenGL
};

}  // namespace vitrine::panels

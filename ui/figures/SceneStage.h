#pragma once

#include "ui/figures/FigureData.h"
#include "ui/figures/FigureRequest.h"
#include "ui/scene/GlassScene.h"

#include <QImage>
#include <QRectF>
#include <vtkNew.h>

class QPainter;
class vtkRenderWindow;
class vtkRenderer;

namespace vitrine::figures {

/// A scene in a render window that nobody sees, for pictures and films. GUI thread only; needs a display, see
/// scenePictureProblem().
class SceneStage {
public:
    /// @throws run::Error without a display
    explicit SceneStage(bool transparent);
    ~SceneStage();

    scene::GlassScene& scene() { return m_scene; }
    const scene::GlassScene& scene() const { return m_scene; }

    /// A packing, a mode or a rearrangement as the window shows it. @param palette of the figure
    void show(const SceneSubject& subject, const SceneShot& shot, const look::Palette& palette);
    void placeCamera(const viewport::CameraPose& pose);
    /// From the front, right and above; the whole box.
    void placeUsualCamera();
    /// Turns the camera around the box, from where it was placed. @param turn 1 is once around, exactly where it
    /// was
    void turnCamera(double turn);

    /// The scene as it is now; what has changed has to be told by changed().
    QImage render(const QSize& pixels);
    void changed() { m_image = {}; }
    /// Words, keys and scale bar over it.
    void annotate(QPainter& painter, const QRectF& area) const;

private:
    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkRenderWindow> m_window;
    scene::GlassScene m_scene;
    viewport::CameraPose m_placed;
    QImage m_image;
};

}  // namespace vitrine::figures

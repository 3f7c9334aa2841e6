#include "ui/figures/ScenePicture.h"

#include "core/run/Errors.h"
#include "ui/scene/GlassScene.h"

#include <QObject>
#include <QPainter>
#include <vtkCamera.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkWindowToImageFilter.h>

#include <cstring>

namespace vitrine::figures {

namespace {

constexpr double factorOfPaper = 200;
constexpr double longestShare = 0.25;  // of the box, of an arrow times 200
constexpr double viewAngle = 20;       // degrees
constexpr double fading = 0.2;         // of the far side: arrows are thin, and paper is white
constexpr double letterHeight = 14;    // painter's units

/// A scene in a render window that nobody sees.
class SceneRenderer {
public:
    SceneRenderer() : m_scene(m_renderer)
    {
        m_window->OffScreenRenderingOn();
        m_window->SetMultiSamples(0);
        m_window->AddRenderer(m_renderer);
        m_scene.setQuality(viewport::Quality::full);
    }

    scene::GlassScene& scene() { return m_scene; }

    /// From the front, right and above; the whole box.
    void placeCamera()
    {
        const double middle = m_scene.packing().boxSide() / 2;
        auto* camera = m_renderer->GetActiveCamera();
        camera->SetViewAngle(viewAngle);
        camera->SetFocalPoint(middle, middle, middle);
        camera->SetPosition(middle * (1 + 4.2), middle * (1 - 8.0), middle * (1 + 3.6));
        camera->SetViewUp(0, 0, 1);
        const double side = m_scene.packing().boxSide();
        m_renderer->ResetCamera(0, side, 0, side, 0, side);
        camera->Zoom(1.08);  // the sphere around the box, to which VTK fits, has room left on all sides
    }

    QImage render(const QSize& pixels)
    {
        if (m_image.size() == pixels)
            return m_image;
        m_window->SetSize(pixels.width(), pixels.height());
        m_renderer->ResetCameraClippingRange();
        m_window->Render();
        vtkNew<vtkWindowToImageFilter> filter;
        filter->SetInput(m_window);
        filter->ReadFrontBufferOff();
        filter->Update();
        auto* data = filter->GetOutput();
        m_image = QImage(pixels, QImage::Format_RGB888);
        for (int row = 0; row < pixels.height(); ++row)
            std::memcpy(m_image.scanLine(row), data->GetScalarPointer(0, pixels.height() - 1 - row, 0),
                        3 * static_cast<std::size_t>(pixels.width()));
        return m_image;
    }

    void annotate(QPainter& painter, const QRectF& area) const
    {
        // Below the panel's letter.
        m_scene.annotations().paint(painter, area.adjusted(0, letterHeight, 0, 0),
                                    m_scene.cameraView(area.height()), m_scene.look().palette);
    }

private:
    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkRenderWindow> m_window;
    scene::GlassScene m_scene;
    QImage m_image;
};

}  // namespace

QString scenePictureProblem()
{
    return qEnvironmentVariableIsEmpty("DISPLAY")
               ? QObject::tr(
                     "A three-dimensional picture needs an X display, and DISPLAY is not set; xvfb-run gives one.")
               : QString();
}

PanelPicture rearrangementPicture(const model::Packing& packing, const Eigen::Matrix3Xd& displacements, bool dark)
{
    if (const QString problem = scenePictureProblem(); !problem.isEmpty())
        throw run::Error(problem.toStdString());
    const auto renderer = std::make_shared<SceneRenderer>();
    scene::SceneLook look;
    look.palette = look::Palette::paper(dark);
    look.sphereScale = 0;
    look.depthCue = fading;
    renderer->scene().setLook(look);
    renderer->scene().setPacking(packing);
    renderer->scene().showRearrangement(displacements);
    const double automatic = renderer->scene().rearrangement().gain();
    if (automatic > 0 &&
        factorOfPaper * renderer->scene().rearrangement().largest() <= longestShare * packing.box.side) {
        look.arrowFactor = factorOfPaper / automatic;
        renderer->scene().setLook(look);
    }
    renderer->placeCamera();
    return {.render = [renderer](const QSize& pixels) { return renderer->render(pixels); },
            .annotate = [renderer](QPainter& painter, const QRectF& area) { renderer->annotate(painter, area); }};
}

}  // namespace vitrine::figures

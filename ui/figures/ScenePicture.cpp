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
    explicit SceneRenderer(bool transparent) : m_scene(m_renderer)
    {
        m_window->OffScreenRenderingOn();
        m_window->SetAlphaBitPlanes(transparent ? 1 : 0);
        m_renderer->SetBackgroundAlpha(transparent ? 0 : 1);
        m_window->SetMultiSamples(0);
        m_window->AddRenderer(m_renderer);
        m_scene.setQuality(viewport::Quality::full);
    }

    scene::GlassScene& scene() { return m_scene; }

    void placeCamera(const viewport::CameraPose& pose) { viewport::placeCamera(m_renderer, pose); }

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
        filter->SetInputBufferTypeToRGBA();
        filter->Update();
        auto* data = filter->GetOutput();
        // OpenGL blends onto a ground of nothing: what it leaves is premultiplied.
        const bool transparent = m_renderer->GetBackgroundAlpha() < 1;
        m_image = QImage(pixels, transparent ? QImage::Format_RGBA8888_Premultiplied : QImage::Format_RGBX8888);
        for (int row = 0; row < pixels.height(); ++row)
            std::memcpy(m_image.scanLine(row), data->GetScalarPointer(0, pixels.height() - 1 - row, 0),
                        4 * static_cast<std::size_t>(pixels.width()));
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

std::shared_ptr<SceneRenderer> makeRenderer(bool transparent)
{
    if (const QString problem = scenePictureProblem(); !problem.isEmpty())
        throw run::Error(problem.toStdString());
    return std::make_shared<SceneRenderer>(transparent);
}

PanelPicture pictureOf(const std::shared_ptr<SceneRenderer>& renderer)
{
    return {.render = [renderer](const QSize& pixels) { return renderer->render(pixels); },
            .annotate = [renderer](QPainter& painter, const QRectF& area) { renderer->annotate(painter, area); }};
}

std::vector<double> lengths(const Eigen::Matrix3Xd& field)
{
    std::vector<double> lengths(static_cast<std::size_t>(field.cols()));
    Eigen::Map<Eigen::RowVectorXd>(lengths.data(), field.cols()) = field.colwise().norm();
    return lengths;
}

}  // namespace

QString scenePictureProblem()
{
    return qEnvironmentVariableIsEmpty("DISPLAY")
               ? QObject::tr(
                     "A three-dimensional picture needs an X display, and DISPLAY is not set; xvfb-run gives one.")
               : QString();
}

PanelPicture rearrangementPicture(const model::Packing& packing, const Eigen::Matrix3Xd& displacements, bool dark,
                                  bool transparent)
{
    const auto renderer = makeRenderer(transparent);
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
    return pictureOf(renderer);
}

PanelPicture scenePicture(const SceneSubject& subject, const SceneShot& shot, bool dark, bool transparent)
{
    using panels::SceneChoice;
    const auto renderer = makeRenderer(transparent);
    scene::GlassScene& scene = renderer->scene();
    scene::SceneLook look = shot.look;
    look.palette = look::Palette::paper(dark);
    scene.setLook(look);
    scene.setPacking(subject.structure->packing);
    const Eigen::Matrix3Xd* rearrangement =
        subject.scan && subject.scan->transition ? &subject.scan->transition->displacements : nullptr;
    if (shot.choice.colors == SceneChoice::Colors::mode && subject.mode)
        scene.setScalars(lengths(*subject.mode), QStringLiteral("|e\u1d62|, \u03a3|e\u1d62|\u00b2 = 1"));
    else if (shot.choice.colors == SceneChoice::Colors::rearrangement && rearrangement)
        scene.setScalars(lengths(*rearrangement), QStringLiteral("|\u0394r\u1d62| / \u03c3"));
    if (shot.choice.arrows == SceneChoice::Arrows::rearrangement && rearrangement)
        scene.showRearrangement(*rearrangement);
    else if (shot.choice.arrows != SceneChoice::Arrows::none && subject.mode)
        scene.showMode(*subject.mode);
    if (shot.camera)
        renderer->placeCamera(*shot.camera);
    else
        renderer->placeCamera();
    return pictureOf(renderer);
}

}  // namespace vitrine::figures

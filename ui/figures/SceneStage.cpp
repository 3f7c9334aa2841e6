#include "ui/figures/SceneStage.h"

#include "core/run/Errors.h"
#include "ui/figures/ScenePicture.h"

#include <QPainter>
#include <vtkCamera.h>
#include <vtkImageData.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkWindowToImageFilter.h>

#include <cmath>
#include <cstring>

namespace vitrine::figures {

namespace {

constexpr double viewAngle = 20;     // degrees
constexpr double letterHeight = 14;  // painter's units

std::vector<double> lengths(const Eigen::Matrix3Xd& field)
{
    std::vector<double> lengths(static_cast<std::size_t>(field.cols()));
    Eigen::Map<Eigen::RowVectorXd>(lengths.data(), field.cols()) = field.colwise().norm();
    return lengths;
}

}  // namespace

SceneStage::SceneStage(bool transparent) : m_scene(m_renderer)
{
    if (const QString problem = scenePictureProblem(); !problem.isEmpty())
        throw run::Error(problem.toStdString());
    m_window->OffScreenRenderingOn();
    m_window->SetAlphaBitPlanes(transparent ? 1 : 0);
    m_renderer->SetBackgroundAlpha(transparent ? 0 : 1);
    m_window->SetMultiSamples(0);
    m_window->AddRenderer(m_renderer);
    m_scene.setQuality(viewport::Quality::full);
}

SceneStage::~SceneStage() = default;

void SceneStage::show(const SceneSubject& subject, const SceneShot& shot, const look::Palette& palette)
{
    using panels::SceneChoice;
    scene::SceneLook look = shot.look;
    look.palette = palette;
    m_scene.setLook(look);
    m_scene.setPacking(subject.structure->packing);
    const Eigen::Matrix3Xd* rearrangement =
        subject.scan && subject.scan->transition ? &subject.scan->transition->displacements : nullptr;
    if (shot.choice.colors == SceneChoice::Colors::mode && subject.mode)
        m_scene.setScalars(lengths(*subject.mode), QStringLiteral("|e\u1d62|, \u03a3|e\u1d62|\u00b2 = 1"));
    else if (shot.choice.colors == SceneChoice::Colors::rearrangement && rearrangement)
        m_scene.setScalars(lengths(*rearrangement), QStringLiteral("|\u0394r\u1d62| / \u03c3"));
    if (shot.choice.arrows == SceneChoice::Arrows::rearrangement && rearrangement)
        m_scene.showRearrangement(*rearrangement);
    else if (shot.choice.arrows != SceneChoice::Arrows::none && subject.mode)
        m_scene.showMode(*subject.mode);
    if (shot.camera)
        placeCamera(*shot.camera);
    else
        placeUsualCamera();
}

void SceneStage::placeCamera(const viewport::CameraPose& pose)
{
    m_placed = pose;
    viewport::placeCamera(m_renderer, pose);
    changed();
}

void SceneStage::placeUsualCamera()
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
    m_placed = viewport::cameraPose(m_renderer);
    changed();
}

void SceneStage::turnCamera(double turn)
{
    viewport::placeCamera(m_renderer, m_placed);
    if (const double part = turn - std::floor(turn); part > 0)
        m_renderer->GetActiveCamera()->Azimuth(360 * part);
    changed();
}

QImage SceneStage::render(const QSize& pixels)
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

void SceneStage::annotate(QPainter& painter, const QRectF& area) const
{
    // Below the panel's letter.
    m_scene.annotations().paint(painter, area.adjusted(0, letterHeight, 0, 0), m_scene.cameraView(area.height()),
                                m_scene.look().palette);
}

}  // namespace vitrine::figures

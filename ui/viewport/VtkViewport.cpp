#include "ui/viewport/VtkViewport.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QScopedValueRollback>
#include <QScreen>
#include <QSurfaceFormat>
#include <QTimerEvent>
#include <QWheelEvent>
#include <vtkCamera.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkGenericRenderWindowInteractor.h>
#include <vtkInteractorStyleTrackballCamera.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace vitrine::viewport {

namespace {

using namespace std::chrono_literals;

constexpr auto restDelay = 200ms;
/// Full frames faster than this are drawn even in motion, ms: 25 per second look smooth.
constexpr double smoothFrame = 40;
/// Where full frames take longer than this, drafts have half as many pixels each way, ms.
constexpr double slowFrame = 120;
/// Degrees of the perspective. Narrow, so that the glass is not distorted.
constexpr double viewAngle = 18;
/// Space left around the focus when fitted.
constexpr double fitMargin = 1.07;
/// A press that moves less than this is a click, device-independent pixels.
constexpr double clickTolerance = 4;

/// VTK's trackball without its single-key commands, which quit, switch to wireframe or to stereo.
class TrackballStyle : public vtkInteractorStyleTrackballCamera {
public:
    static TrackballStyle* New();
    vtkTypeMacro(TrackballStyle, vtkInteractorStyleTrackballCamera)
    void OnChar() override {}
};
vtkStandardNewMacro(TrackballStyle)

QSurfaceFormat surfaceFormat()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSwapBehavior(QSurfaceFormat::DoubleBuffer);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    format.setAlphaBufferSize(8);
    format.setSamples(0);  // VTK smooths edges in its own framebuffer
    return format;
}

Eigen::Vector3d unit(Axis axis)
{
    return Eigen::Vector3d::Unit(static_cast<Eigen::Index>(axis));
}

}  // namespace

void VtkViewport::prepareApplication()
{
    QSurfaceFormat::setDefaultFormat(surfaceFormat());
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

QString VtkViewport::unavailableReason()
{
    const QString platform = QGuiApplication::platformName();
    // These have contexts of their own but cannot compose an OpenGL widget into a window: Qt would crash.
    if (platform == QLatin1String("offscreen") || platform == QLatin1String("minimal"))
        return tr("No 3D view: the display platform \"%1\" has no OpenGL.").arg(platform);
    QOpenGLContext context;
    context.setFormat(surfaceFormat());
    QOffscreenSurface surface;
    surface.setFormat(surfaceFormat());
    surface.create();
    if (!context.create() || !context.makeCurrent(&surface))
        return tr("No 3D view: this display offers no OpenGL.");
    const auto version = context.format().version();
    context.doneCurrent();
    if (version < qMakePair(3, 2))
        return tr("No 3D view: OpenGL %1.%2 is too old, 3.2 is needed.").arg(version.first).arg(version.second);
    return {};
}

VtkViewport::VtkViewport(QWidget* parent)
    : QOpenGLWidget(parent),
      m_window(vtkSmartPointer<vtkGenericOpenGLRenderWindow>::New()),
      m_interactor(vtkSmartPointer<vtkGenericRenderWindowInteractor>::New()),
      m_renderer(vtkSmartPointer<vtkRenderer>::New())
{
    setFocusPolicy(Qt::StrongFocus);
    setUpdateBehavior(QOpenGLWidget::PartialUpdate);  // the last frame stays while the next is drawn part by part

    m_window->SetReadyForRendering(false);
    m_window->SetOwnContext(0);
    m_window->SetFrameBlitModeToNoBlit();
    m_window->SetMultiSamples(0);  // does nothing for sphere impostors, and doubles the cost in software
    for (const auto id : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
                          vtkCommand::WindowFrameEvent, vtkCommand::CursorChangedEvent})
        m_window->AddObserver(id, this, &VtkViewport::onWindowEvent);
    m_window->AddRenderer(m_renderer);
    m_renderer->GetActiveCamera()->SetViewAngle(viewAngle);

    m_interactor->TimerEventResetsTimerOff();  // Qt's timers repeat by themselves
    m_interactor->AddObserver(vtkCommand::CreateTimerEvent, this, &VtkViewport::onTimerRequest);
    m_interactor->AddObserver(vtkCommand::DestroyTimerEvent, this, &VtkViewport::onTimerRequest);
    // The style would draw at each mouse event; we draw once in the next paint event.
    m_interactor->EnableRenderOff();
    m_interactor->AddObserver(vtkCommand::RenderEvent, this, &VtkViewport::onInteractorRender);
    m_interactor->SetRenderWindow(m_window);
    m_interactor->Initialize();
    m_interactor->SetInteractorStyle(vtkNew<TrackballStyle>());

    m_rest.setSingleShot(true);
    m_rest.setInterval(restDelay);
    connect(&m_rest, &QTimer::timeout, this, &VtkViewport::onRest);
    m_nextPart.setSingleShot(true);
    connect(&m_nextPart, &QTimer::timeout, this, &VtkViewport::drawNextPart);
    // Fires when the widget is resized and when its device pixel ratio changes.
    connect(this, &QOpenGLWidget::resized, this, &VtkViewport::applySize);
    resetDirection();
}

VtkViewport::~VtkViewport()
{
    disconnect(m_contextGone);
    releaseGl();
    m_window->RemoveAllObservers();
    m_interactor->RemoveAllObservers();
}

vtkRenderer* VtkViewport::renderer() const
{
    return m_renderer;
}

vtkGenericOpenGLRenderWindow* VtkViewport::renderWindow() const
{
    return m_window;
}

void VtkViewport::releaseGl()
{
    if (!context())
        return;
    giveUpParts();
    makeCurrent();
    m_window->Finalize();
    m_window->SetReadyForRendering(false);
    m_surface = nullptr;
    doneCurrent();
}

void VtkViewport::initializeGL()
{
    // Called again with a new context when the widget moves to another window, as in a floating dock.
    disconnect(m_contextGone);
    m_contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &VtkViewport::releaseGl,
                            Qt::DirectConnection);
    m_surface = context()->surface();
    m_window->GetState()->Reset();
    m_window->SetReadyForRendering(true);
    m_window->SetForceMaximumHardwareLineWidth(1);  // all that the core profile promises
    m_window->OpenGLInitContext();
    m_frameWanted = true;
}

void VtkViewport::applySize()
{
    const double ratio = devicePixelRatioF();
    const auto pixels = [ratio](int length) { return std::max(1, static_cast<int>(std::lround(length * ratio))); };
    m_window->SetSize(pixels(width()), pixels(height()));
    m_window->SetDPI(static_cast<int>(std::lround(72 * ratio)));
    const QSize wholeScreen = screen()->size() * screen()->devicePixelRatio();
    m_window->SetScreenSize(wholeScreen.width(), wholeScreen.height());
    m_interactor->SetSize(pixels(width()), pixels(height()));
    m_interactor->InvokeEvent(vtkCommand::ConfigureEvent, nullptr);
    if (m_fitted)
        fitCamera();
    m_frameWanted = true;
    giveUpParts();
    emit cameraMoved();
}

void VtkViewport::requestFrame()
{
    m_frameWanted = true;
    giveUpParts();
    update();
}

void VtkViewport::setQuality(Quality quality)
{
    if (quality == m_quality)
        return;
    m_quality = quality;
    m_rest.start();  // a full frame is owed, but not in the middle of a burst of changes
}

Quality VtkViewport::frameQuality() const
{
    const bool draft = (m_moving || m_quality == Quality::draft) && !isFullSmooth();
    return draft ? Quality::draft : Quality::full;
}

bool VtkViewport::isFullSmooth() const
{
    return m_fullCost >= 0 && m_fullCost < smoothFrame && !m_alwaysDraft;
}

void VtkViewport::onRest()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton && m_moving) {
        m_rest.start();  // a pause within a drag
        return;
    }
    m_moving = false;
    if (m_shownQuality != Quality::draft || frameQuality() != Quality::full || m_part >= 0)
        return;
    if (m_partCount > 1)
        beginParts();
    else
        requestFrame();
}

void VtkViewport::requestMovingFrame()
{
    m_moving = true;
    m_rest.start();
    requestFrame();
}

void VtkViewport::cameraChanged()
{
    requestMovingFrame();
    emit cameraMoved();
}

void VtkViewport::drawFrame()
{
    // One that takes long is preceded by a draft.
    const bool inParts = frameQuality() == Quality::full && m_partCount > 1 && !isFullSmooth();
    const Quality quality = inParts ? Quality::draft : frameQuality();
    emit aboutToDraw(quality);
    emit aboutToDrawPart(-1);
    setClippingRange();
    const std::array<int, 2> size{m_window->GetSize()[0], m_window->GetSize()[1]};
    if (quality == Quality::draft && m_fullCost > slowFrame)
        m_window->SetSize(std::max(1, size[0] / 2), std::max(1, size[1] / 2));
    m_window->Render();
    m_window->SetSize(size[0], size[1]);  // by which the pointer is measured; what was drawn keeps its own
    m_frameWanted = false;
    m_shownQuality = quality;
    if (inParts)
        beginParts();
}

void VtkViewport::setClippingRange()
{
    if (m_focusBounds)
        m_renderer->ResetCameraClippingRange(m_focusBounds->data());
    else
        m_renderer->ResetCameraClippingRange();
}

void VtkViewport::beginParts()
{
    m_part = 0;
    m_partCost = 0;
    m_nextPart.start(0);
}

void VtkViewport::giveUpParts()
{
    m_part = -1;
    m_nextPart.stop();
}

/// Into VTK's framebuffer, on top of the parts before; the widget shows its last frame until all are there.
void VtkViewport::drawNextPart()
{
    if (m_part < 0 || !m_surface)
        return;
    const QScopedValueRollback<bool> guard(m_painting, true);
    QElapsedTimer clock;
    clock.start();
    makeCurrent();
    auto* state = m_window->GetState();
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    if (m_part == 0)
        emit aboutToDraw(Quality::full);
    emit aboutToDrawPart(m_part);
    setClippingRange();
    m_renderer->SetPreserveColorBuffer(m_part > 0);
    m_renderer->SetPreserveDepthBuffer(m_part > 0);
    m_window->Render();
    m_renderer->SetPreserveColorBuffer(false);
    m_renderer->SetPreserveDepthBuffer(false);
    state->Reset();
    state->Pop();
    context()->functions()->glFinish();  // or all parts would be drawn at the end, when nobody can give them up
    m_partCost += static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    if (++m_part < m_partCount) {
        m_nextPart.start(0);
        return;
    }
    m_part = -1;
    m_fullCost = m_partCost;
    m_shownQuality = Quality::full;
    m_presentationWanted = true;
    update();
    emit frameDrawn(m_partCost);
}

void VtkViewport::finishFrame()
{
    if (!m_surface)
        return;
    m_moving = false;
    const bool isOwed = m_frameWanted || (m_shownQuality == Quality::draft && m_part < 0);
    if (isOwed && frameQuality() == Quality::full && m_partCount > 1) {
        m_frameWanted = false;
        beginParts();
    }
    else if (isOwed) {
        m_frameWanted = true;  // in the next painting
    }
    while (m_part >= 0)
        drawNextPart();
}

void VtkViewport::presentFrame()
{
    makeCurrent();
    auto* gl = context()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    const GLenum target = GL_COLOR_ATTACHMENT0;
    gl->glDrawBuffers(1, &target);
    const int* source = m_window->GetRenderFramebuffer()->GetLastSize();
    const QSize goal = size() * devicePixelRatioF();
    m_window->BlitDisplayFramebuffer(0, 0, 0, source[0], source[1], 0, 0, goal.width(), goal.height(),
                                     GL_COLOR_BUFFER_BIT, GL_LINEAR);
    // Opaque, or the window would be blended with what lies under it.
    gl->glDisable(GL_SCISSOR_TEST);
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0, 0, 0, 1);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

void VtkViewport::paintGL()
{
    if (m_painting)
        return;
    const QScopedValueRollback<bool> guard(m_painting, true);
    QElapsedTimer clock;
    clock.start();
    auto* state = m_window->GetState();
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);  // Qt's default is GL_LESS
    const bool drawn = m_frameWanted;
    if (drawn)
        drawFrame();
    // Parts that are there by now would be shown; the widget has the last whole frame.
    if (drawn || m_part < 0 || m_presentationWanted)
        presentFrame();
    m_presentationWanted = false;
    state->Reset();
    state->Pop();
    if (!drawn)
        return;
    // Software rendering works on after the last call; without this the cost would hide in Qt's composition.
    context()->functions()->glFinish();
    const double milliseconds = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    if (m_shownQuality == Quality::full)
        m_fullCost = milliseconds;
    emit frameDrawn(milliseconds);
}

void VtkViewport::onWindowEvent(vtkObject*, unsigned long id, void* callData)
{
    switch (id) {
        case vtkCommand::WindowMakeCurrentEvent:
            // Not QOpenGLWidget::makeCurrent(): it also binds the widget's framebuffer, and VTK asks in
            // mid-render.
            if (context() && m_surface)
                context()->makeCurrent(m_surface);
            break;
        case vtkCommand::WindowIsCurrentEvent:
            *static_cast<bool*>(callData) = context() && QOpenGLContext::currentContext() == context();
            break;
        case vtkCommand::WindowFrameEvent:  // somebody else called Render(): show that frame
            if (!m_painting && m_window->GetSwapBuffers())
                update();
            break;
        case vtkCommand::CursorChangedEvent:
            applyCursor(*static_cast<int*>(callData));
            break;
        default:
            break;
    }
}

void VtkViewport::applyCursor(int shape)
{
    static const std::map<int, Qt::CursorShape> shapes{
        {VTK_CURSOR_CROSSHAIR, Qt::CrossCursor},  {VTK_CURSOR_SIZEALL, Qt::SizeAllCursor},
        {VTK_CURSOR_SIZENS, Qt::SizeVerCursor},   {VTK_CURSOR_SIZEWE, Qt::SizeHorCursor},
        {VTK_CURSOR_SIZENE, Qt::SizeBDiagCursor}, {VTK_CURSOR_SIZESW, Qt::SizeBDiagCursor},
        {VTK_CURSOR_SIZENW, Qt::SizeFDiagCursor}, {VTK_CURSOR_SIZESE, Qt::SizeFDiagCursor},
        {VTK_CURSOR_HAND, Qt::PointingHandCursor}};
    const auto known = shapes.find(shape);
    setCursor(known == shapes.end() ? Qt::ArrowCursor : known->second);
}

void VtkViewport::onInteractorRender(vtkObject*, unsigned long, void*)
{
    m_fitted = false;
    cameraChanged();
}

void VtkViewport::onTimerRequest(vtkObject*, unsigned long id, void* callData)
{
    if (id == vtkCommand::CreateTimerEvent) {
        const bool once = m_interactor->GetTimerEventType() == vtkRenderWindowInteractor::OneShotTimer;
        const int timer = startTimer(static_cast<int>(m_interactor->GetTimerEventDuration()));
        m_timers[timer] = once;
        m_interactor->SetTimerEventPlatformId(timer);
    }
    else if (m_timers.erase(*static_cast<int*>(callData)) > 0) {
        killTimer(*static_cast<int*>(callData));
    }
}

void VtkViewport::timerEvent(QTimerEvent* event)
{
    const auto timer = m_timers.find(event->timerId());
    if (timer == m_timers.end()) {
        QOpenGLWidget::timerEvent(event);
        return;
    }
    if (timer->second) {
        killTimer(event->timerId());
        m_timers.erase(timer);
    }
    int id = m_interactor->GetVTKTimerId(event->timerId());
    m_interactor->InvokeEvent(vtkCommand::TimerEvent, &id);
}

bool VtkViewport::event(QEvent* event)
{
    bool handled = false;
    switch (event->type()) {
        case QEvent::MouseMove:
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
            handled = handleMouse(static_cast<QMouseEvent*>(event));
            break;
        case QEvent::Wheel:
            handled = handleWheel(static_cast<QWheelEvent*>(event));
            break;
        case QEvent::KeyPress:
            handled = handleKey(static_cast<QKeyEvent*>(event));
            break;
        default:
            break;
    }
    if (!handled)
        return QOpenGLWidget::event(event);
    event->accept();
    return true;
}

void VtkViewport::placePointer(const QPointF& place, Qt::KeyboardModifiers modifiers)
{
    const QPointF pixel = place * devicePixelRatioF();
    m_interactor->SetEventInformationFlipY(static_cast<int>(pixel.x()), static_cast<int>(pixel.y()),
                                           modifiers.testFlag(Qt::ControlModifier),
                                           modifiers.testFlag(Qt::ShiftModifier));
    m_interactor->SetAltKey(modifiers.testFlag(Qt::AltModifier));
}

bool VtkViewport::handleMouse(QMouseEvent* event)
{
    placePointer(event->position(), event->modifiers());
    const bool released = event->type() == QEvent::MouseButtonRelease;
    if (event->type() == QEvent::MouseMove) {
        m_dragged = m_dragged || (event->position() - m_pressed).manhattanLength() > clickTolerance;
        if (m_dragged)
            m_interactor->InvokeEvent(vtkCommand::MouseMoveEvent);
        return true;
    }
    if (event->type() == QEvent::MouseButtonDblClick && event->button() == Qt::LeftButton) {
        resetCamera();
        return true;
    }
    if (event->type() == QEvent::MouseButtonPress) {
        m_pressed = event->position();
        m_dragged = false;
    }
    switch (event->button()) {
        case Qt::LeftButton:
            m_interactor->InvokeEvent(released ? vtkCommand::LeftButtonReleaseEvent
                                               : vtkCommand::LeftButtonPressEvent);
            if (released && !m_dragged)
                emit clicked(event->position());
            return true;
        case Qt::MiddleButton:
            m_interactor->InvokeEvent(released ? vtkCommand::MiddleButtonReleaseEvent
                                               : vtkCommand::MiddleButtonPressEvent);
            return true;
        case Qt::RightButton:
            m_interactor->InvokeEvent(released ? vtkCommand::RightButtonReleaseEvent
                                               : vtkCommand::RightButtonPressEvent);
            return false;  // a context menu may follow
        default:
            return false;
    }
}

bool VtkViewport::handleWheel(QWheelEvent* event)
{
    // One click of a wheel (120 units) zooms by a sixth; touchpads send many small steps.
    zoom(std::pow(1.17, event->angleDelta().y() / 120.0));
    return true;
}

bool VtkViewport::handleKey(const QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    constexpr double step = 5;  // degrees
    switch (event->key()) {
        case Qt::Key_R:
        case Qt::Key_Home:
            resetDirection();
            return true;
        case Qt::Key_X:
            lookAlong(Axis::x, shift);
            return true;
        case Qt::Key_Y:
            lookAlong(Axis::y, shift);
            return true;
        case Qt::Key_Z:
            lookAlong(Axis::z, shift);
            return true;
        case Qt::Key_P:
            setParallelProjection(!isParallelProjection());
            return true;
        case Qt::Key_Left:
            rotate(step, 0);
            return true;
        case Qt::Key_Right:
            rotate(-step, 0);
            return true;
        case Qt::Key_Up:
            rotate(0, -step);
            return true;
        case Qt::Key_Down:
            rotate(0, step);
            return true;
        case Qt::Key_Plus:
            zoom(1.17);
            return true;
        case Qt::Key_Minus:
            zoom(1 / 1.17);
            return true;
        default:
            return false;
    }
}

void VtkViewport::rotate(double azimuth, double elevation)
{
    auto* camera = m_renderer->GetActiveCamera();
    camera->Azimuth(azimuth);
    camera->Elevation(elevation);
    camera->OrthogonalizeViewUp();
    m_fitted = false;
    cameraChanged();
}

void VtkViewport::zoom(double factor)
{
    auto* camera = m_renderer->GetActiveCamera();
    if (camera->GetParallelProjection())
        camera->SetParallelScale(camera->GetParallelScale() / factor);
    else
        camera->Dolly(factor);
    m_fitted = false;
    cameraChanged();
}

CameraPose VtkViewport::cameraPose() const
{
    return viewport::cameraPose(m_renderer);
}

void VtkViewport::setCameraPose(const CameraPose& pose)
{
    placeCamera(m_renderer, pose);
    m_fitted = false;
    emit projectionChanged(pose.parallel);
    cameraChanged();
}

bool VtkViewport::isParallelProjection() const
{
    return m_renderer->GetActiveCamera()->GetParallelProjection() != 0;
}

void VtkViewport::setFocusBounds(const std::array<double, 6>& bounds)
{
    m_focusBounds = bounds;
    if (!m_fitted)
        return;
    fitCamera();
    emit cameraMoved();
}

void VtkViewport::setParallelProjection(bool parallel)
{
    if (parallel == isParallelProjection())
        return;
    auto* camera = m_renderer->GetActiveCamera();
    const double tangent = std::tan(camera->GetViewAngle() * std::numbers::pi / 360);
    // What lies in the focal plane keeps its size.
    if (parallel) {
        camera->SetParallelScale(camera->GetDistance() * tangent);
    }
    else {
        const Eigen::Vector3d focus(camera->GetFocalPoint());
        const Eigen::Vector3d away = (Eigen::Vector3d(camera->GetPosition()) - focus).normalized();
        const Eigen::Vector3d position = focus + away * camera->GetParallelScale() / tangent;
        camera->SetPosition(position.data());
    }
    camera->SetParallelProjection(parallel);
    if (m_fitted)
        fitCamera();
    emit projectionChanged(parallel);
    cameraChanged();
}

void VtkViewport::takeCameraOf(const VtkViewport& other)
{
    auto* camera = m_renderer->GetActiveCamera();
    auto* model = other.m_renderer->GetActiveCamera();
    const bool otherProjection = isParallelProjection() != other.isParallelProjection();
    camera->SetFocalPoint(model->GetFocalPoint());
    camera->SetPosition(model->GetPosition());
    camera->SetViewUp(model->GetViewUp());
    camera->SetParallelScale(model->GetParallelScale());
    camera->SetParallelProjection(model->GetParallelProjection());
    m_fitted = false;
    if (otherProjection)
        emit projectionChanged(isParallelProjection());
    cameraChanged();
}

void VtkViewport::fitCamera()
{
    std::array<double, 6> bounds{-1, 1, -1, 1, -1, 1};
    if (m_focusBounds)
        bounds = *m_focusBounds;
    else if (m_renderer->VisibleActorCount() > 0)
        m_renderer->ComputeVisiblePropBounds(bounds.data());
    auto* camera = m_renderer->GetActiveCamera();
    const Eigen::Vector3d center((bounds[0] + bounds[1]) / 2, (bounds[2] + bounds[3]) / 2,
                                 (bounds[4] + bounds[5]) / 2);
    const Eigen::Vector3d back = -Eigen::Vector3d(camera->GetDirectionOfProjection());
    const Eigen::Vector3d up = Eigen::Vector3d(camera->GetViewUp());
    const Eigen::Vector3d right = up.cross(back).normalized();
    const Eigen::Vector3d trueUp = back.cross(right);
    const double aspect = height() > 0 ? static_cast<double>(width()) / height() : 1;
    const double vertical = std::tan(camera->GetViewAngle() * std::numbers::pi / 360);
    double distance = 0;
    double scale = 0;
    for (unsigned corner = 0; corner < 8; ++corner) {
        const Eigen::Vector3d place =
            Eigen::Vector3d(bounds[corner & 1], bounds[2 + (corner >> 1 & 1)], bounds[4 + (corner >> 2 & 1)]) -
            center;
        const double half = fitMargin * std::max(std::abs(place.dot(trueUp)), std::abs(place.dot(right)) / aspect);
        scale = std::max(scale, half);
        distance = std::max(distance, place.dot(back) + half / vertical);
    }
    const Eigen::Vector3d position = center + distance * back;
    camera->SetFocalPoint(center.data());
    camera->SetPosition(position.data());
    camera->SetViewUp(trueUp.data());
    camera->SetParallelScale(scale);
}

void VtkViewport::resetCamera()
{
    m_fitted = true;
    fitCamera();
    cameraChanged();
}

void VtkViewport::lookAlong(Axis axis, bool fromNegativeSide)
{
    const Eigen::Vector3d position = (fromNegativeSide ? -1.0 : 1.0) * unit(axis);
    const Eigen::Vector3d up = axis == Axis::z ? unit(Axis::y) : unit(Axis::z);
    auto* camera = m_renderer->GetActiveCamera();
    camera->SetFocalPoint(0, 0, 0);
    camera->SetPosition(position.data());
    camera->SetViewUp(up.data());
    resetCamera();
}

void VtkViewport::resetDirection()
{
    auto* camera = m_renderer->GetActiveCamera();
    camera->SetFocalPoint(0, 0, 0);
    camera->SetPosition(0.52, -1.0, 0.42);
    camera->SetViewUp(0, 0, 1);
    resetCamera();
}

}  // namespace vitrine::viewport

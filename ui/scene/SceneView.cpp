#include "ui/scene/SceneView.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <algorithm>

namespace vitrine::scene {

namespace {

/// A click this near to a particle means it, device-independent pixels.
constexpr double pickingSlack = 5;

// Of a draft, ms. The middle one is aimed at where the slow limit was passed; between the limits nothing changes,
// so that the picture does not flicker.
constexpr double fastDraft = 30;
constexpr double wantedDraft = 50;
constexpr double slowDraft = 75;

}  // namespace

/// Lies over the viewport; a widget of its own, since a painter on the OpenGL widget would disturb VTK's state.
class SceneView::AnnotationLayer : public QWidget {
public:
    explicit AnnotationLayer(SceneView* view) : QWidget(view), m_view(view)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_view->paintAnnotations(painter, rect());
    }

private:
    SceneView* m_view;
};

SceneView::SceneView(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (const QString reason = viewport::VtkViewport::unavailableReason(); !reason.isEmpty()) {
        auto* label = new QLabel(reason, this);
        label->setObjectName(QStringLiteral("noOpenGl"));
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        layout->addWidget(label);
        m_scene = std::make_unique<GlassScene>(vtkNew<vtkRenderer>());
        followPalette();
        return;
    }
    m_viewport = new viewport::VtkViewport(this);
    layout->addWidget(m_viewport);
    m_scene = std::make_unique<GlassScene>(m_viewport->renderer());
    m_annotations = new AnnotationLayer(this);
    setFocusProxy(m_viewport);
    connect(m_viewport, &viewport::VtkViewport::aboutToDraw, this, [this](viewport::Quality quality) {
        if (quality != m_frameQuality)
            m_annotations->update();  // what a draft leaves out is said
        m_frameQuality = quality;
        m_scene->setDraftPartCount(m_draftPartCount);
        m_scene->setQuality(quality);
    });
    connect(m_viewport, &viewport::VtkViewport::aboutToDrawPart, this,
            [this](int part) { m_scene->setFramePart(part); });
    connect(m_viewport, &viewport::VtkViewport::cameraMoved, m_annotations, qOverload<>(&QWidget::update));
    m_sinceFrame.start();
    connect(m_viewport, &viewport::VtkViewport::frameDrawn, this, [this](double milliseconds) {
        m_sinceFrame.start();
        m_frameCost = milliseconds;
        adaptDrafts(milliseconds);
        emit frameDrawn(milliseconds);
    });
    connect(m_viewport, &viewport::VtkViewport::projectionChanged, this, &SceneView::projectionChanged);
    connect(m_viewport, &viewport::VtkViewport::clicked, this, &SceneView::pickAt);
    followPalette();
}

SceneView::~SceneView()
{
    // Before the scene, whose props it draws and whose frames it announces.
    delete m_viewport;
}

void SceneView::sceneChanged()
{
    if (!m_viewport)
        return;
    m_viewport->setPartCount(m_scene->framePartCount());
    m_viewport->requestFrame();
    m_annotations->update();
}

/// As many spheres in motion as this machine draws in the time that a smooth motion allows.
void SceneView::adaptDrafts(double milliseconds)
{
    if (m_frameQuality != viewport::Quality::draft)
        return;
    if (milliseconds > slowDraft)
        m_draftPartCount = std::max(1, static_cast<int>(m_draftPartCount * wantedDraft / milliseconds));
    else if (milliseconds < fastDraft && m_draftPartCount < m_scene->framePartCount())
        ++m_draftPartCount;
}

void SceneView::showPacking(const model::Packing& packing)
{
    const bool newBox = packing.box.side != m_scene->packing().boxSide();
    m_scene->setPacking(packing);
    if (m_viewport) {
        setFocusOnBox();
        if (newBox)
            m_viewport->resetCamera();
    }
    sceneChanged();
}

/// The box and the images that are drawn beyond it.
void SceneView::setFocusOnBox()
{
    const PackingActor& packing = m_scene->packing();
    const double rim = packing.radius();  // spheres stick out of the box
    std::array<double, 6> bounds{};
    for (unsigned axis = 0; axis < 3; ++axis) {
        const double beyond = packing.shown().imageDepth[axis] * packing.boxSide() + rim;
        bounds[2 * axis] = -beyond;
        bounds[2 * axis + 1] = packing.boxSide() + beyond;
    }
    m_viewport->setFocusBounds(bounds);
}

void SceneView::showPart(std::vector<std::uint8_t> mask, const QString& words)
{
    m_scene->setPart(std::move(mask), words);
    sceneChanged();
}

void SceneView::showImages(const Eigen::Vector3d& depth)
{
    m_scene->setImages(depth);
    if (m_viewport)
        setFocusOnBox();
    sceneChanged();
}

void SceneView::recentre(const std::optional<Eigen::Vector3d>& place, const QString& words)
{
    m_scene->recentre(place, words);
    sceneChanged();
}

void SceneView::showMeasured(const std::vector<Eigen::Index>& particles, const QString& text, const QString& note)
{
    m_scene->setMeasured(particles, text, note);
    if (m_annotations)
        m_annotations->update();
}

void SceneView::showEmpty(const QString& whatToDo)
{
    m_scene->clear();
    m_scene->setEmptyText(whatToDo);
    sceneChanged();
}

void SceneView::showScalars(const std::vector<double>& values, const QString& title)
{
    m_scene->setScalars(values, title);
    sceneChanged();
}

void SceneView::hideScalars()
{
    m_scene->clearScalars();
    sceneChanged();
}

void SceneView::showMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e)
{
    m_scene->showMode(e);
    sceneChanged();
}

void SceneView::showRearrangement(const Eigen::Matrix3Xd& displacements)
{
    m_scene->showRearrangement(displacements);
    sceneChanged();
}

void SceneView::hideField()
{
    m_scene->clearField();
    sceneChanged();
}

void SceneView::displace(const Eigen::Matrix3Xd& displacements, const QString& note)
{
    m_scene->displace(displacements, note);
    if (!m_viewport)
        return;
    m_viewport->requestMovingFrame();
    m_annotations->update();
}

bool SceneView::isIdle() const
{
    if (!m_viewport)
        return true;
    const bool rested = static_cast<double>(m_sinceFrame.nsecsElapsed()) * 1e-6 >= m_frameCost;
    return rested && m_viewport->isIdle();
}

void SceneView::showPicked(std::optional<Eigen::Index> particle, const QStringList& words)
{
    m_scene->setPicked(particle, words);
    if (m_annotations)
        m_annotations->update();
}

void SceneView::setCaption(const QString& caption)
{
    m_scene->setCaption(caption);
    if (m_annotations)
        m_annotations->update();
}

void SceneView::setLook(const SceneLook& look)
{
    SceneLook suited = look;
    suited.palette = look::Palette::matching(palette());
    if (suited == m_scene->look())
        return;
    m_scene->setLook(suited);
    sceneChanged();
}

const SceneLook& SceneView::look() const
{
    return m_scene->look();
}

const GlassScene& SceneView::scene() const
{
    return *m_scene;
}

void SceneView::setQuality(viewport::Quality quality)
{
    if (m_viewport)
        m_viewport->setQuality(quality);
}

bool SceneView::isParallelProjection() const
{
    return m_viewport && m_viewport->isParallelProjection();
}

std::optional<viewport::CameraPose> SceneView::cameraPose() const
{
    return m_viewport ? std::optional(m_viewport->cameraPose()) : std::nullopt;
}

void SceneView::setCameraPose(const viewport::CameraPose& pose)
{
    if (m_viewport)
        m_viewport->setCameraPose(pose);
}

void SceneView::resetCamera()
{
    if (m_viewport)
        m_viewport->resetDirection();
}

void SceneView::lookAlong(viewport::Axis axis, bool fromNegativeSide)
{
    if (m_viewport)
        m_viewport->lookAlong(axis, fromNegativeSide);
}

void SceneView::setParallelProjection(bool parallel)
{
    if (m_viewport)
        m_viewport->setParallelProjection(parallel);
}

QImage SceneView::toImage()
{
    if (!m_viewport)
        return {};
    m_viewport->finishFrame();
    QImage image = m_viewport->grabFramebuffer();
    image.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&image);
    painter.setFont(font());
    paintAnnotations(painter, rect());
    return image;
}

void SceneView::paintAnnotations(QPainter& painter, const QRectF& area) const
{
    m_scene->annotations().paint(painter, area, m_scene->cameraView(area.height()), m_scene->look().palette);
}

void SceneView::pickAt(const QPointF& place)
{
    const auto particle = m_scene->pick(place.x() / width(), 1 - place.y() / height(),
                                        static_cast<double>(width()) / height(), pickingSlack / height());
    emit particlePicked(particle.value_or(-1));
}

void SceneView::followPalette()
{
    setLook(m_scene->look());
}

void SceneView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_annotations) {
        m_annotations->setGeometry(rect());
        m_annotations->raise();
    }
}

void SceneView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scene)
        followPalette();
}

}  // namespace vitrine::scene

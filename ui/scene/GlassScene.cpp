#include "ui/scene/GlassScene.h"

#include "core/run/Errors.h"
#include "ui/look/Numbers.h"
#include "ui/scene/DepthCue.h"
#include "ui/scene/FieldGain.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCommand.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace vitrine::scene {

namespace {

constexpr double edgeWidth = 1.3;  // of the box, device-independent pixels

/// Two lights that move with the camera: from the upper left, and a weaker one from the right against hard
/// shadows.
void light(vtkRenderer* renderer)
{
    renderer->AutomaticLightCreationOff();
    struct Lamp {
        double x, y, z, intensity;
    };
    for (const Lamp& lamp : {Lamp{-0.55, 0.8, 1.0, 0.72}, Lamp{0.7, -0.2, 1.0, 0.25}}) {
        vtkNew<vtkLight> source;
        source->SetLightTypeToCameraLight();
        source->SetPosition(lamp.x, lamp.y, lamp.z);
        source->SetFocalPoint(0, 0, 0);
        source->SetIntensity(lamp.intensity);
        renderer->AddLight(source);
    }
}

}  // namespace

GlassScene::GlassScene(vtkRenderer* renderer)
    : m_renderer(renderer), m_packing(renderer), m_modeField(renderer), m_rearrangement(renderer)
{
    light(renderer);
    m_frameObserver = renderer->AddObserver(vtkCommand::StartEvent, this, &GlassScene::beforeFrame);
    applyLook();
}

GlassScene::~GlassScene()
{
    m_renderer->RemoveObserver(m_frameObserver);
}

void GlassScene::setPacking(const model::Packing& packing)
{
    clearField();
    clearScalars();
    m_packing.setPacking(packing);
    m_modeField.setShown(m_packing.shown());
    m_rearrangement.setShown(m_packing.shown());
    m_picked.reset();
    setMeasured({}, {}, {});
    m_partWords.clear();
    m_centreWords.clear();
    m_displacementNote.clear();
    applyLook();
}

void GlassScene::clear()
{
    setPacking({});
}

void GlassScene::setScalars(const std::vector<double>& values, const QString& title)
{
    if (values.empty())
        throw run::InvalidInput("No values to colour the particles by.");
    const auto [low, high] = std::ranges::minmax(values);
    m_packing.setScalars(values, low, high);
    m_scalarLegend = ColorLegend{
        .title = QStringLiteral("spheres: ") + title, .map = m_look.colorMap, .low = low, .high = high};
}

void GlassScene::clearScalars()
{
    m_packing.setScalars({}, 0, 1);
    m_scalarLegend.reset();
}

void GlassScene::showMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e)
{
    m_modeField.setField(m_packing.centers(), e, m_look);
    m_rearrangement.clear();
    applyLook();
}

void GlassScene::showRearrangement(const Eigen::Matrix3Xd& displacements)
{
    m_rearrangement.setField(m_packing.centers(), displacements, m_look);
    m_modeField.clear();
    applyLook();
}

void GlassScene::clearField()
{
    m_modeField.clear();
    m_rearrangement.clear();
    applyLook();
}

void GlassScene::displace(const Eigen::Matrix3Xd& displacements, const QString& note)
{
    m_packing.displace(displacements);
    m_displacementNote = note;
    m_modeField.moveTails(m_packing.centers());
    m_rearrangement.moveTails(m_packing.centers());
}

void GlassScene::setPart(std::vector<std::uint8_t> mask, const QString& words)
{
    m_partWords = words;
    ShownParticles shown = m_packing.shown();
    shown.mask = std::move(mask);
    showParticles(std::move(shown));
}

void GlassScene::setImages(const Eigen::Vector3d& depth)
{
    ShownParticles shown = m_packing.shown();
    shown.imageDepth = depth;
    showParticles(std::move(shown));
}

void GlassScene::showParticles(ShownParticles shown)
{
    m_packing.setShown(shown);
    m_modeField.setShown(m_packing.shown());
    m_rearrangement.setShown(m_packing.shown());
}

void GlassScene::recentre(const std::optional<Eigen::Vector3d>& place, const QString& words)
{
    m_centreWords = words;
    const Eigen::Vector3d middle = Eigen::Vector3d::Constant(m_packing.boxSide() / 2);
    m_packing.setShift(place ? Eigen::Vector3d(middle - *place) : Eigen::Vector3d::Zero());
    m_modeField.moveParticles(m_packing.centers());
    m_rearrangement.moveParticles(m_packing.centers());
}

bool GlassScene::showsArrows() const
{
    return m_modeField.isShown() || m_rearrangement.isShown();
}

void GlassScene::setLook(const SceneLook& look)
{
    if (look == m_look)
        return;
    m_look = look;
    m_modeField.setLook(look);
    m_rearrangement.setLook(look);
    if (m_scalarLegend)
        m_scalarLegend->map = look.colorMap;
    applyLook();
}

void GlassScene::applyLook()
{
    const QColor& background = m_look.palette.background;
    m_renderer->SetBackground(background.redF(), background.greenF(), background.blueF());
    m_packing.setLook(m_look, showsArrows());
}

void GlassScene::setQuality(viewport::Quality quality)
{
    m_quality = quality;
    m_packing.setQuality(quality);
    setFramePart(-1);
}

void GlassScene::setFramePart(int part)
{
    const bool isLast = part < 0 || part == framePartCount() - 1;
    m_packing.setFramePart(part);
    m_modeField.setDrawn(isLast);
    m_rearrangement.setDrawn(isLast);
    // Smooth edges in one pass over the picture, whatever it shows; multisampling would leave impostors jagged.
    m_renderer->SetUseFXAA(m_quality == viewport::Quality::full && isLast);
}

void GlassScene::beforeFrame(vtkObject*, unsigned long, void*)
{
    const double ratio = m_renderer->GetRenderWindow() ? m_renderer->GetRenderWindow()->GetDPI() / 72.0 : 1;
    m_packing.setLineWidth(edgeWidth * ratio);
    auto* camera = m_renderer->GetActiveCamera();
    const Eigen::Vector3d middle = Eigen::Vector3d::Constant(m_packing.boxSide() / 2);
    const Eigen::Vector3d away = middle - Eigen::Vector3d(camera->GetPosition());
    const double distance = away.dot(Eigen::Vector3d(camera->GetDirectionOfProjection()));
    const double images = 1 + 2 * m_packing.shown().imageDepth.maxCoeff();
    const double reach = std::max(m_packing.boxSide(), 1e-3) * images * 0.8;  // nearly half of the diagonal
    const auto fade = [&](vtkActor* actor) {
        updateDepthCue(actor, camera, m_look.palette, distance - reach, distance + reach, m_look.depthCue);
    };
    for (auto* actor : m_packing.actors())
        fade(actor);
    fade(m_modeField.actor());
    fade(m_rearrangement.actor());
}

void GlassScene::setPicked(std::optional<Eigen::Index> particle, const QStringList& words)
{
    if (particle)
        requireParticle(*particle);
    m_picked = particle;
    m_pickedWords = words;
}

void GlassScene::setMeasured(const std::vector<Eigen::Index>& particles, const QString& text, const QString& note)
{
    for (const Eigen::Index particle : particles)
        requireParticle(particle);
    m_measured = particles;
    m_measuredText = text;
    m_measuredNote = note;
}

void GlassScene::requireParticle(Eigen::Index particle) const
{
    if (particle < 0 || particle >= m_packing.particleCount())
        throw run::InvalidInput("Particle " + std::to_string(particle) + " was picked, but there are " +
                                std::to_string(m_packing.particleCount()) + ".");
}

std::optional<MeasuredLine> GlassScene::measuredLine() const
{
    if (m_measured.empty())
        return std::nullopt;
    const auto center = [this](Eigen::Index particle) -> Eigen::Vector3d {
        return m_packing.centers().col(particle).cast<double>();
    };
    const Eigen::Vector3d from = center(m_measured.front());
    MeasuredLine line{.from = placeInView(from), .to = {}, .other = {}, .text = {}};
    if (m_measured.size() < 2)
        return line;
    const Eigen::Vector3d other = center(m_measured.back());
    const Eigen::Vector3d nearest =
        from + model::PeriodicBox{m_packing.boxSide()}.minimumImage(Eigen::Vector3d(other - from));
    line.to = placeInView(nearest);
    if ((nearest - other).norm() > m_packing.boxSide() / 2)
        line.other = placeInView(other);
    line.text = m_measuredText;
    return line;
}

ViewPlace GlassScene::placeInView(const Eigen::Vector3d& point) const
{
    m_renderer->SetWorldPoint(point.x(), point.y(), point.z(), 1);
    m_renderer->WorldToView();
    const double* place = m_renderer->GetViewPoint();  // from -1 to 1
    return {(place[0] + 1) / 2, (place[1] + 1) / 2};
}

SceneAnnotations GlassScene::annotations() const
{
    SceneAnnotations annotations;
    annotations.caption = m_caption;
    if (!hasPacking()) {
        annotations.emptyText = m_emptyText;
        annotations.axes = annotations.scaleBar = false;
        return annotations;
    }
    if (m_picked) {
        if (m_packing.shown().shows(*m_picked))
            annotations.picked = placeInView(m_packing.centers().col(*m_picked).cast<double>());
        annotations.notes << m_pickedWords;
    }
    annotations.measured = measuredLine();
    if (!m_measuredNote.isEmpty())
        annotations.notes << m_measuredNote;
    annotations.notes << shownNotes();
    annotations.axes = m_look.showAxes;
    annotations.scaleBar = m_look.showScaleBar;
    if (!m_displacementNote.isEmpty())
        annotations.notes << m_displacementNote;
    if (m_modeField.isShown()) {
        annotations.notes << modeNote();
        if (m_look.showKeys) {
            annotations.legends.push_back({.title = QStringLiteral("arrows: |eᵢ|, Σ|eᵢ|² = 1"),
                                           .map = m_look.colorMap,
                                           .low = 0,
                                           .high = m_modeField.largest(),
                                           .lowPlace = arrowColorPlace(m_look, 0),
                                           .highPlace = arrowColorPlace(m_look, 1)});
            annotations.arrowKey =
                arrowKey(m_modeField.gain(), m_modeField.largest(), QStringLiteral("|eᵢ| = %1"));
        }
    }
    else if (m_rearrangement.isShown()) {
        annotations.notes << rearrangementNote();
        if (m_look.showKeys)
            annotations.arrowKey =
                arrowKey(m_rearrangement.gain(), m_rearrangement.largest(), QStringLiteral("|Δrᵢ| = %1 σ"));
    }
    if (m_look.showKeys && m_scalarLegend)
        annotations.legends.push_back(*m_scalarLegend);
    return annotations;
}

/// What is hidden, added or moved for the eye.
QStringList GlassScene::shownNotes() const
{
    QStringList notes;
    const ShownParticles& shown = m_packing.shown();
    if (m_packing.drawnShare() < 1)
        notes << QStringLiteral("in motion: one sphere for every %1")
                     .arg(look::number(1 / m_packing.drawnShare(), 2));
    if (shown.isPart())
        notes << QStringLiteral("%1 of %2 particles shown: %3")
                     .arg(look::grouped(std::count(shown.mask.begin(), shown.mask.end(), 1)),
                          look::grouped(m_packing.particleCount()), m_partWords);
    if (shown.hasImages()) {
        QStringList depths;
        for (const int axis : {0, 1, 2})
            if (shown.imageDepth[axis] > 0)
                depths << QStringLiteral("%1 by %2 L")
                              .arg(QString(QLatin1Char("xyz"[axis])), look::number(shown.imageDepth[axis], 2));
        notes << QStringLiteral("pale, outside of the box: periodic images, %1 on either side")
                     .arg(depths.join(QStringLiteral(", ")));
    }
    if (!m_centreWords.isEmpty())
        notes << QStringLiteral("drawn around %1, by periodic wrapping").arg(m_centreWords);
    return notes;
}

QString GlassScene::modeNote() const
{
    const auto shown = m_modeField.arrowCount();
    const QString which =
        m_packing.shown().isPart()
            ? QStringLiteral("the %1 largest vectors of particles shown").arg(look::grouped(shown))
        : shown < m_packing.particleCount()
            ? QStringLiteral("the %1 largest of %2 vectors")
                  .arg(look::grouped(shown), look::grouped(m_packing.particleCount()))
            : QStringLiteral("all %1 vectors").arg(look::grouped(shown));
    return QStringLiteral("eᵢ drawn × %1 σ: %2").arg(look::number(m_modeField.gain(), 2), which);
}

QString GlassScene::rearrangementNote() const
{
    const bool isPart = m_packing.shown().isPart();
    const QString count = look::grouped(m_rearrangement.highlightedCount());
    QString top;
    if (isPart)
        top = QStringLiteral(" of particles shown, in red %1 of the top %2 of all")
                  .arg(count, look::grouped(m_look.highlightCount));
    else if (m_rearrangement.highlightedCount() < m_rearrangement.arrowCount())
        top = QStringLiteral(", the top %1 in red").arg(count);
    return QStringLiteral("Δrᵢ drawn × %1: the %2 largest%3")
        .arg(look::number(m_rearrangement.gain(), 2), look::grouped(m_rearrangement.arrowCount()), top);
}

ArrowKey GlassScene::arrowKey(double gain, double largest, const QString& text) const
{
    const double value = roundedDown125(largest);
    return {.length = value * gain, .text = text.arg(look::number(value, 1)), .color = m_look.palette.foreground};
}

CameraView GlassScene::cameraView(double height) const
{
    auto* camera = m_renderer->GetActiveCamera();
    const Eigen::Vector3d back = -Eigen::Vector3d(camera->GetDirectionOfProjection());
    const Eigen::Vector3d right = Eigen::Vector3d(camera->GetViewUp()).cross(back).normalized();
    CameraView view;
    view.rotation.row(0) = right;
    view.rotation.row(1) = back.cross(right);
    view.rotation.row(2) = back;
    view.parallel = camera->GetParallelProjection() != 0;
    const double halfHeight =
        view.parallel ? camera->GetParallelScale()
                      : camera->GetDistance() * std::tan(camera->GetViewAngle() * std::numbers::pi / 360);
    view.unitsPerPixel = height > 0 ? 2 * halfHeight / height : 0;
    return view;
}

std::optional<Eigen::Index> GlassScene::pick(double x, double y, double aspect, double slack) const
{
    auto* camera = m_renderer->GetActiveCamera();
    const CameraView view = cameraView(1);
    const Eigen::Vector3d offset = view.unitsPerPixel * ((x - 0.5) * aspect * view.rotation.row(0).transpose() +
                                                         (y - 0.5) * view.rotation.row(1).transpose());
    const Eigen::Vector3d position(camera->GetPosition());
    const Eigen::Vector3d forward = -view.rotation.row(2).transpose();
    const double focalSlack = slack * view.unitsPerPixel;
    SightPick picking(view.parallel ? LineOfSight{position + offset, forward, focalSlack, 0}
                                    : LineOfSight{position, camera->GetDistance() * forward + offset, 0,
                                                  focalSlack / camera->GetDistance()});
    m_packing.offerTo(picking);
    m_modeField.offerTo(picking);
    m_rearrangement.offerTo(picking);
    return picking.particle();
}

}  // namespace vitrine::scene

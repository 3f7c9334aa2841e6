#include "ui/scene/PackingActor.h"

#include "core/run/Errors.h"
#include "ui/scene/DepthCue.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkIdTypeArray.h>
#include <vtkNew.h>
#include <vtkOpenGLSphereMapper.h>
#include <vtkPointData.h>
#include <vtkPointGaussianMapper.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

namespace vitrine::scene {

namespace {

/// Drawn at once: a part of a frame. In software full frames of so many take about a tenth of a second.
constexpr Eigen::Index spheresPerChunk = 16'384;

/// How many times over the spheres of a draft need to cover the view, so that nobody looks through them.
constexpr double draftCover = 6;

// Shades a flat disc as the sphere it stands for, under the two lights of GlassScene.
constexpr const char* discShader = R"(//VTK::Color::Impl
  float discRadius2 = dot(offsetVCVSOutput.xy, offsetVCVSOutput.xy);
  if (discRadius2 > 1.0) discard;
  vec3 discNormal = vec3(offsetVCVSOutput.xy, sqrt(1.0 - discRadius2));
  float discLight = 0.72 * max(0.0, dot(discNormal, normalize(vec3(-0.55, 0.8, 1.0))))
                  + 0.25 * max(0.0, dot(discNormal, normalize(vec3(0.7, -0.2, 1.0))));
  diffuseColor *= discLight;
)";

/// A cell for each point, without which the sphere mapper draws nothing.
vtkSmartPointer<vtkCellArray> vertices(vtkIdType count)
{
    vtkNew<vtkIdTypeArray> offsets;
    offsets->SetNumberOfValues(count + 1);
    std::iota(offsets->GetPointer(0), offsets->GetPointer(0) + count + 1, vtkIdType{0});
    vtkNew<vtkIdTypeArray> points;
    points->SetNumberOfValues(count);
    std::iota(points->GetPointer(0), points->GetPointer(0) + count, vtkIdType{0});
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    cells->SetData(offsets, points);
    return cells;
}

}  // namespace

/// Some of the spheres, in one draw call.
struct PackingActor::Chunk {
    Chunk()
    {
        colors->SetNumberOfComponents(3);
        colors->SetName("color");
        impostors->SetInputData(cloud);
        impostors->SetColorModeToDirectScalars();
        discs->SetInputData(cloud);
        discs->SetColorModeToDirectScalars();
        discs->EmissiveOff();
        discs->SetTriangleScale(1.0);  // the triangle just encloses the disc
        discs->SetSplatShaderCode(discShader);
        spheres->SetMapper(impostors);
        auto* surface = spheres->GetProperty();
        surface->SetAmbient(0.2);
        surface->SetDiffuse(1.0);
        surface->SetSpecular(0.12);
        surface->SetSpecularPower(24);
        spheres->PickableOff();
        installDepthCue(spheres);
    }

    void setRadius(double radius)
    {
        impostors->SetRadius(static_cast<float>(radius));
        discs->SetScaleFactor(radius);
    }

    void setQuality(viewport::Quality quality)
    {
        vtkMapper* mapper = impostors;
        if (quality == viewport::Quality::draft)
            mapper = discs;
        spheres->SetMapper(mapper);
    }

    Eigen::Index first = 0;  ///< of the spheres; then every so manieth as there are chunks
    Eigen::Index count = 0;
    vtkNew<vtkPolyData> cloud;
    vtkNew<vtkUnsignedCharArray> colors;
    vtkNew<vtkOpenGLSphereMapper> impostors;
    vtkNew<vtkPointGaussianMapper> discs;
    vtkNew<vtkActor> spheres;
};

struct PackingActor::Box {
    vtkNew<vtkPolyData> edges;
    vtkNew<vtkActor> actor;
};

PackingActor::PackingActor(vtkRenderer* renderer) : m_renderer(renderer), m_box(std::make_unique<Box>())
{
    vtkNew<vtkPolyDataMapper> edges;
    edges->SetInputData(m_box->edges);
    m_box->actor->SetMapper(edges);
    m_box->actor->GetProperty()->LightingOff();
    m_box->actor->PickableOff();
    installDepthCue(m_box->actor);
    renderer->AddActor(m_box->actor);
    setChunkCount(1);
    updateVisibility();
}

PackingActor::~PackingActor()
{
    for (auto* actor : actors())
        m_renderer->RemoveActor(actor);
}

std::vector<vtkActor*> PackingActor::actors() const
{
    std::vector<vtkActor*> all{m_box->actor.Get()};
    for (const auto& chunk : m_chunks)
        all.push_back(chunk->spheres.Get());
    return all;
}

void PackingActor::setChunkCount(Eigen::Index count)
{
    const auto wanted = static_cast<std::size_t>(count);
    while (m_chunks.size() > wanted) {
        m_renderer->RemoveActor(m_chunks.back()->spheres);
        m_chunks.pop_back();
    }
    while (m_chunks.size() < wanted) {
        m_chunks.push_back(std::make_unique<Chunk>());
        m_chunks.back()->setRadius(radius());
        m_chunks.back()->setQuality(m_quality);
        m_renderer->AddActor(m_chunks.back()->spheres);
    }
}

void PackingActor::setFramePart(int part)
{
    m_framePart = part;
    updateVisibility();
}

void PackingActor::setDraftPartCount(int count)
{
    m_draftPartCount = count;
}

bool PackingActor::isInDraft(std::size_t chunk) const
{
    return chunk < static_cast<std::size_t>(m_draftPartCount);
}

double PackingActor::drawnShare() const
{
    if (m_quality == viewport::Quality::full)
        return 1;
    return std::min(1.0, static_cast<double>(m_draftPartCount) / static_cast<double>(m_chunks.size()));
}

void PackingActor::updateVisibility()
{
    const bool isDraft = m_quality == viewport::Quality::draft;
    const auto isDrawn = [this](std::size_t part) {
        return m_framePart < 0 || static_cast<int>(part) == m_framePart;
    };
    // A sphere stands for those that are left out and covers as much as they would, as far as that can be seen.
    const double drawn = drawnShare() * static_cast<double>(sphereCount());
    const double cover = drawn * std::numbers::pi * radius() * radius() / (m_boxSide * m_boxSide);
    const double enlargement = cover > 0 ? std::sqrt(std::clamp(draftCover / cover, 1.0, 1 / drawnShare())) : 1;
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        m_chunks[i]->spheres->SetVisibility(isDrawn(i) && m_chunks[i]->count > 0 && (!isDraft || isInDraft(i)));
        m_chunks[i]->discs->SetScaleFactor(radius() * enlargement);
    }
    m_box->actor->SetVisibility(isDrawn(m_chunks.size() - 1) && m_look.showBox && m_boxSide > 0);
}

void PackingActor::setPacking(const model::Packing& packing)
{
    m_boxSide = packing.box.side;
    m_positions = packing.positions;
    m_shift.setZero();
    m_shown = {.mask = {}, .imageDepth = Eigen::Vector3d::Zero(), .boxSide = m_boxSide};
    m_displacements.resize(3, 0);
    m_scalars.clear();
    updatePlaces();
    updateBox();
}

void PackingActor::setShift(const Eigen::Vector3d& shift)
{
    m_shift = shift;
    updatePlaces();
}

void PackingActor::setShown(const ShownParticles& shown)
{
    if (shown.isPart() && static_cast<Eigen::Index>(shown.mask.size()) != particleCount())
        throw run::InvalidInput("A choice among " + std::to_string(shown.mask.size()) +
                                " particles does not fit a packing of " + std::to_string(particleCount()) + ".");
    m_shown = shown;
    m_shown.boxSide = m_boxSide;
    updateSpheres();
}

void PackingActor::displace(const Eigen::Matrix3Xd& displacements)
{
    if (displacements.cols() != 0 && displacements.cols() != particleCount())
        throw run::InvalidInput("Displacements of " + std::to_string(displacements.cols()) +
                                " particles cannot be shown on " + std::to_string(particleCount()) +
                                " particles.");
    m_displacements = displacements.cast<float>();
    updateCenters();
}

void PackingActor::updatePlaces()
{
    const double side = m_boxSide;
    m_places = (m_positions.colwise() + m_shift)
                   .unaryExpr([side](double x) { return x - side * std::floor(x / side); })
                   .cast<float>();
    m_centers = m_places;
    updateSpheres();
}

void PackingActor::updateSpheres()
{
    m_spheres.clear();
    for (Eigen::Index i = 0; i < m_places.cols(); ++i)
        if (m_shown.shows(i))
            m_spheres.push_back({i, Eigen::Vector3f::Zero()});
    for (Eigen::Index i = 0; m_shown.hasImages() && i < m_places.cols(); ++i)
        if (m_shown.shows(i))
            m_shown.forEachImage(m_places.col(i), [&](const Eigen::Vector3f& offset) {
                m_spheres.push_back({i, offset});
            });
    const Eigen::Index chunkCount =
        std::max<Eigen::Index>(1, (sphereCount() + spheresPerChunk - 1) / spheresPerChunk);
    setChunkCount(chunkCount);
    // Every so manieth sphere, so that a chunk is a fair sample also of a lattice that is numbered row by row.
    for (Eigen::Index first = 0; const auto& chunk : m_chunks) {
        chunk->first = first;
        chunk->count = (sphereCount() - first + chunkCount - 1) / chunkCount;
        chunk->cloud->SetVerts(vertices(chunk->count));
        ++first;
    }
    updateVisibility();
    updateCenters();
    updateColors();
}

void PackingActor::updateCenters()
{
    if (m_displacements.cols() == 0)
        m_centers = m_places;
    else
        m_centers = m_places + m_displacements;
    for (const auto& chunk : m_chunks) {
        vtkNew<vtkFloatArray> coordinates;
        coordinates->SetNumberOfComponents(3);
        coordinates->SetNumberOfTuples(chunk->count);
        Eigen::Map<Eigen::Matrix3Xf> drawn(coordinates->GetPointer(0), 3, chunk->count);
        for (Eigen::Index i = 0; i < chunk->count; ++i) {
            const Sphere& sphere = m_spheres[static_cast<std::size_t>(chunk->first + i * std::ssize(m_chunks))];
            drawn.col(i) = m_centers.col(sphere.particle) + sphere.offset;
        }
        vtkNew<vtkPoints> points;
        points->SetData(coordinates);
        chunk->cloud->SetPoints(points);
        chunk->cloud->Modified();
    }
}

void PackingActor::clear()
{
    setPacking({});
}

void PackingActor::setScalars(const std::vector<double>& values, double low, double high)
{
    if (!values.empty() && static_cast<Eigen::Index>(values.size()) != particleCount())
        throw run::InvalidInput(std::to_string(values.size()) + " values to colour " +
                                std::to_string(particleCount()) + " particles: one for each is needed.");
    m_scalars = values;
    m_low = low;
    m_high = high;
    updateColors();
}

void PackingActor::setLook(const SceneLook& look, bool underArrows)
{
    m_look = look;
    m_underArrows = underArrows;
    for (const auto& chunk : m_chunks)
        chunk->setRadius(radius());
    const QColor& edge = look.palette.muted;
    m_box->actor->GetProperty()->SetColor(edge.redF(), edge.greenF(), edge.blueF());
    updateColors();
    updateBox();
}

void PackingActor::setQuality(viewport::Quality quality)
{
    m_quality = quality;
    for (const auto& chunk : m_chunks)
        chunk->setQuality(quality);
    updateVisibility();
}

void PackingActor::setLineWidth(double width)
{
    m_box->actor->GetProperty()->SetLineWidth(static_cast<float>(width));
}

double PackingActor::radius() const
{
    const double full = 0.5 * m_look.sphereScale;
    if (!m_underArrows || particleCount() == 0)
        return full;
    const auto count = static_cast<double>(particleCount());
    return std::min(full, m_boxSide * std::sqrt(m_look.coverUnderArrows / (std::numbers::pi * count)));
}

void PackingActor::updateColors()
{
    const double dimming = m_underArrows ? m_look.dimmingUnderArrows : 0;
    const look::Rgb background = look::rgbOf(m_look.palette.background);
    const look::Rgb plain = look::rgbOf(m_look.palette.particle);
    constexpr look::Rgb unknown{128, 128, 128};
    const std::array<look::Rgb, 256>& table = look::colorTable(m_look.colorMap);
    const double scale = m_high > m_low ? 255 / (m_high - m_low) : 0;
    const auto ownColor = [&](Eigen::Index particle) {
        if (m_scalars.empty())
            return plain;
        const double value = m_scalars[static_cast<std::size_t>(particle)];
        const double place = std::clamp((value - m_low) * scale, 0.0, 255.0);
        return std::isnan(value) ? unknown : table[static_cast<std::size_t>(place + 0.5)];
    };
    const double imageDimming = 1 - (1 - dimming) * (1 - imageFading);
    for (const auto& chunk : m_chunks) {
        chunk->colors->SetNumberOfTuples(chunk->count);
        std::uint8_t* out = chunk->colors->GetPointer(0);
        for (Eigen::Index i = 0; i < chunk->count; ++i) {
            const Sphere& sphere = m_spheres[static_cast<std::size_t>(chunk->first + i * std::ssize(m_chunks))];
            const look::Rgb color =
                look::blended(ownColor(sphere.particle), background, sphere.isImage() ? imageDimming : dimming);
            out = std::copy(color.begin(), color.end(), out);
        }
        chunk->colors->Modified();
        chunk->cloud->GetPointData()->SetScalars(chunk->colors);
        chunk->cloud->Modified();
    }
}

void PackingActor::updateBox()
{
    vtkNew<vtkPoints> corners;
    for (unsigned corner = 0; corner < 8; ++corner)
        corners->InsertNextPoint(corner & 1 ? m_boxSide : 0, corner & 2 ? m_boxSide : 0,
                                 corner & 4 ? m_boxSide : 0);
    vtkNew<vtkCellArray> edges;
    for (vtkIdType corner = 0; corner < 8; ++corner)
        for (const vtkIdType step : {1, 2, 4})
            if ((corner & step) == 0)
                edges->InsertNextCell({corner, corner + step});
    m_box->edges->SetPoints(corners);
    m_box->edges->SetLines(edges);
    updateVisibility();
}

void PackingActor::offerTo(SightPick& pick) const
{
    const auto drawn = static_cast<float>(radius());
    if (drawn <= 0)
        return;
    for (const Sphere& sphere : m_spheres)
        pick.offerSphere(sphere.particle, m_centers.col(sphere.particle) + sphere.offset, drawn);
}

}  // namespace vitrine::scene

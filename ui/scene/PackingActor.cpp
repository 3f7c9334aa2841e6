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

look::Rgb blended(const look::Rgb& from, const look::Rgb& to, double weight)
{
    look::Rgb result{};
    for (unsigned c = 0; c < 3; ++c)
        result[c] = static_cast<std::uint8_t>(std::lround((1 - weight) * from[c] + weight * to[c]));
    return result;
}

}  // namespace

struct PackingActor::Parts {
    vtkSmartPointer<vtkRenderer> renderer;
    vtkNew<vtkPolyData> cloud;
    vtkNew<vtkUnsignedCharArray> colors;
    vtkNew<vtkOpenGLSphereMapper> impostors;
    vtkNew<vtkPointGaussianMapper> discs;
    vtkNew<vtkActor> spheres;
    vtkNew<vtkPolyData> boxEdges;
    vtkNew<vtkActor> box;
};

PackingActor::PackingActor(vtkRenderer* renderer) : m_parts(std::make_unique<Parts>())
{
    auto& parts = *m_parts;
    parts.renderer = renderer;
    parts.colors->SetNumberOfComponents(3);
    parts.colors->SetName("color");
    parts.impostors->SetInputData(parts.cloud);
    parts.impostors->SetColorModeToDirectScalars();
    parts.discs->SetInputData(parts.cloud);
    parts.discs->SetColorModeToDirectScalars();
    parts.discs->EmissiveOff();
    parts.discs->SetTriangleScale(1.0);  // the triangle just encloses the disc
    parts.discs->SetSplatShaderCode(discShader);
    parts.spheres->SetMapper(parts.impostors);
    auto* surface = parts.spheres->GetProperty();
    surface->SetAmbient(0.2);
    surface->SetDiffuse(1.0);
    surface->SetSpecular(0.12);
    surface->SetSpecularPower(24);
    parts.spheres->VisibilityOff();
    parts.spheres->PickableOff();

    vtkNew<vtkPolyDataMapper> edges;
    edges->SetInputData(parts.boxEdges);
    parts.box->SetMapper(edges);
    parts.box->GetProperty()->LightingOff();
    parts.box->VisibilityOff();
    parts.box->PickableOff();
    for (auto* actor : actors()) {
        installDepthCue(actor);
        renderer->AddActor(actor);
    }
}

PackingActor::~PackingActor()
{
    for (auto* actor : actors())
        m_parts->renderer->RemoveActor(actor);
}

std::array<vtkActor*, 2> PackingActor::actors() const
{
    return {m_parts->spheres.Get(), m_parts->box.Get()};
}

void PackingActor::setPacking(const model::Packing& packing)
{
    m_boxSide = packing.box.side;
    const double side = m_boxSide;
    m_places =
        packing.positions.unaryExpr([side](double x) { return x - side * std::floor(x / side); }).cast<float>();
    m_centers = m_places;
    m_scalars.clear();
    m_parts->cloud->SetVerts(vertices(m_centers.cols()));
    updateCenters();
    updateColors();
    updateBox();
    m_parts->spheres->SetVisibility(m_centers.cols() > 0);
}

void PackingActor::displace(const Eigen::Matrix3Xd& displacements)
{
    if (displacements.cols() == 0) {
        m_centers = m_places;
    }
    else {
        if (displacements.cols() != particleCount())
            throw run::InvalidInput("Displacements of " + std::to_string(displacements.cols()) +
                                    " particles cannot be shown on " + std::to_string(particleCount()) +
                                    " particles.");
        m_centers = m_places + displacements.cast<float>();
    }
    updateCenters();
}

void PackingActor::updateCenters()
{
    vtkNew<vtkFloatArray> coordinates;
    coordinates->SetNumberOfComponents(3);
    coordinates->SetNumberOfTuples(m_centers.cols());
    std::copy_n(m_centers.data(), m_centers.size(), coordinates->GetPointer(0));
    vtkNew<vtkPoints> points;
    points->SetData(coordinates);
    m_parts->cloud->SetPoints(points);
    m_parts->cloud->Modified();
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
    m_parts->impostors->SetRadius(static_cast<float>(radius()));
    m_parts->discs->SetScaleFactor(radius());
    const QColor& edge = look.palette.muted;
    m_parts->box->GetProperty()->SetColor(edge.redF(), edge.greenF(), edge.blueF());
    updateColors();
    updateBox();
}

void PackingActor::setQuality(viewport::Quality quality)
{
    vtkMapper* mapper = m_parts->impostors;
    if (quality == viewport::Quality::draft)
        mapper = m_parts->discs;
    m_parts->spheres->SetMapper(mapper);
}

void PackingActor::setLineWidth(double width)
{
    m_parts->box->GetProperty()->SetLineWidth(static_cast<float>(width));
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
    const Eigen::Index count = particleCount();
    auto& colors = *m_parts->colors;
    colors.SetNumberOfTuples(count);
    std::uint8_t* out = colors.GetPointer(0);
    if (m_scalars.empty()) {
        const look::Rgb color = blended(look::rgbOf(m_look.palette.particle), background, dimming);
        for (Eigen::Index i = 0; i < count; ++i)
            out = std::copy(color.begin(), color.end(), out);
    }
    else {
        std::array<look::Rgb, 256> table = look::colorTable(m_look.colorMap);
        for (auto& color : table)
            color = blended(color, background, dimming);
        const double scale = m_high > m_low ? 255 / (m_high - m_low) : 0;
        for (const double value : m_scalars) {
            const double place = std::clamp((value - m_low) * scale, 0.0, 255.0);
            const look::Rgb grey{128, 128, 128};
            const look::Rgb& color = std::isnan(value) ? grey : table[static_cast<std::size_t>(place + 0.5)];
            out = std::copy(color.begin(), color.end(), out);
        }
    }
    colors.Modified();
    m_parts->cloud->GetPointData()->SetScalars(&colors);
    m_parts->cloud->Modified();
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
    m_parts->boxEdges->SetPoints(corners);
    m_parts->boxEdges->SetLines(edges);
    m_parts->box->SetVisibility(m_look.showBox && m_boxSide > 0);
}

void PackingActor::offerTo(SightPick& pick) const
{
    const auto drawn = static_cast<float>(radius());
    if (drawn <= 0)
        return;
    for (Eigen::Index i = 0; i < m_centers.cols(); ++i)
        pick.offerSphere(i, m_centers.col(i), drawn);
}

}  // namespace vitrine::scene

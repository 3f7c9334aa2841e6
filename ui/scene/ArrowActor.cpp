#include "ui/scene/ArrowActor.h"

#include "ui/scene/DepthCue.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkIdTypeArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vitrine::scene {

namespace {

constexpr int sides = 8;
// Rings of points along an arrow: tail cap, shaft (two), back of the head, head (two, the last at the tip).
constexpr int ringCount = 6;
constexpr int pointsPerArrow = ringCount * sides + 2;  // and the middles of the tail cap and of the head's back
constexpr int trianglesPerArrow = 2 * sides + 3 * sides;

// Proportions that read as arrows at any length.
constexpr float shaftRadiusPerLength = 0.055F;
constexpr float headRadiusPerShaft = 2.4F;
constexpr float headLengthPerHeadRadius = 2.3F;
constexpr float longestHead = 0.5F;  // of the arrow

using Vector = Eigen::Vector3f;

const std::array<Eigen::Vector2f, sides>& circle()
{
    static const auto points = [] {
        std::array<Eigen::Vector2f, sides> made;
        for (int k = 0; k < sides; ++k) {
            const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(k) / sides;
            made[static_cast<std::size_t>(k)] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return points;
}

float shaftRadius(const Arrow& arrow, float width)
{
    return std::min(width / 2, shaftRadiusPerLength * arrow.span.norm());
}

/// Writes the points and normals of one arrow.
void writePoints(const Arrow& arrow, float width, Eigen::Ref<Eigen::Matrix3Xf> points,
                 Eigen::Ref<Eigen::Matrix3Xf> normals)
{
    const float length = arrow.span.norm();
    const Vector along = arrow.span / length;
    const Vector side = along.unitOrthogonal();
    const Vector other = along.cross(side);
    const float shaft = shaftRadius(arrow, width);
    const float head = headRadiusPerShaft * shaft;
    const float headLength = std::min(headLengthPerHeadRadius * head, longestHead * length);
    const float slant = std::hypot(headLength, head);

    struct Ring {
        float place;  // along the arrow
        float radius;
        float outward;  // components of the normal
        float forward;
    };
    const std::array<Ring, ringCount> rings{{{0, shaft, 0, -1},
                                             {0, shaft, 1, 0},
                                             {length - headLength, shaft, 1, 0},
                                             {length - headLength, head, 0, -1},
                                             {length - headLength, head, headLength / slant, head / slant},
                                             {length, 0, headLength / slant, head / slant}}};
    Eigen::Index at = 0;
    for (const Ring& ring : rings) {
        for (const auto& point : circle()) {
            const Vector radial = point.x() * side + point.y() * other;
            points.col(at) = arrow.tail + ring.place * along + ring.radius * radial;
            normals.col(at) = ring.outward * radial + ring.forward * along;
            ++at;
        }
    }
    points.col(at) = arrow.tail;
    normals.col(at++) = -along;
    points.col(at) = arrow.tail + (length - headLength) * along;
    normals.col(at) = -along;
}

/// Writes the triangles of the arrow whose first point has the given number.
vtkIdType* writeTriangles(vtkIdType first, vtkIdType* out)
{
    const vtkIdType tailMiddle = first + ringCount * sides;
    const auto fan = [&](vtkIdType middle, vtkIdType ring, int k) {
        *out++ = middle;
        *out++ = ring + (k + 1) % sides;
        *out++ = ring + k;
    };
    for (int k = 0; k < sides; ++k) {
        const int next = (k + 1) % sides;
        fan(tailMiddle, first, k);
        fan(tailMiddle + 1, first + 3 * sides, k);
        const vtkIdType lower = first + sides;
        const vtkIdType upper = first + 2 * sides;
        for (const vtkIdType corner : {lower + k, lower + next, upper + next, lower + k, upper + next, upper + k})
            *out++ = corner;
        *out++ = first + 4 * sides + k;
        *out++ = first + 4 * sides + next;
        *out++ = first + 5 * sides + k;
    }
    return out;
}

}  // namespace

void addImages(std::vector<Arrow>& arrows, const ShownParticles& shown, const look::Palette& palette)
{
    if (!shown.hasImages())
        return;
    const look::Rgb background = look::rgbOf(palette.background);
    const std::size_t count = arrows.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Arrow arrow = arrows[i];
        shown.forEachImage(arrow.tail, [&](const Vector& offset) {
            arrows.push_back({arrow.tail + offset, arrow.span, look::blended(arrow.color, background, imageFading),
                              arrow.particle, offset});
        });
    }
}

ArrowActor::ArrowActor(vtkRenderer* renderer)
    : m_renderer(renderer), m_mesh(vtkSmartPointer<vtkPolyData>::New()), m_actor(vtkSmartPointer<vtkActor>::New())
{
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(m_mesh);
    mapper->SetColorModeToDirectScalars();
    m_actor->SetMapper(mapper);
    auto* surface = m_actor->GetProperty();
    surface->SetAmbient(0.35);
    surface->SetDiffuse(0.8);
    surface->SetSpecular(0.1);
    m_actor->VisibilityOff();
    m_actor->PickableOff();
    installDepthCue(m_actor);
    m_renderer->AddActor(m_actor);
}

ArrowActor::~ArrowActor()
{
    m_renderer->RemoveActor(m_actor);
}

vtkActor* ArrowActor::actor() const
{
    return m_actor;
}

void ArrowActor::setArrows(std::vector<Arrow> arrows, float width)
{
    m_arrows = std::move(arrows);
    m_width = width;
    rebuild();
}

void ArrowActor::offerTo(SightPick& pick) const
{
    for (const Arrow& arrow : m_arrows)
        pick.offerRod(arrow.particle, arrow.tail, arrow.span, shaftRadius(arrow, m_width));
}

void ArrowActor::moveTails(const Eigen::Matrix3Xf& centers)
{
    if (m_arrows.empty())
        return;
    for (Arrow& arrow : m_arrows)
        arrow.tail = centers.col(arrow.particle) + arrow.offset;
    rebuild();
}

void ArrowActor::rebuild()
{
    const vtkIdType pointCount = arrowCount() * pointsPerArrow;
    const vtkIdType triangleCount = arrowCount() * trianglesPerArrow;

    const auto vectors = [pointCount] {
        auto made = vtkSmartPointer<vtkFloatArray>::New();
        made->SetNumberOfComponents(3);
        made->SetNumberOfTuples(pointCount);
        return made;
    };
    const auto coordinates = vectors();
    const auto normals = vectors();
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(3);
    colors->SetNumberOfTuples(pointCount);
    vtkNew<vtkIdTypeArray> corners;
    corners->SetNumberOfValues(3 * triangleCount);
    vtkNew<vtkIdTypeArray> offsets;
    offsets->SetNumberOfValues(triangleCount + 1);
    for (vtkIdType t = 0; t <= triangleCount; ++t)
        offsets->SetValue(t, 3 * t);

    Eigen::Map<Eigen::Matrix3Xf> allPoints(coordinates->GetPointer(0), 3, pointCount);
    Eigen::Map<Eigen::Matrix3Xf> allNormals(normals->GetPointer(0), 3, pointCount);
    std::uint8_t* color = colors->GetPointer(0);
    vtkIdType* corner = corners->GetPointer(0);
    vtkIdType first = 0;
    for (const Arrow& arrow : m_arrows) {
        writePoints(arrow, m_width, allPoints.middleCols(first, pointsPerArrow),
                    allNormals.middleCols(first, pointsPerArrow));
        for (int i = 0; i < pointsPerArrow; ++i)
            color = std::copy(arrow.color.begin(), arrow.color.end(), color);
        corner = writeTriangles(first, corner);
        first += pointsPerArrow;
    }

    vtkNew<vtkPoints> points;
    points->SetData(coordinates);
    vtkNew<vtkCellArray> triangles;
    triangles->SetData(offsets, corners);
    m_mesh->SetPoints(points);
    m_mesh->SetPolys(triangles);
    m_mesh->GetPointData()->SetNormals(normals);
    m_mesh->GetPointData()->SetScalars(colors);
    m_mesh->Modified();
    setDrawn(m_isDrawn);
}

void ArrowActor::setDrawn(bool drawn)
{
    m_isDrawn = drawn;
    m_actor->SetVisibility(drawn && arrowCount() > 0);
}

}  // namespace vitrine::scene

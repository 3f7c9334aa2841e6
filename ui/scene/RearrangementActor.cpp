#include "ui/scene/RearrangementActor.h"

#include "core/run/Errors.h"
#include "ui/scene/FieldGain.h"

#include <algorithm>
#include <string>
#include <vector>

namespace vitrine::scene {

namespace {

constexpr float shaftWidth = 0.22F;  // sigma

}  // namespace

RearrangementActor::RearrangementActor(vtkRenderer* renderer) : m_arrows(renderer) {}

void RearrangementActor::setField(const Eigen::Matrix3Xf& centers, const Eigen::Matrix3Xd& displacements,
                                  const SceneLook& look)
{
    if (displacements.cols() != centers.cols())
        throw run::InvalidInput("Displacements of " + std::to_string(displacements.cols()) +
                                " particles cannot be shown on " + std::to_string(centers.cols()) + " particles.");
    m_centers = centers;
    m_field = displacements;
    m_look = look;
    rebuild();
}

void RearrangementActor::setLook(const SceneLook& look)
{
    m_look = look;
    if (isShown())
        rebuild();
}

void RearrangementActor::moveTails(const Eigen::Matrix3Xf& centers)
{
    m_centers = centers;
    m_arrows.moveTails(centers);
}

void RearrangementActor::clear()
{
    m_arrows.setArrows({}, shaftWidth);
    m_highlighted = 0;
}

void RearrangementActor::rebuild()
{
    const std::vector<Eigen::Index> shown = longestColumns(m_field, m_look.arrowCount);
    m_largest = shown.empty() ? 0 : m_field.col(shown.front()).norm();
    m_gain = readableGain(m_field, shown, m_look.typicalArrow, m_look.longestArrow) * m_look.arrowFactor;
    m_highlighted = std::min(m_look.highlightCount, static_cast<Eigen::Index>(shown.size()));
    const look::Rgb top = look::rgbOf(m_look.palette.alert);
    const look::Rgb rest = look::rgbOf(m_look.palette.muted);
    std::vector<Arrow> arrows;
    arrows.reserve(shown.size());
    for (const Eigen::Index i : shown) {
        const bool highlighted = static_cast<Eigen::Index>(arrows.size()) < m_highlighted;
        arrows.push_back({m_centers.col(i), (m_gain * m_field.col(i)).cast<float>(), highlighted ? top : rest, i});
    }
    m_arrows.setArrows(std::move(arrows), shaftWidth);
}

}  // namespace vitrine::scene

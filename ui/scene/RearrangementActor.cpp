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

void RearrangementActor::setShown(const ShownParticles& shown)
{
    m_shown = shown;
    if (isShown())
        rebuild();
}

void RearrangementActor::moveTails(const Eigen::Matrix3Xf& centers)
{
    m_centers = centers;
    m_arrows.moveTails(centers);
}

void RearrangementActor::moveParticles(const Eigen::Matrix3Xf& centers)
{
    m_centers = centers;
    if (isShown())
        rebuild();
}

void RearrangementActor::clear()
{
    m_arrows.setArrows({}, shaftWidth);
    m_field.resize(3, 0);
    m_largest = 0;
    m_arrowCount = 0;
    m_highlighted = 0;
}

void RearrangementActor::rebuild()
{
    const std::vector<Eigen::Index> longest = longestColumns(m_field, m_look.arrowCount);
    m_largest = longest.empty() ? 0 : m_field.col(longest.front()).norm();
    m_gain = readableGain(m_field, longest, m_look.typicalArrow, m_look.longestArrow) * m_look.arrowFactor;
    const std::vector<Eigen::Index> drawn =
        m_shown.isPart() ? longestColumns(m_field, m_look.arrowCount, m_shown) : longest;
    // The largest of all, be they shown or not: what is red does not depend on what is hidden.
    const auto highlightEnd =
        longest.begin() + std::min<std::ptrdiff_t>(m_look.highlightCount, std::ssize(longest));
    m_highlighted = std::count_if(longest.begin(), highlightEnd, [this](auto i) { return m_shown.shows(i); });
    const look::Rgb top = look::rgbOf(m_look.palette.alert);
    const look::Rgb rest = look::rgbOf(m_look.palette.muted);
    std::vector<Arrow> arrows;
    arrows.reserve(drawn.size());
    for (const Eigen::Index i : drawn) {
        const bool highlighted = static_cast<Eigen::Index>(arrows.size()) < m_highlighted;
        arrows.push_back({m_centers.col(i), (m_gain * m_field.col(i)).cast<float>(), highlighted ? top : rest, i});
    }
    m_arrowCount = static_cast<Eigen::Index>(arrows.size());
    addImages(arrows, m_shown, m_look.palette);
    m_arrows.setArrows(std::move(arrows), shaftWidth);
}

}  // namespace vitrine::scene

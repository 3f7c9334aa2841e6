#include "ui/scene/ModeFieldActor.h"

#include "core/run/Errors.h"
#include "ui/scene/FieldGain.h"

#include <cmath>
#include <string>
#include <vector>

namespace vitrine::scene {

namespace {

constexpr float shaftWidth = 0.22F;  // sigma

}  // namespace

double arrowColorPlace(const SceneLook& look, double share)
{
    constexpr double faintest = 0.28;  // the map's end that is as light, or as dark, as the background is left out
    return look.palette.dark ? std::lerp(faintest, 1, share) : std::lerp(1 - faintest, 0, share);
}

ModeFieldActor::ModeFieldActor(vtkRenderer* renderer) : m_arrows(renderer) {}

void ModeFieldActor::setField(const Eigen::Matrix3Xf& centers, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                              const SceneLook& look)
{
    if (e.cols() != centers.cols())
        throw run::InvalidInput("A mode of " + std::to_string(e.cols()) + " particles cannot be shown on " +
                                std::to_string(centers.cols()) + " particles.");
    m_centers = centers;
    m_field = e;
    m_look = look;
    rebuild();
}

void ModeFieldActor::setLook(const SceneLook& look)
{
    m_look = look;
    if (isShown())
        rebuild();
}

void ModeFieldActor::setShown(const ShownParticles& shown)
{
    m_shown = shown;
    if (isShown())
        rebuild();
}

void ModeFieldActor::moveTails(const Eigen::Matrix3Xf& centers)
{
    m_centers = centers;
    m_arrows.moveTails(centers);
}

void ModeFieldActor::moveParticles(const Eigen::Matrix3Xf& centers)
{
    m_centers = centers;
    if (isShown())
        rebuild();
}

void ModeFieldActor::clear()
{
    m_arrows.setArrows({}, shaftWidth);
    m_field.resize(3, 0);
    m_largest = 0;
    m_arrowCount = 0;
}

void ModeFieldActor::rebuild()
{
    const std::vector<Eigen::Index> longest = longestColumns(m_field, m_look.arrowCount);
    m_largest = longest.empty() ? 0 : m_field.col(longest.front()).norm();
    m_gain = readableGain(m_field, longest, m_look.typicalArrow, m_look.longestArrow) * m_look.arrowFactor;
    std::vector<Arrow> arrows;
    const std::vector<Eigen::Index> drawn =
        m_shown.isPart() ? longestColumns(m_field, m_look.arrowCount, m_shown) : longest;
    arrows.reserve(drawn.size());
    for (const Eigen::Index i : drawn) {
        const double share = m_field.col(i).norm() / m_largest;
        arrows.push_back({m_centers.col(i), (m_gain * m_field.col(i)).cast<float>(),
                          look::colorAt(m_look.colorMap, arrowColorPlace(m_look, share)), i});
    }
    m_arrowCount = static_cast<Eigen::Index>(arrows.size());
    addImages(arrows, m_shown, m_look.palette);
    m_arrows.setArrows(std::move(arrows), shaftWidth);
}

}  // namespace vitrine::scene

#pragma once

#include "ui/scene/ArrowActor.h"
#include "ui/scene/SceneLook.h"
#include "ui/scene/ShownParticles.h"

#include <Eigen/Core>

namespace vitrine::scene {

/// The field e_k of a mode: its largest vectors as arrows, coloured by |e_i| so that the largest stand out most.
class ModeFieldActor {
public:
    explicit ModeFieldActor(vtkRenderer* renderer);

    /// @param centers 3xN, sigma; @param e 3xN, dimensionless
    /// @throws run::InvalidInput if the two differ in N
    void setField(const Eigen::Matrix3Xf& centers, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                  const SceneLook& look);
    void setLook(const SceneLook& look);
    /// Arrows of the particles that are drawn, and of their images; the gain stays that of the whole field.
    void setShown(const ShownParticles& shown);
    /// The particles moved, the field stays. @param centers 3xN, sigma
    void moveTails(const Eigen::Matrix3Xf& centers);
    /// The same where other images of them may be drawn now.
    void moveParticles(const Eigen::Matrix3Xf& centers);
    void clear();

    /// There is a field, though all of its arrows may be hidden.
    bool isShown() const { return m_largest > 0; }
    double gain() const { return m_gain; }                    ///< sigma of arrow for |e_i| = 1
    double largest() const { return m_largest; }              ///< max |e_i|
    Eigen::Index arrowCount() const { return m_arrowCount; }  ///< images not counted
    void offerTo(SightPick& pick) const { m_arrows.offerTo(pick); }
    /// Whether the arrows are drawn in the next frame.
    void setDrawn(bool drawn) { m_arrows.setDrawn(drawn); }
    vtkActor* actor() const { return m_arrows.actor(); }

private:
    void rebuild();

    ArrowActor m_arrows;
    Eigen::Matrix3Xf m_centers;
    Eigen::Matrix3Xd m_field;
    SceneLook m_look;
    ShownParticles m_shown;
    Eigen::Index m_arrowCount = 0;
    double m_gain = 0;
    double m_largest = 0;
};

/// Where on the look's map the colour of an arrow is, so that it stands out against the background.
/// @param share of the largest arrow's length, 0 to 1
double arrowColorPlace(const SceneLook& look, double share);

}  // namespace vitrine::scene

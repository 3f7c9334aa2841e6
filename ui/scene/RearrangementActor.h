#pragma once

#include "ui/scene/ArrowActor.h"
#include "ui/scene/SceneLook.h"
#include "ui/scene/ShownParticles.h"

#include <Eigen/Core>

namespace vitrine::scene {

/// The field Delta r_i of a rearrangement: its largest vectors as arrows, the very largest in red (Figs. 10 to
/// 13).
class RearrangementActor {
public:
    explicit RearrangementActor(vtkRenderer* renderer);

    /// @param centers 3xN, sigma; @param displacements 3xN, sigma
    /// @throws run::InvalidInput if the two differ in N
    void setField(const Eigen::Matrix3Xf& centers, const Eigen::Matrix3Xd& displacements, const SceneLook& look);
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
    double gain() const { return m_gain; }                    ///< sigma of arrow per sigma of displacement
    double largest() const { return m_largest; }              ///< max |Delta r_i|, sigma
    Eigen::Index arrowCount() const { return m_arrowCount; }  ///< images not counted
    Eigen::Index highlightedCount() const { return m_highlighted; }
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
    Eigen::Index m_highlighted = 0;
};

}  // namespace vitrine::scene

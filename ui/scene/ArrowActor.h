#pragma once

#include "ui/look/ColorMap.h"
#include "ui/look/Palette.h"
#include "ui/scene/LineOfSight.h"
#include "ui/scene/ShownParticles.h"

#include <vtkSmartPointer.h>

#include <Eigen/Core>

#include <vector>

class vtkActor;
class vtkPolyData;
class vtkRenderer;

namespace vitrine::scene {

struct Arrow {
    Eigen::Vector3f tail;  ///< sigma
    Eigen::Vector3f span;  ///< from tail to tip, sigma
    look::Rgb color;
    Eigen::Index particle;  ///< that it belongs to
    Eigen::Vector3f offset =
        Eigen::Vector3f::Zero();  ///< from that to the periodic image that it begins at, sigma
};

/// Adds the periodic images that are drawn of arrows that begin inside the box, paler than these.
void addImages(std::vector<Arrow>& arrows, const ShownParticles& shown, const look::Palette& palette);

/// Many arrows as one mesh: one draw call, whatever their number.
class ArrowActor {
public:
    explicit ArrowActor(vtkRenderer* renderer);
    ~ArrowActor();

    /// Replaces all arrows. 2000 take about 5 ms.
    /// @param width of a shaft at most, sigma; the shafts of short arrows are thinner
    void setArrows(std::vector<Arrow> arrows, float width);
    Eigen::Index arrowCount() const { return static_cast<Eigen::Index>(m_arrows.size()); }
    /// The arrows as drawn.
    void offerTo(SightPick& pick) const;
    /// Each arrow begins at the centre of its particle, or of its image. @param centers 3xN, sigma
    void moveTails(const Eigen::Matrix3Xf& centers);
    vtkActor* actor() const;
    /// Whether they are drawn in the next frame.
    void setDrawn(bool drawn);

private:
    void rebuild();

    vtkSmartPointer<vtkRenderer> m_renderer;
    vtkSmartPointer<vtkPolyData> m_mesh;
    vtkSmartPointer<vtkActor> m_actor;
    std::vector<Arrow> m_arrows;
    float m_width = 0;
    bool m_isDrawn = true;
};

}  // namespace vitrine::scene

#pragma once

#include "core/model/Packing.h"
#include "ui/scene/LineOfSight.h"
#include "ui/scene/SceneLook.h"
#include "ui/viewport/VtkViewport.h"

#include <vtkSmartPointer.h>

#include <Eigen/Core>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class vtkActor;
class vtkRenderer;

namespace vitrine::scene {

/// The particles of a packing as spheres, inside their periodic box.
///
/// Spheres are impostors: exact to the pixel at any zoom. Drafts are discs shaded as spheres, at a third of the
/// cost.
class PackingActor {
public:
    explicit PackingActor(vtkRenderer* renderer);
    ~PackingActor();

    /// Copies the positions, wrapped into the box. 16,000 particles take about a millisecond.
    void setPacking(const model::Packing& packing);
    /// Moves the particles off their places in the packing; empty: back there. A particle that leaves the box is
    /// drawn outside of it, so that its way is seen whole.
    /// @param displacements 3xN, sigma. @throws run::InvalidInput for another N
    void displace(const Eigen::Matrix3Xd& displacements);
    void clear();
    /// One number per particle, coloured by the look's map between low and high; empty: one colour for all.
    /// @throws run::InvalidInput if there are neither 0 nor N values
    void setScalars(const std::vector<double>& values, double low, double high);
    /// @param underArrows smaller and dimmed, so that arrows are seen
    void setLook(const SceneLook& look, bool underArrows);
    void setQuality(viewport::Quality quality);
    /// @param width of the box's edges, pixels
    void setLineWidth(double width);

    Eigen::Index particleCount() const { return m_centers.cols(); }
    double boxSide() const { return m_boxSide; }
    /// Centres as drawn, 3xN, sigma; those of particles that are not displaced are inside the box.
    const Eigen::Matrix3Xf& centers() const { return m_centers; }
    /// Of the spheres as drawn, sigma.
    double radius() const;
    /// What is drawn, for the depth cue.
    std::array<vtkActor*, 2> actors() const;

    /// The spheres as drawn; none where they are hidden.
    void offerTo(SightPick& pick) const;

private:
    struct Parts;
    void updateColors();
    void updateBox();
    void updateCenters();

    std::unique_ptr<Parts> m_parts;
    Eigen::Matrix3Xf m_places;   ///< in the packing, inside the box
    Eigen::Matrix3Xf m_centers;  ///< as drawn
    double m_boxSide = 0;
    std::vector<double> m_scalars;
    double m_low = 0;
    double m_high = 1;
    SceneLook m_look;
    bool m_underArrows = false;
};

}  // namespace vitrine::scene

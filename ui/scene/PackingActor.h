#pragma once

#include "core/model/Packing.h"
#include "ui/scene/LineOfSight.h"
#include "ui/scene/SceneLook.h"
#include "ui/scene/ShownParticles.h"
#include "ui/viewport/VtkViewport.h"

#include <vtkSmartPointer.h>

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <vector>

class vtkActor;
class vtkRenderer;

namespace vitrine::scene {

/// The particles of a packing as spheres, inside their periodic box.
///
/// Spheres are impostors: exact to the pixel at any zoom. Drafts are discs shaded as spheres, at a third of the
/// cost, and of large packings only some of them, larger so that they cover as much of the view.
class PackingActor {
public:
    explicit PackingActor(vtkRenderer* renderer);
    ~PackingActor();

    /// Copies the positions, wrapped into the box; all are drawn. 16,000 particles take about a millisecond.
    void setPacking(const model::Packing& packing);
    /// Draws everything shifted and wrapped into the box again. @param shift sigma
    void setShift(const Eigen::Vector3d& shift);
    /// Draws some of the particles, and images of those. @throws run::InvalidInput for a mask of another N
    void setShown(const ShownParticles& shown);
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
    /// In how many parts a full frame is drawn, so that none takes long.
    int framePartCount() const { return static_cast<int>(m_chunks.size()); }
    /// In how many of its parts a draft draws what a full frame draws in all of them.
    void setDraftPartCount(int count);
    /// Share of the spheres that are drawn now, from 0 to 1.
    double drawnShare() const;
    /// Shows what belongs to a part of a frame only; -1: everything. The box belongs to the last one.
    void setFramePart(int part);
    /// @param width of the box's edges, pixels
    void setLineWidth(double width);

    Eigen::Index particleCount() const { return m_centers.cols(); }
    const ShownParticles& shown() const { return m_shown; }
    /// Spheres that are drawn, images included.
    Eigen::Index sphereCount() const { return static_cast<Eigen::Index>(m_spheres.size()); }
    double boxSide() const { return m_boxSide; }
    /// Centres as drawn, 3xN, sigma; those of particles that are not displaced are inside the box.
    const Eigen::Matrix3Xf& centers() const { return m_centers; }
    /// Of the spheres as drawn, sigma.
    double radius() const;
    /// What is drawn, for the depth cue.
    std::vector<vtkActor*> actors() const;

    /// The spheres as drawn; none where they are hidden.
    void offerTo(SightPick& pick) const;

private:
    struct Chunk;
    struct Box;
    struct Sphere {
        Eigen::Index particle;
        Eigen::Vector3f offset;  ///< of the image, sigma; 0 for the particle itself

        bool isImage() const { return !offset.isZero(); }
    };
    void updatePlaces();
    void updateSpheres();
    void updateColors();
    void updateBox();
    void updateVisibility();
    bool isInDraft(std::size_t chunk) const;
    void setChunkCount(Eigen::Index count);
    void updateCenters();

    vtkSmartPointer<vtkRenderer> m_renderer;
    std::vector<std::unique_ptr<Chunk>> m_chunks;  ///< of the spheres, at least one
    std::unique_ptr<Box> m_box;
    int m_framePart = -1;
    int m_draftPartCount = 1;
    viewport::Quality m_quality = viewport::Quality::full;
    Eigen::Matrix3Xd m_positions;  ///< as given
    Eigen::Vector3d m_shift = Eigen::Vector3d::Zero();
    Eigen::Matrix3Xf m_places;         ///< shifted, inside the box
    Eigen::Matrix3Xf m_displacements;  ///< none: all are at their places
    ShownParticles m_shown;
    std::vector<Sphere> m_spheres;  ///< the particles that are drawn, then their images
    Eigen::Matrix3Xf m_centers;     ///< as drawn
    double m_boxSide = 0;
    std::vector<double> m_scalars;
    double m_low = 0;
    double m_high = 1;
    SceneLook m_look;
    bool m_underArrows = false;
};

}  // namespace vitrine::scene

#pragma once

#include "core/model/Packing.h"
#include "ui/scene/ModeFieldActor.h"
#include "ui/scene/PackingActor.h"
#include "ui/scene/RearrangementActor.h"
#include "ui/scene/SceneAnnotations.h"
#include "ui/scene/SceneLook.h"

#include <QString>
#include <vtkSmartPointer.h>

#include <Eigen/Core>

#include <cstdint>
#include <optional>
#include <vector>

class vtkObject;
class vtkRenderer;

namespace vitrine::scene {

/// One glass in a renderer: spheres, box, at most one field of arrows, light, depth cue, annotations.
/// Needs no window: any renderer will do. GUI thread only, like all VTK objects.
class GlassScene {
public:
    explicit GlassScene(vtkRenderer* renderer);
    ~GlassScene();

    /// Replaces everything; the field goes.
    void setPacking(const model::Packing& packing);
    void clear();
    /// Colours the spheres by one number per particle. @param title with its unit, for the legend
    /// @throws run::InvalidInput if there are not N values
    void setScalars(const std::vector<double>& values, const QString& title);
    void clearScalars();
    /// Arrows of e_k. @param e 3xN. @throws run::InvalidInput if N differs from the packing's
    void showMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e);
    /// Arrows of Delta r_i. @param displacements 3xN, sigma. @throws run::InvalidInput if N differs
    void showRearrangement(const Eigen::Matrix3Xd& displacements);
    void clearField();
    /// Moves particles and arrows. @param displacements 3xN, sigma, as drawn; empty: everything at its place
    /// @param note what is drawn, for the annotations. @throws run::InvalidInput for another N
    void displace(const Eigen::Matrix3Xd& displacements, const QString& note);

    /// Draws some of the particles only, with their arrows; another packing shows all again.
    /// @param mask 1 for each that is drawn, 0 for the others; empty: all are
    /// @param words which they are, for the note that tells how many
    /// @throws run::InvalidInput for a mask of another N
    void setPart(std::vector<std::uint8_t> mask, const QString& words);
    /// Draws periodic images beyond the box, paler. @param depth on either side, in sides of the box, from 0 to 1
    void setImages(const Eigen::Vector3d& depth);
    /// Draws a place of the packing in the middle of the box, and everything else around it; nothing: the box as
    /// it is. Another packing is drawn as it is. @param place sigma @param words what is there, for the note
    void recentre(const std::optional<Eigen::Vector3d>& place, const QString& words);

    void setLook(const SceneLook& look);
    const SceneLook& look() const { return m_look; }
    void setQuality(viewport::Quality quality);
    /// In how many parts a full frame is drawn.
    int framePartCount() const { return m_packing.framePartCount(); }
    /// How many of those parts' spheres are drawn in a draft.
    void setDraftPartCount(int count) { m_packing.setDraftPartCount(count); }
    /// Shows what belongs to a part of a full frame only; -1: everything.
    void setFramePart(int part);

    /// A ring around a particle, with what is known about it; nothing: none. Another packing takes it away.
    /// @throws run::InvalidInput for a particle that is not there
    void setPicked(std::optional<Eigen::Index> particle, const QStringList& words);

    /// A line from one particle to the nearest image of another, with words; one particle alone: a ring around it;
    /// none: nothing. Another packing takes it away. @param text beside the line @param note what is measured
    /// @throws run::InvalidInput for a particle that is not there
    void setMeasured(const std::vector<Eigen::Index>& particles, const QString& text, const QString& note);

    /// The selection in words.
    void setCaption(const QString& caption) { m_caption = caption; }
    /// What to do while there is no packing.
    void setEmptyText(const QString& text) { m_emptyText = text; }

    bool hasPacking() const { return m_packing.particleCount() > 0; }
    const PackingActor& packing() const { return m_packing; }
    const ModeFieldActor& modeField() const { return m_modeField; }
    const RearrangementActor& rearrangement() const { return m_rearrangement; }
    /// Notes, keys and legend for what is shown now.
    SceneAnnotations annotations() const;
    /// @param height of the view, device-independent pixels
    CameraView cameraView(double height) const;
    /// The particle under a place of the view, by its sphere or its arrow as drawn.
    /// @param x, y from (0, 0), bottom left, to (1, 1); @param aspect width of the view over its height
    /// @param slack how far beside a particle its place may be, in heights of the view
    std::optional<Eigen::Index> pick(double x, double y, double aspect, double slack = 0) const;

private:
    bool showsArrows() const;
    void requireParticle(Eigen::Index particle) const;
    void showParticles(ShownParticles shown);
    QStringList shownNotes() const;
    std::optional<MeasuredLine> measuredLine() const;
    void applyLook();
    ViewPlace placeInView(const Eigen::Vector3d& point) const;
    void beforeFrame(vtkObject*, unsigned long, void*);
    QString modeNote() const;
    QString rearrangementNote() const;
    ArrowKey arrowKey(double gain, double largest, const QString& text) const;

    vtkSmartPointer<vtkRenderer> m_renderer;
    PackingActor m_packing;
    ModeFieldActor m_modeField;
    RearrangementActor m_rearrangement;
    SceneLook m_look;
    unsigned long m_frameObserver = 0;
    std::optional<Eigen::Index> m_picked;
    QStringList m_pickedWords;
    viewport::Quality m_quality = viewport::Quality::full;
    std::vector<Eigen::Index> m_measured;  ///< none, one or two
    QString m_measuredText;
    QString m_measuredNote;
    QString m_partWords;
    QString m_centreWords;
    QString m_displacementNote;
    QString m_caption;
    QString m_emptyText;
    std::optional<ColorLegend> m_scalarLegend;
};

}  // namespace vitrine::scene

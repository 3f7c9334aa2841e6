#pragma once

#include "ui/scene/GlassScene.h"
#include "ui/viewport/VtkViewport.h"

#include <QElapsedTimer>
#include <QImage>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace vitrine::scene {

/// The 3D view of the window: a glass, one field of arrows, its annotations. Follows the widget palette (light,
/// dark). Without OpenGL it shows one line that says so, and keeps accepting calls.
class SceneView : public QWidget {
    Q_OBJECT
public:
    explicit SceneView(QWidget* parent = nullptr);
    ~SceneView() override;

    /// Shows a packing and forgets the field. The camera is fitted if the box is a new one.
    void showPacking(const model::Packing& packing);
    /// Nothing to show: says what to do instead.
    void showEmpty(const QString& whatToDo);
    /// Spheres by one number per particle. @throws run::InvalidInput if there are not N values
    void showScalars(const std::vector<double>& values, const QString& title);
    void hideScalars();
    /// Arrows of a mode. @param e 3xN. @throws run::InvalidInput if N differs from the packing's
    void showMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e);
    /// Arrows of a rearrangement. @param displacements 3xN, sigma. @throws run::InvalidInput if N differs
    void showRearrangement(const Eigen::Matrix3Xd& displacements);
    void hideField();
    /// Particles off their places, as drafts as long as they keep moving. @param displacements 3xN, sigma, as
    /// drawn; empty: back to their places. @param note what is drawn. @throws run::InvalidInput for another N
    void displace(const Eigen::Matrix3Xd& displacements, const QString& note);
    /// Another frame may be asked for: none waits to be drawn, and the last is as long ago as it took, so that
    /// half of the GUI thread's time is free whatever a frame costs.
    bool isIdle() const;
    /// Draws some of the particles only, and says so. See GlassScene::setPart().
    void showPart(std::vector<std::uint8_t> mask, const QString& words);
    /// Periodic images beyond the box. @param depth on either side, in sides of the box, from 0 to 1
    void showImages(const Eigen::Vector3d& depth);
    /// Draws everything around a place of the packing. See GlassScene::recentre().
    void recentre(const std::optional<Eigen::Vector3d>& place, const QString& words);
    /// A distance between two particles. See GlassScene::setMeasured().
    void showMeasured(const std::vector<Eigen::Index>& particles, const QString& text, const QString& note);
    /// A ring around a particle, with words about it; nothing: none.
    void showPicked(std::optional<Eigen::Index> particle, const QStringList& words);
    /// The selection in words, at the top of the view.
    void setCaption(const QString& caption);

    /// The look's palette is replaced by the one that suits the widgets.
    void setLook(const SceneLook& look);
    const SceneLook& look() const;
    /// Draft while the program computes; full otherwise.
    void setQuality(viewport::Quality quality);

    bool isParallelProjection() const;
    /// Nothing without OpenGL.
    std::optional<viewport::CameraPose> cameraPose() const;
    void setCameraPose(const viewport::CameraPose& pose);
    bool hasOpenGl() const { return m_viewport != nullptr; }
    viewport::VtkViewport* viewport() const { return m_viewport; }  ///< null without OpenGL
    const GlassScene& scene() const;
    /// What the view shows, words included, at the widget's size; null without OpenGL.
    QImage toImage();

public slots:
    void resetCamera();
    void lookAlong(vitrine::viewport::Axis axis, bool fromNegativeSide = false);
    void setParallelProjection(bool parallel);

signals:
    /// The user clicked a particle (-1: none under the pointer).
    void particlePicked(qlonglong particle);
    void frameDrawn(double milliseconds);
    void projectionChanged(bool parallel);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class AnnotationLayer;
    void sceneChanged();
    void adaptDrafts(double milliseconds);
    void setFocusOnBox();
    void paintAnnotations(QPainter& painter, const QRectF& area) const;
    void pickAt(const QPointF& place);
    void followPalette();

    viewport::VtkViewport* m_viewport = nullptr;
    std::unique_ptr<GlassScene> m_scene;
    AnnotationLayer* m_annotations = nullptr;
    QElapsedTimer m_sinceFrame;
    double m_frameCost = 0;  ///< of the last one, ms
    viewport::Quality m_frameQuality = viewport::Quality::full;
    int m_draftPartCount = 2;  ///< that a draft may have
};

}  // namespace vitrine::scene

#pragma once

#include "ui/viewport/CameraPose.h"

#include <QOpenGLWidget>
#include <QPointF>
#include <QTimer>
#include <vtkSmartPointer.h>

#include <array>
#include <map>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QSurface;
class QWheelEvent;
class vtkGenericOpenGLRenderWindow;
class vtkGenericRenderWindowInteractor;
class vtkObject;
class vtkRenderer;

namespace vitrine::viewport {

/// How much a frame may cost.
enum class Quality {
    draft,  ///< less drawn, soon there
    full,
};

enum class Axis { x, y, z };

/// A Qt widget that shows a VTK renderer: the only place where a Qt widget meets a VTK window.
///
/// Draws only on request (requestFrame), at most one frame per paint event, in the GUI thread. While the user
/// moves the camera or the owner what is shown, or as long as the owner asks for drafts, frames are drafts; 200 ms
/// after the last motion one full frame follows, unless something moves again first. Where full frames take less
/// than 40 ms there are no drafts. A full frame may be drawn in parts, between which the program goes on: it is
/// shown when the last is there, and given up when something moves or changes meanwhile.
///
/// Mouse: left rotates, middle or shift-left pans, right or wheel zooms, double-click resets.
/// Keys: R or Home resets, X, Y, Z look along an axis (shift: from the other side), P switches the projection,
/// arrows rotate, + and - zoom.
class VtkViewport : public QOpenGLWidget {
    Q_OBJECT
public:
    /// OpenGL 3.2 core, shared contexts. To be called once, before QApplication is made.
    static void prepareApplication();
    /// Why there is no OpenGL 3.2 here, as one line for people; empty if there is. Make no viewport without.
    static QString unavailableReason();

    explicit VtkViewport(QWidget* parent = nullptr);
    ~VtkViewport() override;

    vtkRenderer* renderer() const;
    vtkGenericOpenGLRenderWindow* renderWindow() const;

    /// Something visible changed: a frame is drawn in the next paint event.
    void requestFrame();
    /// The same while what is shown moves: a draft, as when the camera moves, and a full frame once it rests.
    void requestMovingFrame();
    /// No frame waits to be drawn, or is being drawn part by part.
    bool isIdle() const { return !m_frameWanted && m_part < 0; }
    /// In how many parts full frames are drawn from now on, at least 1.
    void setPartCount(int count) { m_partCount = count; }
    /// Draws a full frame to its end, if one is owed.
    void finishFrame();
    /// Draft: every frame is one while the owner computes. Full (at the start): only while the camera moves.
    void setQuality(Quality quality);
    /// The quality that a frame drawn now would have.
    Quality frameQuality() const;
    /// Draws drafts wherever allowed, however fast full frames are.
    void setAlwaysDraftInMotion(bool always) { m_alwaysDraft = always; }

    bool isParallelProjection() const;
    CameraPose cameraPose() const;
    void setCameraPose(const CameraPose& pose);
    /// Bounds seen by resetCamera(): x_min, x_max, y_min, ...; the visible props if never set. A camera that is as
    /// resetCamera() left it is fitted to them.
    void setFocusBounds(const std::array<double, 6>& bounds);

    /// Sees from the place, in the direction and at the scale of another.
    void takeCameraOf(const VtkViewport& other);

public slots:
    /// Keeps the direction and fits the focus bounds into the view.
    void resetCamera();
    /// Looks from +axis (or -axis) towards the middle and fits.
    void lookAlong(vitrine::viewport::Axis axis, bool fromNegativeSide = false);
    void setParallelProjection(bool parallel);
    /// The first view: from the front, right and above, fitted.
    void resetDirection();

signals:
    /// Just before a frame: whoever owns props chooses what they draw.
    void aboutToDraw(vitrine::viewport::Quality quality);
    /// After that, before each part of a full frame: whoever owns props shows those that belong to it. A frame
    /// that is drawn at once has the part -1.
    void aboutToDrawPart(int part);
    /// A 3D frame was drawn in this thread and took so long; the parts of a full frame together.
    void frameDrawn(double milliseconds);
    void cameraMoved();
    void projectionChanged(bool parallel);
    /// A click without a drag. @param place in widget coordinates
    void clicked(const QPointF& place);

protected:
    void initializeGL() override;
    void paintGL() override;
    bool event(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    bool handleMouse(QMouseEvent* event);
    bool handleWheel(QWheelEvent* event);
    bool handleKey(const QKeyEvent* event);
    void placePointer(const QPointF& place, Qt::KeyboardModifiers modifiers);
    void rotate(double azimuth, double elevation);
    void zoom(double factor);
    void fitCamera();
    void onWindowEvent(vtkObject*, unsigned long id, void* callData);
    void onTimerRequest(vtkObject*, unsigned long id, void* callData);
    void onInteractorRender(vtkObject*, unsigned long, void*);
    void applySize();
    void applyCursor(int shape);
    void drawFrame();
    void beginParts();
    void drawNextPart();
    void giveUpParts();
    void setClippingRange();
    bool isFullSmooth() const;
    void presentFrame();
    void releaseGl();
    void cameraChanged();
    void onRest();

    vtkSmartPointer<vtkGenericOpenGLRenderWindow> m_window;
    vtkSmartPointer<vtkGenericRenderWindowInteractor> m_interactor;
    vtkSmartPointer<vtkRenderer> m_renderer;
    std::map<int, bool> m_timers;  ///< Qt timer id -> whether it fires once only
    QMetaObject::Connection m_contextGone;
    QSurface* m_surface = nullptr;
    QTimer m_rest;  ///< fires when the camera has been still for a while
    QPointF m_pressed;
    bool m_dragged = false;
    bool m_frameWanted = true;
    bool m_painting = false;
    bool m_presentationWanted = false;  ///< a frame was drawn and not shown yet
    int m_partCount = 1;
    int m_part = -1;        ///< the next of the full frame being drawn; negative: none is
    double m_partCost = 0;  ///< of those drawn, ms
    QTimer m_nextPart;
    bool m_moving = false;
    bool m_fitted = true;  ///< the camera is as resetCamera() left it: keep it fitted when the widget is resized
    bool m_alwaysDraft = false;
    Quality m_quality = Quality::full;
    Quality m_shownQuality = Quality::full;
    double m_fullCost = -1;  ///< of the last full frame, ms; negative: none yet
    std::optional<std::array<double, 6>> m_focusBounds;
};

}  // namespace vitrine::viewport

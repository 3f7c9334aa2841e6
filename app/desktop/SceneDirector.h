#pragma once

#include "app/desktop/ParticleQuantities.h"
#include "app/desktop/SceneState.h"
#include "app/desktop/Session.h"
#include "core/quench/QuenchWatcher.h"

#include <QObject>

#include <memory>
#include <string>

class QShortcut;

namespace vitrine::panels {
class SceneControls;
}

namespace vitrine::scene {
class SceneView;
}

namespace vitrine::app {

/// Shows the session's selection in one 3D view as its controls want it. Draws nothing anew that did not change.
class SceneDirector : public QObject {
    Q_OBJECT

public:
    SceneDirector(Session& session, ParticleQuantities& quantities, SceneState& state, scene::SceneView* view,
                  panels::SceneControls* controls, QObject* parent = nullptr);

    /// The selection or what is known of it changed.
    void update();
    /// While a run goes on the view draws drafts.
    void setComputing(bool computing);
    /// A sample that is being quenched, if it is the one that is shown.
    void showQuench(const std::string& sample, const quench::QuenchState& state);
    /// The run ended: what was on its way to a minimum will not reach it.
    void endQuench();

private:
    /// What the arrows or the colours of the spheres are made from; equal ones show the same thing.
    struct Source {
        std::shared_ptr<const void> data;  ///< modes, scan or particle numbers
        Eigen::Index part = 0;             ///< the column of the modes, or which of the numbers

        bool operator==(const Source&) const = default;
    };

    void connectControls();
    void showNothing();
    void showPlaces();
    void showArrows();
    void showColors();
    void showNumbers();
    bool isUpToDate() const;
    void showPart();
    void showImages();
    void showCentre();
    void showClicks();
    void applyLook();
    Source modeSource() const;
    Source rearrangementSource() const;
    Eigen::Map<const Eigen::Matrix3Xd> mode() const;
    const Eigen::Matrix3Xd& displacements() const;

    Session& m_session;
    ParticleQuantities& m_quantities;
    SceneState& m_state;
    scene::SceneView* m_view;
    panels::SceneControls* m_controls;
    QShortcut* m_leaveMeasuring;  ///< Escape, while clicks measure
    std::shared_ptr<const quench::InherentStructure> m_shownStructure;
    Source m_shownPlaces;  ///< of the displacements
    Source m_shownArrows;
    Source m_shownColors;
    std::string m_quenched;  ///< sample whose quench is shown; empty: none
    bool m_computing = false;
};

}  // namespace vitrine::app

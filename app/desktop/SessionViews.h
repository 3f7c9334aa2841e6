#pragma once

#include "app/desktop/ParticleQuantities.h"
#include "app/desktop/SceneDirector.h"
#include "app/desktop/Session.h"
#include "core/quench/QuenchWatcher.h"
#include "core/rearrangement/DecayProfile.h"
#include "ui/charts/ScatterGuides.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <set>
#include <tuple>

namespace vitrine::panels {
class ScatterPanel;
}

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// Keeps every view of the window at the session's selection and tells what the user chooses in them.
/// Draws nothing anew that did not change.
class SessionViews : public QObject {
    Q_OBJECT

public:
    SessionViews(Session& session, ui::MainWindow& window, QObject* parent = nullptr);

    /// While a run goes on the 3D view draws drafts, and new points of the scatter pulse.
    void setComputing(bool computing);
    /// A sample that is being quenched, if it is the one that is shown.
    void showQuench(const std::string& sample, const quench::QuenchState& state);
    /// The run ended: what was on its way to a minimum will not reach it.
    void endQuench();
    /// The arrow of the scatter plots.
    void setBosonPeak(const std::optional<modes::BosonPeak>& peak);
    /// The same records marked in every view.
    void mark(const std::vector<ui::Selection>& records);
    const std::vector<ui::Selection>& marked() const { return m_marked; }

signals:
    /// The user chose something in one of the views.
    void chosen(const vitrine::ui::Selection& selection);
    /// The user enclosed points or selected rows; none: no more marks.
    void marksChosen(const std::vector<vitrine::ui::Selection>& records);

private:
    void connectViews();
    void showStudy();
    void showContents();
    void showRecords();
    void connectScatter(panels::ScatterPanel* scatter);
    void showGuides(const std::vector<results::ModeRecord>& records);
    void showSizes();
    void showTrust();
    void showSelection();
    void showCurves();
    void showHints();

    Session& m_session;
    ui::MainWindow& m_window;
    ParticleQuantities m_quantities;
    SceneState m_sceneState;
    SceneDirector m_scene;
    SceneDirector m_secondScene;
    std::shared_ptr<const anharmonicity::ScanResult> m_shownCurves;
    std::shared_ptr<const rearrangement::DecayProfile> m_profile;  ///< of m_shownCurves
    std::set<std::tuple<std::string, Eigen::Index, std::string>> m_shownRecords;
    charts::ScatterGuides m_guides;
    std::vector<ui::Selection> m_marked;
    QStringList m_shownHints;
    bool m_computing = false;
};

}  // namespace vitrine::app

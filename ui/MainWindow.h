#pragma once

#include "ui/Theme.h"

#include <QJsonObject>
#include <QMainWindow>

#include <vector>

class QDockWidget;
class QLabel;

namespace vitrine::charts {
class DecayChart;
class ScatterChart;
class SweepChart;
class TriggerChart;
}  // namespace vitrine::charts

namespace vitrine::lessons {
class LessonPanel;
}

namespace vitrine::panels {
class BoxPanel;
class CurvePanel;
class LogPanel;
class ModeTablePanel;
class MotionPanel;
class PartPanel;
class PullPanel;
class QueuePanel;
class RecipePanel;
class RunPanel;
class ScatterPanel;
class SceneControls;
class SecondScenePanel;
class SpectrumPanel;
class StudyPanel;
class TransitionsPanel;
class TrustPanel;
}  // namespace vitrine::panels

namespace vitrine::scene {
class SceneView;
}

namespace vitrine::ui {

class ManualWindow;
class Workspaces;

/// The window: docks, menus and the status bar. It says what the user wants and knows nothing of runs or studies.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    panels::StudyPanel* studies() const { return m_studies; }
    panels::RecipePanel* recipe() const { return m_recipe; }
    panels::RunPanel* run() const { return m_run; }
    panels::ModeTablePanel* modes() const { return m_modes; }
    panels::SceneControls* sceneControls() const { return m_sceneControls; }
    panels::MotionPanel* motion() const { return m_motion; }
    panels::PullPanel* pull() const { return m_pull; }
    panels::PartPanel* part() const { return m_part; }
    panels::BoxPanel* box() const { return m_box; }
    scene::SceneView* scene() const { return m_scene; }
    panels::SecondScenePanel* secondScene() const { return m_secondScene; }
    panels::TransitionsPanel* transitions() const { return m_transitions; }
    panels::TrustPanel* trust() const { return m_trust; }
    /// The first scatter plot, which is always there.
    charts::ScatterChart* scatter() const;
    /// All scatter plots, side by side or in tabs.
    const std::vector<panels::ScatterPanel*>& scatters() const { return m_scatters; }
    panels::CurvePanel* curve() const { return m_curve; }
    panels::SpectrumPanel* spectrum() const { return m_spectrum; }
    panels::LogPanel* log() const { return m_log; }
    panels::QueuePanel* queue() const { return m_queue; }
    charts::SweepChart* sweep() const;
    charts::DecayChart* decay() const { return m_decay; }
    lessons::LessonPanel* lessons() const { return m_lessons; }
    charts::TriggerChart* triggers() const { return m_triggers; }

    /// The selection in words, above the 3D view; read back with ordinary spaces.
    void setSelectionText(const QString& text);
    QString selectionText() const;
    /// What is running, at the left of the status bar; empty for nothing.
    void setActivity(const QString& text);
    /// Something to know, for ten seconds.
    void notify(const QString& text);
    void setHasStudy(bool hasStudy);
    /// What can be undone and done again, in words; empty: nothing.
    void setHistory(const QString& undo, const QString& redo);

    /// Studies opened lately, newest first.
    QStringList recentStudies() const;
    void addRecentStudy(const QString& folder);

    /// Where window and docks are, and how many scatter plots there are.
    QJsonObject layout() const;
    /// What cannot be understood of it leaves the window as it is.
    void restoreLayout(const QJsonObject& layout);
    void resetLayout();

signals:
    /// The user opened another scatter plot.
    void scatterAdded(vitrine::panels::ScatterPanel* scatter);
    /// Window or docks were moved, opened or closed.
    void layoutChanged();
    /// Files and folders were dropped on the window.
    void filesDropped(const QStringList& files);
    /// Packings are to become samples of a study.
    void importWanted(const QStringList& files);
    void newStudyWanted();
    /// The study that is shown is to be put away.
    void closeStudyWanted();
    void undoWanted();
    void redoWanted();
    void openStudyWanted(const QString& folder);
    void pictureWanted(const QString& file);
    /// A figure that was exported is to be shown again.
    void figureFileWanted(const QString& file);
    void figureWanted();
    void filmWanted();
    /// The table of modes as comma-separated values. @param onlyFiltered only the rows that the filter leaves
    void tableWanted(const QString& file, bool onlyFiltered);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;

private:
    QWidget* makeCentre();
    QWidget* makeMoving();
    QDockWidget* addDock(Qt::DockWidgetArea area, const QString& name, const QString& title, QWidget* content);
    void makeDocks();
    QDockWidget* addScatter();
    void showDockTitles();
    void showScatters(int count);
    void makeMenus();
    void addHistory(QMenu* edit);
    void addHelp();
    void addWorkspaces(QMenu* view);
    void fillRecentMenu();
    void chooseStudy();
    void chooseImport();
    void chooseFigureFile();
    void choosePicture();
    void chooseTable(bool onlyFiltered);
    void anotherScatter();
    void showLessons();
    void showManual();
    void showPalette();
    void copySelection();
    void showShortcuts();
    void showAbout();
    void setTheme(Theme theme);

    panels::StudyPanel* m_studies;
    panels::RecipePanel* m_recipe;
    panels::RunPanel* m_run;
    panels::ModeTablePanel* m_modes;
    panels::SceneControls* m_sceneControls;
    panels::MotionPanel* m_motion;
    panels::PullPanel* m_pull;
    panels::PartPanel* m_part;
    panels::BoxPanel* m_box;
    panels::TransitionsPanel* m_transitions;
    panels::TrustPanel* m_trust;
    std::vector<panels::ScatterPanel*> m_scatters;
    std::vector<QDockWidget*> m_scatterDocks;
    scene::SceneView* m_scene;
    panels::SecondScenePanel* m_secondScene;
    panels::CurvePanel* m_curve;
    panels::SpectrumPanel* m_spectrum;
    panels::LogPanel* m_log;
    panels::QueuePanel* m_queue;
    charts::DecayChart* m_decay;
    lessons::LessonPanel* m_lessons;
    charts::TriggerChart* m_triggers;
    QLabel* m_selectionText;
    QLabel* m_activity;
    QList<QDockWidget*> m_docks;
    QMenu* m_docksMenu = nullptr;
    QMenu* m_recentMenu = nullptr;
    QAction* m_undoAction = nullptr;
    QAction* m_redoAction = nullptr;
    QAction* m_newAction = nullptr;
    QAction* m_closeAction = nullptr;
    QAction* m_pictureAction = nullptr;
    QAction* m_figureAction = nullptr;
    QAction* m_filmAction = nullptr;
    QMenu* m_tableMenu = nullptr;
    ManualWindow* m_manual = nullptr;  ///< made when it is first wanted
    Workspaces* m_workspaces = nullptr;
};

}  // namespace vitrine::ui

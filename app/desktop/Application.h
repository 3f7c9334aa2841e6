#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/CommandLine.h"
#include "app/desktop/DeskFile.h"
#include "app/desktop/RunQueue.h"
#include "app/desktop/Session.h"
#include "app/desktop/SimulationController.h"
#include "app/desktop/StudyShelf.h"
#include "ui/MainWindow.h"
#include "ui/figures/FigureRequest.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <map>
#include <memory>

class QMessageBox;

namespace vitrine::app {

class Analyses;
class DeskCommands;
class FigureRecall;
class LessonGuide;
class ModePlayer;
class ModePuller;
class Replay;
class SessionViews;
class StudyOverlay;
class StudyTree;

/// Builds the window, the session, the run and the reading of studies, and connects them.
/// A QApplication has to be there, with the program's name, version and theme set.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(const CommandLine& line, Simulation simulation = simulateStudy);
    /// Cancels what is running and waits for it.
    ~Application() override;

    /// Shows the window and opens what was asked for.
    void start();

    ui::MainWindow& window() { return m_window; }
    Session& session() { return m_session; }
    SimulationController& controller() { return m_controller; }
    RunQueue& queue() { return m_queue; }
    StudyShelf& shelf() { return m_shelf; }
    DeskCommands& commands() { return *m_commands; }

    void openStudy(const QString& folder);
    /// Performs the commands of a file. What is wrong with it is shown, or on the command line printed.
    void replay(const QString& file);

signals:
    /// A study was opened, or could not be. @param problem empty if it was
    void openingEnded(const QString& problem);
    /// @param problem empty if everything was performed
    void replayEnded(const QString& problem);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectRun();
    void connectShelf();
    void connectWindow();
    void connectReplay();
    void connectDesk();
    void keepDesk();
    void drop(const QStringList& files);
    void askImport(const QStringList& files);
    void importPackings(const QString& potential, bool minimise, const QString& folder, const QStringList& files);
    void tell(const QString& title, const QString& words);
    void newStudy();
    void startRun();
    void beginRun(const SimulationRequest& request);
    void cancelRun(int number);
    bool isRunShown() const;
    void leaveStudy();
    void selectElsewhere(const QString& study, const ui::Selection& selection);
    void closeStudy(const QString& folder);
    void showComputing();
    void runOpened(const StudyContents& contents);
    void runEnded(const QString& outcome, bool isError);
    void studyOpened(const StudyContents& contents);
    void showActivity();
    void showStart();
    void closeMidRun();
    void applySelection();
    void endReplay(const QString& problem);
    void saveScreenshot();
    void quitWith(const QString& problem);
    void savePicture(const QString& file);
    void exportFigure();
    void exportFilm();
    figures::SceneShot sceneShot() const;
    void saveTable(const QString& file, bool onlyFiltered);
    /// "7 of 40 scans are done and kept in /home/a/study."
    QString keptText() const;

    CommandLine m_line;
    DeskFile m_deskFile;
    DeskFile::Reading m_lastDesk;  ///< as the last session left it
    QTimer m_keeping;              ///< until the desk is written
    Session m_session;
    SimulationController m_controller;
    RunQueue m_queue{m_controller};
    StudyShelf m_shelf;
    ui::MainWindow m_window;
    std::unique_ptr<SessionViews> m_views;
    std::unique_ptr<StudyTree> m_tree;
    std::unique_ptr<StudyOverlay> m_overlay;
    std::unique_ptr<Analyses> m_analyses;
    std::unique_ptr<ModePlayer> m_player;
    std::unique_ptr<ModePuller> m_puller;
    std::unique_ptr<DeskCommands> m_commands;
    std::unique_ptr<Replay> m_replay;
    std::unique_ptr<FigureRecall> m_recall;
    std::unique_ptr<LessonGuide> m_guide;
    Analyst m_tableAnalyst;
    Analyst m_importer;
    SimulationRequest m_request;                                  ///< of the current or last run
    std::map<std::filesystem::path, ui::Selection> m_selections;  ///< where each study was left
    QMessageBox* m_closing = nullptr;  ///< shown while the window waits for a cancelled run
};

}  // namespace vitrine::app

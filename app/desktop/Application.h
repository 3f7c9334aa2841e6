#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/CommandLine.h"
#include "app/desktop/Session.h"
#include "app/desktop/SimulationController.h"
#include "app/desktop/StudyFollower.h"
#include "ui/MainWindow.h"

#include <QObject>

#include <memory>

class QMessageBox;

namespace vitrine::app {

class Analyses;
class ModePlayer;
class ModePuller;
class SessionViews;

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

    void openStudy(const QString& folder);

signals:
    /// A study was opened, or could not be. @param problem empty if it was
    void openingEnded(const QString& problem);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectRun();
    void connectFollower();
    void connectWindow();
    void startRun();
    void runOpened(const StudyContents& contents);
    void runEnded(const QString& outcome, bool isError);
    void studyOpened(const StudyContents& contents);
    void showActivity();
    void showStart();
    void closeMidRun();
    void applySelection();
    void saveScreenshot();
    void savePicture(const QString& file);
    void exportFigure();
    void saveTable(const QString& file, bool onlyFiltered);
    /// "7 of 40 scans are done and kept in /home/a/study."
    QString keptText() const;

    CommandLine m_line;
    Session m_session;
    SimulationController m_controller;
    StudyFollower m_follower;
    ui::MainWindow m_window;
    std::unique_ptr<SessionViews> m_views;
    std::unique_ptr<Analyses> m_analyses;
    std::unique_ptr<ModePlayer> m_player;
    std::unique_ptr<ModePuller> m_puller;
    Analyst m_tableAnalyst;
    SimulationRequest m_request;       ///< of the current or last run
    QMessageBox* m_closing = nullptr;  ///< shown while the window waits for a cancelled run
};

}  // namespace vitrine::app

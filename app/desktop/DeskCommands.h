#pragma once

#include "app/desktop/Session.h"
#include "ui/commands/Commander.h"
#include "ui/commands/Controls.h"
#include "ui/commands/MenuActions.h"

#include <QObject>

#include <functional>

namespace vitrine::panels {
class ScatterPanel;
}

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

class SessionViews;

/// What commands do that concerns more than the view. @throws run::Error each, in one sentence, if it cannot be
/// done
struct DeskActions {
    std::function<void(const QString& folder)> open;
    /// @param study name of another study that is open
    std::function<void(const QString& study, const ui::Selection& selection)> selectElsewhere;
    std::function<void()> makeNew;
    /// @param potential "harmonic" or "lj"
    std::function<void(const QString& potential, bool minimise, const QString& folder, const QStringList& files)>
        importPackings;
    std::function<void()> run;
    std::function<void()> pause;
    std::function<void()> resume;
    /// @param number of the run; 0: the one that goes on
    std::function<void(int number)> cancel;
    /// @param places negative: earlier
    std::function<void(int number, int places)> moveRun;
    /// @param folder empty: the study that is shown
    std::function<void(const QString& folder)> close;
    std::function<void(const QString& file)> savePicture;
    std::function<void(const QString& file, bool onlyFiltered)> saveTable;
};

/// The commands of the window. What the user does in its panels and menus becomes a command here, and every
/// command does what the user would.
class DeskCommands : public QObject {
    Q_OBJECT

public:
    DeskCommands(Session& session, SessionViews& views, ui::MainWindow& window, const DeskActions& actions,
                 QObject* parent = nullptr);

    commands::Commander& commander() { return m_commander; }
    /// The selection, the marked records and the settings of the view.
    QJsonObject viewState() const;
    void restoreView(const QJsonObject& state);

private:
    void addSelecting(const DeskActions& actions);
    void addSettings();
    void addPulling();
    void addStudies(const DeskActions& actions);
    void addRuns(const DeskActions& actions);
    void addScatter(panels::ScatterPanel* scatter);
    void connectGestures();
    void mark(const QStringList& arguments);
    ui::Selection recordOf(const QString& code) const;
    void check(const ui::Selection& selection) const;

    Session& m_session;
    SessionViews& m_views;
    ui::MainWindow& m_window;
    commands::Controls m_controls;
    commands::MenuWatcher m_menus;
    commands::Commander m_commander;
};

}  // namespace vitrine::app

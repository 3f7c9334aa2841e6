#pragma once

#include <QObject>
#include <QString>

#include <vector>

class QAction;
class QMenu;
class QMenuBar;

namespace vitrine::commands {

/// An action of a menu and the way to it.
struct MenuAction {
    QString path;  ///< "View/Docks/Spectrum"
    QAction* action;
};

/// What all menus of a window offer now, in their order; separators and submenus themselves are left out.
std::vector<MenuAction> menuActions(const QMenuBar* bar);

/// Marks an action that has a command of its own, or is none: it is not told by MenuWatcher.
void setHasOwnCommand(QAction* action);

/// Tells what the user chooses in the menus of a window, whatever is added to them later.
class MenuWatcher : public QObject {
    Q_OBJECT

public:
    explicit MenuWatcher(QMenuBar* bar, QObject* parent = nullptr);

    /// Chooses an action. @param state "on", "off", or empty for an action that is none of both
    /// @throws run::InvalidInput if there is no such action, it cannot be chosen now, or it wants another state
    void trigger(const QString& path, const QString& state);

signals:
    /// @param state as trigger() takes it
    void chosen(const QString& path, const QString& state);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void watch(const QMenu* menu);
    void watch(QAction* action);

    QMenuBar* m_bar;
};

}  // namespace vitrine::commands

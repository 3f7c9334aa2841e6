#include "ui/commands/MenuActions.h"

#include "core/run/Errors.h"

#include <QAction>
#include <QActionEvent>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace vitrine::commands {

namespace {

constexpr auto ownCommand = "vitrineOwnCommand";
constexpr QChar ellipsis(0x2026);

/// "&Docks" is "Docks".
QString plain(QString text)
{
    return text.remove(QLatin1Char('&'));
}

void collect(const QList<QAction*>& actions, const QString& way, std::vector<MenuAction>& found)
{
    for (QAction* action : actions) {
        const QString path = way + plain(action->text());
        if (action->menu())
            collect(action->menu()->actions(), path + QLatin1Char('/'), found);
        else if (!action->isSeparator())
            found.push_back({path, action});
    }
}

}  // namespace

std::vector<MenuAction> menuActions(const QMenuBar* bar)
{
    std::vector<MenuAction> found;
    collect(bar->actions(), {}, found);
    return found;
}

void setHasOwnCommand(QAction* action)
{
    action->setProperty(ownCommand, true);
}

MenuWatcher::MenuWatcher(QMenuBar* bar, QObject* parent) : QObject(parent), m_bar(bar)
{
    for (const QAction* action : bar->actions())
        if (action->menu())
            watch(action->menu());
}

void MenuWatcher::watch(const QMenu* menu)
{
    const_cast<QMenu*>(menu)->installEventFilter(this);
    for (QAction* action : menu->actions())
        watch(action);
}

void MenuWatcher::watch(QAction* action)
{
    if (action->menu()) {
        watch(action->menu());
        return;
    }
    connect(action, &QAction::triggered, this, [this, action](bool checked) {
        // What asks for a file first is told when that is known.
        if (action->property(ownCommand).toBool() || action->text().endsWith(ellipsis))
            return;
        const auto all = menuActions(m_bar);
        const auto found = std::ranges::find(all, action, &MenuAction::action);
        if (found != all.end())
            emit chosen(found->path, !action->isCheckable() ? QString()
                                     : checked              ? QStringLiteral("on")
                                                            : QStringLiteral("off"));
    });
}

bool MenuWatcher::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ActionAdded)
        watch(static_cast<QActionEvent*>(event)->action());
    return QObject::eventFilter(watched, event);
}

void MenuWatcher::trigger(const QString& path, const QString& state)
{
    const auto refuse = [](const QString& reason) { throw run::InvalidInput(reason.toStdString()); };
    const auto all = menuActions(m_bar);
    const auto found = std::ranges::find(all, path, &MenuAction::path);
    if (found == all.end())
        refuse(tr("there is no \u201c%1\u201d in the menus").arg(path));
    QAction* action = found->action;
    if (!action->isEnabled())
        refuse(tr("\u201c%1\u201d cannot be chosen now").arg(path));
    if (!action->isCheckable()) {
        if (!state.isEmpty())
            refuse(tr("\u201c%1\u201d is neither on nor off").arg(path));
        action->trigger();
        return;
    }
    if (state != QLatin1String("on") && state != QLatin1String("off"))
        refuse(tr("\u201c%1\u201d is on or off, not \u201c%2\u201d").arg(path, state));
    if (action->isChecked() != (state == QLatin1String("on")))
        action->trigger();
}

}  // namespace vitrine::commands

#include "ui/commands/Commander.h"

#include "core/run/Errors.h"

#include <QScopedValueRollback>
#include <QUndoCommand>

namespace vitrine::commands {

namespace {

constexpr int undoLimit = 500;

}  // namespace

/// From one state of the view to another and back.
class Commander::ViewChange : public QUndoCommand {
public:
    ViewChange(Commander& commander, const QString& text, QJsonObject before, QJsonObject after)
        : QUndoCommand(text), m_commander(commander), m_before(std::move(before)), m_after(std::move(after))
    {}

    void undo() override { m_commander.apply(m_before); }
    void redo() override
    {
        // When it is pushed the view is so already.
        if (m_isDone)
            m_commander.apply(m_after);
        m_isDone = true;
    }

private:
    Commander& m_commander;
    QJsonObject m_before;
    QJsonObject m_after;
    bool m_isDone = false;
};

Commander::Commander(Capture capture, Restore restore, QObject* parent)
    : QObject(parent), m_capture(std::move(capture)), m_restore(std::move(restore))
{
    m_history.setUndoLimit(undoLimit);
    m_vocabulary.add({.name = QStringLiteral("undo"),
                      .parameters = {},
                      .explanation = tr("takes back the last change of the view or of the selection"),
                      .trace = Trace::history,
                      .perform = [this](const QStringList&) {
                          if (!m_history.canUndo())
                              throw run::InvalidInput(tr("there is nothing to undo").toStdString());
                          m_history.undo();
                      }});
    m_vocabulary.add({.name = QStringLiteral("redo"),
                      .parameters = {},
                      .explanation = tr("makes the change again that was undone"),
                      .trace = Trace::history,
                      .perform = [this](const QStringList&) {
                          if (!m_history.canRedo())
                              throw run::InvalidInput(tr("there is nothing to redo").toStdString());
                          m_history.redo();
                      }});
}

void Commander::perform(const Command& command)
{
    const Verb& verb = m_vocabulary.verb(command);
    emit aboutToPerform();
    const QJsonObject before = m_capture();
    {
        const QScopedValueRollback performing(m_performing, true);
        verb.perform(command.arguments);
    }
    write(command, verb);
    if (verb.trace == Trace::view)
        keepChange(command, before);
    settle();
    emit performed();
}

void Commander::attempt(const Command& command)
{
    if (m_performing)
        return;
    try {
        perform(command);
    }
    catch (const run::Error& error) {
        emit refused(QString::fromUtf8(error.what()));
    }
}

void Commander::note(const Command& command)
{
    if (m_performing)
        return;
    const Verb& verb = m_vocabulary.verb(command);
    write(command, verb);
    if (verb.trace == Trace::view)
        keepChange(command, m_settled);
    settle();
    emit performed();
}

void Commander::write(const Command& command, const Verb& verb)
{
    if (!verb.goesOn || !m_log.continueLast(command))
        m_log.append(command);
}

void Commander::keepChange(const Command& command, const QJsonObject& before)
{
    const QJsonObject after = m_capture();
    if (after != before)
        m_history.push(new ViewChange(*this, command.text(), before, after));
}

void Commander::apply(const QJsonObject& state)
{
    const QScopedValueRollback performing(m_performing, true);
    m_restore(state);
}

void Commander::settle()
{
    m_settled = m_capture();
}

void Commander::forget()
{
    m_history.clear();
    settle();
}

}  // namespace vitrine::commands

#pragma once

#include "ui/commands/CommandLog.h"
#include "ui/commands/Vocabulary.h"

#include <QJsonObject>
#include <QUndoStack>

namespace vitrine::commands {

/// The one place through which everything goes that the user does: it performs commands, writes them into the log,
/// and keeps what the view was before, so that it can be undone.
class Commander : public QObject {
    Q_OBJECT

public:
    /// How the view is.
    using Capture = std::function<QJsonObject()>;
    /// Makes the view what it was; what is so already is left alone.
    using Restore = std::function<void(const QJsonObject&)>;

    Commander(Capture capture, Restore restore, QObject* parent = nullptr);

    Vocabulary& vocabulary() { return m_vocabulary; }
    CommandLog& log() { return m_log; }
    QUndoStack& history() { return m_history; }

    /// @throws run::Error in one sentence; nothing is written into the log then
    void perform(const Command& command);
    /// The same for the user's hand: what cannot be done is told by refused(). Does nothing while a command is
    /// being performed, whose doing it is.
    void attempt(const Command& command);
    /// The user did this with a widget that has carried it out already. Does nothing while a command is being
    /// performed.
    void note(const Command& command);

    /// What the view is now is what the next change starts from: it changed by itself, as while a run goes on.
    void settle();
    /// Nothing to be undone any more.
    void forget();

signals:
    /// Whatever waits to be noted comes first.
    void aboutToPerform();
    void refused(const QString& reason);
    /// Something was done.
    void performed();

private:
    class ViewChange;

    void write(const Command& command, const Verb& verb);
    void keepChange(const Command& command, const QJsonObject& before);
    void apply(const QJsonObject& state);

    Capture m_capture;
    Restore m_restore;
    Vocabulary m_vocabulary;
    CommandLog m_log;
    QUndoStack m_history;
    QJsonObject m_settled;
    bool m_performing = false;
};

}  // namespace vitrine::commands

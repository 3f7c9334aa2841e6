#pragma once

#include "ui/commands/Command.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace vitrine::commands {
class Commander;
}

namespace vitrine::app {

/// Performs the commands of a file one after the other, each when the program has done with the one before.
///
/// The whole file is read and understood before the first command is performed. Where one cannot be performed,
/// what was done before it stays, and nothing after it is tried.
class Replay : public QObject {
    Q_OBJECT

public:
    /// @param isBusy whether a command has to wait
    Replay(commands::Commander& commander, std::function<bool(const commands::Command& next)> isBusy,
           QObject* parent = nullptr);

    /// Begins; a replay that goes on is given up. @throws run::UnreadableFile, run::InvalidInput with the file,
    /// the line and what was expected there
    void start(const QString& file);
    /// What the last command began did not succeed: no more of them. @param reason in one sentence
    void fail(const QString& reason);
    bool isGoingOn() const { return !m_lines.empty(); }

signals:
    /// @param problem empty: all was performed; else the line, and why not
    void ended(const QString& problem);

private:
    struct Line {
        int number;  ///< from 1
        commands::Command command;
    };

    std::vector<Line> read(const QString& file) const;
    void step();

    commands::Commander& m_commander;
    std::function<bool(const commands::Command&)> m_isBusy;
    QString m_file;
    std::vector<Line> m_lines;
    std::size_t m_next = 0;
    QTimer m_looking;
};

}  // namespace vitrine::app

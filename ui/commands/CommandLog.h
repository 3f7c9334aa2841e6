#pragma once

#include "ui/commands/Command.h"

#include <QObject>

namespace vitrine::commands {

/// Everything that was done since the program started, as a file of commands: what the program has to say about it
/// stands between them as comments.
class CommandLog : public QObject {
    Q_OBJECT

public:
    explicit CommandLog(QObject* parent = nullptr);

    void append(const Command& command);
    /// A later state of the command in the last line, such as a pull that goes on. @return false if the last line
    /// is another command
    bool continueLast(const Command& command);
    void comment(const QString& words);

    const QStringList& lines() const { return m_lines; }
    /// @throws run::UnwritableFile
    void save(const QString& file) const;

signals:
    void appended(const QString& line);
    /// The last line is another one now.
    void lastReplaced(const QString& line);

private:
    void append(const QString& line);

    QStringList m_lines;
    QString m_lastName;  ///< of the command in the last line; empty: it is a comment
};

}  // namespace vitrine::commands

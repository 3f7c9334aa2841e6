#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace vitrine::commands {
class CommandLog;
class Vocabulary;
}  // namespace vitrine::commands

namespace vitrine::panels {

/// What was done since the program started, a command a line, with an entry for more commands: the log is a file
/// that can be saved and replayed.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(QWidget* parent = nullptr);

    /// Shows a log from now on; its commands are proposed while one is typed.
    void setLog(commands::CommandLog& log, const commands::Vocabulary& vocabulary);
    /// Why the last command was not performed; empty: it was.
    void setProblem(const QString& problem);
    QString text() const;

public slots:
    /// Asks for a file and saves the log.
    void chooseFile();
    /// Asks for a file of commands.
    void chooseReplay();

signals:
    /// The user typed a command.
    void entered(const QString& line);
    void replayWanted(const QString& file);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showLast();
    void append(const QString& line);
    void replaceLast(const QString& line);

    commands::CommandLog* m_log = nullptr;
    QPlainTextEdit* m_text;
    QLineEdit* m_entry;
    QLabel* m_problem;
};

}  // namespace vitrine::panels

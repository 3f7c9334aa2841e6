#include "ui/panels/LogPanel.h"

#include "core/run/Errors.h"
#include "ui/commands/CommandLog.h"
#include "ui/commands/Vocabulary.h"
#include "ui/panels/WarningSign.h"

#include <QCompleter>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>
#include <QVBoxLayout>

namespace vitrine::panels {

namespace {

constexpr int shownLines = 5000;

QPushButton* makeButton(const QString& name, const QString& text, const QString& explanation)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(explanation);
    button->setAutoDefault(false);
    return button;
}

QString fileKinds()
{
    return LogPanel::tr("Commands (*.vitrine);;All files (*)");
}

}  // namespace

LogPanel::LogPanel(QWidget* parent)
    : QWidget(parent), m_text(new QPlainTextEdit), m_entry(new QLineEdit), m_problem(new QLabel)
{
    m_text->setObjectName(QStringLiteral("log"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setMaximumBlockCount(shownLines);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setPlaceholderText(
        tr("What you do is written here, a command a line. Saved as a file, it can be done again."));
    m_text->document()->setDocumentMargin(8);
    m_text->setAccessibleName(tr("Log of commands"));
    m_text->setTabChangesFocus(true);
    m_entry->setObjectName(QStringLiteral("command"));
    m_entry->setFont(m_text->font());
    m_entry->setPlaceholderText(tr("A command, such as  select A 12 +"));
    m_entry->setClearButtonEnabled(true);
    m_entry->setAccessibleName(tr("Command"));
    m_problem->setObjectName(QStringLiteral("commandProblem"));
    m_problem->setTextFormat(Qt::RichText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(10, 0, 10, 4);
    m_problem->hide();
    auto* save =
        makeButton(QStringLiteral("saveLog"), tr("Save\u2026"), tr("Saves the log as a file of commands."));
    auto* replay =
        makeButton(QStringLiteral("replayLog"), tr("Replay\u2026"),
                   tr("Performs the commands of a file, one after the other; like vitrine --replay FILE."));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 4);
    row->addWidget(m_entry, 1);
    row->addWidget(save);
    row->addWidget(replay);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    column->addLayout(row);

    connect(m_entry, &QLineEdit::returnPressed, this, [this] {
        setProblem({});
        emit entered(m_entry->text());
        if (m_problem->isHidden())
            m_entry->clear();
    });
    connect(save, &QPushButton::clicked, this, &LogPanel::chooseFile);
    connect(replay, &QPushButton::clicked, this, &LogPanel::chooseReplay);
}

void LogPanel::setLog(commands::CommandLog& log, const commands::Vocabulary& vocabulary)
{
    m_log = &log;
    connect(m_log, &commands::CommandLog::appended, this, &LogPanel::append);
    connect(m_log, &commands::CommandLog::lastReplaced, this, &LogPanel::replaceLast);
    for (const QString& line : m_log->lines())
        append(line);
    auto* completer = new QCompleter(vocabulary.usages(), this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_entry->setCompleter(completer);
    m_entry->setToolTip(vocabulary.explanation());
}

void LogPanel::append(const QString& line)
{
    m_text->appendPlainText(line);
    showLast();
}

void LogPanel::showLast()
{
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

/// Behind a tab the panel has another size, and lines that come move nothing.
void LogPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &LogPanel::showLast, Qt::QueuedConnection);
}

void LogPanel::replaceLast(const QString& line)
{
    QTextCursor cursor(m_text->document()->lastBlock());
    cursor.select(QTextCursor::BlockUnderCursor);
    const bool isFirst = m_text->document()->blockCount() == 1;
    cursor.insertText(isFirst ? line : QLatin1Char('\n') + line);
}

void LogPanel::setProblem(const QString& problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : warningSign(this) + problem.toHtmlEscaped());
    m_problem->setVisible(!problem.isEmpty());
}

QString LogPanel::text() const
{
    return m_text->toPlainText();
}

void LogPanel::chooseFile()
{
    QString file = QFileDialog::getSaveFileName(this, tr("Save the log as a file of commands"), {}, fileKinds());
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".vitrine");
    try {
        m_log->save(file);
        setProblem({});
    }
    catch (const run::UnwritableFile& error) {
        setProblem(QString::fromUtf8(error.what()));
    }
}

void LogPanel::chooseReplay()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Perform the commands of a file"), {}, fileKinds());
    if (!file.isEmpty())
        emit replayWanted(file);
}

}  // namespace vitrine::panels

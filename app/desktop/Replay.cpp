#include "app/desktop/Replay.h"

#include "core/run/Errors.h"
#include "ui/commands/Commander.h"

#include <QDir>
#include <QFile>

#include <chrono>

namespace vitrine::app {

using commands::Command;

namespace {

constexpr auto lookInterval = std::chrono::milliseconds(40);  // whether the next command may come
constexpr qint64 largestFile = 16 << 20;                      // bytes

QString place(const QString& file, int line)
{
    return Replay::tr("%1, line %2").arg(QDir::toNativeSeparators(file)).arg(line);
}

}  // namespace

Replay::Replay(commands::Commander& commander, std::function<bool(const Command&)> isBusy, QObject* parent)
    : QObject(parent), m_commander(commander), m_isBusy(std::move(isBusy))
{
    m_looking.setInterval(lookInterval);
    connect(&m_looking, &QTimer::timeout, this, &Replay::step);
}

std::vector<Replay::Line> Replay::read(const QString& file) const
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly) || in.size() > largestFile)
        throw run::UnreadableFile(
            tr("The commands of %1 cannot be read: %2.")
                .arg(QDir::toNativeSeparators(file),
                     in.isOpen() ? tr("it is larger than %1 bytes").arg(largestFile) : in.errorString())
                .toStdString());
    std::vector<Line> lines;
    int number = 0;
    for (const QString& text : QString::fromUtf8(in.readAll()).split(QLatin1Char('\n'))) {
        ++number;
        try {
            const auto command = Command::parse(text);
            if (!command)
                continue;
            m_commander.vocabulary().verb(*command);
            lines.push_back({number, *command});
        }
        catch (const run::InvalidInput& error) {
            throw run::InvalidInput(tr("%1 (%2): %3. Nothing of the file was performed.")
                                        .arg(place(file, number), text.trimmed(), QString::fromUtf8(error.what()))
                                        .toStdString());
        }
    }
    return lines;
}

void Replay::start(const QString& file)
{
    m_lines = read(file);
    m_file = file;
    m_next = 0;
    m_looking.start();
}

void Replay::fail(const QString& reason)
{
    if (m_lines.empty() || m_next == 0)
        return;
    const Line last = m_lines[m_next - 1];
    const std::size_t left = m_lines.size() - m_next;
    m_looking.stop();
    m_lines.clear();
    m_next = 0;
    QString problem = QStringLiteral("%1 (%2): %3").arg(place(m_file, last.number), last.command.text(), reason);
    if (!problem.endsWith(QLatin1Char('.')))
        problem += QLatin1Char('.');
    if (left > 0)
        problem += left == 1 ? tr(" The command after it was not performed.")
                             : tr(" The %1 commands after it were not performed.").arg(left);
    emit ended(problem);
}

void Replay::step()
{
    if (m_next == m_lines.size()) {
        // The last one may still be at work.
        if (!m_lines.empty() && m_isBusy({}))
            return;
        m_looking.stop();
        m_lines.clear();
        m_next = 0;
        emit ended({});
        return;
    }
    const Command command = m_lines[m_next].command;
    if (m_isBusy(command))
        return;
    ++m_next;
    try {
        m_commander.perform(command);
    }
    catch (const run::Error& error) {
        fail(QString::fromUtf8(error.what()));
    }
}

}  // namespace vitrine::app

#include "ui/commands/CommandLog.h"

#include "core/run/Errors.h"

#include <QSaveFile>

namespace vitrine::commands {

CommandLog::CommandLog(QObject* parent) : QObject(parent) {}

void CommandLog::append(const QString& line)
{
    m_lines << line;
    emit appended(line);
}

void CommandLog::append(const Command& command)
{
    m_lastName = command.name;
    append(command.text());
}

bool CommandLog::continueLast(const Command& command)
{
    if (m_lastName != command.name)
        return false;
    m_lines.last() = command.text();
    emit lastReplaced(m_lines.last());
    return true;
}

void CommandLog::comment(const QString& words)
{
    m_lastName.clear();
    QString line = words.simplified();
    append(line.prepend(QStringLiteral("# ")));
}

void CommandLog::save(const QString& file) const
{
    QSaveFile out(file);
    const QByteArray text = m_lines.join(QLatin1Char('\n')).toUtf8() + '\n';
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        throw run::UnwritableFile(tr("%1 cannot be written: %2.").arg(file, out.errorString()).toStdString());
}

}  // namespace vitrine::commands

#include "ui/commands/Command.h"

#include "core/run/Errors.h"

#include <algorithm>

namespace vitrine::commands {

namespace {

constexpr QLatin1Char quote('"');
constexpr QLatin1Char backslash('\\');
constexpr QLatin1Char commentSign('#');

QString quoted(const QString& argument)
{
    const auto needsQuotes = [](QChar c) { return c.isSpace() || c == quote || c == backslash; };
    if (!argument.isEmpty() && argument.front() != commentSign && std::ranges::none_of(argument, needsQuotes))
        return argument;
    QString text(quote);
    for (const QChar c : argument) {
        if (c == quote || c == backslash)
            text += backslash;
        text += c == QLatin1Char('\n') ? QChar(QLatin1Char(' ')) : c;
    }
    return text + quote;
}

/// Takes the word at the beginning of the rest of a line.
QString takeWord(QStringView& rest)
{
    QString word;
    if (rest.front() != quote) {
        const auto end = std::ranges::find_if(rest, [](QChar c) { return c.isSpace(); });
        word = QStringView(rest.begin(), end).toString();
        rest = QStringView(end, rest.end());
        return word;
    }
    for (qsizetype i = 1; i < rest.size(); ++i) {
        if (rest[i] == quote) {
            rest = rest.sliced(i + 1);
            return word;
        }
        if (rest[i] == backslash && i + 1 < rest.size())
            ++i;
        word += rest[i];
    }
    throw run::InvalidInput(
        QStringLiteral("the quotation mark before \u201c%1\u201d is not closed").arg(word).toStdString());
}

}  // namespace

QString Command::text() const
{
    QStringList words{name};
    for (const QString& argument : arguments)
        words << quoted(argument);
    return words.join(QLatin1Char(' '));
}

std::optional<Command> Command::parse(const QString& line)
{
    const QString trimmed = line.trimmed();
    if (trimmed.isEmpty() || trimmed.front() == commentSign)
        return std::nullopt;
    QStringView rest(trimmed);
    Command command{takeWord(rest), {}};
    for (rest = rest.trimmed(); !rest.isEmpty(); rest = rest.trimmed())
        command.arguments << takeWord(rest);
    return command;
}

}  // namespace vitrine::commands

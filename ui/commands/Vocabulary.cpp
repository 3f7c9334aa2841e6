#include "ui/commands/Vocabulary.h"

#include "core/run/Errors.h"

#include <QList>
#include <QObject>

#include <algorithm>
#include <numeric>
#include <utility>

namespace vitrine::commands {

namespace {

bool isOptional(const QString& parameter)
{
    return parameter.startsWith(QLatin1Char('['));
}

bool isRepeated(const QString& parameter)
{
    return parameter.contains(QLatin1String("..."));
}

/// How many letters have to be put in, taken out or replaced to make one word of the other (Levenshtein).
qsizetype distance(const QString& a, const QString& b)
{
    QList<qsizetype> row(b.size() + 1);
    std::iota(row.begin(), row.end(), qsizetype{0});
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

QString Verb::usage() const
{
    return (QStringList{name} + parameters).join(QLatin1Char(' '));
}

void Vocabulary::add(Verb verb)
{
    const QString name = verb.name;
    m_verbs.insert_or_assign(name, std::move(verb));
}

QString Vocabulary::nearest(const QString& name) const
{
    const auto found = std::ranges::min_element(
        m_verbs, {}, [&name](const auto& entry) { return distance(name.toLower(), entry.first); });
    return found->second.usage();
}

const Verb& Vocabulary::verb(const Command& command) const
{
    const auto found = m_verbs.find(command.name);
    if (found == m_verbs.end())
        throw run::InvalidInput(QObject::tr("there is no command \u201c%1\u201d; the nearest is: %2")
                                    .arg(command.name, nearest(command.name))
                                    .toStdString());
    const Verb& verb = found->second;
    const auto most = verb.parameters.size();
    const auto least = most - std::ranges::count_if(verb.parameters, isOptional);
    const bool endless = !verb.parameters.isEmpty() && isRepeated(verb.parameters.last());
    const auto given = command.arguments.size();
    if (given < least || (given > most && !endless))
        throw run::InvalidInput(QObject::tr("expected was: %1").arg(verb.usage()).toStdString());
    return verb;
}

QStringList Vocabulary::usages() const
{
    QStringList all;
    for (const auto& [name, verb] : m_verbs)
        all << verb.usage();
    return all;
}

QString Vocabulary::explanation() const
{
    QStringList lines;
    for (const auto& [name, verb] : m_verbs)
        lines << QStringLiteral("%1 \u2013 %2").arg(verb.usage(), verb.explanation);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace vitrine::commands

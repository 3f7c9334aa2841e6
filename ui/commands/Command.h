#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace vitrine::commands {

/// Something that the user did, or wants done: a line of the log.
///
/// As text: the name and the arguments with spaces between them; an argument that is empty, begins with # or holds
/// spaces or quotation marks stands in quotation marks, where \" and \\ are a quotation mark and a backslash.
struct Command {
    QString name;
    QStringList arguments;

    bool operator==(const Command&) const = default;

    QString text() const;
    /// @param line nothing but spaces, or a comment that begins with #, is no command
    /// @throws run::InvalidInput for a quotation mark that is not closed
    static std::optional<Command> parse(const QString& line);
};

}  // namespace vitrine::commands

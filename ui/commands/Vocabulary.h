#pragma once

#include "ui/commands/Command.h"

#include <functional>
#include <map>

namespace vitrine::commands {

/// What kind of mark a command leaves.
enum class Trace {
    view,     ///< changes what is seen or selected, and can be undone
    lasting,  ///< a run, a file, a study: can not be undone
    history,  ///< undo and redo themselves
};

/// One of the commands that there are.
struct Verb {
    QString name;            ///< "select"
    QStringList parameters;  ///< "SAMPLE", "[SIGN]" may be left out, "FILE..." once or more often
    QString explanation;     ///< a sentence
    Trace trace = Trace::view;
    bool goesOn = false;  ///< several in a row are one line of the log, the last: a hand on a slider
    /// @throws run::Error in one sentence if it cannot be done now, with what was expected
    std::function<void(const QStringList& arguments)> perform;

    /// "select SAMPLE MODE [SIGN]"
    QString usage() const;
};

/// All commands, by name.
class Vocabulary {
public:
    void add(Verb verb);

    /// @throws run::InvalidInput for a name that there is not, or a number of arguments that it does not take,
    /// with what was expected
    const Verb& verb(const Command& command) const;
    /// How each command is written, in the order of the alphabet.
    QStringList usages() const;
    /// A line for each command with what it does.
    QString explanation() const;

private:
    QString nearest(const QString& name) const;

    std::map<QString, Verb> m_verbs;
};

}  // namespace vitrine::commands

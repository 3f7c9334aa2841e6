#pragma once

#include "ui/Selection.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace vitrine::app {

/// What `vitrine` was asked for.
struct CommandLine {
    QString study;                           ///< folder of a study, or file of a figure; empty: none
    bool isNew = false;                      ///< start with an empty recipe, not with the study opened last
    bool isFresh = false;                    ///< without the desk of the last session
    std::optional<ui::Selection> selection;  ///< absent: whatever is most telling
    QString replay;                          ///< file of commands to be performed; empty: none
    QString theme;                           ///< "light", "dark", "system" or empty for the setting
    QString screenshot;                      ///< file for a picture of the window; empty: none
    QSize size;                              ///< of the window; invalid: as it was left
    QString renderOutput;                    ///< folder for the pictures of --render; empty: the window is wanted
    QString answer;  ///< of --help and --version, to be printed; nothing else is to be done then

    /// @param arguments with the program's name first
    /// @throws run::InvalidInput for arguments that make no sense
    static CommandLine parse(const QStringList& arguments);
};

}  // namespace vitrine::app

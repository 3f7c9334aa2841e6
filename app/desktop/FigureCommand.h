#pragma once

#include "ui/figures/FigureRequest.h"

#include <QString>
#include <QStringList>

namespace vitrine::app {

/// What `vitrine figure` was asked for: one figure of the paper from studies, without a window.
struct FigureCommand {
    QStringList studies;   ///< folders
    QString output;        ///< file
    bool isTable = false;  ///< Table I, no figure
    figures::FigureRequest request;
    QString answer;  ///< of --help, to be printed; nothing else is to be done then

    /// Whether the arguments are for this command. @param arguments with the program's name first
    static bool isWanted(const QStringList& arguments);
    /// @param arguments with the program's name first, then "figure"
    /// @throws run::InvalidInput for arguments that make no sense, such as an unknown preset
    static FigureCommand parse(const QStringList& arguments);

    /// Whether there is to be a 3D picture in it, which an X display has to draw.
    bool needsDisplay() const;
    /// Writes the figure. Needs a QApplication, but no display unless needsDisplay().
    /// @return what is to be said below the figure
    /// @throws run::InvalidInput, run::UnreadableFile, run::UnwritableFile
    QStringList run() const;
};

}  // namespace vitrine::app

#pragma once

#include "app/desktop/FilmMaker.h"

#include <QString>
#include <QStringList>

namespace vitrine::app {

/// What `vitrine film` was asked for: a film of a study, without a window but with a display.
struct FilmCommand {
    QString study;   ///< folder
    QString output;  ///< film-file, or folder for the frames
    FilmRequest request;
    double framesPerSecond = 24;
    QString answer;  ///< of --help, to be printed; nothing else is to be done then

    /// @param arguments with the program's name first
    static bool isWanted(const QStringList& arguments);
    /// @param arguments with the program's name first, then "film" @throws run::InvalidInput
    static FilmCommand parse(const QStringList& arguments);

    /// Writes the film; says how far it is on the standard error stream. Needs a QApplication.
    /// @return how many frames @throws run::Error
    int run() const;
};

/// How films of a kind are drawn where nobody has chosen: a swing with the spheres coloured by the mode, a pull
/// likewise, a turntable with the arrows of the rearrangement.
figures::SceneShot usualShot(FilmKind kind);

}  // namespace vitrine::app

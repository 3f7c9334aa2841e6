#pragma once

#include <QStringList>

namespace vitrine::app {

/// What was dropped on the window, by what can be done with it.
struct DroppedFiles {
    QStringList studies;   ///< folders
    QStringList figures;   ///< files that may remember their study
    QStringList packings;  ///< files that packings are imported from
    QStringList commands;  ///< files to be replayed
    QString problem;       ///< what cannot be used, and what can; empty: all of it can

    /// By their names alone; none is opened.
    static DroppedFiles sorted(const QStringList& files);
};

}  // namespace vitrine::app

#pragma once

#include "ui/figures/Figure.h"

#include <QString>
#include <QStringList>

namespace vitrine::figures {

/// Endings of the files that writeFigure() can write, without the dot: vectors first.
const QStringList& figureSuffixes();

/// What a file tells of the figure in it.
struct FigureOrigin {
    QString title;   ///< for people
    QString recipe;  ///< how to make it again: memoryText()
};

/// Writes a figure in the format of the file's ending: PDF and SVG with charts and letters as vectors and the
/// fonts embedded, 3D pictures as images at the figure's dpi; PNG and TIFF with that resolution recorded.
/// The file appears whole or not at all.
/// @throws run::InvalidInput for another ending, run::UnwritableFile
void writeFigure(Figure& figure, const QString& file, const FigureOrigin& origin);

/// A picture of the window as PNG, which remembers as figures do. @throws run::InvalidInput for another ending,
/// run::UnwritableFile
void writePicture(const QImage& picture, const QString& file, const FigureOrigin& origin);

}  // namespace vitrine::figures

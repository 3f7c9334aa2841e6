#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace vitrine::figures {

/// A picture as TIFF, compressed without loss, its resolution in dots per inch as it is; Qt reads no TIFF without
/// a further package and rounds to dots per metre.
/// @param description kept in the file
/// @throws run::Error if the library fails
QByteArray tiffOfImage(const QImage& image, int dpi, const QString& description);

}  // namespace vitrine::figures

#pragma once

#include <QByteArray>
#include <QRawFont>
#include <QString>

namespace vitrine::figures {

/// The font with no more glyphs than these characters need, as a TrueType or OpenType file: some kilobytes instead
/// of hundreds, to be carried in a drawing.
/// @return empty if the font does not let itself be taken apart
QByteArray fontSubset(const QRawFont& font, const QString& characters);

}  // namespace vitrine::figures

#pragma once

#include <QImage>

namespace vitrine::figures {

/// Whose eyes, or which printer, a figure has to be legible to.
enum class ColorSight { full, deuteranopia, protanopia, tritanopia, grey };

/// The picture as it is seen: the three dichromacies after Machado, Oliveira and Fernandes (2009), severity 1, in
/// linear light; grey by luminance, as a laser printer gives it.
QImage asSeenBy(const QImage& image, ColorSight sight);

}  // namespace vitrine::figures

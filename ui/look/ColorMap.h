#pragma once

#include <QColor>

#include <array>
#include <cstdint>

namespace vitrine::look {

using Rgb = std::array<std::uint8_t, 3>;

/// Without the opacity.
Rgb rgbOf(const QColor& color);

/// Perceptually uniform maps that colour-blind readers can tell apart.
enum class ColorMap { viridis, cividis };

/// The colour at t.
/// @param t from 0 to 1; beyond, the end's colour; NaN gives mid grey
Rgb colorAt(ColorMap map, double t);

/// Between two colours. @param weight from 0 (the first) to 1 (the second)
Rgb blended(const Rgb& from, const Rgb& to, double weight);

/// 256 equidistant colours from t = 0 to t = 1, for looking up many values.
const std::array<Rgb, 256>& colorTable(ColorMap map);

}  // namespace vitrine::look

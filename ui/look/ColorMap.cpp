#include "ui/look/ColorMap.h"

#include <algorithm>
#include <cmath>

namespace vitrine::look {

namespace {

std::uint8_t channel(double value)
{
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

/// Sixteen of matplotlib's 256 colours; between them the map is straight to within 2/255.
Rgb viridis(double t)
{
    static constexpr std::array<std::uint32_t, 16> anchors{
        0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e,
        0x1f988b, 0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725};
    const double place = t * (anchors.size() - 1);
    const auto before = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
    const double weight = place - static_cast<double>(before);
    Rgb rgb{};
    for (unsigned c = 0; c < 3; ++c) {
        const unsigned shift = 16 - 8 * c;
        rgb[c] = channel((1 - weight) * ((anchors[before] >> shift) & 0xff) +
                         weight * ((anchors[before + 1] >> shift) & 0xff));
    }
    return rgb;
}

/// The polynomial that d3-scale-chromatic fitted to the map of Nunez, Anderton and Renslow (2018).
Rgb cividis(double t)
{
    return {channel(-4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57))))),
            channel(32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37))))),
            channel(81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67)))))};
}

std::array<Rgb, 256> tabulated(ColorMap map)
{
    std::array<Rgb, 256> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = colorAt(map, static_cast<double>(i) / 255.0);
    return table;
}

}  // namespace

Rgb rgbOf(const QColor& color)
{
    return {static_cast<std::uint8_t>(color.red()), static_cast<std::uint8_t>(color.green()),
            static_cast<std::uint8_t>(color.blue())};
}

Rgb colorAt(ColorMap map, double t)
{
    if (std::isnan(t))
        return {128, 128, 128};
    t = std::clamp(t, 0.0, 1.0);
    return map == ColorMap::viridis ? viridis(t) : cividis(t);
}

const std::array<Rgb, 256>& colorTable(ColorMap map)
{
    static const std::array<Rgb, 256> viridisTable = tabulated(ColorMap::viridis);
    static const std::array<Rgb, 256> cividisTable = tabulated(ColorMap::cividis);
    return map == ColorMap::viridis ? viridisTable : cividisTable;
}

Rgb blended(const Rgb& from, const Rgb& to, double weight)
{
    Rgb result{};
    for (unsigned c = 0; c < 3; ++c)
        result[c] = channel((1 - weight) * from[c] + weight * to[c]);
    return result;
}

}  // namespace vitrine::look

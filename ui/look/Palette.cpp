#include "ui/look/Palette.h"

#include <array>

namespace vitrine::look {

Palette Palette::light()
{
    return {.dark = false,
            .background = QColor(255, 255, 255),
            .foreground = QColor(28, 31, 36),
            .muted = QColor(108, 114, 124),
            .grid = QColor(228, 231, 236),
            .accent = QColor(0, 90, 156),
            .alert = QColor(200, 30, 30),
            .particle = QColor(176, 190, 206)};
}

Palette Palette::night()
{
    return {.dark = true,
            .background = QColor(24, 27, 33),
            .foreground = QColor(228, 231, 236),
            .muted = QColor(150, 157, 168),
            .grid = QColor(52, 57, 66),
            .accent = QColor(110, 190, 245),
            .alert = QColor(255, 92, 80),
            .particle = QColor(132, 150, 172)};
}

Palette Palette::paper(bool dark)
{
    Palette palette = dark ? night() : light();
    palette.grid = Qt::transparent;
    palette.foreground = dark ? QColor(255, 255, 255) : QColor(0, 0, 0);
    return palette;
}

Palette Palette::matching(const QPalette& widgets)
{
    return widgets.color(QPalette::Window).lightness() < 128 ? night() : light();
}

QColor Palette::dataSet(int number) const
{
    // Okabe and Ito's seven colours; their black, the eighth, would vanish in the dark.
    static constexpr std::array<QRgb, 7> onLight{0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7,
                                                 0xe69f00, 0x56b4e9, 0xb8a800};
    static constexpr std::array<QRgb, 7> onDark{0x56b4e9, 0xe69f00, 0x009e73, 0xcc79a7,
                                                0xd55e00, 0xf0e442, 0x0072b2};
    const auto& colors = dark ? onDark : onLight;
    return QColor::fromRgb(colors[static_cast<std::size_t>(number) % colors.size()]);
}

Marker Palette::marker(int number)
{
    static constexpr std::array markers{Marker::circle,       Marker::square, Marker::diamond, Marker::triangleUp,
                                        Marker::triangleDown, Marker::star,   Marker::plus,    Marker::cross};
    return markers[static_cast<std::size_t>(number) % markers.size()];
}

}  // namespace vitrine::look

#pragma once

#include <QColor>
#include <QPalette>

namespace vitrine::look {

/// Shapes of data points. Filled unless drawn open.
enum class Marker { circle, square, diamond, triangleUp, triangleDown, plus, cross, star };

/// The colours of a light or a dark window, one meaning each: data sets by Okabe-Ito and marker, red only for the
/// particles that moved most and for errors.
struct Palette {
    bool dark = false;
    QColor background;  ///< behind charts and the 3D scene
    QColor foreground;  ///< text, axes
    QColor muted;       ///< secondary text, thinned points
    QColor grid;        ///< faint lines
    QColor accent;      ///< selection, fits
    QColor alert;       ///< what moved most, errors
    QColor particle;    ///< spheres without a scalar

    static Palette light();
    static Palette night();
    /// As light or night, without grid and in full contrast: for a printed page, or for a slide of that shade.
    static Palette paper(bool dark);
    /// Light or night, whichever suits the window colour of a widget's palette.
    static Palette matching(const QPalette& widgets);

    /// Colour of a data set: Okabe-Ito, cyclic. @param number from 0
    QColor dataSet(int number) const;
    /// Marker of a data set, cyclic with another period than the colours: 56 distinct pairs. @param number from 0
    static Marker marker(int number);

    bool operator==(const Palette&) const = default;
};

}  // namespace vitrine::look

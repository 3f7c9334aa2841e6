#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace vitrine::figures {

/// A journal's width of a column.
struct ColumnWidth {
    QString name;
    double millimetres;
};

/// Phys. Rev. (8.6 and 17.8 cm) and Nature (89 and 183 mm), one and two columns each.
const std::vector<ColumnWidth>& columnWidths();

/// How a figure is put on its page.
struct FigureFormat {
    double width = 86;  ///< mm, from 20 to 500
    std::optional<double> height =
        std::nullopt;     ///< mm, from 15 to 700; without it three quarters of its width for each panel
    double typeSize = 8;  ///< points in the finished figure, from 4 to 24
    int dpi = 600;        ///< of pixels: PNG, TIFF, and 3D pictures in the others; from 72 to 1200
    QString family = QStringLiteral("DejaVu Sans");  ///< of the letters
    bool dark = false;                               ///< light lines on a dark ground, for slides
    bool transparent = false;                        ///< no ground at all, under 3D pictures neither
    bool showCaption = false;                        ///< say within the charts what their lines are

    bool operator==(const FigureFormat&) const = default;

    /// @throws run::InvalidInput naming value and range; a picture of more than 30,000 pixels a side too
    void validate() const;
};

/// Millimetres of a length as people write it: "8.6cm", "86 mm", "3.4in"; a number alone is in mm.
/// @throws run::InvalidInput
double millimetresFromText(const QString& text);

}  // namespace vitrine::figures

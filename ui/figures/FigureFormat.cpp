#include "ui/figures/FigureFormat.h"

#include "core/run/Errors.h"

#include <QFontDatabase>
#include <QRegularExpression>

#include <string>

namespace vitrine::figures {

namespace {

constexpr double largestSide = 30'000;  // pixels: 3.6 GB at four bytes, beyond which Qt makes no picture

void check(const char* what, double value, double low, double high, const char* unit)
{
    if (value >= low && value <= high)
        return;
    throw run::InvalidInput(QStringLiteral("%1 has to be from %2 to %3 %4, not %5.")
                                .arg(QString::fromUtf8(what))
                                .arg(low)
                                .arg(high)
                                .arg(QString::fromUtf8(unit))
                                .arg(value)
                                .toStdString());
}

}  // namespace

const std::vector<ColumnWidth>& columnWidths()
{
    static const std::vector<ColumnWidth> widths{{QStringLiteral("Phys. Rev., one column"), 86},
                                                 {QStringLiteral("Phys. Rev., two columns"), 178},
                                                 {QStringLiteral("Nature, one column"), 89},
                                                 {QStringLiteral("Nature, two columns"), 183}};
    return widths;
}

void FigureFormat::validate() const
{
    check("The width", width, 20, 500, "mm");
    if (height)
        check("The height", *height, 15, 700, "mm");
    check("The size of the type", typeSize, 4, 24, "points");
    check("The resolution", dpi, 72, 1200, "dpi");
    check("The longer side at this resolution", std::max(width, height.value_or(0)) / 25.4 * dpi, 0, largestSide,
          "pixels");
    if (!QFontDatabase::families().contains(family))
        throw run::InvalidInput("There is no font \u201c" + family.toStdString() + "\u201d here.");
}

double millimetresFromText(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*(mm|cm|in|)\\s*$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        throw run::InvalidInput("A length is a number with mm, cm or in, such as 8.6cm; not \u201c" +
                                text.toStdString() + "\u201d.");
    const double number = match.captured(1).toDouble();
    if (match.captured(2) == QLatin1String("cm"))
        return 10 * number;
    return match.captured(2) == QLatin1String("in") ? 25.4 * number : number;
}

}  // namespace vitrine::figures

#include "ui/figures/FigureExport.h"

#include "core/run/Errors.h"
#include "ui/figures/SvgDevice.h"
#include "ui/figures/TiffFile.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>

#include <cmath>

namespace vitrine::figures {

namespace {

constexpr double pointsPerMillimetre = 72 / 25.4;
constexpr int pdfResolution = 7200;  // of coordinates, per inch

/// Qt rounds a page to whole points, 0.35 mm: its box is put right afterwards, in as many characters.
void setPageBox(QByteArray& pdf, const QSizeF& points)
{
    static const QRegularExpression pattern(QStringLiteral("/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]"));
    const auto match = pattern.match(QString::fromLatin1(pdf));
    if (!match.hasMatch())
        throw run::Error("The PDF has no page of a known size.");
    const auto replace = [&pdf, &match](int capture, double value) {
        const auto length = match.capturedLength(capture);
        const auto point = match.captured(capture).indexOf(QLatin1Char('.'));
        const int decimals = point < 0 ? 0 : static_cast<int>(length - point - 1);
        const QByteArray text = QByteArray::number(value, 'f', decimals).rightJustified(length, '0');
        pdf.replace(match.capturedStart(capture), length, text);
    };
    replace(1, points.width());
    replace(2, points.height());
}

/// Metadata as other programs read them (XMP, ISO 16684-1): the title, and in an element of our own what is
/// remembered.
QByteArray xmpOf(const FigureOrigin& origin)
{
    return QStringLiteral(
               "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
               "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
               "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:vitrine=\"urn:vitrine:figure\">\n"
               "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>\n"
               "<xmp:CreatorTool>Vitrine</xmp:CreatorTool>\n"
               "<vitrine:figure>%2</vitrine:figure>\n"
               "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
        .arg(origin.title.toHtmlEscaped(), origin.recipe.toHtmlEscaped())
        .toUtf8();
}

QByteArray pdfOf(Figure& figure, const FigureOrigin& origin)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    const QSizeF points = figure.size() * pointsPerMillimetre;
    const QSizeF page(std::ceil(points.width()), std::ceil(points.height()));
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(pdfResolution);
    writer.setTitle(origin.title);
    writer.setCreator(QStringLiteral("Vitrine"));
    writer.setDocumentXmpMetadata(xmpOf(origin));
    QPainter painter(&writer);
    const double unit = pdfResolution / 25.4;
    // A PDF's page begins at the bottom.
    painter.translate(0, (page.height() - points.height()) / 72 * pdfResolution);
    painter.scale(unit, unit);
    figure.paint(painter, figure.format().dpi / 25.4);
    painter.end();
    buffer.close();
    setPageBox(pdf, points);
    return pdf;
}

QByteArray svgOf(Figure& figure, const FigureOrigin& origin)
{
    SvgDevice device(figure.size());
    QPainter painter(&device);
    painter.scale(SvgDevice::unitsPerMillimetre, SvgDevice::unitsPerMillimetre);
    figure.paint(painter, figure.format().dpi / 25.4);
    painter.end();
    return device.document(origin.title, origin.recipe);
}

QByteArray pngOf(const QImage& picture, const FigureOrigin& origin)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "PNG");
    writer.setText(QStringLiteral("Title"), origin.title);
    writer.setText(QStringLiteral("Software"), QStringLiteral("Vitrine"));
    if (!origin.recipe.isEmpty())
        writer.setText(QStringLiteral("Vitrine-Figure"), origin.recipe);
    if (!writer.write(picture))
        throw run::Error("The picture cannot be made: " + writer.errorString().toStdString());
    return png;
}

void writeWhole(const QByteArray& content, const QString& file)
{
    QSaveFile place(file);
    if (!place.open(QIODevice::WriteOnly) || place.write(content) != content.size() || !place.commit())
        throw run::UnwritableFile(file.toStdString() + " cannot be written: " + place.errorString().toStdString() +
                                  ".");
}

QByteArray tiffOf(Figure& figure, const FigureOrigin& origin)
{
    if (figure.format().transparent)
        throw run::InvalidInput("A TIFF of ours has a ground: choose PNG, PDF or SVG for a transparent figure.");
    return tiffOfImage(figure.toImage(figure.format().dpi), figure.format().dpi, origin.title);
}

}  // namespace

const QStringList& figureSuffixes()
{
    static const QStringList suffixes{QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"),
                                      QStringLiteral("tiff"), QStringLiteral("tif")};
    return suffixes;
}

void writeFigure(Figure& figure, const QString& file, const FigureOrigin& origin)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (!figureSuffixes().contains(suffix))
        throw run::InvalidInput("A figure is written as " +
                                figureSuffixes().join(QStringLiteral(", ")).toStdString() + "; not as \u201c" +
                                file.toStdString() + "\u201d.");
    QByteArray content;
    if (suffix == QLatin1String("pdf"))
        content = pdfOf(figure, origin);
    else if (suffix == QLatin1String("svg"))
        content = svgOf(figure, origin);
    else if (suffix == QLatin1String("png"))
        content = pngOf(figure.toImage(figure.format().dpi), origin);
    else
        content = tiffOf(figure, origin);
    writeWhole(content, file);
}

void writePicture(const QImage& picture, const QString& file, const FigureOrigin& origin)
{
    if (QFileInfo(file).suffix().toLower() != QLatin1String("png"))
        throw run::InvalidInput("A picture of the window is written as png, not as \u201c" + file.toStdString() +
                                "\u201d.");
    writeWhole(pngOf(picture, origin), file);
}

}  // namespace vitrine::figures

#include "ui/figures/Figure.h"

#include "core/run/Errors.h"
#include "ui/look/Numbers.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::figures {

namespace {

constexpr int typePixels = 13;             // of the charts' type, in their own units
constexpr double pointLength = 25.4 / 72;  // mm
constexpr double usualShape = 0.75;        // height of a panel over its width
constexpr double stackShape = 1.05;        // likewise of two charts one above the other
constexpr double narrow = 120;             // mm: panels are one below the other up to this width

/// A stack's upper chart has no words below it and so needs less for the same plot.
constexpr double upperShare = 0.46;

QFont typeOf(const FigureFormat& format)
{
    QFont font(format.family);
    font.setPixelSize(typePixels);
    // Hinted advances depend on the device: lines would break elsewhere than in the preview.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

}  // namespace

Figure::Figure(const FigureFormat& format, std::vector<Panel> panels)
    : m_format(format), m_panels(std::move(panels))
{
    m_format.validate();
    if (m_panels.empty())
        throw run::InvalidInput("A figure needs at least one panel.");
    const int count = static_cast<int>(m_panels.size());
    m_columns = m_format.width > narrow ? std::min(count, 2) : 1;
    const int rows = (count + m_columns - 1) / m_columns;
    const bool stacked = std::ranges::any_of(m_panels, [](const Panel& panel) { return panel.charts.size() > 1; });
    const double shape = stacked ? stackShape : usualShape;
    m_size = {m_format.width, m_format.height.value_or(m_format.width / m_columns * shape * rows)};
    const look::Palette palette = look::Palette::paper(m_format.dark);
    for (Panel& panel : m_panels) {
        for (auto& chart : panel.charts) {
            chart->setFont(typeOf(m_format));
            chart->setPaperLook(palette, m_format.showCaption);
        }
    }
}

QStringList Figure::captions() const
{
    QStringList captions;
    for (const Panel& panel : m_panels) {
        QStringList parts;
        if (!panel.remark.isEmpty())
            parts << panel.remark;
        for (const auto& chart : panel.charts)
            if (const QString caption = chart->captionText(); !caption.isEmpty())
                parts << caption;
        const QString letter = panel.letter.isEmpty() ? QString() : QStringLiteral("(%1) ").arg(panel.letter);
        if (!parts.isEmpty())
            captions << letter + look::withPlainSpaces(parts.join(QStringLiteral("; ")));
    }
    return captions;
}

void Figure::paint(QPainter& painter, double pixelsPerMillimetre)
{
    const double unit = m_format.typeSize * pointLength / typePixels;  // mm
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    if (!m_format.transparent)
        painter.fillRect(QRectF(QPointF(0, 0), m_size), look::Palette::paper(m_format.dark).background);
    painter.scale(unit, unit);
    const int rows = (static_cast<int>(m_panels.size()) + m_columns - 1) / m_columns;
    const QSizeF each(m_size.width() / m_columns / unit, m_size.height() / rows / unit);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const auto row = static_cast<int>(i) / m_columns;
        const auto column = static_cast<int>(i) % m_columns;
        const QRectF area(QPointF(column * each.width(), row * each.height()), each);
        paintPanel(painter, m_panels[i], area, pixelsPerMillimetre * unit);
    }
    painter.restore();
}

void Figure::paintPanel(QPainter& painter, const Panel& panel, const QRectF& area, double pixelsPerUnit)
{
    const look::Palette palette = look::Palette::paper(m_format.dark);
    painter.setFont(typeOf(m_format));
    if (panel.picture) {
        painter.drawImage(area, panel.picture->render((area.size() * pixelsPerUnit).toSize()));
        panel.picture->annotate(painter, area);
    }
    double top = area.top();
    for (std::size_t i = 0; i < panel.charts.size(); ++i) {
        const bool last = i + 1 == panel.charts.size();
        const double height =
            last ? area.bottom() - top : area.height() * upperShare / static_cast<double>(panel.charts.size() - 1);
        panel.charts[i]->paint(painter, QRectF(area.left(), top, area.width(), height));
        top += height;
    }
    if (panel.letter.isEmpty())
        return;
    QFont bold = typeOf(m_format);
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette.foreground);
    painter.drawText(area.topLeft() + QPointF(3, 4 + QFontMetricsF(bold, painter.device()).ascent()),
                     QStringLiteral("(%1)").arg(panel.letter));
}

QImage Figure::toImage(double dpi)
{
    const double perMillimetre = dpi / 25.4;
    const QSize pixels(static_cast<int>(std::lround(m_size.width() * perMillimetre)),
                       static_cast<int>(std::lround(m_size.height() * perMillimetre)));
    QImage image(pixels, m_format.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        throw run::InvalidInput("There is no memory for a picture of " + std::to_string(pixels.width()) + " x " +
                                std::to_string(pixels.height()) + " pixels.");
    image.fill(m_format.transparent ? QColor(Qt::transparent) : look::Palette::paper(m_format.dark).background);
    QPainter painter(&image);
    painter.scale(pixels.width() / m_size.width(), pixels.height() / m_size.height());
    paint(painter, perMillimetre);
    painter.end();
    const int perMetre = static_cast<int>(std::lround(dpi / 0.0254));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    return image;
}

}  // namespace vitrine::figures

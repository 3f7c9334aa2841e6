#include "ui/scene/SceneAnnotations.h"

#include "ui/look/Numbers.h"
#include "ui/scene/FieldGain.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::scene {

namespace {

constexpr double margin = 14;       // painter's units, from the edges of the view
constexpr double axisLength = 26;   // of the axes
constexpr double longestBar = 110;  // of the scale bar
constexpr double longestKey = 110;  // of the arrow key

/// Paints the annotations of one view; every part leaves the painter as it found it.
class AnnotationPainter {
public:
    AnnotationPainter(QPainter& painter, const QRectF& area, const CameraView& view, const look::Palette& palette)
        : m_painter(painter),
          m_area(area),
          m_view(view),
          m_palette(palette),
          m_metrics(painter.font(), painter.device())
    {}

    void words(const QString& caption, const QStringList& notes)
    {
        const double width = m_area.width() - 2 * margin;
        QPointF corner = m_area.topLeft() + QPointF(margin, margin * 0.7);
        if (!caption.isEmpty())
            corner.ry() +=
                paragraph(caption, QRectF(corner, QSizeF(width, m_area.height())), m_palette.foreground);
        for (const QString& note : notes)
            corner.ry() += paragraph(note, QRectF(corner, QSizeF(width, m_area.height())), m_palette.muted);
    }

    void measured(const MeasuredLine& line)
    {
        if (line.other)
            ring(*line.other);
        if (line.to) {
            const QPointF from = painted(line.from);
            const QPointF to = painted(*line.to);
            m_painter.setPen(QPen(m_palette.background, 5));
            m_painter.drawLine(from, to);
            m_painter.setPen(QPen(m_palette.accent, 2));
            m_painter.drawLine(from, to);
            if (line.other)  // the end is an image, which is not drawn by itself
                ring(*line.to, Qt::DashLine);
            else
                ring(*line.to);
            const double width = m_metrics.horizontalAdvance(line.text);
            const QPointF middle = (from + to) / 2;
            const double left = std::clamp(middle.x() - width / 2, m_area.left() + margin,
                                           std::max(m_area.left() + margin, m_area.right() - margin - width));
            backed(line.text, QPointF(left, middle.y() - 10), m_palette.foreground);
        }
        ring(line.from);
    }

    void ring(const ViewPlace& place, Qt::PenStyle style = Qt::SolidLine)
    {
        constexpr double radius = 11;
        const QPointF middle = painted(place);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_palette.background, 5));
        m_painter.drawEllipse(middle, radius, radius);
        m_painter.setPen(QPen(m_palette.accent, 2.4, style));
        m_painter.drawEllipse(middle, radius, radius);
    }

    void emptyText(const QString& text)
    {
        m_painter.setPen(m_palette.muted);
        m_painter.drawText(m_area.adjusted(3 * margin, margin, -3 * margin, -margin),
                           Qt::AlignCenter | Qt::TextWordWrap, text);
    }

    void axes()
    {
        const QPointF origin =
            m_area.bottomLeft() + QPointF(margin + 1.3 * axisLength, -margin - 1.3 * axisLength);
        struct Direction {
            Eigen::Vector3d seen;
            QString name;
        };
        std::array<Direction, 3> directions{{{m_view.rotation.col(0), QStringLiteral("x")},
                                             {m_view.rotation.col(1), QStringLiteral("y")},
                                             {m_view.rotation.col(2), QStringLiteral("z")}}};
        std::ranges::sort(directions, {}, [](const Direction& d) { return d.seen.z(); });  // the nearest last
        for (const Direction& direction : directions) {
            const QPointF span(axisLength * direction.seen.x(), -axisLength * direction.seen.y());
            QColor color = m_palette.foreground;
            color.setAlphaF(direction.seen.z() < -0.3 ? 0.45F : 1.0F);
            m_painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawLine(origin, origin + span);
            if (std::hypot(span.x(), span.y()) > 0.3 * axisLength)
                arrowHead(origin + span, span, 6, color);
            centered(direction.name, origin + span * (1 + 11 / std::max(11.0, std::hypot(span.x(), span.y()))),
                     color);
        }
    }

    /// @return whether there was room and a scale
    bool scaleBar(double left)
    {
        const double length = roundedDown125(longestBar * m_view.unitsPerPixel);
        if (!(length > 0))
            return false;
        const double width = length / m_view.unitsPerPixel;
        const double bottom = m_area.bottom() - margin;
        const QRectF bar(left, bottom - 4, width, 4);
        m_painter.fillRect(bar, m_palette.foreground);
        const QString text = look::number(length, 1) + QStringLiteral(" σ") +
                             (m_view.parallel ? QString() : QStringLiteral(" in the focal plane"));
        backed(text, QPointF(left, bar.top() - 4), m_palette.foreground);
        return true;
    }

    void arrowKey(const ArrowKey& key, double left)
    {
        if (!(m_view.unitsPerPixel > 0) || !(key.length > 0))
            return;
        const double width = key.length / m_view.unitsPerPixel;
        if (width > m_area.width() / 2)
            return;  // zoomed in so far that the key would cover the view
        const double y = m_area.bottom() - margin - (m_metrics.height() + 4) - 20;
        const QPointF tip(left + width, y);
        m_painter.setPen(QPen(key.color, 2.4, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(left, y), tip - QPointF(std::min(8.0, width / 2), 0));
        arrowHead(tip, QPointF(1, 0), std::min(10.0, width), key.color);
        backed(key.text, QPointF(left, y - 7), m_palette.foreground);
    }

    /// @param place from 0, at the bottom, upwards @param count of legends that share the height
    void legend(const ColorLegend& legend, std::size_t place, std::size_t count)
    {
        const double share = 0.28 + 0.2 * static_cast<double>(count - 1);
        const double gap = 2.2 * m_metrics.height();  // for the title of the one below
        const double height = std::clamp(m_area.height() * share, 60.0 * static_cast<double>(count),
                                         140.0 * static_cast<double>(count)) /
                                  static_cast<double>(count) -
                              (count > 1 ? gap / 2 : 0);
        const double bottom = m_area.bottom() - margin - static_cast<double>(place) * (height + gap);
        const QRectF bar(m_area.right() - margin - 12, bottom - height, 12, height);
        QLinearGradient gradient(bar.bottomLeft(), bar.topLeft());
        for (int i = 0; i <= 32; ++i) {
            const double t = i / 32.0;
            const auto rgb = look::colorAt(legend.map, std::lerp(legend.lowPlace, legend.highPlace, t));
            gradient.setColorAt(t, QColor(rgb[0], rgb[1], rgb[2]));
        }
        m_painter.setPen(Qt::NoPen);
        m_painter.fillRect(bar, gradient);
        const auto rightAligned = [&](const QString& text, double baseline) {
            backed(text, QPointF(bar.left() - 6 - m_metrics.horizontalAdvance(text), baseline),
                   m_palette.foreground);
        };
        rightAligned(look::number(legend.high, 2), bar.top() + m_metrics.ascent());
        // Beside 8.9 an end of 0.0004 is 0.
        const bool zero = std::abs(legend.low) < 0.005 * std::abs(legend.high - legend.low);
        rightAligned(look::number(zero ? 0 : legend.low, 2), bar.bottom());
        backed(legend.title, QPointF(bar.right() - m_metrics.horizontalAdvance(legend.title), bar.top() - 8),
               m_palette.foreground);
    }

private:
    QPointF painted(const ViewPlace& place) const
    {
        return {m_area.left() + place.x * m_area.width(), m_area.bottom() - place.y * m_area.height()};
    }

    /// Text over a veil of background, so that it can be read over spheres. @param place of the baseline's left
    /// end
    void backed(const QString& text, const QPointF& place, const QColor& color)
    {
        const QRectF box(place.x() - 3, place.y() - m_metrics.ascent(), m_metrics.horizontalAdvance(text) + 6,
                         m_metrics.height());
        veil(box);
        m_painter.setPen(color);
        m_painter.drawText(place, text);
    }

    void veil(const QRectF& box)
    {
        QColor color = m_palette.background;
        color.setAlphaF(0.72F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawRoundedRect(box, 3, 3);
        m_painter.setBrush(Qt::NoBrush);
    }

    /// @return the height it took
    double paragraph(const QString& text, const QRectF& area, const QColor& color)
    {
        const QRectF box = m_painter.boundingRect(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        veil(box.adjusted(-4, -1, 4, 1));
        m_painter.setPen(color);
        m_painter.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        return box.height() + 3;
    }

    void centered(const QString& text, const QPointF& middle, const QColor& color)
    {
        m_painter.setPen(color);
        m_painter.drawText(QRectF(middle.x() - 20, middle.y() - 20, 40, 40), Qt::AlignCenter, text);
    }

    void arrowHead(const QPointF& tip, const QPointF& direction, double length, const QColor& color)
    {
        const QPointF along = direction / std::hypot(direction.x(), direction.y());
        const QPointF side(-along.y(), along.x());
        QPainterPath head(tip);
        head.lineTo(tip - length * along + 0.45 * length * side);
        head.lineTo(tip - length * along - 0.45 * length * side);
        head.closeSubpath();
        m_painter.fillPath(head, color);
    }

    QPainter& m_painter;
    QRectF m_area;
    const CameraView& m_view;
    const look::Palette& m_palette;
    QFontMetricsF m_metrics;
};

}  // namespace

void SceneAnnotations::paint(QPainter& painter, const QRectF& area, const CameraView& view,
                             const look::Palette& palette) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    AnnotationPainter annotate(painter, area, view, palette);
    if (!emptyText.isEmpty()) {
        annotate.emptyText(emptyText);
    }
    else {
        if (axes)
            annotate.axes();
        const double left = area.left() + margin + (axes ? 3.2 * axisLength : 0);
        if (scaleBar)
            annotate.scaleBar(left);
        if (arrowKey)
            annotate.arrowKey(*arrowKey, left);
        for (std::size_t i = 0; i < legends.size(); ++i)
            annotate.legend(legends[i], i, legends.size());
    }
    if (picked)
        annotate.ring(*picked);
    if (measured)
        annotate.measured(*measured);
    annotate.words(caption, notes);
    painter.restore();
}

}  // namespace vitrine::scene

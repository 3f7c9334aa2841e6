#include "ui/figures/SvgDevice.h"

#include "ui/figures/FontSubset.h"

#include <QBuffer>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QRawFont>

#include <cmath>
#include <map>
#include <optional>

namespace vitrine::figures {

namespace {

/// To a thousandth of a device unit's worth of millimetres, without trailing zeros.
QString number(double value)
{
    QString text = QString::number(value, 'f', 3);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QString pair(const QPointF& point)
{
    return number(point.x()) + QLatin1Char(',') + number(point.y());
}

QString paint(const char* attribute, const QColor& color)
{
    QString text = QStringLiteral(" %1=\"%2\"").arg(QLatin1String(attribute), color.name());
    if (color.alpha() < 255)
        text += QStringLiteral(" %1-opacity=\"%2\"").arg(QLatin1String(attribute), number(color.alphaF()));
    return text;
}

QString pathData(const QPainterPath& path)
{
    QString text;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        switch (element.type) {
            case QPainterPath::MoveToElement:
                text += QLatin1Char('M');
                break;
            case QPainterPath::LineToElement:
                text += QLatin1Char('L');
                break;
            case QPainterPath::CurveToElement:
                text += QLatin1Char('C');
                break;
            case QPainterPath::CurveToDataElement:
                text += QLatin1Char(' ');
                break;
        }
        text += pair(element);
    }
    return text;
}

}  // namespace

class SvgDevice::Engine : public QPaintEngine {
public:
    Engine()
        : QPaintEngine(PrimitiveTransform | PainterPaths | AlphaBlend | Antialiasing | ConstantOpacity |
                       LinearGradientFill | PixmapTransform)
    {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override
    {
        flushWords();
        return true;
    }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& now) override
    {
        m_pen = now.pen();
        m_brush = now.brush();
        m_transform = QTransform::fromScale(1 / unitsPerMillimetre, 1 / unitsPerMillimetre);
        m_transform = now.transform() * m_transform;
    }

    void drawPath(const QPainterPath& path) override { draw(path, m_pen, m_brush); }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path;
        path.moveTo(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        if (mode != PolylineMode)
            path.closeSubpath();
        draw(path, m_pen, mode == PolylineMode ? QBrush(Qt::NoBrush) : m_brush);
    }

    void drawLines(const QLineF* lines, int count) override
    {
        QPainterPath path;
        for (int i = 0; i < count; ++i) {
            path.moveTo(lines[i].p1());
            path.lineTo(lines[i].p2());
        }
        draw(path, m_pen, Qt::NoBrush);
    }

    void drawRects(const QRectF* rectangles, int count) override
    {
        QPainterPath path;
        for (int i = 0; i < count; ++i)
            path.addRect(rectangles[i]);
        draw(path, m_pen, m_brush);
    }

    void drawPoints(const QPointF* points, int count) override
    {
        QPainterPath path;
        const double radius = m_pen.widthF() / 2;
        for (int i = 0; i < count; ++i)
            path.addEllipse(points[i], radius, radius);
        path.setFillRule(Qt::WindingFill);
        draw(path, Qt::NoPen, m_pen.color());
    }

    void drawPixmap(const QRectF& area, const QPixmap& pixmap, const QRectF& source) override
    {
        drawImage(area, pixmap.toImage(), source, Qt::AutoColor);
    }

    void drawImage(const QRectF& area, const QImage& image, const QRectF& source,
                   Qt::ImageConversionFlags) override
    {
        flushWords();
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        image.copy(source.toAlignedRect()).save(&buffer, "PNG");
        const QRectF place = m_transform.mapRect(area);
        m_body += QStringLiteral(
                      "<image x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" preserveAspectRatio=\"none\" "
                      "xlink:href=\"data:image/png;base64,")
                      .arg(number(place.x()), number(place.y()), number(place.width()), number(place.height()));
        m_body += QString::fromLatin1(png.toBase64()) + QStringLiteral("\"/>\n");
    }

    /// Qt gives the parts of one script each; those that stand side by side become one again.
    void drawTextItem(const QPointF& place, const QTextItem& item) override
    {
        const QFont font = item.font();
        const QColor color = m_pen.color();
        const double tolerance = 0.05 * font.pixelSize();
        const bool continues = m_words && m_words->font == font && m_words->color == color &&
                               m_words->transform == m_transform &&
                               std::abs(m_words->end.x() - place.x()) < tolerance &&
                               std::abs(m_words->end.y() - place.y()) < tolerance;
        if (!continues) {
            flushWords();
            m_words = Words{
                .text = {}, .font = font, .color = color, .transform = m_transform, .begin = place, .end = {}};
        }
        m_words->text += item.text();
        m_words->end = place + QPointF(item.width(), 0);
    }

    QByteArray document(const QSizeF& size, const QString& title, const QString& metadata) const
    {
        QString text = QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text += QStringLiteral(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" "
                    "width=\"%1mm\" height=\"%2mm\" viewBox=\"0 0 %1 %2\">\n")
                    .arg(number(size.width()), number(size.height()));
        text += QStringLiteral("<title>%1</title>\n").arg(title.toHtmlEscaped());
        if (!metadata.isEmpty())
            text += QStringLiteral("<metadata>%1</metadata>\n").arg(metadata.toHtmlEscaped());
        text += fontStyles() + definitions() + m_body + QStringLiteral("</svg>\n");
        return text.toUtf8();
    }

private:
    struct Words {
        QString text;
        QFont font;
        QColor color;
        QTransform transform;
        QPointF begin;
        QPointF end;
    };
    using FontKey = std::pair<QString, bool>;  // family, bold

    double scale() const { return std::sqrt(std::abs(m_transform.determinant())); }

    void draw(const QPainterPath& path, const QPen& pen, const QBrush& brush)
    {
        const bool stroked = pen.style() != Qt::NoPen && pen.color().alpha() > 0;
        const bool filled = brush.style() != Qt::NoBrush && (brush.gradient() || brush.color().alpha() > 0);
        if (path.isEmpty() || (!stroked && !filled))
            return;
        flushWords();
        const QPainterPath seen = m_transform.map(path);
        m_body += QStringLiteral("<path d=\"%1\"").arg(pathData(seen));
        m_body += filled ? (brush.gradient() ? gradientFill(brush) : paint("fill", brush.color()))
                         : QStringLiteral(" fill=\"none\"");
        if (filled && path.fillRule() == Qt::OddEvenFill && !stroked)
            m_body += QStringLiteral(" fill-rule=\"evenodd\"");
        if (stroked)
            m_body += stroke(pen);
        m_body += clip(seen.boundingRect()) + QStringLiteral("/>\n");
    }

    QString stroke(const QPen& pen) const
    {
        const double width = std::max(pen.widthF() * (pen.isCosmetic() ? 1 : scale()), 0.02);
        QString text = paint("stroke", pen.color()) + QStringLiteral(" stroke-width=\"%1\"").arg(number(width));
        if (pen.capStyle() != Qt::FlatCap)
            text += pen.capStyle() == Qt::RoundCap ? QStringLiteral(" stroke-linecap=\"round\"")
                                                   : QStringLiteral(" stroke-linecap=\"square\"");
        if (pen.joinStyle() == Qt::RoundJoin)
            text += QStringLiteral(" stroke-linejoin=\"round\"");
        QStringList dashes;
        for (const double dash : pen.style() == Qt::SolidLine ? QList<qreal>() : pen.dashPattern())
            dashes << number(dash * width);
        if (!dashes.isEmpty())
            text += QStringLiteral(" stroke-dasharray=\"%1\"").arg(dashes.join(QLatin1Char(' ')));
        return text;
    }

    /// Where the painter's clip would cut something off.
    QString clip(const QRectF& drawn)
    {
        if (!painter()->hasClipping())
            return {};
        const QRectF seen = m_transform.mapRect(painter()->clipBoundingRect());
        if (seen.contains(drawn))
            return {};
        const QString key =
            QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"/>")
                .arg(number(seen.x()), number(seen.y()), number(seen.width()), number(seen.height()));
        if (!m_clips.contains(key))
            m_clips.append(key);
        return QStringLiteral(" clip-path=\"url(#clip%1)\"").arg(m_clips.indexOf(key));
    }

    QString gradientFill(const QBrush& brush)
    {
        const auto* gradient = static_cast<const QLinearGradient*>(brush.gradient());
        const QPointF begin = m_transform.map(gradient->start());
        const QPointF end = m_transform.map(gradient->finalStop());
        QString text = QStringLiteral("gradientUnits=\"userSpaceOnUse\" x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\">")
                           .arg(number(begin.x()), number(begin.y()), number(end.x()), number(end.y()));
        for (const QGradientStop& stop : gradient->stops())
            text += QStringLiteral("<stop offset=\"%1\" stop-color=\"%2\"/>")
                        .arg(number(stop.first), stop.second.name());
        m_gradients.append(text);
        return QStringLiteral(" fill=\"url(#gradient%1)\"").arg(m_gradients.size() - 1);
    }

    void flushWords()
    {
        if (!m_words)
            return;
        const Words words = *std::exchange(m_words, std::nullopt);
        const QTransform& turn = words.transform;
        const QPointF place = turn.map(words.begin);
        const double size = std::sqrt(std::abs(turn.determinant()));
        const double angle = std::atan2(turn.m12(), turn.m11()) * 180 / M_PI;
        m_body += QStringLiteral("<text x=\"%1\" y=\"%2\" font-family=\"'%3', sans-serif\" font-size=\"%4\"")
                      .arg(number(place.x()), number(place.y()), words.font.family().toHtmlEscaped(),
                           number(words.font.pixelSize() * size));
        if (words.font.bold())
            m_body += QStringLiteral(" font-weight=\"bold\"");
        if (std::abs(angle) > 1e-6)
            m_body += QStringLiteral(" transform=\"rotate(%1 %2 %3)\"")
                          .arg(number(angle), number(place.x()), number(place.y()));
        m_body += paint("fill", words.color) +
                  QStringLiteral(" xml:space=\"preserve\">%1</text>\n").arg(words.text.toHtmlEscaped());
        m_characters[{words.font.family(), words.font.bold()}] += words.text;
    }

    QString fontStyles() const
    {
        QString text = QStringLiteral("<style>");
        for (const auto& [key, characters] : m_characters) {
            QFont font(key.first);
            font.setBold(key.second);
            const QByteArray subset = fontSubset(QRawFont::fromFont(font), characters);
            if (subset.isEmpty())
                continue;
            text += QStringLiteral("@font-face{font-family:'%1';font-weight:%2;src:url(data:font/ttf;base64,%3)}")
                        .arg(key.first, key.second ? QStringLiteral("bold") : QStringLiteral("normal"),
                             QString::fromLatin1(subset.toBase64()));
        }
        return text + QStringLiteral("</style>\n");
    }

    QString definitions() const
    {
        QString text = QStringLiteral("<defs>");
        for (qsizetype i = 0; i < m_clips.size(); ++i)
            text += QStringLiteral("<clipPath id=\"clip%1\">%2</clipPath>").arg(i).arg(m_clips[i]);
        for (qsizetype i = 0; i < m_gradients.size(); ++i)
            text +=
                QStringLiteral("<linearGradient id=\"gradient%1\" %2</linearGradient>").arg(i).arg(m_gradients[i]);
        return text + QStringLiteral("</defs>\n");
    }

    QString m_body;
    QStringList m_clips;
    QStringList m_gradients;
    std::map<FontKey, QString> m_characters;  ///< drawn in each font
    std::optional<Words> m_words;             ///< not written yet
    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;  ///< painter's units to mm
};

SvgDevice::SvgDevice(const QSizeF& size) : m_size(size), m_engine(std::make_unique<Engine>()) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgDevice::document(const QString& title, const QString& metadata) const
{
    return m_engine->document(m_size, title, metadata);
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    constexpr int perInch = static_cast<int>(25.4 * unitsPerMillimetre);
    switch (metric) {
        case PdmWidth:
            return static_cast<int>(std::lround(m_size.width() * unitsPerMillimetre));
        case PdmHeight:
            return static_cast<int>(std::lround(m_size.height() * unitsPerMillimetre));
        case PdmWidthMM:
            return static_cast<int>(std::lround(m_size.width()));
        case PdmHeightMM:
            return static_cast<int>(std::lround(m_size.height()));
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return perInch;
        case PdmDepth:
            return 24;
        case PdmNumColors:
            return 1 << 24;
        case PdmDevicePixelRatio:
            return 1;
        default:  // the ratio in Qt's fixed point, under the names that its versions have for it
            return static_cast<int>(devicePixelRatioFScale());
    }
}

}  // namespace vitrine::figures

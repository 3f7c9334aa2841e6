#include "ui/charts/PainterDevice.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <vtkBrush.h>
#include <vtkContext2D.h>
#include <vtkContextDevice2D.h>
#include <vtkContextScene.h>
#include <vtkImageData.h>
#include <vtkMarkerUtilities.h>
#include <vtkMatrix3x3.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkPen.h>
#include <vtkPolyData.h>
#include <vtkTextProperty.h>
#include <vtkVersionMacros.h>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>
#if VTK_VERSION_NUMBER < VTK_VERSION_CHECK(9, 2, 0)
#include <vtkUnicodeString.h>
#endif

namespace vitrine::charts {

namespace {

constexpr int firstStyle = 100;  // beyond VTK's own marker numbers
constexpr int openOffset = 50;

QPolygonF regularPolygon(int corners, double firstAngle, double outer, double inner)
{
    QPolygonF polygon;
    for (int k = 0; k < corners; ++k) {
        const double angle = firstAngle + 2 * std::numbers::pi * k / corners;
        const double radius = k % 2 == 0 ? outer : inner;
        polygon << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return polygon;
}

/// Shapes of equal area, around the origin, for a circle of radius 1.
QPainterPath markerPath(look::Marker marker)
{
    constexpr double up = -std::numbers::pi / 2;
    QPainterPath path;
    switch (marker) {
        case look::Marker::circle:
            path.addEllipse(QPointF(0, 0), 1, 1);
            break;
        case look::Marker::square:
            path.addRect(-0.886, -0.886, 1.772, 1.772);
            break;
        case look::Marker::diamond:
            path.addPolygon(regularPolygon(4, up, 1.253, 1.253));
            break;
        case look::Marker::triangleUp:
            path.addPolygon(regularPolygon(3, up, 1.4, 1.4));
            break;
        case look::Marker::triangleDown:
            path.addPolygon(regularPolygon(3, -up, 1.4, 1.4));
            break;
        case look::Marker::star:
            path.addPolygon(regularPolygon(10, up, 1.5, 0.7));
            break;
        case look::Marker::plus:
        case look::Marker::cross: {
            constexpr double arm = 1.25;
            constexpr double half = 0.36;
            path.addPolygon(QPolygonF{{-half, -arm},
                                      {half, -arm},
                                      {half, -half},
                                      {arm, -half},
                                      {arm, half},
                                      {half, half},
                                      {half, arm},
                                      {-half, arm},
                                      {-half, half},
                                      {-arm, half},
                                      {-arm, -half},
                                      {-half, -half}});
            if (marker == look::Marker::cross)
                path = QTransform().rotate(45).map(path);
            break;
        }
    }
    path.closeSubpath();
    return path;
}

QColor colorOf(const unsigned char* channels, int count)
{
    if (count < 3)
        return {channels[0], channels[0], channels[0]};
    return {channels[0], channels[1], channels[2], count > 3 ? channels[3] : 255};
}

QTransform transformOf(vtkMatrix3x3* matrix)
{
    const auto m = [matrix](int row, int column) { return matrix->GetElement(row, column); };
    return {m(0, 0), m(1, 0), m(0, 1), m(1, 1), m(0, 2), m(1, 2)};
}

/// A vtkContext2D device whose paper is a QPainter.
class PainterDevice : public vtkContextDevice2D {
public:
    static PainterDevice* New();
    vtkTypeMacro(PainterDevice, vtkContextDevice2D)

    void start(QPainter* painter, const QSizeF& size, const QFont& font)
    {
        m_painter = painter;
        m_font = font;
        const int width = static_cast<int>(std::lround(size.width()));
        const int height = static_cast<int>(std::lround(size.height()));
        SetViewportSize(vtkVector2i(width, height));
        SetViewportRect(vtkRecti(0, 0, width, height));
        painter->setTransform(QTransform(1, 0, 0, -1, 0, size.height()) * painter->transform());
    }

    void DrawPoly(float* points, int count, unsigned char*, int) override
    {
        applyPen();
        m_painter->setBrush(Qt::NoBrush);
        m_painter->drawPolyline(mapped(points, count));
    }

    void DrawLines(float* points, int count, unsigned char*, int) override
    {
        applyPen();
        const QPolygonF ends = mapped(points, count);
        for (qsizetype i = 0; i + 1 < ends.size(); i += 2)
            m_painter->drawLine(ends[i], ends[i + 1]);
    }

    void DrawPoints(float* points, int count, unsigned char* colors, int channels) override
    {
        drawMarkers(look::Marker::circle, false, points, count, colors, channels);
    }

    void DrawPointSprites(vtkImageData*, float* points, int count, unsigned char* colors, int channels) override
    {
        DrawPoints(points, count, colors, channels);
    }

    void DrawMarkers(int shape, bool, float* points, int count, unsigned char* colors, int channels) override
    {
        if (shape < firstStyle) {
            DrawPoints(points, count, colors, channels);
            return;
        }
        const bool open = shape >= firstStyle + openOffset;
        const auto marker = static_cast<look::Marker>(shape - firstStyle - (open ? openOffset : 0));
        drawMarkers(marker, open, points, count, colors, channels);
    }

    void DrawQuad(float* points, int count) override
    {
        for (int i = 0; i + 3 < count; i += 4)
            DrawColoredPolygon(points + 2 * i, 4, nullptr, 0);
    }

    void DrawQuadStrip(float* points, int count) override
    {
        for (int i = 0; i + 3 < count; i += 2) {
            const float* p = points + 2 * i;
            std::array<float, 8> quad{p[0], p[1], p[2], p[3], p[6], p[7], p[4], p[5]};
            DrawColoredPolygon(quad.data(), 4, nullptr, 0);
        }
    }

    void DrawColoredPolygon(float* points, int count, unsigned char*, int) override
    {
        const QColor fill = colorOf(Brush->GetColorObject().GetData(), 4);
        if (fill.alpha() == 0)
            return;
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(fill);
        m_painter->drawPolygon(mapped(points, count));
    }

    void DrawEllipseWedge(float x, float y, float outRx, float outRy, float, float, float startAngle,
                          float stopAngle) override
    {
        std::vector<float> points{x, y};
        appendArc(points, x, y, outRx, outRy, startAngle, stopAngle);
        DrawColoredPolygon(points.data(), static_cast<int>(points.size() / 2), nullptr, 0);
    }

    void DrawEllipticArc(float x, float y, float rX, float rY, float startAngle, float stopAngle) override
    {
        std::vector<float> points;
        appendArc(points, x, y, rX, rY, startAngle, stopAngle);
        DrawPoly(points.data(), static_cast<int>(points.size() / 2), nullptr, 0);
    }

    void DrawString(float* point, const vtkStdString& string) override
    {
        const QString text = QString::fromStdString(string);
        const QFontMetricsF metrics(m_font, m_painter->device());
        const QSizeF size = metrics.size(0, text);
        double left = 0;
        if (TextProp->GetJustification() != VTK_TEXT_LEFT)
            left = TextProp->GetJustification() == VTK_TEXT_CENTERED ? -size.width() / 2 : -size.width();
        double top = 0;
        if (TextProp->GetVerticalJustification() != VTK_TEXT_TOP)
            top = TextProp->GetVerticalJustification() == VTK_TEXT_CENTERED ? -size.height() / 2 : -size.height();
        m_painter->save();
        m_painter->translate(m_matrix.map(QPointF(point[0], point[1])));
        m_painter->scale(1, -1);
        m_painter->rotate(-TextProp->GetOrientation());
        m_painter->setFont(m_font);
        std::array<double, 3> color{};
        TextProp->GetColor(color.data());
        const auto channel = [](double value) { return static_cast<float>(value); };
        m_painter->setPen(QColor::fromRgbF(channel(color[0]), channel(color[1]), channel(color[2]),
                                           channel(TextProp->GetOpacity())));
        m_painter->drawText(QRectF(QPointF(left, top), size), text);
        m_painter->restore();
    }

    void ComputeStringBounds(const vtkStdString& string, float bounds[4]) override
    {
        const QSizeF size = QFontMetricsF(m_font, m_painter->device()).size(0, QString::fromStdString(string));
        const QRectF turned = QTransform().rotate(TextProp->GetOrientation()).mapRect(QRectF(QPointF(), size));
        bounds[0] = bounds[1] = 0;
        bounds[2] = static_cast<float>(turned.width());
        bounds[3] = static_cast<float>(turned.height());
    }

    void ComputeJustifiedStringBounds(const char* string, float bounds[4]) override
    {
        ComputeStringBounds(vtkStdString(string), bounds);
    }

    void DrawMathTextString(float* point, const vtkStdString& string) override { DrawString(point, string); }
#if VTK_VERSION_NUMBER < VTK_VERSION_CHECK(9, 2, 0)
    void DrawString(float* point, const vtkUnicodeString& string) override
    {
        DrawString(point, vtkStdString(string.utf8_str()));
    }
    void ComputeStringBounds(const vtkUnicodeString& string, float bounds[4]) override
    {
        ComputeStringBounds(vtkStdString(string.utf8_str()), bounds);
    }
#endif

    // Our charts contain neither pictures nor meshes.
    void DrawImage(float[2], float, vtkImageData*) override {}
    void DrawImage(const vtkRectf&, vtkImageData*) override {}
    void DrawPolyData(float[2], float, vtkPolyData*, vtkUnsignedCharArray*, int) override {}
    void SetTexture(vtkImageData*, int) override {}

    void SetColor4(unsigned char color[4]) override
    {
        Pen->SetColor(color[0], color[1], color[2], color[3]);
        Brush->SetColor(color[0], color[1], color[2], color[3]);
    }
    void SetPointSize(float size) override
    {
        Pen->SetWidth(size);
    }
    void SetLineWidth(float width) override
    {
        Pen->SetWidth(width);
    }
    void SetLineType(int type) override
    {
        Pen->SetLineType(type);
    }

    void SetMatrix(vtkMatrix3x3* matrix) override
    {
        m_matrix = transformOf(matrix);
    }
    void MultiplyMatrix(vtkMatrix3x3* matrix) override
    {
        m_matrix = transformOf(matrix) * m_matrix;
    }
    void GetMatrix(vtkMatrix3x3* matrix) override
    {
        matrix->Identity();
        matrix->SetElement(0, 0, m_matrix.m11());
        matrix->SetElement(1, 0, m_matrix.m12());
        matrix->SetElement(0, 1, m_matrix.m21());
        matrix->SetElement(1, 1, m_matrix.m22());
        matrix->SetElement(0, 2, m_matrix.dx());
        matrix->SetElement(1, 2, m_matrix.dy());
    }
    void PushMatrix() override
    {
        m_matrices.push_back(m_matrix);
    }
    void PopMatrix() override
    {
        m_matrix = m_matrices.back();
        m_matrices.pop_back();
    }

    void SetClipping(int* box) override
    {
        m_clip = QRectF(box[0], box[1], box[2], box[3]);
    }
    void EnableClipping(bool enable) override
    {
        if (enable)
            m_painter->setClipRect(m_clip);
        else
            m_painter->setClipping(false);
    }

private:
    QPolygonF mapped(const float* points, int count) const
    {
        QPolygonF polygon;
        polygon.reserve(count);
        for (int i = 0; i < count; ++i)
            polygon << m_matrix.map(QPointF(points[2 * i], points[2 * i + 1]));
        return polygon;
    }

    void applyPen()
    {
        QPen pen(colorOf(Pen->GetColorObject().GetData(), 4), Pen->GetWidth());
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::RoundJoin);
        switch (Pen->GetLineType()) {
            case vtkPen::NO_PEN:
                pen.setStyle(Qt::NoPen);
                break;
            case vtkPen::DASH_LINE:
                pen.setStyle(Qt::DashLine);
                break;
            case vtkPen::DOT_LINE:
            case vtkPen::DENSE_DOT_LINE:
                pen.setStyle(Qt::DotLine);
                break;
            case vtkPen::DASH_DOT_LINE:
                pen.setStyle(Qt::DashDotLine);
                break;
            case vtkPen::DASH_DOT_DOT_LINE:
                pen.setStyle(Qt::DashDotDotLine);
                break;
            default:
                break;
        }
        m_painter->setPen(pen);
    }

    void drawMarkers(look::Marker marker, bool open, const float* points, int count, const unsigned char* colors,
                     int channels)
    {
        const QPolygonF places = mapped(points, count);
        if (marker == look::Marker::circle && !open && !colors) {
            // One call for all: a decay profile has thousands.
            m_painter->setPen(
                QPen(colorOf(Pen->GetColorObject().GetData(), 4), Pen->GetWidth(), Qt::SolidLine, Qt::RoundCap));
            m_painter->drawPoints(places);
            return;
        }
        for (int i = 0; i < count; ++i) {
            const QColor color =
                colors ? colorOf(colors + i * channels, channels) : colorOf(Pen->GetColorObject().GetData(), 4);
            // y points up here: a triangle must not stand on its head
            m_painter->save();
            m_painter->translate(places[i]);
            m_painter->scale(1, -1);
            paintMarker(*m_painter, {}, Pen->GetWidth() / 2, marker, open, color);
            m_painter->restore();
        }
    }

    static void appendArc(std::vector<float>& points, float x, float y, float rX, float rY, float start,
                          float stop)
    {
        constexpr int steps = 64;
        for (int i = 0; i <= steps; ++i) {
            const float angle =
                (start + (stop - start) * static_cast<float>(i) / steps) * std::numbers::pi_v<float> / 180;
            points.push_back(x + rX * std::cos(angle));
            points.push_back(y + rY * std::sin(angle));
        }
    }

    QPainter* m_painter = nullptr;
    QFont m_font;
    QTransform m_matrix;
    std::vector<QTransform> m_matrices;
    QRectF m_clip;
};

vtkStandardNewMacro(PainterDevice)

}  // namespace

int markerStyle(look::Marker marker, bool open)
{
    return firstStyle + static_cast<int>(marker) + (open ? openOffset : 0);
}

void paintMarker(QPainter& painter, const QPointF& place, double radius, look::Marker marker, bool open,
                 const QColor& color)
{
    const QPainterPath shape = QTransform::fromScale(radius, radius).map(markerPath(marker)).translated(place);
    if (open) {
        painter.setPen(QPen(color, std::max(1.0, radius * 0.32)));
        painter.setBrush(Qt::NoBrush);
    }
    else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
    }
    painter.drawPath(shape);
}

void paintScene(vtkContextScene* scene, QPainter& painter, const QSizeF& size, const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    vtkNew<PainterDevice> device;
    device->start(&painter, size, font);
    vtkNew<vtkContext2D> context;
    context->Begin(device);
    scene->SetGeometry(static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height())));
    scene->Paint(context);
    context->End();
    painter.restore();
}

}  // namespace vitrine::charts

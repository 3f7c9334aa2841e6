#pragma once

#include "ui/charts/AxisTicks.h"
#include "ui/look/Palette.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <vtkSmartPointer.h>

#include <memory>
#include <optional>
#include <vector>

class vtkChartXY;
class vtkContextScene;

namespace vitrine::charts {

struct AxisSpec {
    QString title;  ///< with symbol and unit
    bool logarithmic = false;
    bool operator==(const AxisSpec&) const = default;
};

/// A data point that the pointer can find.
struct HotPoint {
    double x;
    double y;
    QString tooltip;           ///< lines of plain text
    bool onUpperEdge = false;  ///< drawn at the upper edge of the plot, whatever y
};

/// An entry of the row above the plot.
struct LegendEntry {
    QString text;
    QColor color;
    look::Marker marker;
    bool open = false;
};

/// A vtkChartXY painted with QPainter: no OpenGL, crisp at any device pixel ratio; the same code will write PDF
/// and SVG.
///
/// VTK holds the data, the scales and the plots; frame, ticks and words are painted here, since VTK's have neither
/// superscripts nor minor ticks. Wheel zooms about the pointer, a drag pans, a double-click shows everything
/// again. Repaints only on change, at most twenty times a second. Follows the widget palette (light, dark).
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    ~ChartView() override;

    /// Paints the chart into a rectangle, in the painter's units (one unit: a device-independent pixel at a font
    /// of the widget's size). Without what belongs to the screen alone: hover and pulse.
    void paint(QPainter& painter, const QRectF& area);
    /// @param size in device-independent pixels @param ratio device pixels for each
    QImage toImage(const QSize& size, double ratio = 1);

    /// Where the data of a point are drawn in the widget. Meaningful once shown or painted.
    QPointF placeOf(double x, double y) const;
    QPointF placeOf(const HotPoint& point) const;
    QRectF plotArea() const { return m_plotArea; }
    const std::vector<HotPoint>& hotPoints() const { return m_hotPoints; }
    double axisMinimum(Qt::Orientation axis) const;
    double axisMaximum(Qt::Orientation axis) const;

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {200, 140}; }

public slots:
    /// Shows all data again.
    void resetView();

signals:
    /// The user clicked a point. @param index in hotPoints()
    void pointClicked(int index);
    void viewChanged();

protected:
    vtkChartXY* chart() const { return m_chart; }
    const look::Palette& look() const { return m_look; }

    void setAxes(const AxisSpec& x, const AxisSpec& y);
    const AxisSpec& axis(Qt::Orientation orientation) const;
    /// Shown instead of the chart while there is nothing to show; empty: the chart is shown.
    void setEmptyText(const QString& text);
    void setHotPoints(std::vector<HotPoint> points);
    void setLegend(std::vector<LegendEntry> entries);
    /// A line of text in the plot's corner, such as the fitted exponent.
    void setNote(const QString& note);
    void setSelectedPoint(std::optional<std::size_t> index);
    /// A ring grows once around a point and is gone.
    void pulse(std::size_t index);
    /// Range that resetView() shows, data included; nothing: nothing to show.
    void setDataRange(std::optional<QRectF> range);
    /// The plots must be made anew (data or colours changed): rebuild() is called before the next painting.
    void scheduleRebuild();
    /// Fills chart() from the data, with look()'s colours.
    virtual void rebuild() = 0;

    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
};

}  // namespace vitrine::charts

#pragma once

#include "ui/charts/AxisTicks.h"
#include "ui/look/Palette.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace vitrine::charts {

struct AxisSpec {
    QString title;  ///< with symbol and unit
    bool logarithmic = false;
    std::vector<Tick> names{};  ///< labelled places instead of numbers; empty: numbers

    bool operator==(const AxisSpec&) const = default;
};

/// A data point that the pointer can find.
struct HotPoint {
    double x = 0;
    double y = 0;
    QString tooltip;           ///< lines of plain text
    bool onUpperEdge = false;  ///< y is unknown: an open triangle on the upper edge of the plot
    QColor color;              ///< of that triangle
};

/// An entry of the row above the plot.
struct LegendEntry {
    QString text;
    QColor color;
    look::Marker marker = look::Marker::circle;
    bool open = false;
};

/// How points or lines look.
struct SeriesLook {
    QColor color;
    double size = 7;  ///< diameter of a marker, width of a line, device-independent pixels
    look::Marker marker = look::Marker::circle;
    bool open = false;
    Qt::PenStyle line = Qt::SolidLine;
};

/// A vtkChartXY painted with QPainter: no OpenGL, crisp at any device pixel ratio; the same code writes PDF and
/// SVG.
///
/// VTK holds and draws the plots. Frame, ticks and words are painted here, since VTK's have neither superscripts
/// nor minor ticks; logarithms are taken here, since VTK misplaces logarithmic data in the first painting. Wheel
/// zooms about the pointer (over an axis: along it alone), a drag pans, a drag with Shift encloses points, arrow
/// keys go from point to point, a double-click shows everything again.
/// Repaints only on change, at most twenty times a second. Follows the widget palette (light, dark).
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    ~ChartView() override;

    /// Paints the chart into a rectangle. One of the painter's units is a device-independent pixel: scale the
    /// painter for another size of type. Leaves out what belongs to the screen alone (hover, pulse).
    void paint(QPainter& painter, const QRectF& area);
    /// @param size device-independent pixels @param ratio device pixels for each
    QImage toImage(const QSize& size, double ratio = 1);
    /// From now on in these colours, whatever the widget's palette, for a figure on a page.
    /// @param showCaption whether what setCaption() said is drawn
    void setPaperLook(const look::Palette& palette, bool showCaption);
    /// What is to be said about the chart beside it; works it out first where data changed.
    QString captionText();

    /// Where data were drawn in the widget; meaningful once painted.
    QPointF placeOf(double x, double y) const;
    QPointF placeOf(const HotPoint& point) const;
    /// Inside of the frame, widget coordinates; meaningful once painted.
    QRectF plotArea() const { return m_plotArea; }
    const std::vector<HotPoint>& hotPoints() const { return m_hotPoints; }
    /// Ends of an axis, in data units.
    double axisMinimum(Qt::Orientation axis) const;
    double axisMaximum(Qt::Orientation axis) const;
    const AxisSpec& axis(Qt::Orientation axis) const { return axis == Qt::Horizontal ? m_xAxis : m_yAxis; }
    QString note() const { return m_note; }
    QString caption() const { return m_caption; }
    QString emptyText() const { return m_emptyText; }

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {200, 130}; }

public slots:
    /// Shows all data again.
    void resetView();

signals:
    /// The user clicked a point, or went to it with the arrow keys. @param index in hotPoints()
    void pointClicked(int index);
    /// The user drew a frame (Shift and drag) around some points, or around none. @param indices in hotPoints()
    void pointsEnclosed(const std::vector<int>& indices);

protected:
    const look::Palette& look() const { return m_look; }

    /// Changing the kind of an axis, or its title, shows all data again.
    void setAxes(const AxisSpec& x, const AxisSpec& y);
    /// The data or their look changed: rebuild() is called before the next painting.
    void scheduleRebuild();
    /// A ring grows once around a point, by its index in hotPoints(), and is gone.
    void pulse(std::size_t index);

    /// Describes the chart anew with the calls below; everything they set was cleared before.
    virtual void rebuild() = 0;

    /// Data that a logarithmic axis cannot show (not positive) must not be passed. x and y are of one length.
    void addPoints(std::span<const double> x, std::span<const double> y, const SeriesLook& look);
    /// Nothing is drawn through fewer than two points. @param extendsView whether the view is to show all of it
    void addLine(std::span<const double> x, std::span<const double> y, const SeriesLook& look,
                 bool extendsView = true);
    /// A vertical bar for each x, from low to high.
    void addBars(std::span<const double> x, std::span<const double> low, std::span<const double> high,
                 const SeriesLook& look);
    /// A line across the whole plot, whatever is seen; takes no part in the range of the data.
    void addRule(Qt::Orientation orientation, double value, const SeriesLook& look);
    /// An arrow that points down onto the x axis, with a word above it; takes part in the range of the data.
    void addArrow(double x, const QString& text);
    /// Places that must be in view besides the data.
    void includeInView(Qt::Orientation axis, double value);
    void setHotPoints(std::vector<HotPoint> points) { m_hotPoints = std::move(points); }
    /// The label for which there is always room left of the plot, so that charts one above the other align.
    void setWidestLabel(const QString& label) { m_widestLabel = label; }
    /// Room on either side of the data, as a share of their range.
    void setPadding(double share) { m_padding = share; }
    /// Points with a ring, besides the selected one. @param indices in hotPoints()
    void setMarkedPoints(std::vector<std::size_t> indices) { m_marked = std::move(indices); }
    void setSelectedPoint(std::optional<std::size_t> index) { m_selected = index; }
    void setLegend(std::vector<LegendEntry> entries) { m_legend = std::move(entries); }
    /// Text in an upper corner of the plot, such as the fitted exponent. @param side left or right
    void setNote(const QString& note, Qt::AlignmentFlag side = Qt::AlignRight);
    /// A line or two between legend and plot, where it covers no data: a fit, or why there is none.
    void setCaption(const QString& caption) { m_caption = caption; }
    /// Shown instead of the chart: there is nothing to show, and what to do about it.
    void setEmptyText(const QString& text) { m_emptyText = text; }

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Plots;
    struct Rule {
        Qt::Orientation orientation;
        double place;
        SeriesLook look;
    };
    /// Ends of an axis in plot units: data units, or their decimal logarithm.
    struct Range {
        double low = 0;
        double high = 1;
        double length() const { return high - low; }
    };

    double toPlot(Qt::Orientation axis, double value) const;
    double toData(Qt::Orientation axis, double place) const;
    std::vector<double> toPlot(Qt::Orientation axis, std::span<const double> values, bool extendsView = true);
    void rebuildIfWanted();
    void include(Qt::Orientation axis, double place);
    Range padded(Qt::Orientation axis) const;
    std::vector<Tick> ticks(Qt::Orientation axis, double length, double perLabel) const;
    QFont chartFont() const;
    /// Of the entries' left ends: x from the plot's left edge, and the number of the row.
    std::vector<QPointF> legendPlaces(double width, QPaintDevice* device) const;
    /// The caption as it is drawn at that width; empty where it is not.
    QStringList captionLines(double width, QPaintDevice* device) const;
    QRectF layOut(const QRectF& area, QPaintDevice* device) const;
    QPointF placeIn(const QRectF& plot, const HotPoint& point) const;
    void paintChart(QPainter& painter, const QRectF& area);
    void paintPlots(QPainter& painter, const QRectF& plot);
    void paintFrame(QPainter& painter, const QRectF& area, const QRectF& plot);
    void paintRules(QPainter& painter, const QRectF& plot);
    void paintCaption(QPainter& painter, const QRectF& area, const QRectF& plot);
    void paintLegend(QPainter& painter, const QRectF& area, const QRectF& plot);
    void paintMarks(QPainter& painter, const QRectF& plot);
    void paintNote(QPainter& painter, const QRectF& plot);
    void paintPulse(QPainter& painter);
    std::optional<std::size_t> pointAt(const QPointF& place) const;
    void hover(std::optional<std::size_t> index, const QPoint& global);
    void viewChanged();
    void scheduleRepaint();

    void paintArrows(QPainter& painter, const QRectF& plot);
    void finishBand();

    struct Arrow {
        double place;  ///< plot units
        QString text;
    };
    std::unique_ptr<Plots> m_plots;
    look::Palette m_look;
    AxisSpec m_xAxis;
    AxisSpec m_yAxis;
    std::optional<Range> m_xData;  ///< what the data span, plot units
    std::optional<Range> m_yData;
    Range m_xView;
    Range m_yView;
    bool m_userView = false;  ///< the user zoomed or panned: new data do not move the view
    std::vector<HotPoint> m_hotPoints;
    std::vector<LegendEntry> m_legend;
    std::vector<Rule> m_rules;
    std::vector<Arrow> m_arrows;
    std::vector<std::size_t> m_marked;
    std::optional<std::size_t> m_selected;
    std::optional<std::size_t> m_hovered;
    std::optional<std::size_t> m_pulsing;
    QString m_note;
    Qt::AlignmentFlag m_noteSide = Qt::AlignRight;
    QString m_caption;
    bool m_captionShown = true;
    bool m_onPaper = false;  ///< the widget's palette is of no concern
    QString m_emptyText;
    QString m_widestLabel = QStringLiteral("10⁻³");
    double m_padding = 0.05;
    bool m_rebuildWanted = true;
    bool m_repaintWanted = true;
    QPixmap m_painted;  ///< the chart without hover and pulse
    QRectF m_plotArea;
    QTimer m_refresh;
    QElapsedTimer m_sincePainting;
    QTimer m_pulseTimer;
    QElapsedTimer m_pulseClock;
    std::optional<QPointF> m_pressed;
    QPointF m_lastDrag;
    bool m_dragged = false;
    std::optional<QRectF> m_band;  ///< being drawn by the user
};

}  // namespace vitrine::charts

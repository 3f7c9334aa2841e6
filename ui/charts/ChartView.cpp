#include "ui/charts/ChartView.h"

#include "ui/charts/PainterDevice.h"
#include "ui/look/Lettering.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <vtkAxis.h>
#include <vtkBrush.h>
#include <vtkChartXY.h>
#include <vtkContextScene.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkPlotLine.h>
#include <vtkPlotPoints.h>
#include <vtkTable.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace vitrine::charts {

namespace {

using namespace std::chrono_literals;

constexpr auto refreshInterval = 50ms;
constexpr double pulseDuration = 700;  // ms
constexpr double hitRadius = 10;       // device-independent pixels
constexpr double clickTolerance = 4;
constexpr double majorTick = 6;
constexpr double minorTick = 3;
constexpr double gap = 6;
constexpr double legendMarker = 14;  // room for the marker of an entry
constexpr double legendGap = 16;     // between entries

int penStyle(Qt::PenStyle style)
{
    switch (style) {
        case Qt::DashLine:
            return vtkPen::DASH_LINE;
        case Qt::DotLine:
            return vtkPen::DOT_LINE;
        case Qt::DashDotLine:
            return vtkPen::DASH_DOT_LINE;
        default:
            return vtkPen::SOLID_LINE;
    }
}

vtkSmartPointer<vtkTable> tableOf(const std::vector<double>& x, const std::vector<double>& y)
{
    auto table = vtkSmartPointer<vtkTable>::New();
    const auto addColumn = [&table](const char* name, const std::vector<double>& values) {
        vtkNew<vtkDoubleArray> column;
        column->SetName(name);
        column->SetNumberOfValues(static_cast<vtkIdType>(values.size()));
        std::ranges::copy(values, column->GetPointer(0));
        table->AddColumn(column);
    };
    addColumn("x", x);
    addColumn("y", y);
    return table;
}

void applyPen(vtkPlot* plot, const SeriesLook& look)
{
    plot->GetPen()->SetColor(
        static_cast<unsigned char>(look.color.red()), static_cast<unsigned char>(look.color.green()),
        static_cast<unsigned char>(look.color.blue()), static_cast<unsigned char>(look.color.alpha()));
    plot->GetPen()->SetWidth(static_cast<float>(look.size));
    plot->GetPen()->SetLineType(penStyle(look.line));
}

}  // namespace

struct ChartView::Plots {
    vtkNew<vtkContextScene> scene;
    vtkNew<vtkChartXY> chart;
};

ChartView::ChartView(QWidget* parent)
    : QWidget(parent), m_plots(std::make_unique<Plots>()), m_look(look::Palette::matching(palette()))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    auto* chart = m_plots->chart.Get();
    m_plots->scene->AddItem(chart);
    chart->SetAutoSize(false);
    chart->SetLayoutStrategy(vtkChart::AXES_TO_RECT);
    chart->SetShowLegend(false);
    chart->GetBackgroundBrush()->SetOpacity(0);
    for (int i = 0; i < 4; ++i) {
        auto* axis = chart->GetAxis(i);
        axis->SetBehavior(vtkAxis::FIXED);
        // Not SetVisible: the chart makes the axes of its plots visible again.
        axis->SetAxisVisible(false);
        axis->SetTicksVisible(false);
        axis->SetLabelsVisible(false);
        axis->SetTitle("");
        axis->SetGridVisible(false);
    }
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_pulseTimer.setInterval(40ms);
    connect(&m_pulseTimer, &QTimer::timeout, this, [this] {
        if (m_pulseClock.elapsed() > pulseDuration) {
            m_pulsing.reset();
            m_pulseTimer.stop();
        }
        update();
    });
}

ChartView::~ChartView() = default;

// Describing the chart

void ChartView::setAxes(const AxisSpec& x, const AxisSpec& y)
{
    if (x == m_xAxis && y == m_yAxis)
        return;
    m_xAxis = x;
    m_yAxis = y;
    m_userView = false;
    scheduleRebuild();
}

void ChartView::scheduleRebuild()
{
    m_rebuildWanted = true;
    scheduleRepaint();
}

void ChartView::scheduleRepaint()
{
    m_repaintWanted = true;
    if (m_refresh.isActive())
        return;
    const auto elapsed = m_sincePainting.isValid() ? std::chrono::milliseconds(m_sincePainting.elapsed()) : 1h;
    m_refresh.start(
        std::max(0ms, std::chrono::duration_cast<std::chrono::milliseconds>(refreshInterval - elapsed)));
}

void ChartView::rebuildIfWanted()
{
    if (!m_rebuildWanted)
        return;
    m_rebuildWanted = false;
    m_plots->chart->ClearPlots();
    m_xData.reset();
    m_yData.reset();
    m_hotPoints.clear();
    m_legend.clear();
    m_rules.clear();
    m_arrows.clear();
    m_marked.clear();
    m_selected.reset();
    m_hovered.reset();
    m_note.clear();
    m_caption.clear();
    m_emptyText.clear();
    rebuild();
    if (!m_userView) {
        m_xView = padded(Qt::Horizontal);
        m_yView = padded(Qt::Vertical);
    }
}

double ChartView::toPlot(Qt::Orientation orientation, double value) const
{
    return axis(orientation).logarithmic ? std::log10(value) : value;
}

double ChartView::toData(Qt::Orientation orientation, double place) const
{
    return axis(orientation).logarithmic ? std::pow(10.0, place) : place;
}

std::vector<double> ChartView::toPlot(Qt::Orientation orientation, std::span<const double> values,
                                      bool extendsView)
{
    std::vector<double> places(values.size());
    std::ranges::transform(values, places.begin(), [&](double value) { return toPlot(orientation, value); });
    for (const double place : places)
        if (extendsView)
            include(orientation, place);
    return places;
}

void ChartView::include(Qt::Orientation orientation, double place)
{
    if (!std::isfinite(place))
        return;
    auto& range = orientation == Qt::Horizontal ? m_xData : m_yData;
    if (!range)
        range = Range{place, place};
    range->low = std::min(range->low, place);
    range->high = std::max(range->high, place);
}

void ChartView::includeInView(Qt::Orientation orientation, double value)
{
    include(orientation, toPlot(orientation, value));
}

void ChartView::addPoints(std::span<const double> x, std::span<const double> y, const SeriesLook& look)
{
    vtkNew<vtkPlotPoints> plot;
    plot->SetInputData(tableOf(toPlot(Qt::Horizontal, x), toPlot(Qt::Vertical, y)), 0, 1);
    applyPen(plot, look);
    plot->SetMarkerStyle(markerStyle(look.marker, look.open));
    plot->SetMarkerSize(static_cast<float>(look.size));
    m_plots->chart->AddPlot(plot);
}

void ChartView::addLine(std::span<const double> x, std::span<const double> y, const SeriesLook& look,
                        bool extendsView)
{
    if (x.size() < 2)
        return;  // VTK complains on the terminal
    vtkNew<vtkPlotLine> plot;
    plot->SetInputData(tableOf(toPlot(Qt::Horizontal, x, extendsView), toPlot(Qt::Vertical, y, extendsView)), 0,
                       1);
    applyPen(plot, look);
    plot->SetMarkerStyle(vtkPlotPoints::NONE);
    m_plots->chart->AddPlot(plot);
}

void ChartView::addBars(std::span<const double> x, std::span<const double> low, std::span<const double> high,
                        const SeriesLook& look)
{
    std::vector<double> places;
    std::vector<double> ends;
    for (std::size_t i = 0; i < x.size(); ++i) {
        places.insert(places.end(), 2, x[i]);
        ends.insert(ends.end(), {low[i], high[i]});
    }
    vtkNew<vtkPlotLine> plot;
    plot->SetInputData(tableOf(toPlot(Qt::Horizontal, places), toPlot(Qt::Vertical, ends)), 0, 1);
    plot->SetPolyLine(false);  // each two points a line of their own
    applyPen(plot, look);
    plot->SetMarkerStyle(vtkPlotPoints::NONE);
    m_plots->chart->AddPlot(plot);
}

void ChartView::addRule(Qt::Orientation orientation, double value, const SeriesLook& look)
{
    const auto measured = orientation == Qt::Horizontal ? Qt::Vertical : Qt::Horizontal;
    m_rules.push_back({orientation, toPlot(measured, value), look});
}

void ChartView::addArrow(double x, const QString& text)
{
    includeInView(Qt::Horizontal, x);
    m_arrows.push_back({toPlot(Qt::Horizontal, x), text});
}

void ChartView::setNote(const QString& note, Qt::AlignmentFlag side)
{
    m_note = note;
    m_noteSide = side;
}

void ChartView::pulse(std::size_t index)
{
    m_pulsing = index;
    m_pulseClock.start();
    m_pulseTimer.start();
}

// View

ChartView::Range ChartView::padded(Qt::Orientation orientation) const
{
    const auto& known = orientation == Qt::Horizontal ? m_xData : m_yData;
    if (!known)
        return axis(orientation).logarithmic ? Range{-3, 0} : Range{0, 1};
    Range range = *known;
    if (range.length() <= 1e-9 * std::max(std::abs(range.low), 1.0)) {
        const double half = axis(orientation).logarithmic ? 0.5 : std::max(0.5 * std::abs(range.low), 1e-3);
        return {range.low - half, range.high + half};
    }
    const double margin = m_padding * range.length();
    return {range.low - margin, range.high + margin};
}

void ChartView::resetView()
{
    m_userView = false;
    m_xView = padded(Qt::Horizontal);
    m_yView = padded(Qt::Vertical);
    scheduleRepaint();
}

void ChartView::viewChanged()
{
    m_userView = true;
    scheduleRepaint();
}

double ChartView::axisMinimum(Qt::Orientation orientation) const
{
    return toData(orientation, orientation == Qt::Horizontal ? m_xView.low : m_yView.low);
}

double ChartView::axisMaximum(Qt::Orientation orientation) const
{
    return toData(orientation, orientation == Qt::Horizontal ? m_xView.high : m_yView.high);
}

QPointF ChartView::placeIn(const QRectF& plot, const HotPoint& point) const
{
    const double x = (toPlot(Qt::Horizontal, point.x) - m_xView.low) / m_xView.length();
    const double y = point.onUpperEdge ? 1 : (toPlot(Qt::Vertical, point.y) - m_yView.low) / m_yView.length();
    return {plot.left() + x * plot.width(), plot.bottom() - y * plot.height()};
}

QPointF ChartView::placeOf(const HotPoint& point) const
{
    return placeIn(m_plotArea, point);
}

QPointF ChartView::placeOf(double x, double y) const
{
    return placeIn(m_plotArea, {.x = x, .y = y, .tooltip = {}, .color = {}});
}

std::vector<Tick> ChartView::ticks(Qt::Orientation orientation, double length, double perLabel) const
{
    const int wanted = std::max(2, static_cast<int>(length / perLabel));
    if (const std::vector<Tick>& names = axis(orientation).names; !names.empty()) {
        std::vector<Tick> seen;
        std::ranges::copy_if(names, std::back_inserter(seen), [&](const Tick& name) {
            return name.value >= axisMinimum(orientation) && name.value <= axisMaximum(orientation);
        });
        return seen;
    }
    const auto make = axis(orientation).logarithmic ? logarithmicTicks : linearTicks;
    return make(axisMinimum(orientation), axisMaximum(orientation), wanted);
}

// Painting

QFont ChartView::chartFont() const
{
    QFont chosen = font();
    // In pixels, so that words keep their size relative to the chart on devices of any resolution.
    chosen.setPixelSize(std::max(8, QFontInfo(chosen).pixelSize()));
    return chosen;
}

std::vector<QPointF> ChartView::legendPlaces(double width, QPaintDevice* device) const
{
    std::vector<QPointF> places;
    double x = 0;
    int row = 0;
    for (const LegendEntry& entry : m_legend) {
        const double needed = legendMarker + look::letteringWidth(entry.text, chartFont(), device);
        if (x > 0 && x + needed > width) {
            x = 0;
            ++row;
        }
        places.emplace_back(x, row);
        x += needed + legendGap;
    }
    return places;
}

QStringList ChartView::captionLines(double width, QPaintDevice* device) const
{
    if (m_caption.isEmpty() || !m_captionShown)
        return {};
    return look::letteringLines(m_caption, chartFont(), device, width);
}

QRectF ChartView::layOut(const QRectF& area, QPaintDevice* device) const
{
    const QFontMetricsF metrics(chartFont(), device);
    const double line = metrics.height();
    const double right = gap + metrics.horizontalAdvance(QStringLiteral("10⁻")) / 2 + gap;
    const double bottom = gap + line + gap / 2 + (m_xAxis.title.isEmpty() ? 0 : line + gap);  // labels, title
    double top = gap + line / 2;
    double widest = metrics.horizontalAdvance(m_widestLabel);
    for (const Tick& tick : ticks(Qt::Vertical, area.height() - top - bottom, 2.2 * line))
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    const double left = gap + line + gap / 2 + widest + gap;
    if (const auto places = legendPlaces(area.width() - left - gap, device); !places.empty())
        top += (places.back().y() + 1) * line + gap;
    if (const auto lines = captionLines(area.width() - left - right, device); !lines.isEmpty())
        top += static_cast<double>(lines.size()) * line - (m_legend.empty() ? line / 2 : 0) + gap / 2;
    return area.adjusted(left, top, -right, -bottom);
}

void ChartView::setPaperLook(const look::Palette& palette, bool showCaption)
{
    m_onPaper = true;
    m_look = palette;
    m_captionShown = showCaption;
    scheduleRebuild();
}

QString ChartView::captionText()
{
    rebuildIfWanted();
    return m_caption;
}

void ChartView::paint(QPainter& painter, const QRectF& area)
{
    rebuildIfWanted();
    paintChart(painter, area);
}

QImage ChartView::toImage(const QSize& size, double ratio)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    paint(painter, QRectF(QPointF(0, 0), size));
    return image;
}

void ChartView::paintChart(QPainter& painter, const QRectF& area)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setFont(chartFont());
    if (!m_onPaper)  // whose ground is the page's
        painter.fillRect(area, m_look.background);
    const QRectF plot = layOut(area, painter.device());
    if (!m_emptyText.isEmpty()) {
        painter.setPen(m_look.muted);
        painter.drawText(area.adjusted(24, 12, -24, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    else if (plot.width() > 20 && plot.height() > 20) {
        paintFrame(painter, area, plot);
        paintRules(painter, plot);
        paintPlots(painter, plot);
        paintArrows(painter, plot);
        paintMarks(painter, plot);
        paintLegend(painter, area, plot);
        paintCaption(painter, area, plot);
    }
    painter.restore();
}

void ChartView::paintPlots(QPainter& painter, const QRectF& plot)
{
    auto* chart = m_plots->chart.Get();
    chart->GetAxis(vtkAxis::BOTTOM)->SetRange(m_xView.low, m_xView.high);
    chart->GetAxis(vtkAxis::LEFT)->SetRange(m_yView.low, m_yView.high);
    chart->SetSize(vtkRectf(0, 0, static_cast<float>(plot.width()), static_cast<float>(plot.height())));
    chart->RecalculateBounds();
    painter.save();
    painter.translate(plot.topLeft());
    paintScene(m_plots->scene, painter, plot.size(), chartFont());
    painter.restore();
}

void ChartView::paintFrame(QPainter& painter, const QRectF& area, const QRectF& plot)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double line = metrics.height();
    const auto xTicks = ticks(Qt::Horizontal, plot.width(), 5.0 * line);
    const auto yTicks = ticks(Qt::Vertical, plot.height(), 2.2 * line);
    const auto xPlace = [&](const Tick& tick) {
        return plot.left() + (toPlot(Qt::Horizontal, tick.value) - m_xView.low) / m_xView.length() * plot.width();
    };
    const auto yPlace = [&](const Tick& tick) {
        return plot.bottom() - (toPlot(Qt::Vertical, tick.value) - m_yView.low) / m_yView.length() * plot.height();
    };

    painter.setPen(m_look.grid.alpha() > 0 ? QPen(m_look.grid, 1) : QPen(Qt::NoPen));
    for (const Tick& tick : xTicks)
        if (!tick.label.isEmpty())
            painter.drawLine(QPointF(xPlace(tick), plot.top()), QPointF(xPlace(tick), plot.bottom()));
    for (const Tick& tick : yTicks)
        if (!tick.label.isEmpty())
            painter.drawLine(QPointF(plot.left(), yPlace(tick)), QPointF(plot.right(), yPlace(tick)));

    painter.setPen(QPen(m_look.foreground, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot);
    double labelEnd = -1e9;
    for (const Tick& tick : xTicks) {
        const double x = xPlace(tick);
        const double length = tick.label.isEmpty() ? minorTick : majorTick;
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() - length));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.top() + length));
        const double width = metrics.horizontalAdvance(tick.label);
        if (tick.label.isEmpty() || x - width / 2 < labelEnd)
            continue;
        painter.drawText(QPointF(x - width / 2, plot.bottom() + gap / 2 + metrics.ascent()), tick.label);
        labelEnd = x + width / 2 + gap;
    }
    for (const Tick& tick : yTicks) {
        const double y = yPlace(tick);
        const double length = tick.label.isEmpty() ? minorTick : majorTick;
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.left() + length, y));
        painter.drawLine(QPointF(plot.right(), y), QPointF(plot.right() - length, y));
        painter.drawText(QRectF(area.left(), y - line, plot.left() - gap - area.left(), 2 * line),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }

    const auto drawTitle = [&](const QString& title, const QPointF& middle) {
        const double width = look::letteringWidth(title, painter.font(), painter.device());
        look::drawLettering(painter, middle + QPointF(-width / 2, (metrics.ascent() - metrics.descent()) / 2),
                            title);
    };
    drawTitle(m_xAxis.title, QPointF(plot.center().x(), plot.bottom() + gap / 2 + line + (line + gap) / 2));
    painter.save();
    painter.translate(area.left() + gap / 2 + line / 2 + 1, plot.center().y());
    painter.rotate(-90);
    drawTitle(m_yAxis.title, QPointF(0, 0));
    painter.restore();
}

void ChartView::paintRules(QPainter& painter, const QRectF& plot)
{
    for (const Rule& rule : m_rules) {
        painter.setPen(QPen(rule.look.color, rule.look.size, rule.look.line, Qt::FlatCap));
        const bool horizontal = rule.orientation == Qt::Horizontal;
        const Range& view = horizontal ? m_yView : m_xView;
        const double share = (rule.place - view.low) / view.length();
        if (share < 0 || share > 1)
            continue;
        const double y = plot.bottom() - share * plot.height();
        const double x = plot.left() + share * plot.width();
        painter.drawLine(horizontal ? QLineF(plot.left(), y, plot.right(), y)
                                    : QLineF(x, plot.top(), x, plot.bottom()));
    }
}

void ChartView::paintArrows(QPainter& painter, const QRectF& plot)
{
    constexpr double length = 22;
    constexpr double head = 6;
    const QFontMetricsF metrics(painter.font(), painter.device());
    for (const Arrow& arrow : m_arrows) {
        const double share = (arrow.place - m_xView.low) / m_xView.length();
        if (share < 0 || share > 1)
            continue;
        const QPointF tip(plot.left() + share * plot.width(), plot.bottom() - 2);
        painter.setPen(QPen(m_look.foreground, 1.6));
        painter.drawLine(tip, tip - QPointF(0, length));
        painter.drawPolyline(QPolygonF{tip + QPointF(-head / 2, -head), tip, tip + QPointF(head / 2, -head)});
        const double width = look::letteringWidth(arrow.text, painter.font(), painter.device());
        const double left = std::clamp(tip.x() - width / 2, plot.left() + 2, plot.right() - width - 2);
        look::drawLettering(painter, QPointF(left, tip.y() - length - gap / 2 - metrics.descent() / 2),
                            arrow.text);
    }
}

void ChartView::paintMarks(QPainter& painter, const QRectF& plot)
{
    painter.setBrush(Qt::NoBrush);
    for (const std::size_t marked : m_marked) {
        const QPointF place = marked < m_hotPoints.size() ? placeIn(plot, m_hotPoints[marked]) : QPointF(-1, -1);
        if (!plot.adjusted(-2, -2, 2, 2).contains(place))
            continue;
        painter.setPen(QPen(m_look.foreground, 1.4));
        painter.drawEllipse(place, 6.5, 6.5);
    }
    for (const HotPoint& point : m_hotPoints) {
        const QPointF place = placeIn(plot, point);
        if (point.onUpperEdge && place.x() >= plot.left() && place.x() <= plot.right())
            paintMarker(painter, place, 4.2, look::Marker::triangleUp, true, point.color);
    }
    if (m_selected && *m_selected < m_hotPoints.size()) {
        const QPointF place = placeIn(plot, m_hotPoints[*m_selected]);
        if (plot.adjusted(-2, -2, 2, 2).contains(place)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_look.background, 5));
            painter.drawEllipse(place, 8.5, 8.5);
            painter.setPen(QPen(m_look.accent, 2.4));
            painter.drawEllipse(place, 8.5, 8.5);
        }
    }
    paintNote(painter, plot);
}

void ChartView::paintNote(QPainter& painter, const QRectF& plot)
{
    if (m_note.isEmpty())
        return;
    const QFontMetricsF metrics(painter.font(), painter.device());
    const QRectF inside = plot.adjusted(10, 8, -10, -8);
    const QStringList lines = look::letteringLines(m_note, painter.font(), painter.device(), inside.width());
    double widest = 0;
    for (const QString& line : lines)
        widest = std::max(widest, look::letteringWidth(line, painter.font(), painter.device()));
    const double left = m_noteSide == Qt::AlignLeft ? inside.left() : inside.right() - widest;
    QColor veil = m_look.background;
    veil.setAlphaF(0.8F);
    const double height = static_cast<double>(lines.size()) * metrics.height();
    painter.fillRect(QRectF(left - 4, inside.top() - 1, widest + 8, height + 2), veil);
    painter.setPen(m_look.foreground);
    for (qsizetype i = 0; i < lines.size(); ++i)
        look::drawLettering(
            painter, QPointF(left, inside.top() + metrics.ascent() + static_cast<double>(i) * metrics.height()),
            lines[i]);
}

void ChartView::paintCaption(QPainter& painter, const QRectF& area, const QRectF& plot)
{
    const QStringList lines = captionLines(plot.width(), painter.device());
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double height = static_cast<double>(lines.size()) * metrics.height();
    const double top = std::max(area.top(), plot.top() - height - gap / 2);
    painter.setPen(m_look.foreground);
    for (qsizetype i = 0; i < lines.size(); ++i)
        look::drawLettering(
            painter, QPointF(plot.left(), top + metrics.ascent() + static_cast<double>(i) * metrics.height()),
            lines[i]);
}

void ChartView::paintLegend(QPainter& painter, const QRectF& area, const QRectF& plot)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const auto places = legendPlaces(area.right() - gap - plot.left(), painter.device());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const LegendEntry& entry = m_legend[i];
        const double x = plot.left() + places[i].x();
        const double middle = area.top() + gap + (places[i].y() + 0.5) * metrics.height();
        paintMarker(painter, QPointF(x + 5, middle), 4, entry.marker, entry.open, entry.color);
        painter.setPen(m_look.foreground);
        look::drawLettering(
            painter, QPointF(x + legendMarker, middle + (metrics.ascent() - metrics.descent()) / 2), entry.text);
    }
}

void ChartView::paintPulse(QPainter& painter)
{
    if (!m_pulsing || *m_pulsing >= m_hotPoints.size())
        return;
    const double phase = std::min(1.0, static_cast<double>(m_pulseClock.elapsed()) / pulseDuration);
    QColor color = m_look.accent;
    color.setAlphaF(static_cast<float>(0.9 * (1 - phase)));
    painter.setPen(QPen(color, 2.5));
    painter.setBrush(Qt::NoBrush);
    const double radius = 5 + 15 * phase;
    painter.drawEllipse(placeOf(m_hotPoints[*m_pulsing]), radius, radius);
}

void ChartView::paintEvent(QPaintEvent*)
{
    const QSize pixels = size() * devicePixelRatioF();
    if (m_repaintWanted || m_painted.size() != pixels) {
        rebuildIfWanted();
        m_painted = QPixmap(pixels);
        m_painted.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&m_painted);
        paintChart(painter, rect());
        m_plotArea = layOut(rect(), &m_painted);
        m_repaintWanted = false;
        m_sincePainting.start();
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_painted);
    if (!m_emptyText.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_band) {
        QColor veil = m_look.accent;
        veil.setAlphaF(0.12F);
        painter.setPen(QPen(m_look.accent, 1));
        painter.setBrush(veil);
        painter.drawRect(m_band->normalized());
    }
    paintPulse(painter);
    if (m_hovered && *m_hovered < m_hotPoints.size()) {
        painter.setPen(QPen(m_look.foreground, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(placeOf(m_hotPoints[*m_hovered]), 7, 7);
    }
}

// The user

std::optional<std::size_t> ChartView::pointAt(const QPointF& place) const
{
    std::optional<std::size_t> nearest;
    double nearestDistance = hitRadius;
    for (std::size_t i = 0; i < m_hotPoints.size(); ++i) {
        const QPointF offset = placeOf(m_hotPoints[i]) - place;
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance <= nearestDistance) {  // <=: of equal ones the last, which was drawn on top
            nearestDistance = distance;
            nearest = i;
        }
    }
    return nearest;
}

void ChartView::hover(std::optional<std::size_t> index, const QPoint& global)
{
    if (index == m_hovered)
        return;
    m_hovered = index;
    if (index) {
        setCursor(Qt::PointingHandCursor);
        QToolTip::showText(global, m_hotPoints[*index].tooltip, this);
    }
    else {
        unsetCursor();
        QToolTip::hideText();
    }
    update();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed) {
        hover(pointAt(event->position()), event->globalPosition().toPoint());
        return;
    }
    m_dragged = m_dragged || (event->position() - *m_pressed).manhattanLength() > clickTolerance;
    if (!m_dragged || m_plotArea.isEmpty())
        return;
    if (m_band) {
        m_band->setBottomRight(event->position());
        update();
        return;
    }
    const QPointF moved = event->position() - m_lastDrag;
    m_lastDrag = event->position();
    const double x = -moved.x() / m_plotArea.width() * m_xView.length();
    const double y = moved.y() / m_plotArea.height() * m_yView.length();
    m_xView = {m_xView.low + x, m_xView.high + x};
    m_yView = {m_yView.low + y, m_yView.high + y};
    viewChanged();
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = m_lastDrag = event->position();
    m_dragged = false;
    if (event->modifiers() & Qt::ShiftModifier)
        m_band = QRectF(event->position(), event->position());
}

/// Which points the frame holds.
void ChartView::finishBand()
{
    const QRectF band = m_band->normalized();
    m_band.reset();
    std::vector<int> enclosed;
    for (std::size_t i = 0; i < m_hotPoints.size(); ++i)
        if (band.contains(placeOf(m_hotPoints[i])))
            enclosed.push_back(static_cast<int>(i));
    update();
    emit pointsEnclosed(enclosed);
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mouseReleaseEvent(event);
        return;
    }
    const bool click = m_pressed && !m_dragged;
    m_pressed.reset();
    if (m_band) {
        finishBand();
        return;
    }
    if (!click)
        return;
    if (const auto index = pointAt(event->position()))
        emit pointClicked(static_cast<int>(*index));
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        resetView();
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    if (m_plotArea.isEmpty() || !m_emptyText.isEmpty())
        return;
    const double factor = std::pow(1.2, -event->angleDelta().y() / 120.0);
    const QPointF place = event->position();
    const auto zoomed = [factor](const Range& range, double share) {
        const double fixed = range.low + std::clamp(share, 0.0, 1.0) * range.length();
        return Range{fixed + (range.low - fixed) * factor, fixed + (range.high - fixed) * factor};
    };
    const bool besideY = place.x() < m_plotArea.left();
    const bool belowX = place.y() > m_plotArea.bottom();
    if (!besideY)
        m_xView = zoomed(m_xView, (place.x() - m_plotArea.left()) / m_plotArea.width());
    if (!belowX)
        m_yView = zoomed(m_yView, (m_plotArea.bottom() - place.y()) / m_plotArea.height());
    viewChanged();
    event->accept();
}

/// Left and right go to the neighbour along x, up and down along y, from the selected point.
void ChartView::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (!isArrow || m_hotPoints.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool alongX = key == Qt::Key_Left || key == Qt::Key_Right;
    std::vector<std::size_t> order(m_hotPoints.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
        const QPointF place = placeOf(m_hotPoints[i]);
        return alongX ? std::pair(place.x(), -place.y()) : std::pair(-place.y(), place.x());
    });
    const bool forward = key == Qt::Key_Right || key == Qt::Key_Up;
    auto place = m_selected ? std::ranges::find(order, *m_selected) : order.end();
    if (place == order.end())
        place = order.begin();
    else if (forward && std::next(place) != order.end())
        ++place;
    else if (!forward && place != order.begin())
        --place;
    emit pointClicked(static_cast<int>(*place));
}

void ChartView::leaveEvent(QEvent*)
{
    hover({}, {});
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_repaintWanted = true;
}

void ChartView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_onPaper) {
        m_look = look::Palette::matching(palette());
        scheduleRebuild();
    }
    else if (event->type() == QEvent::FontChange) {
        scheduleRepaint();
    }
}

}  // namespace vitrine::charts

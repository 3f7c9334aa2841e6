#pragma once

#include "ui/charts/ChartView.h"
#include "ui/figures/FigureFormat.h"

#include <QImage>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace vitrine::figures {

/// A 3D picture among the panels: an image at the resolution asked for, and what is painted over it.
struct PanelPicture {
    std::function<QImage(const QSize& pixels)> render;
    /// Words, keys and scale bar, in the painter's units. @param area that the image fills
    std::function<void(QPainter& painter, const QRectF& area)> annotate;
};

/// A part of a figure: charts one above the other, or a 3D picture.
struct Panel {
    QString letter;  ///< "a", drawn as "(a)"; empty: none
    std::vector<std::unique_ptr<charts::ChartView>> charts;
    std::optional<PanelPicture> picture;
    QString remark;  ///< what else is to be said below it
};

/// A page of panels, painted the same way on screen, into pixels and into vectors. GUI thread only.
class Figure {
public:
    /// @param format checked; @param panels at least one
    /// @throws run::InvalidInput
    Figure(const FigureFormat& format, std::vector<Panel> panels);

    const FigureFormat& format() const { return m_format; }
    /// The finished figure, mm.
    QSizeF size() const { return m_size; }
    /// What lines and signs in the charts mean, a sentence for each panel that has one: for the text below.
    QStringList captions() const;

    /// Paints the figure into the rectangle from (0, 0) to size(), one of the painter's units being a millimetre.
    /// @param pixelsPerMillimetre of 3D pictures
    void paint(QPainter& painter, double pixelsPerMillimetre);
    /// @param dpi dots per inch; the figure is that many pixels wide, rounded
    QImage toImage(double dpi);

private:
    void paintPanel(QPainter& painter, const Panel& panel, const QRectF& area, double pixelsPerUnit);

    FigureFormat m_format;
    std::vector<Panel> m_panels;
    int m_columns = 1;
    QSizeF m_size;
};

}  // namespace vitrine::figures

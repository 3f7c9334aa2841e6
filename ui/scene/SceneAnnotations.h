#pragma once

#include "ui/look/ColorMap.h"
#include "ui/look/Palette.h"

#include <QRectF>
#include <QString>
#include <QStringList>

#include <Eigen/Core>

#include <optional>
#include <vector>

class QPainter;

namespace vitrine::scene {

/// What the annotations must know of the camera.
struct CameraView {
    Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();  ///< rows: right, up, towards the viewer
    double unitsPerPixel = 0;  ///< sigma per painter's unit in the focal plane; 0: unknown
    bool parallel = false;
};

/// Colours of a quantity, with the ends' values.
struct ColorLegend {
    QString title;
    look::ColorMap map = look::ColorMap::viridis;
    double low = 0;
    double high = 1;
    double lowPlace = 0;   ///< where on the map the low end's colour is, 0 to 1
    double highPlace = 1;  ///< likewise the high end's
};

/// Tells how long an arrow is.
struct ArrowKey {
    double length = 0;  ///< of the sample arrow, sigma as drawn
    QString text;       ///< what it stands for, "|Δr| = 0.02 σ"
    QColor color;
};

/// A place of the view, from (0, 0), bottom left, to (1, 1).
struct ViewPlace {
    double x = 0;
    double y = 0;
};

/// A distance between two particles, or the first of them.
struct MeasuredLine {
    ViewPlace from;
    std::optional<ViewPlace> to;     ///< the image of the other particle that is nearest
    std::optional<ViewPlace> other;  ///< the other particle itself, where that is elsewhere
    QString text;                    ///< the distance
};

/// The words and keys over the 3D scene: caption, axes, scale bar, arrow key, colour legends. Painted, not
/// rendered: crisp at any pixel ratio, vectors in an exported figure.
struct SceneAnnotations {
    QString caption;    ///< the selection in words, top left
    QStringList notes;  ///< such as "arrows × 200: the largest 2000, the top 100 in red", under the caption
    QString emptyText;  ///< in the middle, where there is nothing to show: what to do
    std::vector<ColorLegend> legends;  ///< one above the other, bottom right
    std::optional<ArrowKey> arrowKey;
    std::optional<ViewPlace> picked;  ///< of the particle that the user picked: a ring around it
    std::optional<MeasuredLine> measured;
    bool axes = true;
    bool scaleBar = true;

    void paint(QPainter& painter, const QRectF& area, const CameraView& view, const look::Palette& palette) const;
};

}  // namespace vitrine::scene

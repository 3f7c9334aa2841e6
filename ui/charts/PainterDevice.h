#pragma once

#include "ui/look/Palette.h"

#include <QFont>

class QPainter;
class QSizeF;
class vtkContextScene;

namespace vitrine::charts {

/// Number to give to vtkPlotPoints::SetMarkerStyle for a marker of ours; our painting understands it, VTK's own
/// OpenGL devices would not.
int markerStyle(look::Marker marker, bool open);

/// Draws one marker. @param radius painter's units
void paintMarker(QPainter& painter, const QPointF& place, double radius, look::Marker marker, bool open,
                 const QColor& color);

/// Paints a VTK 2D scene with QPainter into the area (0, 0) to size: no OpenGL, real vectors on a vector device.
/// VTK's y points up; the scene is turned over so that it comes out upright.
void paintScene(vtkContextScene* scene, QPainter& painter, const QSizeF& size, const QFont& font);

}  // namespace vitrine::charts

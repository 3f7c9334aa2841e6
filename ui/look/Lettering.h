#pragma once

#include <QFont>
#include <QPointF>
#include <QString>
#include <QStringList>

class QPaintDevice;
class QPainter;

namespace vitrine::look {

/// Words with subscripts, as charts letter their axes. What Unicode has no letters for is written in the line:
/// "A_c", "ω_BP", "N_rearr". The letters behind the underscore are then drawn smaller and lower, and the
/// underscore is not drawn. Elsewhere, as in "my_study", an underscore is one.

/// Advance of one line. @return the painter's units
double letteringWidth(const QString& text, const QFont& font, QPaintDevice* device);

/// Draws one line with the painter's font and pen. @param baseline its left end
void drawLettering(QPainter& painter, const QPointF& baseline, const QString& text);

/// The text in lines that are no wider than that, broken at spaces; a word that is wider has a line of its own.
QStringList letteringLines(const QString& text, const QFont& font, QPaintDevice* device, double width);

}  // namespace vitrine::look

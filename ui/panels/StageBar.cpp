#include "ui/panels/StageBar.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::panels {

namespace {

constexpr int thickness = 6;  // px

}  // namespace

StageBar::StageBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageBar::setPart(std::optional<double> part)
{
    if (part)
        part = std::clamp(*part, 0.0, 1.0);
    if (part == m_part)
        return;
    m_part = part;
    update();
}

QSize StageBar::sizeHint() const
{
    return {80, thickness};
}

void StageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF track = rect();
    const double radius = track.height() / 2;
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(track, radius, radius);
    if (m_part == 0.0)
        return;
    const QColor color = palette().color(isEnabled() ? QPalette::Highlight : QPalette::Dark);
    painter.setBrush(m_part ? QBrush(color) : QBrush(color, Qt::BDiagPattern));
    QRectF filled = track;
    filled.setWidth(std::max(track.height(), track.width() * m_part.value_or(1)));
    painter.drawRoundedRect(filled, radius, radius);
}

}  // namespace vitrine::panels

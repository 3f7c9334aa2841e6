#include "ui/lessons/ControlMark.h"

#include <QEvent>
#include <QPainter>
#include <QTimer>

namespace vitrine::lessons {

namespace {

constexpr int margin = 4;  // between the control and the frame
constexpr double thickness = 3;

}  // namespace

ControlMark::ControlMark(QWidget* window) : QWidget(window)
{
    setObjectName(QStringLiteral("controlMark"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void ControlMark::frame(QWidget* control)
{
    for (QWidget* widget = m_control; widget; widget = widget->parentWidget())
        widget->removeEventFilter(this);
    m_control = control;
    // Whatever is around the control moves it.
    for (QWidget* widget = m_control; widget; widget = widget->parentWidget())
        widget->installEventFilter(this);
    follow();
}

bool ControlMark::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::LayoutRequest:
            QTimer::singleShot(0, this, &ControlMark::follow);  // when everything has its place
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

void ControlMark::follow()
{
    const QWidget* control = m_control.data();
    if (!control || !control->isVisible() || control->window() != window()) {
        hide();
        return;
    }
    const QRect place(control->mapTo(window(), QPoint(0, 0)), control->size());
    setGeometry(place.adjusted(-margin, -margin, margin, margin).intersected(window()->rect()));
    show();
    raise();
}

void ControlMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Vermilion of Okabe and Ito: seen on light and dark, and by everybody.
    painter.setPen(QPen(QColor(213, 94, 0), thickness));
    const double inset = thickness / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 5, 5);
}

}  // namespace vitrine::lessons

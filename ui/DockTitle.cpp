#include "ui/DockTitle.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace vitrine::ui {

namespace {

QToolButton* makeButton(QStyle::StandardPixmap picture, const QString& explanation, const QWidget* style)
{
    auto* button = new QToolButton;
    button->setIcon(style->style()->standardIcon(picture));
    const int side = style->style()->pixelMetric(QStyle::PM_SmallIconSize) * 3 / 4;
    button->setIconSize({side, side});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(explanation);
    button->setAccessibleName(explanation);
    return button;
}

}  // namespace

DockTitle::DockTitle(QDockWidget* dock) : QWidget(dock), m_title(new QLabel(dock->windowTitle()))
{
    QToolButton* floating =
        makeButton(QStyle::SP_TitleBarNormalButton, tr("A window of its own, or back into the main window"), this);
    QToolButton* close = makeButton(QStyle::SP_TitleBarCloseButton, tr("Close; View, Docks opens it again"), this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 2, 1);
    row->setSpacing(0);
    row->addWidget(m_title, 1);
    row->addStretch();
    row->addWidget(floating);
    row->addWidget(close);
    connect(dock, &QWidget::windowTitleChanged, m_title, &QLabel::setText);
    connect(floating, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
    connect(close, &QToolButton::clicked, dock, &QWidget::close);
}

void DockTitle::showTitle(bool shown)
{
    m_title->setVisible(shown);
}

}  // namespace vitrine::ui

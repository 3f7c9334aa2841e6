#include "ui/panels/BoxPanel.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::panels {

namespace {

QToolButton* makeButton(const QString& name, const QString& text, const QString& explanation)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(explanation);
    button->setAutoRaise(true);
    return button;
}

}  // namespace

BoxPanel::BoxPanel(QWidget* parent)
    : QWidget(parent),
      m_onCore(
          makeButton(QStringLiteral("centreOnCore"), tr("the core"),
                     tr("Draws the particle that moved most in the middle of the box, and all others around it by "
                        "periodic wrapping; only the drawing moves. It goes along with the selection."))),
      m_onPicked(
          makeButton(QStringLiteral("centreOnPicked"), tr("the picked particle"),
                     tr("Draws the particle that was clicked in the middle of the box; only the drawing moves."))),
      m_reset(makeButton(QStringLiteral("centreReset"), tr("Reset"), tr("Draws the box as it is."))),
      m_centre(new QLabel)
{
    m_centre->setObjectName(QStringLiteral("centreState"));
    auto* first = new QHBoxLayout;
    first->addWidget(new QLabel(tr("Periodic images beyond the box")));
    for (std::size_t axis = 0; axis < m_depths.size(); ++axis) {
        const QString name(QLatin1Char("xyz"[axis]));
        auto* depth = new QDoubleSpinBox;
        depth->setObjectName(QStringLiteral("images_") + name);
        depth->setRange(0, 1);
        depth->setDecimals(2);
        depth->setSingleStep(0.25);
        depth->setSuffix(QStringLiteral(" L"));
        depth->setToolTip(
            tr("How far the periodic images are drawn on either side along %1, in sides of the box: 0 "
               "none, 1 a whole box. They are paler than the particles.")
                .arg(name));
        depth->setAccessibleName(tr("Periodic images along %1").arg(name));
        first->addSpacing(6);
        first->addWidget(new QLabel(name));
        first->addWidget(depth);
        connect(depth, &QDoubleSpinBox::valueChanged, this, &BoxPanel::imagesChanged);
        m_depths[axis] = depth;
    }
    first->addStretch(1);
    auto* second = new QHBoxLayout;
    second->addWidget(new QLabel(tr("Draw around")));
    second->addWidget(m_onCore);
    second->addWidget(m_onPicked);
    second->addWidget(m_reset);
    second->addSpacing(6);
    second->addWidget(m_centre);
    second->addStretch(1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 4, 10, 6);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);

    connect(m_onCore, &QToolButton::clicked, this, &BoxPanel::centreOnCoreWanted);
    connect(m_onPicked, &QToolButton::clicked, this, &BoxPanel::centreOnPickedWanted);
    connect(m_reset, &QToolButton::clicked, this, &BoxPanel::resetWanted);
    setCanCentre(false, false);
    setCentre({});
}

Eigen::Vector3d BoxPanel::imageDepth() const
{
    return {m_depths[0]->value(), m_depths[1]->value(), m_depths[2]->value()};
}

void BoxPanel::setCanCentre(bool onCore, bool onPicked)
{
    m_onCore->setEnabled(onCore);
    m_onPicked->setEnabled(onPicked);
}

void BoxPanel::setCentre(const QString& words)
{
    m_centre->setText(words.isEmpty() ? tr("the box as it is") : tr("now: %1").arg(words));
    m_reset->setEnabled(!words.isEmpty());
}

}  // namespace vitrine::panels

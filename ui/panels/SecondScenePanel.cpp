#include "ui/panels/SecondScenePanel.h"

#include "ui/panels/SceneControls.h"
#include "ui/scene/SceneView.h"
#include "ui/viewport/CameraLink.h"

#include <QCheckBox>
#include <QShowEvent>
#include <QVBoxLayout>

namespace vitrine::panels {

SecondScenePanel::SecondScenePanel(scene::SceneView* first, QWidget* parent)
    : QWidget(parent),
      m_view(new scene::SceneView),
      m_controls(new SceneControls),
      m_linked(new QCheckBox(tr("Camera goes along with the first view")))
{
    m_linked->setObjectName(QStringLiteral("camerasLinked"));
    m_linked->setToolTip(tr("Both views are seen from the same side and at the same scale, whichever is turned."));
    m_linked->setChecked(true);
    m_controls->offerPlaces();
    m_controls->setArrows(SceneChoice::Arrows::mode);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 4, 10, 0);
    row->addWidget(m_linked);
    column->addLayout(row);
    column->addWidget(m_controls);
    setMinimumHeight(240);
    if (!m_view->hasOpenGl() || !first->hasOpenGl())
        return;
    m_link = new viewport::CameraLink(first->viewport(), m_view->viewport(), this);
    connect(m_linked, &QCheckBox::toggled, m_link, &viewport::CameraLink::setLinked);
}

void SecondScenePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    emit shown();
}

}  // namespace vitrine::panels

#include "ui/viewport/CameraLink.h"

#include "ui/viewport/VtkViewport.h"

#include <QScopedValueRollback>

namespace vitrine::viewport {

CameraLink::CameraLink(VtkViewport* first, VtkViewport* second, QObject* parent)
    : QObject(parent), m_first(first), m_second(second)
{
    connect(first, &VtkViewport::cameraMoved, this, [this] { follow(m_first, m_second); });
    connect(second, &VtkViewport::cameraMoved, this, [this] { follow(m_second, m_first); });
    follow(m_first, m_second);
}

void CameraLink::setLinked(bool linked)
{
    m_isLinked = linked;
    follow(m_first, m_second);
}

void CameraLink::follow(VtkViewport* moved, VtkViewport* follower)
{
    if (!m_isLinked || m_isFollowing)
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    follower->takeCameraOf(*moved);
}

}  // namespace vitrine::viewport

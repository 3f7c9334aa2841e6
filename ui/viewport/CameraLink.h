#pragma once

#include <QObject>

namespace vitrine::viewport {

class VtkViewport;

/// Keeps the cameras of two viewports alike: whichever is moved, the other follows.
class CameraLink : public QObject {
    Q_OBJECT
public:
    /// @param first its camera is taken over by the second at the start, and whenever they are linked again
    CameraLink(VtkViewport* first, VtkViewport* second, QObject* parent = nullptr);

    bool isLinked() const { return m_isLinked; }

public slots:
    void setLinked(bool linked);

private:
    void follow(VtkViewport* moved, VtkViewport* follower);

    VtkViewport* m_first;
    VtkViewport* m_second;
    bool m_isLinked = true;
    bool m_isFollowing = false;
};

}  // namespace vitrine::viewport

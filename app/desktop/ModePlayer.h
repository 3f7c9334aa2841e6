#pragma once

#include "app/desktop/Session.h"
#include "core/anharmonicity/ModeMotion.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// Lets the selected mode, or a sum of modes of its sample, swing in the 3D view.
///
/// A frame is asked for only when the view is idle; phases whose time passes meanwhile are left out.
class ModePlayer : public QObject {
    Q_OBJECT

public:
    ModePlayer(Session& session, ui::MainWindow& window, QObject* parent = nullptr);

    bool isPlaying() const { return m_ticking.isActive(); }
    int frame() const { return m_frame; }
    /// Time passes: the phase goes on, and its frame is drawn if the view can.
    void advance(double seconds);
    /// Everything back to its place.
    void stop();

signals:
    /// Particles leave their places by the user's hand: whoever else moves them has to let go.
    void began();

private:
    /// What is made anew when it changes.
    struct Subject {
        std::shared_ptr<const modes::NormalModes> modes;
        std::vector<Eigen::Index> columns;
        anharmonicity::Tempo tempo = anharmonicity::Tempo::together;

        bool operator==(const Subject&) const = default;
    };

    void update();
    Subject subject() const;
    void build(const Subject& subject);
    double amplitude() const;
    double enlargement() const;
    double loopSeconds() const;
    void play(bool play);
    void scrub(int frame);
    void show(int frame);
    void tick();

    Session& m_session;
    ui::MainWindow& m_window;
    Subject m_subject;
    std::optional<anharmonicity::ModeMotion> m_motion;
    int m_frame = 0;
    double m_turn = 0;  ///< where the loop is, from 0 to 1
    bool m_isDisplacing = false;
    QTimer m_ticking;
    QElapsedTimer m_sinceTick;
};

}  // namespace vitrine::app

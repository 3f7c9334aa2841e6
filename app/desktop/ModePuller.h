#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/LatestValue.h"
#include "app/desktop/Session.h"
#include "core/anharmonicity/ModePull.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// Pulls the packing along the selected mode as the user's hand does, shows Phi(A) as it goes, lets the packing go
/// and shows its way down, and searches for A_c. In the background; nothing of it is stored.
class ModePuller : public QObject {
    Q_OBJECT

public:
    ModePuller(Session& session, ui::MainWindow& window, QObject* parent = nullptr);

    bool isWorking() const { return m_analyst.isWorking(); }
    /// Everything back to its place.
    void stop();

signals:
    /// Particles leave their places by the user's hand: whoever else moves them has to let go.
    void began();
    /// A release ended with a verdict or without one: a point of the curve of the selected mode.
    void pointFound(const vitrine::ui::Selection& selection, const vitrine::anharmonicity::CurvePoint& point);

private:
    /// What is pulled. Owns it: work goes on in another thread while the selection moves.
    struct Subject {
        std::shared_ptr<const quench::InherentStructure> structure;
        std::shared_ptr<const modes::NormalModes> modes;
        Eigen::Index column = -1;

        bool operator==(const Subject&) const = default;
    };
    using States = LatestValue<anharmonicity::ReleaseState>;

    /// A ModePull for work in another thread.
    using PullMaker = std::function<anharmonicity::ModePull(const run::RunControl&, const Analyst::Deliver&)>;

    Subject subject() const;
    void follow();
    double reach(anharmonicity::Direction direction) const;
    double enlargement() const;
    PullMaker pullMaker();
    void push(double amplitude);
    void showPush(const anharmonicity::CurvePoint& point);
    void release();
    void showNewestState();
    void letGoOfStates();
    void showEnd(const anharmonicity::CurvePoint& point, const Eigen::Matrix3Xd& rearrangement);
    void search();
    void showSearch();
    void showFound(const anharmonicity::ScanResult& result);
    void ended(const QString& status, bool isWarning);
    void displace(const Eigen::Matrix3Xd& displacements, const QString& what);

    Session& m_session;
    ui::MainWindow& m_window;
    Subject m_subject;
    anharmonicity::Direction m_direction = anharmonicity::Direction::plus;  ///< of the pull
    double m_amplitude = 0;                                                 ///< A, negative against the mode
    std::shared_ptr<const potential::EnergyDifference> m_energy;            ///< of m_subject, once it is there
    std::vector<anharmonicity::CurvePoint> m_pushed;
    std::vector<anharmonicity::Pull> m_searched;
    std::shared_ptr<States> m_states;  ///< of the release that goes on; null: none does
    bool m_isDisplacing = false;
    bool m_isTelling = false;  ///< what the analyst does now ends with a status
    QTimer m_looking;          ///< for newer states
    Analyst m_analyst;
};

}  // namespace vitrine::app

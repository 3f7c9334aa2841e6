#pragma once

#include "app/desktop/RunId.h"
#include "app/desktop/SimulationRequest.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace vitrine::app {

class SimulationController;

/// A run that goes on, waits for its turn, or has ended.
struct QueuedRun {
    enum class State { waiting, running, paused, cancelling, ended };

    int number = 0;  ///< from 1, in the order in which they were asked for
    SimulationRequest request;
    State state = State::waiting;
    QString outcome;  ///< of one that has ended
};

/// Runs one after the other: one goes on, the others wait in an order that the user can change. GUI thread only.
class RunQueue : public QObject {
    Q_OBJECT

public:
    explicit RunQueue(SimulationController& controller, QObject* parent = nullptr);

    /// Starts it as soon as nothing else goes on. @return its number
    int add(const SimulationRequest& request);
    /// One that waits is taken out, the one that goes on is cancelled. @throws run::InvalidInput for any other
    void cancel(int number);
    /// Moves one that waits before or behind others that wait. @param places negative: earlier
    /// @throws run::InvalidInput if it does not wait
    void move(int number, int places);
    /// Nothing more is begun: the program is about to end.
    void close();

    /// Those that ended, oldest first; the one that goes on; those that wait, next first.
    const std::vector<QueuedRun>& runs() const { return m_runs; }
    /// The one that goes on; null: none does.
    const QueuedRun* current() const;
    /// Whether a run of this study goes on or waits.
    bool holds(const std::filesystem::path& folder) const;
    bool isEmpty() const;

signals:
    void changed();
    /// A run has just been given to the computing thread.
    void began(const vitrine::app::SimulationRequest& request);

private:
    std::size_t waitingAt(int number) const;
    void setState(QueuedRun::State state);
    void end(const QString& outcome);
    void beginNext();

    SimulationController& m_controller;
    std::vector<QueuedRun> m_runs;
    int m_lastNumber = 0;
    bool m_isClosed = false;
};

}  // namespace vitrine::app

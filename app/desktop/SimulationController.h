#pragma once

#include "app/desktop/RunId.h"
#include "app/desktop/SimulationRequest.h"

#include <QObject>
#include <QThread>

#include <stop_token>

namespace vitrine::app {

class SimulationWorker;

/// Owns the worker's thread; starts, pauses and cancels runs and stamps them. GUI thread only.
///
/// Passes on the worker's signals of the current run and drops those of older ones. Each run that started ends
/// with exactly one of finished, cancelled and failed; a run replaced by another counts as cancelled at that
/// moment.
class SimulationController : public QObject {
    Q_OBJECT

public:
    explicit SimulationController(Simulation simulation, QObject* parent = nullptr);
    /// Cancels and waits for the worker.
    ~SimulationController() override;

    /// Starts a run, cancelling the one that goes on.
    RunId start(const SimulationRequest& request);
    void pause();
    void resume();
    /// Returns at once; cancelled() comes when the worker has stopped, after 100 ms at most unless a factorisation
    /// is running, which has to finish first.
    void cancel();

    bool isRunning() const { return m_running != RunId::none; }
    bool isPaused() const { return isRunning() && m_gate.isClosed(); }
    bool isCancelling() const { return isRunning() && m_stop.stop_requested(); }

signals:
    void started(vitrine::app::RunId id);
    void pausedChanged(bool paused);
    void cancelling();
    void opened(std::shared_ptr<const vitrine::app::StudyContents> contents);
    void stageBegan(std::string sample, vitrine::run::Stage stage);
    void progressed(std::string sample, vitrine::run::Progress progress);
    void quenching(std::string sample, std::shared_ptr<const vitrine::quench::QuenchState> state);
    void structureFound(std::string sample, std::shared_ptr<const vitrine::quench::InherentStructure> structure);
    void modesFound(std::string sample, std::shared_ptr<const vitrine::modes::NormalModes> modes);
    void scanned(std::string sample, std::shared_ptr<const vitrine::anharmonicity::ScanResult> scan);
    void recordsChanged(std::string sample, std::vector<vitrine::results::ModeRecord> records);
    void finished(vitrine::app::RunId id);
    void cancelled(vitrine::app::RunId id);
    void failed(vitrine::app::RunId id, QString reason);

private:
    /// Forwards one of the worker's signals while its run is the current one.
    template <typename... Values>
    void forward(void (SimulationWorker::*from)(RunId, Values...), void (SimulationController::*to)(Values...));
    /// The same for the three signals that end a run.
    template <typename... Values>
    void forwardEnd(void (SimulationWorker::*from)(RunId, Values...),
                    void (SimulationController::*to)(RunId, Values...));

    QThread m_thread;
    SimulationWorker* m_worker;  ///< lives in m_thread and dies with it
    RunId m_latest = RunId::none;
    RunId m_running = RunId::none;  ///< m_latest until its end was told
    std::stop_source m_stop;
    run::PauseGate m_gate;
};

}  // namespace vitrine::app

#pragma once

#include "app/desktop/RunId.h"
#include "app/desktop/SimulationRequest.h"

#include <QObject>

#include <stop_token>

namespace vitrine::app {

/// Calls core in the thread it was moved to and sends values back. Each run() ends with exactly one of finished,
/// cancelled and failed, sent after everything else of that run.
///
/// Signals leave from computing threads too, so receivers have to live in another thread or connect queued.
class SimulationWorker : public QObject {
    Q_OBJECT

public:
    explicit SimulationWorker(Simulation simulation);

    /// Blocks until the run has ended.
    void run(RunId id, const SimulationRequest& request, const std::stop_token& stop, const run::PauseGate& gate);

signals:
    void opened(vitrine::app::RunId id, std::shared_ptr<const vitrine::app::StudyContents> contents);
    void stageBegan(vitrine::app::RunId id, std::string sample, vitrine::run::Stage stage);
    /// At most ten a second for each stage, and the last.
    void progressed(vitrine::app::RunId id, std::string sample, vitrine::run::Progress progress);
    /// A sample on its way to its minimum: at most 25 a second, and none before the last one is let go of.
    void quenching(vitrine::app::RunId id, std::string sample,
                   std::shared_ptr<const vitrine::quench::QuenchState> state);
    void structureFound(vitrine::app::RunId id, std::string sample,
                        std::shared_ptr<const vitrine::quench::InherentStructure> structure);
    void modesFound(vitrine::app::RunId id, std::string sample,
                    std::shared_ptr<const vitrine::modes::NormalModes> modes);
    void scanned(vitrine::app::RunId id, std::string sample,
                 std::shared_ptr<const vitrine::anharmonicity::ScanResult> scan);
    void recordsChanged(vitrine::app::RunId id, std::string sample,
                        std::vector<vitrine::results::ModeRecord> records);
    void finished(vitrine::app::RunId id);
    void cancelled(vitrine::app::RunId id);
    /// @param reason one sentence fit to be shown
    void failed(vitrine::app::RunId id, QString reason);

private:
    Simulation m_simulation;
};

}  // namespace vitrine::app

#include "app/desktop/SimulationController.h"

#include "app/desktop/SimulationWorker.h"

#ifdef __linux__
#include <sys/resource.h>

#include <sched.h>
#include <unistd.h>
#endif

namespace vitrine::app {

namespace {

/// Makes the calling thread, and the threads that it will start, give way to the window's. Without this the two
/// fight for the cores as equals and each event waits for the end of a time slice.
void giveWayToTheWindow()
{
#ifdef __linux__
    // Both calls only lower the priority, which is always allowed; should they fail, the run is right all the
    // same.
    const sched_param none{};
    sched_setscheduler(0, SCHED_BATCH, &none);
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 5);
#endif
}

}  // namespace

template <typename... Values>
void SimulationController::forward(void (SimulationWorker::*from)(RunId, Values...),
                                   void (SimulationController::*to)(Values...))
{
    connect(m_worker, from, this, [this, to](RunId id, Values... values) {
        if (id == m_running)
            emit(this->*to)(std::move(values)...);
    });
}

template <typename... Values>
void SimulationController::forwardEnd(void (SimulationWorker::*from)(RunId, Values...),
                                      void (SimulationController::*to)(RunId, Values...))
{
    connect(m_worker, from, this, [this, to](RunId id, Values... values) {
        if (id != m_running)
            return;
        m_running = RunId::none;
        emit(this->*to)(id, std::move(values)...);
    });
}

SimulationController::SimulationController(Simulation simulation, QObject* parent)
    : QObject(parent), m_worker(new SimulationWorker(std::move(simulation)))
{
    m_thread.setObjectName(QStringLiteral("simulation"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, giveWayToTheWindow);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    forward(&SimulationWorker::opened, &SimulationController::opened);
    forward(&SimulationWorker::stageBegan, &SimulationController::stageBegan);
    forward(&SimulationWorker::progressed, &SimulationController::progressed);
    forward(&SimulationWorker::quenching, &SimulationController::quenching);
    forward(&SimulationWorker::structureFound, &SimulationController::structureFound);
    forward(&SimulationWorker::modesFound, &SimulationController::modesFound);
    forward(&SimulationWorker::scanned, &SimulationController::scanned);
    forward(&SimulationWorker::recordsChanged, &SimulationController::recordsChanged);
    forwardEnd(&SimulationWorker::finished, &SimulationController::finished);
    forwardEnd(&SimulationWorker::cancelled, &SimulationController::cancelled);
    forwardEnd(&SimulationWorker::failed, &SimulationController::failed);
    m_thread.start();
}

SimulationController::~SimulationController()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

RunId SimulationController::start(const SimulationRequest& request)
{
    const RunId replaced = m_running;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_gate = run::PauseGate();
    m_latest = next(m_latest);
    m_running = m_latest;
    if (replaced != RunId::none)
        emit cancelled(replaced);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id = m_latest, request, stop = m_stop.get_token(),
                                         gate = m_gate] { worker->run(id, request, stop, gate); });
    emit started(m_latest);
    return m_latest;
}

void SimulationController::pause()
{
    if (!isRunning() || isPaused() || isCancelling())
        return;
    m_gate.close();
    emit pausedChanged(true);
}

void SimulationController::resume()
{
    if (!isPaused())
        return;
    m_gate.open();
    emit pausedChanged(false);
}

void SimulationController::cancel()
{
    if (!isRunning() || isCancelling())
        return;
    m_stop.request_stop();
    emit cancelling();
}

}  // namespace vitrine::app

#include "app/desktop/Analyst.h"

#include "core/run/Errors.h"

namespace vitrine::app {

Analyst::Analyst(QObject* parent) : QObject(parent), m_desk(new QObject)
{
    m_thread.setObjectName(QStringLiteral("analysing"));
    m_desk->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_desk, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

Analyst::~Analyst()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void Analyst::start(Work work, int threadCount)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_latest = next(m_latest);
    m_working = true;
    const RunId id = m_latest;
    const run::RunControl control(threadCount, m_stop.get_token(), [this, id](const run::Progress& progress) {
        inGuiThread(id, [this, progress] { emit progressed(progress); });
    });
    QMetaObject::invokeMethod(m_desk,
                              [this, id, work = std::move(work), control] { carryOut(id, work, control); });
}

void Analyst::cancel()
{
    m_stop.request_stop();
}

void Analyst::inGuiThread(RunId id, std::function<void()> call)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, call = std::move(call)] {
            if (id == m_latest)
                call();
        },
        Qt::QueuedConnection);
}

void Analyst::end(RunId id, const std::function<void()>& tell)
{
    inGuiThread(id, [this, tell] {
        m_working = false;
        tell();
    });
}

/// In the analyst's thread.
void Analyst::carryOut(RunId id, const Work& work, const run::RunControl& control)
{
    try {
        if (control.stopRequested())
            throw run::RunCancelled();
        work(control, [this, id](std::function<void()> call) { inGuiThread(id, std::move(call)); });
        end(id, [this] { emit finished(); });
    }
    catch (const run::RunCancelled&) {
        end(id, [this] { emit cancelled(); });
    }
    catch (const std::bad_alloc&) {
        end(id, [this] { emit failed(tr("There is not enough memory for this.")); });
    }
    catch (const std::exception& error) {
        end(id, [this, reason = QString::fromUtf8(error.what())] { emit failed(reason); });
    }
}

}  // namespace vitrine::app

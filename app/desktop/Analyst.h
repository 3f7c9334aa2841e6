#pragma once

#include "app/desktop/RunId.h"
#include "core/run/RunControl.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <functional>
#include <stop_token>

namespace vitrine::app {

/// Carries out what the user asks about the study that is open, beside runs, in a thread of its own: one piece of
/// work at a time. GUI thread only.
///
/// Newer work cancels older; what the older still delivers is dropped. Each work that is not superseded ends with
/// exactly one of finished, cancelled and failed.
class Analyst : public QObject {
    Q_OBJECT

public:
    /// Hands something over to the GUI thread; from any thread.
    using Deliver = std::function<void(std::function<void()> inGuiThread)>;
    /// A blocking call. Whatever it needs it has to own. @throws run::RunCancelled, run::Error
    using Work = std::function<void(const run::RunControl& control, const Deliver& deliver)>;

    explicit Analyst(QObject* parent = nullptr);
    /// Cancels and waits for the work.
    ~Analyst() override;

    void start(Work work, int threadCount);
    void cancel();
    bool isWorking() const { return m_working; }

signals:
    void progressed(vitrine::run::Progress progress);
    void finished();
    void cancelled();
    /// @param reason one sentence fit to be shown
    void failed(const QString& reason);

private:
    void inGuiThread(RunId id, std::function<void()> call);
    void end(RunId id, const std::function<void()>& tell);
    void carryOut(RunId id, const Work& work, const run::RunControl& control);

    QThread m_thread;
    QObject* m_desk;  ///< lives in m_thread and dies with it: calls are queued to it
    RunId m_latest = RunId::none;
    std::stop_source m_stop;
    bool m_working = false;
};

}  // namespace vitrine::app

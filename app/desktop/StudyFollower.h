#pragma once

#include "app/desktop/RunId.h"
#include "app/desktop/StudyContents.h"

#include <QObject>
#include <QThread>

namespace vitrine::app {

class StudyReader;

/// Reads studies in a thread of its own and follows the one that was read while another process adds to it.
/// GUI thread only.
class StudyFollower : public QObject {
    Q_OBJECT

public:
    explicit StudyFollower(QObject* parent = nullptr);
    /// Waits for the file being read.
    ~StudyFollower() override;

    /// Reads a study, then looks for new pieces every second; what was being read before is forgotten.
    void open(const std::filesystem::path& folder);
    /// Goes on following what the window has already, without telling it again.
    void follow(const StudyContents& contents);
    void stop();

    bool isOpening() const { return m_opening; }

signals:
    void opened(std::shared_ptr<const vitrine::app::StudyContents> contents);
    void grown(std::shared_ptr<const vitrine::app::StudyContents> contents);
    /// A study that could not be opened. @param reason one sentence fit to be shown
    void failed(QString reason);
    /// A study that was read once cannot be read now; the next look may succeed.
    void disturbed(QString reason);

private:
    QThread m_thread;
    StudyReader* m_reader;  ///< lives in m_thread and dies with it
    RunId m_latest = RunId::none;
    bool m_opening = false;
};

}  // namespace vitrine::app

#pragma once

#include "app/desktop/RunId.h"
#include "app/desktop/StudyContents.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace vitrine::app {

/// Reads a study and looks after it, in the thread it was moved to. Everything it sends is stamped.
class StudyReader : public QObject {
    Q_OBJECT

public:
    StudyReader();

    void open(RunId id, const std::filesystem::path& folder);
    void follow(RunId id, const StudyContents& contents);
    void stop();

signals:
    void opened(vitrine::app::RunId id, std::shared_ptr<const vitrine::app::StudyContents> contents);
    void grown(vitrine::app::RunId id, std::shared_ptr<const vitrine::app::StudyContents> contents);
    void failed(vitrine::app::RunId id, QString reason);
    void disturbed(vitrine::app::RunId id, QString reason);

private:
    void look();

    RunId m_id = RunId::none;
    std::optional<StudyContents> m_contents;
    std::string m_listing;  ///< names and times of the files at the last look
    QTimer m_timer{this};
};

}  // namespace vitrine::app

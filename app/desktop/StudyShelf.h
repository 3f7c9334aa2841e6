#pragma once

#include "app/desktop/StudyContents.h"

#include <QObject>

#include <memory>
#include <vector>

namespace vitrine::app {

class StudyFollower;

/// The studies that are open, each followed while a run or another process adds to it. GUI thread only.
class StudyShelf : public QObject {
    Q_OBJECT

public:
    explicit StudyShelf(QObject* parent = nullptr);
    ~StudyShelf() override;

    /// Reads a study, or takes it as it stands here, and tells it by opened(); a study that was asked for before
    /// and is still being read comes onto the shelf, but is not told.
    void open(const std::filesystem::path& folder);
    /// Reads a study beside what is asked for, and tells nothing of it.
    void load(const std::filesystem::path& folder);
    bool isOpening() const { return !m_wanted.empty(); }
    /// Nothing is to be told any more of what was asked for.
    void forgetWanted();
    /// A newer state of a study, or a new one.
    void put(const StudyContents& contents);
    /// Whoever has the newest state does without what is on the disk: nothing more is read of this study.
    void rest(const std::filesystem::path& folder);
    /// Looks at the disk at once, and from now on again.
    void refresh(const std::filesystem::path& folder);
    void close(const std::filesystem::path& folder);

    /// Null if it is not open.
    const StudyContents* find(const std::filesystem::path& folder) const;
    /// In the order in which they were opened.
    std::vector<const StudyContents*> studies() const;

signals:
    /// @param contents of the study asked for last
    void opened(std::shared_ptr<const vitrine::app::StudyContents> contents);
    void grown(std::shared_ptr<const vitrine::app::StudyContents> contents);
    /// A study that could not be opened. @param reason one sentence fit to be shown
    void failed(QString reason);
    void disturbed(QString reason);
    /// One came, went or grew.
    void changed();

private:
    struct Place {
        std::filesystem::path folder;
        StudyContents contents;  ///< empty while it is being read
        std::unique_ptr<StudyFollower> follower;
    };

    Place& add(const std::filesystem::path& folder);
    Place* place(const std::filesystem::path& folder);
    void read(const std::filesystem::path& folder, const std::shared_ptr<const StudyContents>& contents);
    void tellIfWanted(const std::filesystem::path& folder);

    std::vector<std::unique_ptr<Place>> m_places;
    std::filesystem::path m_wanted;  ///< asked for last and not told yet
};

}  // namespace vitrine::app

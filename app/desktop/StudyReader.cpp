#include "app/desktop/StudyReader.h"

#include "core/study/Study.h"

#include <algorithm>
#include <chrono>

namespace vitrine::app {

namespace {

constexpr auto lookInterval = std::chrono::seconds(1);

/// Names, sizes and times of all files below a folder: equal while nothing was added. Costs no file's opening.
std::string listing(const std::filesystem::path& folder)
{
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        std::error_code vanished;  // a piece under its temporary name may be renamed while we look
        const auto time = entry.last_write_time(vanished);
        if (!vanished)
            lines.push_back(entry.path().string() + ' ' + std::to_string(time.time_since_epoch().count()));
    }
    std::ranges::sort(lines);
    std::string all;
    for (const std::string& line : lines)
        all += line + '\n';
    return all;
}

}  // namespace

StudyReader::StudyReader()
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &StudyReader::look);
}

void StudyReader::open(RunId id, const std::filesystem::path& folder)
{
    stop();
    m_id = id;
    try {
        const auto study = study::Study::open(folder);
        m_listing = listing(folder);  // before reading: what is added meanwhile makes the next look differ
        m_contents = StudyContents::read(study);
        emit opened(id, std::make_shared<const StudyContents>(*m_contents));
        m_timer.start();
    }
    catch (const std::exception& error) {
        emit failed(id, QString::fromUtf8(error.what()));
    }
}

void StudyReader::follow(RunId id, const StudyContents& contents)
{
    m_id = id;
    m_contents = contents;
    m_listing.clear();
    m_timer.start();
    look();  // what the run that has just ended told nobody, such as the elastic moduli
}

void StudyReader::stop()
{
    m_timer.stop();
    m_contents.reset();
}

void StudyReader::look()
{
    try {
        const std::string now = listing(m_contents->folder);
        if (now == m_listing)
            return;
        m_contents = StudyContents::read(study::Study::open(m_contents->folder), &*m_contents);
        m_listing = now;
        emit grown(m_id, std::make_shared<const StudyContents>(*m_contents));
    }
    catch (const std::exception& error) {
        emit disturbed(m_id, QString::fromUtf8(error.what()));
    }
}

}  // namespace vitrine::app

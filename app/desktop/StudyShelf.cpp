#include "app/desktop/StudyShelf.h"

#include "app/desktop/StudyFollower.h"

#include <algorithm>

namespace vitrine::app {

StudyShelf::StudyShelf(QObject* parent) : QObject(parent) {}

StudyShelf::~StudyShelf() = default;

StudyShelf::Place* StudyShelf::place(const std::filesystem::path& folder)
{
    const auto found = std::ranges::find(m_places, folder, [](const auto& one) { return one->folder; });
    return found == m_places.end() ? nullptr : found->get();
}

StudyShelf::Place& StudyShelf::add(const std::filesystem::path& folder)
{
    m_places.push_back(std::make_unique<Place>());
    Place& added = *m_places.back();
    added.folder = folder;
    added.follower = std::make_unique<StudyFollower>();
    const StudyFollower* follower = added.follower.get();
    connect(follower, &StudyFollower::opened, this,
            [this, folder](const auto& contents) { read(folder, contents); });
    connect(follower, &StudyFollower::grown, this, [this, folder](const auto& contents) {
        place(folder)->contents = *contents;
        emit grown(contents);
        emit changed();
    });
    connect(follower, &StudyFollower::disturbed, this, &StudyShelf::disturbed);
    connect(follower, &StudyFollower::failed, this, [this, folder](const QString& reason) {
        const bool isWanted = m_wanted == folder;
        if (isWanted)
            m_wanted.clear();
        close(folder);
        isWanted ? emit failed(reason) : emit disturbed(reason);
    });
    return added;
}

/// Not at once: it may be the follower itself that tells.
void StudyShelf::close(const std::filesystem::path& folder)
{
    const auto found = std::ranges::find(m_places, folder, [](const auto& one) { return one->folder; });
    if (found == m_places.end())
        return;
    (*found)->follower->disconnect(this);
    (*found)->follower.release()->deleteLater();
    m_places.erase(found);
    emit changed();
}

void StudyShelf::open(const std::filesystem::path& folder)
{
    m_wanted = folder;
    const Place* known = place(folder);
    if (!known) {
        add(folder).follower->open(folder);
        return;
    }
    // What is still being read tells itself.
    if (!known->contents.folder.empty())
        QMetaObject::invokeMethod(
            this, [this, folder] { tellIfWanted(folder); }, Qt::QueuedConnection);
}

void StudyShelf::load(const std::filesystem::path& folder)
{
    if (!place(folder))
        add(folder).follower->open(folder);
}

void StudyShelf::read(const std::filesystem::path& folder, const std::shared_ptr<const StudyContents>& contents)
{
    place(folder)->contents = *contents;
    emit changed();
    tellIfWanted(folder);
}

void StudyShelf::tellIfWanted(const std::filesystem::path& folder)
{
    const Place* known = place(folder);
    if (!known || m_wanted != folder)
        return;
    m_wanted.clear();
    emit opened(std::make_shared<const StudyContents>(known->contents));
}

void StudyShelf::forgetWanted()
{
    m_wanted.clear();
}

void StudyShelf::put(const StudyContents& contents)
{
    Place* known = place(contents.folder);
    (known ? *known : add(contents.folder)).contents = contents;
    emit changed();
}

void StudyShelf::rest(const std::filesystem::path& folder)
{
    if (const Place* known = place(folder))
        known->follower->stop();
}

void StudyShelf::refresh(const std::filesystem::path& folder)
{
    if (const Place* known = place(folder); known && !known->contents.folder.empty())
        known->follower->follow(known->contents);
}

const StudyContents* StudyShelf::find(const std::filesystem::path& folder) const
{
    const auto found = std::ranges::find(m_places, folder, [](const auto& one) { return one->folder; });
    return found == m_places.end() || (*found)->contents.folder.empty() ? nullptr : &(*found)->contents;
}

std::vector<const StudyContents*> StudyShelf::studies() const
{
    std::vector<const StudyContents*> all;
    for (const auto& one : m_places)
        if (!one->contents.folder.empty())
            all.push_back(&one->contents);
    return all;
}

}  // namespace vitrine::app

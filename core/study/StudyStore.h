#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace vitrine::study {

/// Puts files into a study so that each is whole or absent, whatever happens and whoever else writes.

/// Writes a file beside its place, flushes it, renames it to its place and flushes the folder.
/// @throws run::UnwritableFile naming file and reason; what was there before is still there
void writeFile(const std::filesystem::path& path, std::span<const std::byte> content);
void writeFile(const std::filesystem::path& path, const std::string& content);

/// @throws run::UnwritableFile
void makeFolder(const std::filesystem::path& folder);

/// Removes what processes of this machine that are no more left beside its place in a folder; never the files
/// of running ones, nor anything else. Does nothing where it may not.
void removeLeftovers(const std::filesystem::path& folder);

/// Whether a file's name is that of one being written.
bool isBeingWritten(const std::filesystem::path& path);

/// Moves a file that is in the way into the folder "foreign" beside it, under a name that is free there.
/// @throws run::UnwritableFile
void moveAside(const std::filesystem::path& path);

/// Alone with a study among all processes that ask for this, until destroyed. Taken for moments only; a process
/// that dies gives it back.
class StudyLock {
public:
    /// @throws run::UnwritableFile
    explicit StudyLock(const std::filesystem::path& folder);
    ~StudyLock();
    StudyLock(const StudyLock&) = delete;
    StudyLock& operator=(const StudyLock&) = delete;

private:
    int m_descriptor;
};

}  // namespace vitrine::study

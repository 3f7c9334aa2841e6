#include "core/study/StudyStore.h"

#include "core/run/Errors.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace vitrine::study {

namespace {
constexpr std::string_view suffix = ".writing";

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    operator int() const { return m_number; }

private:
    int m_number;
};

[[noreturn]] void fail(const std::filesystem::path& path, int error)
{
    throw run::UnwritableFile("The file " + path.string() + " could not be written: " + std::strerror(error) +
                              ".");
}

/// This machine's name without what separates the parts of a temporary name.
std::string hostName()
{
    std::array<char, 256> buffer{};
    ::gethostname(buffer.data(), buffer.size() - 1);
    std::string name = buffer.data();
    std::erase_if(name, [](char c) { return c == '.' || c == '/'; });
    return name.empty() ? "host" : name;
}

/// ".packing.h5.HOST.PID.NUMBER.writing"
std::filesystem::path temporaryBeside(const std::filesystem::path& path)
{
    static std::atomic<unsigned> number{0};
    return path.parent_path() /
           fmt::format(".{}.{}.{}.{}{}", path.filename().string(), hostName(), ::getpid(), number++, suffix);
}

/// The process that is writing a temporary file of this machine; 0 for any other file.
pid_t writerOf(const std::filesystem::path& path)
{
    std::string name = path.filename().string();
    if (!isBeingWritten(path))
        return 0;
    name.erase(name.size() - suffix.size());
    const std::size_t numberAt = name.rfind('.');
    const std::size_t pidAt = numberAt == std::string::npos ? numberAt : name.rfind('.', numberAt - 1);
    const std::size_t hostAt = pidAt == std::string::npos ? pidAt : name.rfind('.', pidAt - 1);
    if (hostAt == std::string::npos || name.substr(hostAt + 1, pidAt - hostAt - 1) != hostName())
        return 0;
    pid_t pid = 0;
    std::from_chars(name.data() + pidAt + 1, name.data() + numberAt, pid);
    return pid;
}

bool isRunning(pid_t pid)
{
    return ::kill(pid, 0) == 0 || errno != ESRCH;
}

void writeAll(int descriptor, std::span<const std::byte> content, const std::filesystem::path& path)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno != EINTR)
            fail(path, errno);
        if (written > 0)
            content = content.subspan(static_cast<std::size_t>(written));
    }
}

void flushFolder(const std::filesystem::path& folder)
{
    const Descriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some network file systems know no flush of a folder; there the rename is as lasting as they make it.
    if (descriptor < 0 || (::fsync(descriptor) != 0 && errno != EINVAL && errno != EBADF))
        fail(folder, errno);
}
}  // namespace

bool isBeingWritten(const std::filesystem::path& path)
{
    const std::string name = path.filename().string();
    return name.starts_with('.') && name.ends_with(suffix);
}

void writeFile(const std::filesystem::path& path, std::span<const std::byte> content)
{
    const std::filesystem::path temporary = temporaryBeside(path);
    try {
        const Descriptor descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (descriptor < 0)
            fail(path, errno);
        // Held while it is being written: tells others, also those in another container, that we live.
        ::flock(descriptor, LOCK_EX);
        writeAll(descriptor, content, path);
        if (::fsync(descriptor) != 0)
            fail(path, errno);
        if (::rename(temporary.c_str(), path.c_str()) != 0)
            fail(path, errno);
    }
    catch (const run::UnwritableFile&) {
        ::unlink(temporary.c_str());
        throw;
    }
    flushFolder(path.parent_path());
}

void writeFile(const std::filesystem::path& path, const std::string& content)
{
    writeFile(path, std::as_bytes(std::span(content)));
}

void makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::create_directories(folder, error))
        flushFolder(folder.parent_path());
    if (error || !std::filesystem::is_directory(folder))
        throw run::UnwritableFile("The folder " + folder.string() + " could not be made: " +
                                  (error ? error.message() : "there is a file of that name") + ".");
}

void removeLeftovers(const std::filesystem::path& folder)
{
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const pid_t writer = writerOf(entry.path());
        if (writer <= 0 || isRunning(writer))
            continue;
        const Descriptor descriptor(::open(entry.path().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            ::unlink(entry.path().c_str());
    }
}

void moveAside(const std::filesystem::path& path)
{
    const std::filesystem::path folder = path.parent_path() / "foreign";
    makeFolder(folder);
    for (int number = 1;; ++number) {
        const std::filesystem::path target =
            folder / (path.stem().string() + "-" + std::to_string(number) + path.extension().string());
        // A hard link fails where the name is taken; a rename would replace what is there.
        if (::link(path.c_str(), target.c_str()) == 0)
            break;
        if (errno == ENOENT)
            return;  // another process moved it
        if (errno != EEXIST)
            fail(target, errno);
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
        fail(path, errno);
    flushFolder(folder);
}

StudyLock::StudyLock(const std::filesystem::path& folder)
    : m_descriptor(::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (m_descriptor < 0)
        fail(folder / ".lock", errno);
    // Where the file system knows no locks, renames still keep every file whole.
    while (::flock(m_descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
}

StudyLock::~StudyLock()
{
    ::close(m_descriptor);
}

}  // namespace vitrine::study

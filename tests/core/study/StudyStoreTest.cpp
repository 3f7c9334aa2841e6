#include "core/run/Errors.h"
#include "core/study/StudyStore.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace vitrine;
namespace fs = std::filesystem;

class StudyStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
    }

    void writesAWholeFileAndLeavesNothingBeside()
    {
        study::writeFile(m_folder / "a.txt", std::string("first"));
        study::writeFile(m_folder / "a.txt", std::string("second"));
        QCOMPARE(contentOf(m_folder / "a.txt"), std::string("second"));
        QCOMPARE(fileCount(), 1);
    }

    void saysWhereItCouldNotWrite()
    {
        try {
            study::writeFile(m_folder / "missing" / "a.txt", std::string("x"));
            QFAIL("there is no such folder");
        }
        catch (const run::UnwritableFile& error) {
            QVERIFY(std::string(error.what()).find("missing/a.txt") != std::string::npos);
        }
    }

    void keepsTheOldFileWhenItCannotBeReplaced()
    {
        fs::create_directory(m_folder / "place");  // a rename over a folder fails
        std::ofstream(m_folder / "place" / "kept") << "old";
        QVERIFY_THROWS_EXCEPTION(run::UnwritableFile, study::writeFile(m_folder / "place", std::string("new")));
        QCOMPARE(contentOf(m_folder / "place" / "kept"), std::string("old"));
        QCOMPARE(fileCount(), 1);
    }

    void removesWhatDeadProcessesLeft()
    {
        const pid_t dead = deadProcess();
        leave(dead);
        QCOMPARE(fileCount(), 1);
        study::removeLeftovers(m_folder);
        QCOMPARE(fileCount(), 0);
    }

    void keepsWhatIsNotALeftover()
    {
        leave(::getpid());
        std::ofstream(m_folder / ".hidden") << "x";
        std::ofstream(m_folder / (".x.elsewhere." + std::to_string(deadProcess()) + ".0.writing")) << "x";
        study::removeLeftovers(m_folder);
        QCOMPARE(fileCount(), 3);
    }

    void movesAsideWithoutReplacingAnything()
    {
        for (const char* content : {"first", "second"}) {
            std::ofstream(m_folder / "packing.h5") << content;
            study::moveAside(m_folder / "packing.h5");
        }
        QVERIFY(!fs::exists(m_folder / "packing.h5"));
        QCOMPARE(contentOf(m_folder / "foreign" / "packing-1.h5"), std::string("first"));
        QCOMPARE(contentOf(m_folder / "foreign" / "packing-2.h5"), std::string("second"));
    }

    void letsOnlyOneHoldTheLock()
    {
        std::atomic<int> inside{0};
        std::atomic<bool> collided{false};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int round = 0; round < 50; ++round) {
                        const study::StudyLock alone(m_folder);
                        if (++inside != 1)
                            collided = true;
                        --inside;
                    }
                });
        }
        QVERIFY(!collided);
    }

private:
    static pid_t deadProcess()
    {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(0);
        ::waitpid(child, nullptr, 0);
        return child;
    }

    /// A file as a process leaves it that dies while it writes.
    void leave(pid_t pid) const
    {
        std::array<char, 256> host{};
        ::gethostname(host.data(), host.size() - 1);
        std::string name = host.data();
        std::erase(name, '.');
        std::ofstream(m_folder / (".packing.h5." + name + "." + std::to_string(pid) + ".7.writing")) << "half";
    }

    static std::string contentOf(const fs::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }

    int fileCount() const { return static_cast<int>(std::distance(fs::directory_iterator(m_folder), {})); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_APPLESS_MAIN(StudyStoreTest)
#include "StudyStoreTest.moc"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace fs = std::filesystem;

/// Kills a run at random moments and resumes it each time: nothing that was finished is lost, and the table is in
/// the end that of a run that was left alone, byte for byte. VITRINE_KILLS says how often (8 without it).
class KillResumeTest : public QObject {
    Q_OBJECT

private slots:
    void endsWithTheTableOfAnUndisturbedRun()
    {
        const int kills = std::max(qEnvironmentVariableIntValue("VITRINE_KILLS"), 0);
        const int wanted = kills > 0 ? kills : 8;

        makeStudy("undisturbed");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(batch({"run", path("undisturbed"), "--modes", "3", "--threads", "1", "--quiet"}), 0);
        const double duration = static_cast<double>(timer.elapsed());  // ms
        const std::string expected = table("undisturbed");
        QVERIFY(std::ranges::count(expected, '\n') >= 7);  // a header and 3 modes in both directions

        std::mt19937_64 random(20130215);
        std::uniform_real_distribution<double> moment(0, duration);
        int study = 0;
        for (int killed = 0; killed < wanted; ++study) {
            const QString name = QString("study%1").arg(study);
            makeStudy(name);
            // Nearly as long as a whole run is, the moments lie anywhere in what is left of it.
            while (killed < wanted && killAfter(name, static_cast<int>(moment(random) / (1 + killed % 4))))
                ++killed;
            QCOMPARE(batch({"run", path(name), "--modes", "3", "--threads", "2", "--quiet"}), 0);
            QCOMPARE(table(name), expected);
            QCOMPARE(leftovers(name), 0);
            QVERIFY(study <= 10 * wanted);
        }
        qInfo("%d kills in %d studies; an undisturbed run takes %.1f s", wanted, study, duration / 1000);
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    static int batch(const QStringList& arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(VITRINE_BATCH, arguments);
        process.waitForFinished(-1);
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    void makeStudy(const QString& name) const
    {
        QCOMPARE(batch({"new", path(name), "--potential", "harmonic", "--particles", "200", "--seed", "4"}), 0);
    }

    /// @return false if the run was finished before
    bool killAfter(const QString& name, int milliseconds) const
    {
        QProcess process;
        process.start(VITRINE_BATCH, {"run", path(name), "--modes", "3", "--threads", "1", "--quiet"});
        if (process.waitForFinished(std::max(milliseconds, 1)))
            return false;
        process.kill();
        process.waitForFinished(-1);
        return true;
    }

    std::string table(const QString& name) const
    {
        const QString file = path(name + ".csv");
        if (batch({"table", path(name), "--csv", file}) != 0)
            return "no table";
        std::ostringstream text;
        text << std::ifstream(file.toStdString(), std::ios::binary).rdbuf();
        return text.str();
    }

    /// Files that dead runs left beside their places.
    int leftovers(const QString& name) const
    {
        int count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(path(name).toStdString()))
            count += entry.path().extension() == ".writing" ? 1 : 0;
        return count;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(KillResumeTest)
#include "KillResumeTest.moc"

#include "app/desktop/FilmCommand.h"
#include "core/run/Errors.h"
#include "ui/figures/FilmWriter.h"
#include "ui/figures/ScenePicture.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using app::FilmCommand;
using app::FilmKind;
using app::FilmMaker;
using app::FilmRequest;

namespace {

const QString studyFolder = QStringLiteral(VITRINE_TEST_STUDIES "/glass-and-crystal");

QStringList words(const QString& line)
{
    return QStringLiteral("vitrine film ").append(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString refusal(const QString& line)
{
    try {
        FilmCommand::parse(words(line));
        return {};
    }
    catch (const run::InvalidInput& error) {
        return QString::fromUtf8(error.what());
    }
}

FilmRequest request(FilmKind kind)
{
    FilmRequest made;
    made.kind = kind;
    made.selection = {"A", 1, anharmonicity::Direction::minus};
    made.shot = app::usualShot(kind);
    made.size = QSize(320, 240);
    made.turnFrames = 12;
    return made;
}

FilmMaker maker(FilmKind kind)
{
    return {study::Study::open(studyFolder.toStdString()), request(kind)};
}

}  // namespace

class FilmCommandTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

private slots:
    void initTestCase()
    {
        if (const QString problem = figures::scenePictureProblem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }

    void loopsCloseExactly()
    {
        for (const FilmKind kind : {FilmKind::mode, FilmKind::turntable}) {
            FilmMaker film = maker(kind);
            const QImage first = film.frame(0);
            QVERIFY(film.frame(film.frameCount() / 4) != first);
            QVERIFY(film.frame(film.frameCount()) == first);
        }
    }

    void aPullEndsInAnotherPlaceThanItBegan()
    {
        FilmMaker film = maker(FilmKind::pull);
        const QImage first = film.frame(0);
        const QImage last = film.frame(film.frameCount() - 1);
        QVERIFY(first != last);
        QVERIFY(last == film.frame(film.frameCount() - 2));  // it rests there
        QVERIFY(film.frame(0) == first);
    }

    void framesAreAlwaysWritten()
    {
        const QString folder = path(QStringLiteral("frames"));
        const FilmCommand command = FilmCommand::parse(
            words(QStringLiteral("%1 --of turntable --select A --frames 12 --size 320x240 --output %2")
                      .arg(studyFolder, folder)));
        QCOMPARE(command.run(), 12);
        const QStringList files = QDir(folder).entryList(QDir::Files);
        QCOMPARE(files.size(), 12);
        QCOMPARE(files.first(), QStringLiteral("frame-00001.png"));
        QCOMPARE(QImage(folder + QStringLiteral("/frame-00012.png")).size(), QSize(320, 240));
        QVERIFY(figures::filmProblem(folder).contains(QStringLiteral("already")));
    }

    void filmsAreWhatOthersPlay_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QString>("codec");
        QTest::newRow("mp4") << "mp4"
                             << "h264";
        QTest::newRow("webm") << "webm"
                              << "vp9";
        QTest::newRow("gif") << "gif"
                             << "gif";
    }

    void filmsAreWhatOthersPlay()
    {
        QFETCH(QString, suffix);
        QFETCH(QString, codec);
        for (const char* program : {"ffmpeg", "ffprobe"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                QSKIP("this program is not installed: ffmpeg");
        const QString file = path(QStringLiteral("film.") + suffix);
        FilmCommand::parse(
            words(QStringLiteral("%1 --select A:1:- --size 320x240 --fps 25 --output %2").arg(studyFolder, file)))
            .run();
        QProcess probe;
        probe.start(QStringLiteral("ffprobe"),
                    {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-count_frames"),
                     QStringLiteral("-show_entries"),
                     QStringLiteral("stream=codec_name,width,height,nb_read_frames,r_frame_rate"),
                     QStringLiteral("-of"), QStringLiteral("default=noprint_wrappers=1"), file});
        QVERIFY(probe.waitForFinished(60'000));
        const QString said = QString::fromUtf8(probe.readAllStandardOutput());
        for (const QString& wanted :
             {QStringLiteral("codec_name=") + codec, QStringLiteral("width=320"), QStringLiteral("height=240"),
              QStringLiteral("nb_read_frames=48"), QStringLiteral("r_frame_rate=25/1")})
            QVERIFY2(said.contains(wanted), qPrintable(wanted + QStringLiteral(" is not in ") + said));
    }

    void refusesWhatMakesNoSense()
    {
        QVERIFY(refusal(QStringLiteral("S --output f.mp4")).contains(QStringLiteral("--select")));
        QVERIFY(refusal(QStringLiteral("S --select A --output f.mp4")).contains(QStringLiteral("of a mode")));
        QVERIFY(refusal(QStringLiteral("S --select A:1 --size 321x240 --output f.mp4"))
                    .contains(QStringLiteral("321")));
        QVERIFY(
            refusal(QStringLiteral("S --select A:1 --of dance --output f.mp4")).contains(QStringLiteral("dance")));
        QVERIFY(
            refusal(QStringLiteral("S --select A:1 --fps 0 --output f.mp4")).contains(QStringLiteral("1 to 60")));
        QVERIFY(figures::filmProblem(path(QStringLiteral("f.avi"))).contains(QStringLiteral("mp4, webm or gif")));
        auto wrong = request(FilmKind::mode);
        wrong.selection.mode = 99;
        QVERIFY_EXCEPTION_THROWN(FilmMaker(study::Study::open(studyFolder.toStdString()), wrong),
                                 run::InvalidInput);
    }

    void withoutFfmpegItSaysWhatToDo()
    {
        const QByteArray kept = qgetenv("PATH");
        qputenv("PATH", m_folder.path().toLocal8Bit());
        const QString problem = figures::filmProblem(path(QStringLiteral("f.mp4")));
        qputenv("PATH", kept);
        QVERIFY2(problem.contains(QStringLiteral("ffmpeg")) && problem.contains(QStringLiteral("PNG")),
                 qPrintable(problem));
    }
};

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    FilmCommandTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FilmCommandTest.moc"

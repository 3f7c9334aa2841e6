#include "ui/figures/FilmWriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace vitrine::figures {

namespace {

const QString encoder = QStringLiteral("ffmpeg");

QString suffixOf(const QString& output)
{
    return QFileInfo(output).suffix().toLower();
}

/// What ffmpeg is to make of numbered frames.
QStringList encoderArguments(const QString& frames, double framesPerSecond, const QString& suffix,
                             const QString& film)
{
    QStringList arguments{QStringLiteral("-y"),
                          QStringLiteral("-loglevel"),
                          QStringLiteral("error"),
                          QStringLiteral("-framerate"),
                          QString::number(framesPerSecond),
                          QStringLiteral("-i"),
                          frames};
    if (suffix == QLatin1String("mp4"))
        arguments << QStringLiteral("-c:v") << QStringLiteral("libx264") << QStringLiteral("-pix_fmt")
                  << QStringLiteral("yuv420p") << QStringLiteral("-crf") << QStringLiteral("18")
                  << QStringLiteral("-movflags") << QStringLiteral("+faststart");
    else if (suffix == QLatin1String("webm"))
        arguments << QStringLiteral("-c:v") << QStringLiteral("libvpx-vp9") << QStringLiteral("-pix_fmt")
                  << QStringLiteral("yuv420p") << QStringLiteral("-crf") << QStringLiteral("24")
                  << QStringLiteral("-b:v") << QStringLiteral("0");
    else  // a palette of its own for each film; again and again
        arguments << QStringLiteral("-filter_complex")
                  << QStringLiteral("split[a][b];[a]palettegen[p];[b][p]paletteuse") << QStringLiteral("-loop")
                  << QStringLiteral("0");
    return arguments << film;
}

}  // namespace

const QStringList& filmSuffixes()
{
    static const QStringList suffixes{QStringLiteral("mp4"), QStringLiteral("webm"), QStringLiteral("gif")};
    return suffixes;
}

QString filmProblem(const QString& output)
{
    const QFileInfo place(output);
    const QString suffix = suffixOf(output);
    if (suffix.isEmpty())
        return place.exists() && !(place.isDir() && QDir(output).isEmpty())
                   ? FilmWriter::tr("%1 is there already: frames want a new or empty folder.").arg(output)
                   : QString();
    if (!filmSuffixes().contains(suffix))
        return FilmWriter::tr(
                   "A film is written as mp4, webm or gif, or as a folder of PNG files (a name without an "
                   "ending); not as \u201c%1\u201d.")
            .arg(output);
    if (!place.absoluteDir().exists())
        return FilmWriter::tr("There is no folder %1.").arg(place.absolutePath());
    if (QStandardPaths::findExecutable(encoder).isEmpty())
        return FilmWriter::tr(
            "mp4, webm and gif need the program ffmpeg, which is not here: install it, or write the "
            "frames as PNG files by giving a folder, a name without an ending.");
    return {};
}

FilmWriter::FilmWriter(QObject* parent) : QObject(parent)
{
    connect(&m_drawing, &QTimer::timeout, this, &FilmWriter::drawNext);
    connect(&m_encoder, &QProcess::finished, this, &FilmWriter::encoded);
    connect(&m_encoder, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(tr("ffmpeg cannot be started."));
    });
}

FilmWriter::~FilmWriter()
{
    m_encoder.disconnect(this);
    if (m_encoder.state() != QProcess::NotRunning) {
        m_encoder.kill();
        m_encoder.waitForFinished();
    }
}

void FilmWriter::start(Film film)
{
    m_film = std::move(film);
    m_next = 0;
    m_isWorking = true;
    const QString problem = filmProblem(m_film.output);
    if (!problem.isEmpty()) {
        end(problem);
        return;
    }
    m_isFolder = suffixOf(m_film.output).isEmpty();
    if (m_isFolder) {
        m_folder = m_film.output;
    }
    else {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path();
    }
    if (!QDir().mkpath(m_folder)) {
        end(tr("The folder %1 cannot be made.").arg(m_folder));
        return;
    }
    m_drawing.start(0);
}

void FilmWriter::cancel()
{
    if (!m_isWorking)
        return;
    end(tr("Cancelled."));
    m_encoder.kill();
}

void FilmWriter::drawNext()
{
    if (m_next == m_film.frameCount) {
        m_drawing.stop();
        m_isFolder ? end({}) : encode();
        return;
    }
    try {
        const QImage image = m_film.frame(m_next);
        const QString file = m_folder + QStringLiteral("/frame-%1.png").arg(m_next + 1, 5, 10, QLatin1Char('0'));
        if (!image.save(file)) {
            end(tr("%1 cannot be written.").arg(file));
            return;
        }
    }
    catch (const std::exception& error) {
        end(QString::fromUtf8(error.what()));
        return;
    }
    ++m_next;
    emit progressed(m_next, m_film.frameCount);
}

/// Into the folder of the frames: beside its place a film appears whole.
void FilmWriter::encode()
{
    const QString suffix = suffixOf(m_film.output);
    m_encoder.start(encoder, encoderArguments(m_folder + QStringLiteral("/frame-%05d.png"), m_film.framesPerSecond,
                                              suffix, m_folder + QStringLiteral("/film.") + suffix));
}

void FilmWriter::encoded(int exitCode)
{
    if (!m_isWorking)
        return;
    if (exitCode != 0 || m_encoder.exitStatus() != QProcess::NormalExit) {
        end(tr("ffmpeg failed: %1").arg(QString::fromUtf8(m_encoder.readAllStandardError()).trimmed().left(500)));
        return;
    }
    QFile::remove(m_film.output);
    const QString made = m_folder + QStringLiteral("/film.") + suffixOf(m_film.output);
    end(QFile::copy(made, m_film.output) ? QString() : tr("%1 cannot be written.").arg(m_film.output));
}

void FilmWriter::end(const QString& problem)
{
    if (!m_isWorking)
        return;
    m_isWorking = false;
    m_drawing.stop();
    const QString output = m_film.output;
    m_film.frame = {};
    if (problem.isEmpty())
        emit finished(output);
    else
        emit failed(problem);
}

}  // namespace vitrine::figures

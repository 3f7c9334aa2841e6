#pragma once

#include <QImage>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>

namespace vitrine::figures {

/// Endings of films, without the dot: mp4, webm, gif. Anything without an ending is a folder for the frames.
const QStringList& filmSuffixes();

/// Why a file of this name cannot be written, before a single frame is drawn: one sentence; empty if it can.
/// Frames as PNG files can always; films need the program ffmpeg.
QString filmProblem(const QString& output);

/// Draws the frames of a film one by one between the events of the window, and hands them to ffmpeg where a film
/// is wanted and not a folder. Ends with exactly one of finished and failed. GUI thread only.
class FilmWriter : public QObject {
    Q_OBJECT

public:
    explicit FilmWriter(QObject* parent = nullptr);
    /// Stops what goes on; a film that is not finished is not left behind.
    ~FilmWriter() override;

    struct Film {
        int frameCount = 0;
        std::function<QImage(int)> frame;
        QString output;               ///< film-file or folder
        double framesPerSecond = 24;  ///< from 1 to 60
    };
    void start(Film film);
    void cancel();
    bool isWorking() const { return m_isWorking; }

signals:
    void progressed(int done, int total);
    /// @param output as asked for
    void finished(const QString& output);
    void failed(const QString& reason);

private:
    void drawNext();
    void encode();
    void encoded(int exitCode);
    void end(const QString& problem);

    Film m_film;
    int m_next = 0;
    bool m_isWorking = false;
    bool m_isFolder = false;
    QString m_folder;  ///< of the frames
    std::unique_ptr<QTemporaryDir> m_temporary;
    QTimer m_drawing;
    QProcess m_encoder;
};

}  // namespace vitrine::figures

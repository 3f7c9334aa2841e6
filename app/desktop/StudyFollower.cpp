#include "app/desktop/StudyFollower.h"

#include "app/desktop/StudyReader.h"

namespace vitrine::app {

StudyFollower::StudyFollower(QObject* parent) : QObject(parent), m_reader(new StudyReader)
{
    m_thread.setObjectName(QStringLiteral("reading"));
    m_reader->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_reader, &QObject::deleteLater);
    connect(m_reader, &StudyReader::opened, this, [this](RunId id, auto contents) {
        if (id != m_latest)
            return;
        m_opening = false;
        emit opened(std::move(contents));
    });
    connect(m_reader, &StudyReader::grown, this, [this](RunId id, auto contents) {
        if (id == m_latest)
            emit grown(std::move(contents));
    });
    connect(m_reader, &StudyReader::failed, this, [this](RunId id, const QString& reason) {
        if (id != m_latest)
            return;
        m_opening = false;
        emit failed(reason);
    });
    connect(m_reader, &StudyReader::disturbed, this, [this](RunId id, const QString& reason) {
        if (id == m_latest)
            emit disturbed(reason);
    });
    m_thread.start();
}

StudyFollower::~StudyFollower()
{
    m_thread.quit();
    m_thread.wait();
}

void StudyFollower::open(const std::filesystem::path& folder)
{
    m_latest = next(m_latest);
    m_opening = true;
    QMetaObject::invokeMethod(m_reader, [reader = m_reader, id = m_latest, folder] { reader->open(id, folder); });
}

void StudyFollower::follow(const StudyContents& contents)
{
    m_latest = next(m_latest);
    m_opening = false;
    QMetaObject::invokeMethod(m_reader,
                              [reader = m_reader, id = m_latest, contents] { reader->follow(id, contents); });
}

void StudyFollower::stop()
{
    m_latest = next(m_latest);
    m_opening = false;
    QMetaObject::invokeMethod(m_reader, [reader = m_reader] { reader->stop(); });
}

}  // namespace vitrine::app

#include "app/desktop/DeskFile.h"

#include "core/run/Errors.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSettings>

namespace vitrine::app {

namespace {

constexpr int version = 1;
constexpr qint64 largestFile = 4 << 20;  // bytes
const auto versionKey = QStringLiteral("vitrineDesk");

QString tr(const char* text)
{
    return QCoreApplication::translate("DeskFile", text);
}

/// Why a desk cannot be read from some text; empty if it can.
QString understand(const QByteArray& text, QJsonObject& desk)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return tr("%1 at byte %2").arg(error.errorString()).arg(error.offset);
    desk = document.object();
    if (desk[versionKey].toInt() != version)
        return tr("it is of version %1, and this program knows version %2")
            .arg(desk[versionKey].toInt())
            .arg(version);
    return {};
}

}  // namespace

QString DeskFile::usualPath()
{
    const QFileInfo settings(QSettings().fileName());
    return settings.absoluteDir().filePath(settings.completeBaseName() + QStringLiteral(".desk.json"));
}

DeskFile::Reading DeskFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    Reading reading;
    QString reason;
    if (!file.open(QIODevice::ReadOnly))
        reason = file.errorString();
    else if (file.size() > largestFile)
        reason = tr("it is larger than %1 bytes").arg(largestFile);
    else
        reason = understand(file.readAll(), reading.desk);
    if (reason.isEmpty())
        return reading;
    file.close();
    const QString aside =
        m_path + QDateTime::currentDateTime().toString(QStringLiteral("'.unreadable-'yyyyMMdd-hhmmss-zzz"));
    const bool isAside = file.rename(aside);
    return {
        {},
        tr("The desk of the last session cannot be read: %1. The window starts afresh; the file is kept as %2.")
            .arg(reason, QDir::toNativeSeparators(isAside ? aside : m_path))};
}

void DeskFile::write(QJsonObject desk) const
{
    desk[versionKey] = version;
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(desk).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        throw run::UnwritableFile(tr("The desk cannot be kept in %1: %2.")
                                      .arg(QDir::toNativeSeparators(m_path), file.errorString())
                                      .toStdString());
}

}  // namespace vitrine::app

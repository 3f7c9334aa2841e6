#pragma once

#include <QJsonObject>
#include <QString>

namespace vitrine::app {

/// The desk as it was left, on the disk: docks, study, selection, settings of the view.
class DeskFile {
public:
    /// Beside the program's settings.
    static QString usualPath();

    explicit DeskFile(QString path = usualPath()) : m_path(std::move(path)) {}

    struct Reading {
        QJsonObject desk;  ///< empty if there is none
        QString problem;   ///< why the file could not be read, and where it is kept; empty: all is well
    };
    /// A file that is no desk is put aside under another name, never overwritten.
    Reading read() const;
    /// Whole or not at all. @throws run::UnwritableFile
    void write(QJsonObject desk) const;

private:
    QString m_path;
};

}  // namespace vitrine::app

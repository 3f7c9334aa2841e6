#include "app/desktop/DroppedFiles.h"

#include "ui/figures/FigureMemory.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace vitrine::app {

namespace {

const auto studyFile = QStringLiteral("study.json");

QString tr(const char* text)
{
    return QCoreApplication::translate("DroppedFiles", text);
}

bool isPacking(const QString& suffix)
{
    return QStringList{QStringLiteral("h5"), QStringLiteral("h5md"), QStringLiteral("hdf5"), QStringLiteral("xyz"),
                       QStringLiteral("extxyz")}
        .contains(suffix);
}

}  // namespace

DroppedFiles DroppedFiles::sorted(const QStringList& files)
{
    DroppedFiles dropped;
    QStringList strange;
    for (const QString& file : files) {
        const QFileInfo info(file);
        const QString suffix = info.suffix().toLower();
        if (info.isDir() && QFileInfo::exists(QDir(file).filePath(studyFile)))
            dropped.studies << info.absoluteFilePath();
        else if (info.isFile() && info.fileName() == studyFile)
            dropped.studies << info.absolutePath();
        else if (info.isFile() && figures::rememberingSuffixes().contains(suffix))
            dropped.figures << info.absoluteFilePath();
        else if (info.isFile() && isPacking(suffix))
            dropped.packings << info.absoluteFilePath();
        else if (info.isFile() && suffix == QLatin1String("vitrine"))
            dropped.commands << info.absoluteFilePath();
        else
            strange << info.fileName();
    }
    if (!strange.isEmpty())
        dropped.problem =
            tr("Nothing can be done with %1. What can be dropped: the folder of a study (with its study.json); a "
               "figure that Vitrine made (.png, .pdf, .svg); a "
               "packing as H5MD or HDF5 (.h5, .h5md, .hdf5) or extended XYZ (.xyz, .extxyz); commands to be "
               "replayed "
               "(.vitrine).")
                .arg(strange.join(QStringLiteral(", ")));
    return dropped;
}

}  // namespace vitrine::app

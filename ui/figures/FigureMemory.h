#pragma once

#include "ui/figures/FigureRequest.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace vitrine::figures {

/// By what a study is found again, and known to be as it was.
struct StudyTrace {
    QString folder;       ///< absolute
    QString content;      ///< study::Study::dataHash()
    qlonglong modes = 0;  ///< of all samples
    qlonglong scans = 0;  ///< likewise
    QString recipe;       ///< study.json

    bool operator==(const StudyTrace&) const = default;
};

/// What the file of a figure knows about it: the recipe, the view, the program's version and the hash of the data.
struct FigureMemory {
    QString program;  ///< "vitrine 0.1.0"
    FigureRequest request;
    std::vector<StudyTrace> studies;

    bool operator==(const FigureMemory&) const = default;
};

/// As JSON, to be kept in a file.
QString memoryText(const FigureMemory& memory);

/// @param text from anywhere: every value is checked
/// @throws run::InvalidInput in one sentence that names the key
FigureMemory memoryFromText(const QByteArray& text);

/// What the PNG, PDF or SVG file of a figure remembers. Reads the text within, no pixels and no drawing.
/// @throws run::UnreadableFile, run::InvalidInput for a file that is no figure of ours, or a damaged one
FigureMemory memoryOfFile(const QString& file);

/// Endings of files that can remember, without the dot.
const QStringList& rememberingSuffixes();

}  // namespace vitrine::figures

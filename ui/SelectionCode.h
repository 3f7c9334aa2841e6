#pragma once

#include "ui/Selection.h"

#include <QString>

#include <optional>

namespace vitrine::ui {

/// A selection as it stands on command lines and in files: "A:12:+", "A:12" for a mode alone, "A" for a packing.
QString selectionCode(const Selection& selection);
/// Nothing for what is no such code, such as a negative mode or another sign.
std::optional<Selection> selectionFromCode(const QString& code);

/// The same, where only a code makes sense. @throws run::InvalidInput for what is none
Selection selectionFromText(const QString& code);

}  // namespace vitrine::ui

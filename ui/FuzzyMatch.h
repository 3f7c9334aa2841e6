#pragma once

#include <QString>

#include <optional>

namespace vitrine::ui {

/// How well what was typed fits a text, larger is better; nothing if its letters are not in the text in that
/// order. Letters at the beginnings of words and letters in a row count more, and short texts more than long ones.
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

}  // namespace vitrine::ui

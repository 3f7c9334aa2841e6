#pragma once

#include <QString>

namespace vitrine::ui {

enum class Theme { system, light, dark };

/// "system", "light" or "dark"; anything else is system.
Theme themeFromName(const QString& name);
QString themeName(Theme theme);

/// Gives all widgets the Fusion style in light or dark colours. To be called once before widgets are made (it
/// remembers whether the desktop is dark), then again for every change.
void applyTheme(Theme theme);

}  // namespace vitrine::ui

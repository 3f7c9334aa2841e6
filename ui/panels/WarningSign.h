#pragma once

#include "ui/look/Palette.h"

#include <QString>
#include <QWidget>

namespace vitrine::panels {

/// The sign before an error in a rich text, in the colour that errors have.
inline QString warningSign(const QWidget* widget)
{
    return QStringLiteral("<b style='color:%1'>\u26a0</b>&nbsp;")
        .arg(look::Palette::matching(widget->palette()).alert.name());
}

}  // namespace vitrine::panels

#include "ui/SelectionCode.h"

#include "core/run/Errors.h"

#include <QStringList>

#include <algorithm>

namespace vitrine::ui {

using anharmonicity::Direction;

QString selectionCode(const Selection& selection)
{
    QStringList parts{QString::fromStdString(selection.sample)};
    if (selection.mode > 0)
        parts << QString::number(selection.mode);
    if (selection.mode > 0 && selection.direction)
        parts << QString::fromStdString(std::string(anharmonicity::directionSign(*selection.direction)));
    return parts.join(QLatin1Char(':'));
}

std::optional<Selection> selectionFromCode(const QString& code)
{
    const QStringList parts = code.split(QLatin1Char(':'));
    const bool isName =
        std::ranges::all_of(parts[0], [](QChar c) { return c >= QLatin1Char('A') && c <= QLatin1Char('Z'); });
    if (parts.size() > 3 || parts[0].isEmpty() || !isName)
        return std::nullopt;
    Selection selection{parts[0].toStdString(), 0, std::nullopt};
    if (parts.size() > 1) {
        bool isNumber = false;
        selection.mode = parts[1].toLongLong(&isNumber);
        if (!isNumber || selection.mode < 1)
            return std::nullopt;
    }
    if (parts.size() > 2) {
        if (parts[2] != QLatin1String("+") && parts[2] != QLatin1String("-"))
            return std::nullopt;
        selection.direction = parts[2] == QLatin1String("-") ? Direction::minus : Direction::plus;
    }
    return selection;
}

Selection selectionFromText(const QString& code)
{
    const auto selection = selectionFromCode(code);
    if (!selection)
        throw run::InvalidInput("A selection is sample:mode:sign, such as A:12:+, A:12 or A; not \u201c" +
                                code.left(60).toStdString() + "\u201d.");
    return *selection;
}

}  // namespace vitrine::ui

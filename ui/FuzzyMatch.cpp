#include "ui/FuzzyMatch.h"

#include <QList>

#include <algorithm>
#include <limits>

namespace vitrine::ui {

namespace {

constexpr int letterPoints = 10;
constexpr int wordPoints = 12;  // more for the first letter of a word
constexpr int rowPoints = 14;   // more for a letter that follows the one before it
constexpr int none = std::numeric_limits<int>::min() / 2;

bool beginsWord(const QString& text, qsizetype place)
{
    return place == 0 || !text[place - 1].isLetterOrNumber();
}

}  // namespace

std::optional<int> fuzzyScore(const QString& typed, const QString& text)
{
    QString pattern = typed.toLower();
    pattern.removeIf([](QChar c) { return c.isSpace(); });
    const QString target = text.toLower();
    if (pattern.isEmpty())
        return 0;
    // best[j]: of the letters so far, the last of them at place j of the text
    QList<int> best(target.size(), none);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        QList<int> next(target.size(), none);
        int before = i == 0 ? 0 : none;  // the best that ended further left
        for (qsizetype j = 0; j < target.size(); ++j) {
            if (target[j] == pattern[i]) {
                const int inRow = i > 0 && j > 0 ? best[j - 1] + rowPoints : none;
                next[j] = std::max(before, inRow) + letterPoints + (beginsWord(target, j) ? wordPoints : 0);
            }
            if (i > 0)
                before = std::max(before, best[j]);
        }
        best = next;
    }
    const int score = best.isEmpty() ? none : *std::ranges::max_element(best);
    if (score <= 0)
        return std::nullopt;
    return score - static_cast<int>(target.size()) / 4;
}

}  // namespace vitrine::ui

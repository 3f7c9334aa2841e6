#pragma once

#include "ui/Selection.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace vitrine::lessons {

/// What the learner does with the program's own controls before a step is done.
struct Action {
    enum class Kind {
        none,        ///< only read
        click,       ///< a button
        move,        ///< a slider or an entry
        choose,      ///< an item of a list
        selectMode,  ///< any mode, or the one of selection
        selectKind,  ///< a mode of the kind words
        says,        ///< wait until a line of the program contains the words
    };
    Kind kind = Kind::none;
    QString control;  ///< objectName, or accessible name
    QString words;
    ui::Selection selection;  ///< an empty sample or mode 0: any

    bool operator==(const Action&) const = default;
};

/// Asked before the answer is shown.
struct Question {
    QString text;
    QStringList choices;  ///< empty: a number is asked for
    int right = -1;       ///< of the choices; -1: none is right or wrong
    double low = 0;       ///< of a number
    double high = 0;
};

struct Step {
    int line = 0;  ///< in the file
    QString title;
    QString text;                            ///< paragraphs, separated by empty lines
    std::optional<ui::Selection> selection;  ///< made when the step begins
    QStringList shown;                       ///< docks that come to the front
    QString pointed;                         ///< control that is framed
    Action action;
    QString hint;
    std::optional<Question> question;
    QString answer;  ///< after the prediction and the action
};

/// A guided tour through the real program: resources/lessons/*.lesson; the manual's page Lessons tells the format.
struct Lesson {
    QString name;  ///< of the file, without its ending
    QString title;
    QString about;
    QString study;    ///< of those that come with the program, or a folder beside the lesson's file
    int minutes = 0;  ///< from 1 to 10
    std::vector<Step> steps;
};

/// Names that text and answers may have in braces, such as {A_c}: values of the selected mode.
const QStringList& lessonValues();

/// @param text of a file; @param file for messages
/// @throws run::InvalidInput "push-it.lesson, line 12: ..." for the first thing that is wrong
Lesson lessonFromText(const QString& text, const QString& file);

/// @throws run::UnreadableFile too, for a file that cannot be read or has more than 1 MB
Lesson lessonFromFile(const QString& file);

/// Those that come with the program, in their order.
std::vector<Lesson> bundledLessons();

}  // namespace vitrine::lessons

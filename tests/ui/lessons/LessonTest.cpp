#include "core/run/Errors.h"
#include "ui/lessons/Lesson.h"

#include <QApplication>
#include <QTest>

#include <algorithm>

using namespace vitrine;
using lessons::Action;
using lessons::Lesson;

namespace {

const QString whole = QStringLiteral(
    "# for teachers\n"
    "title: A soft mode\n"
    "about: One sentence.\n"
    "study: harmonic-4000\n"
    "minutes: 3\n"
    "\n"
    "step: Look\n"
    "text:\n"
    "  First words\n"
    "  of a paragraph.\n"
    "\n"
    "  And another, {omega}.\n"
    "select: A:1:+\n"
    "show: scatter, modes\n"
    "step: Predict\n"
    "text: Now you.\n"
    "ask: At which A?\n"
    "number: 1e-5 to 1\n"
    "do: wait until pullStatus says \"N_rearr\"\n"
    "answer: It is {A_c}.\n");

/// Why a text is refused; empty if it is not.
QString refusal(const QString& text)
{
    try {
        lessons::lessonFromText(text, QStringLiteral("/some/where/soft.lesson"));
        return {};
    }
    catch (const run::InvalidInput& error) {
        return QString::fromUtf8(error.what());
    }
}

QString changed(const char* from, const char* to)
{
    QString text = whole;
    return text.contains(QLatin1String(from)) ? text.replace(QLatin1String(from), QLatin1String(to))
                                              : QStringLiteral("not there");
}

}  // namespace

class LessonTest : public QObject {
    Q_OBJECT
private slots:
    void readsAWholeLesson()
    {
        const Lesson lesson = lessons::lessonFromText(whole, QStringLiteral("/some/where/soft.lesson"));
        QCOMPARE(lesson.name, QStringLiteral("soft"));
        QCOMPARE(lesson.title, QStringLiteral("A soft mode"));
        QCOMPARE(lesson.minutes, 3);
        QCOMPARE(lesson.steps.size(), std::size_t(2));
        QCOMPARE(lesson.steps[0].text, QStringLiteral("First words of a paragraph.\n\nAnd another, {omega}."));
        QCOMPARE(lesson.steps[0].shown, QStringList({QStringLiteral("scatter"), QStringLiteral("modes")}));
        QVERIFY(lesson.steps[0].action.kind == Action::Kind::none);
        QVERIFY(lesson.steps[1].action.kind == Action::Kind::says);
        QCOMPARE(lesson.steps[1].question->low, 1e-5);
        QCOMPARE(lesson.steps[1].line, 15);
    }

    void aBrokenLessonNamesItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const QString& text, const char* place, const char* reason) {
            QTest::newRow(name) << text << QString::fromLatin1(place) << QString::fromLatin1(reason);
        };
        row("unknown key", changed("select: A", "selct: A"), "line 13", "selct");
        row("no colon", changed("text: Now you.", "Now you."), "line 16", "name: words");
        row("twice", changed("ask: At", "text: again\nask: At"), "line 17", "twice");
        row("selection", changed("A:1:+", "mode one"), "line 13", "sample:mode:sign");
        row("action", changed("wait until pullStatus says", "hope that"), "line 19", "click NAME");
        row("value", changed("{A_c}", "{Ac}"), "line 20", "{Ac}");
        row("minutes", changed("minutes: 3", "minutes: 30"), "line 5", "10 minutes");
        row("study", changed("harmonic-4000", "../../etc"), "line 4", "folder");
        row("range", changed("1e-5 to 1", "1 to 1e-5"), "line 18", "range");
        row("no text", changed("text: Now you.\n", ""), "line 15", "text");
        row("no answer", changed("answer: It is {A_c}.\n", ""), "line 15", "answer");
        row("no title", changed("title: A soft mode\n", ""), "line 6", "title");
        row("one choice", changed("number: 1e-5 to 1", "choice: yes"), "line 15", "no choice");
        row("right", changed("number: 1e-5 to 1", "choice: yes\nchoice: no\nright: 3"), "line 15", "choice 3");
        row("stray indent", QStringLiteral("  words\n"), "line 1", "indented");
        row("empty", QString(), "line 1", "title");
    }

    void aBrokenLessonNamesItsLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        QFETCH(QString, reason);
        const QString message = refusal(text);
        QVERIFY2(message.startsWith(QStringLiteral("soft.lesson, ") + place + QLatin1Char(':')),
                 qPrintable(message));
        QVERIFY2(message.contains(reason), qPrintable(message));
    }

    void sevenLessonsComeWithTheProgram()
    {
        const auto all = lessons::bundledLessons();
        QCOMPARE(all.size(), std::size_t(7));
        for (const Lesson& lesson : all) {
            QVERIFY(lesson.minutes < 10);
            QVERIFY2(std::ranges::any_of(lesson.steps, [](const auto& step) { return step.question.has_value(); }),
                     qPrintable(lesson.name));
        }
    }
};

QTEST_MAIN(LessonTest)
#include "LessonTest.moc"

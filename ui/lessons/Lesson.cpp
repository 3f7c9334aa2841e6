#include "ui/lessons/Lesson.h"

#include "core/run/Errors.h"
#include "ui/SelectionCode.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <functional>
#include <map>

/// A static library's resources are registered by hand, and that only outside of namespaces.
static void registerLessons()
{
    Q_INIT_RESOURCE(resources);
}

namespace vitrine::lessons {

namespace {

constexpr qint64 largestFile = 1'000'000;  // bytes
constexpr int mostMinutes = 10;

/// Reads line by line; complaints name file and line.
class LessonReader {
public:
    LessonReader(const QString& text, QString file)
        : m_lines(text.split(QLatin1Char('\n'))), m_file(std::move(file))
    {}

    Lesson read()
    {
        m_lesson.name = QFileInfo(m_file).completeBaseName();
        while (nextEntry())
            m_key == QLatin1String("step") ? beginStep() : m_lesson.steps.empty() ? takeHead() : takeStep();
        m_line = static_cast<int>(m_lines.size());
        for (const char* wanted : {"title", "about", "study", "minutes"})
            if (!m_given.contains(QLatin1String(wanted)) && m_lesson.steps.empty())
                refuse(QStringLiteral("the lesson has no \u201c%1:\u201d.").arg(QLatin1String(wanted)));
        if (m_lesson.steps.empty())
            refuse(QStringLiteral("the lesson has no \u201cstep:\u201d."));
        checkLastStep();
        return m_lesson;
    }

private:
    [[noreturn]] void refuse(const QString& what) const { refuseAt(m_line, what); }
    [[noreturn]] void refuseAt(int line, const QString& what) const
    {
        throw run::InvalidInput(
            QStringLiteral("%1, line %2: %3").arg(QFileInfo(m_file).fileName()).arg(line).arg(what).toStdString());
    }

    /// "key: value" with the indented lines below it.
    bool nextEntry()
    {
        while (m_next < m_lines.size()) {
            const QString line = m_lines[m_next++];
            if (line.trimmed().isEmpty() || line.startsWith(QLatin1Char('#')))
                continue;
            m_line = static_cast<int>(m_next);
            if (line.front().isSpace())
                refuse(QStringLiteral("an indented line continues the one above it, and there is none."));
            const qsizetype colon = line.indexOf(QLatin1Char(':'));
            if (colon < 0)
                refuse(QStringLiteral("a line is \u201cname: words\u201d, or indented to continue the one above; "
                                      "not \u201c%1\u201d.")
                           .arg(line.left(60)));
            m_key = line.left(colon).trimmed();
            m_value = line.mid(colon + 1).trimmed();
            continueValue();
            if (m_value.isEmpty())
                refuse(QStringLiteral("\u201c%1:\u201d has no words.").arg(m_key));
            return true;
        }
        return false;
    }

    void continueValue()
    {
        bool paragraph = false;
        while (m_next < m_lines.size()) {
            const QString& line = m_lines[m_next];
            if (line.trimmed().isEmpty()) {
                paragraph = true;
            }
            else if (line.front().isSpace()) {
                m_value += (m_value.isEmpty() ? QString()
                            : paragraph       ? QStringLiteral("\n\n")
                                              : QStringLiteral(" ")) +
                           line.trimmed();
                paragraph = false;
            }
            else {
                return;
            }
            ++m_next;
        }
    }

    void takeOnce()
    {
        if (m_given.contains(m_key))
            refuse(QStringLiteral("\u201c%1:\u201d is there twice.").arg(m_key));
        m_given << m_key;
    }

    /// @param known every key with what it does
    void takeOneOf(const std::map<QString, std::function<void()>>& known)
    {
        const auto found = known.find(m_key);
        if (found == known.end()) {
            QStringList names;
            for (const auto& [name, take] : known)
                names << name;
            refuse(QStringLiteral("\u201c%1\u201d is not known here; known are %2.")
                       .arg(m_key.left(40), names.join(QStringLiteral(", "))));
        }
        if (m_key != QLatin1String("choice"))
            takeOnce();
        found->second();
    }

    void takeHead()
    {
        takeOneOf({{QStringLiteral("title"), [this] { m_lesson.title = m_value; }},
                   {QStringLiteral("about"), [this] { m_lesson.about = m_value; }},
                   {QStringLiteral("study"), [this] { takeStudy(); }},
                   {QStringLiteral("minutes"), [this] { takeMinutes(); }}});
    }

    void takeStudy()
    {
        static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"));
        if (!pattern.match(m_value).hasMatch())
            refuse(QStringLiteral("a study is the name of a folder, of letters, digits and hyphens; not "
                                  "\u201c%1\u201d.")
                       .arg(m_value.left(60)));
        m_lesson.study = m_value;
    }

    void takeMinutes()
    {
        bool isNumber = false;
        m_lesson.minutes = m_value.toInt(&isNumber);
        if (!isNumber || m_lesson.minutes < 1 || m_lesson.minutes > mostMinutes)
            refuse(QStringLiteral("a lesson takes from 1 to %1 minutes, not \u201c%2\u201d.")
                       .arg(mostMinutes)
                       .arg(m_value.left(40)));
    }

    void beginStep()
    {
        if (m_lesson.steps.empty())
            for (const char* wanted : {"title", "about", "study", "minutes"})
                if (!m_given.contains(QLatin1String(wanted)))
                    refuse(QStringLiteral("before the first step there has to be \u201c%1:\u201d.")
                               .arg(QLatin1String(wanted)));
        checkLastStep();
        m_given.clear();
        Step step;
        step.line = m_line;
        step.title = m_value;
        m_lesson.steps.push_back(std::move(step));
    }

    /// What only the whole step shows.
    void checkLastStep() const
    {
        if (m_lesson.steps.empty())
            return;
        const Step& step = m_lesson.steps.back();
        if (step.text.isEmpty())
            refuseAt(step.line, QStringLiteral("this step has no \u201ctext:\u201d."));
        if (!step.question)
            return;
        if (step.question->text.isEmpty())
            refuseAt(step.line, QStringLiteral("this step has choices or a number, but no \u201cask:\u201d."));
        if (step.question->choices.isEmpty() && step.question->high <= 0)
            refuseAt(step.line, QStringLiteral("this step asks, but has neither \u201cchoice:\u201d nor "
                                               "\u201cnumber:\u201d."));
        if (step.question->choices.size() == 1)
            refuseAt(step.line, QStringLiteral("one \u201cchoice:\u201d alone is no choice."));
        if (!step.question->choices.isEmpty() && step.question->high > 0)
            refuseAt(step.line, QStringLiteral("a step asks for a choice or for a number, not for both."));
        if (step.answer.isEmpty())
            refuseAt(step.line, QStringLiteral("this step asks, but has no \u201canswer:\u201d."));
        if (step.question->right >= step.question->choices.size())
            refuseAt(step.line, QStringLiteral("\u201cright:\u201d is choice %1, but there are %2.")
                                    .arg(step.question->right + 1)
                                    .arg(step.question->choices.size()));
    }

    void takeStep()
    {
        Step& step = m_lesson.steps.back();
        takeOneOf({{QStringLiteral("text"), [&] { step.text = checkedWords(); }},
                   {QStringLiteral("select"), [&] { step.selection = selectionIn(m_value); }},
                   {QStringLiteral("show"),
                    [&] { step.shown = m_value.split(QRegularExpression(QStringLiteral("[\\s,]+"))); }},
                   {QStringLiteral("point"), [&] { step.pointed = m_value; }},
                   {QStringLiteral("do"), [&] { step.action = action(); }},
                   {QStringLiteral("hint"), [&] { step.hint = checkedWords(); }},
                   {QStringLiteral("ask"), [&] { question().text = m_value; }},
                   {QStringLiteral("choice"), [&] { question().choices << m_value; }},
                   {QStringLiteral("right"), [&] { takeRight(); }},
                   {QStringLiteral("number"), [&] { takeRange(); }},
                   {QStringLiteral("answer"), [&] { step.answer = checkedWords(); }}});
    }

    Question& question()
    {
        auto& question = m_lesson.steps.back().question;
        return question ? *question : question.emplace();
    }

    ui::Selection selectionIn(const QString& code) const
    {
        try {
            return ui::selectionFromText(code);
        }
        catch (const run::InvalidInput& error) {
            refuse(QString::fromUtf8(error.what()));
        }
    }

    /// Names in braces have to be known.
    QString checkedWords() const
    {
        static const QRegularExpression pattern(QStringLiteral("\\{([^{}]*)\\}"));
        for (auto match = pattern.globalMatch(m_value); match.hasNext();) {
            const QString name = match.next().captured(1);
            if (!lessonValues().contains(name))
                refuse(QStringLiteral("{%1} is no value; known are {%2}.")
                           .arg(name.left(40), lessonValues().join(QStringLiteral("}, {"))));
        }
        return m_value;
    }

    void takeRight()
    {
        bool isNumber = false;
        question().right = m_value.toInt(&isNumber) - 1;
        if (!isNumber || question().right < 0)
            refuse(
                QStringLiteral("\u201cright:\u201d is the number of the right choice, from 1; not \u201c%1\u201d.")
                    .arg(m_value.left(40)));
    }

    void takeRange()
    {
        static const QRegularExpression pattern(QStringLiteral("^(\\S+) to (\\S+)$"));
        const auto match = pattern.match(m_value);
        question().low = match.captured(1).toDouble();
        question().high = match.captured(2).toDouble();
        if (!(question().low > 0 && question().high > question().low))
            refuse(
                QStringLiteral("\u201cnumber:\u201d is the range of what may be predicted, such as 1e-4 to 0.1; "
                               "not \u201c%1\u201d.")
                    .arg(m_value.left(60)));
    }

    Action action() const
    {
        using Kind = Action::Kind;
        static const QRegularExpression click(QStringLiteral("^click (.+)$"));
        static const QRegularExpression move(QStringLiteral("^move (.+)$"));
        static const QRegularExpression choose(QStringLiteral("^choose \"([^\"]+)\" in (.+)$"));
        static const QRegularExpression says(QStringLiteral("^wait until (\\S+) says \"([^\"]+)\"$"));
        static const QRegularExpression kind(QStringLiteral("^select a (phonon|quasilocalised) mode$"));
        static const QRegularExpression select(QStringLiteral("^select ([A-Z]+(?::.*)?)$"));
        if (const auto match = click.match(m_value); match.hasMatch())
            return {Kind::click, match.captured(1), {}, {}};
        if (const auto match = move.match(m_value); match.hasMatch())
            return {Kind::move, match.captured(1), {}, {}};
        if (const auto match = choose.match(m_value); match.hasMatch())
            return {Kind::choose, match.captured(2), match.captured(1), {}};
        if (const auto match = says.match(m_value); match.hasMatch())
            return {Kind::says, match.captured(1), match.captured(2), {}};
        if (m_value == QLatin1String("select a mode"))
            return {Kind::selectMode, {}, {}, {}};
        if (const auto match = kind.match(m_value); match.hasMatch())
            return {Kind::selectKind, {}, match.captured(1), {}};
        if (const auto match = select.match(m_value); match.hasMatch())
            return {Kind::selectMode, {}, {}, selectionIn(match.captured(1))};
        refuse(
            QStringLiteral("\u201cdo:\u201d is one of: click NAME; move NAME; choose \"WORDS\" in NAME; select a "
                           "mode; select A:3:+; select a phonon mode; select a quasilocalised mode; wait until "
                           "NAME says \"WORDS\"; not \u201c%1\u201d.")
                .arg(m_value.left(60)));
    }

    QStringList m_lines;
    QString m_file;
    qsizetype m_next = 0;
    int m_line = 0;
    QString m_key;
    QString m_value;
    QStringList m_given;  ///< keys of the head or of the step
    Lesson m_lesson;
};

}  // namespace

const QStringList& lessonValues()
{
    static const QStringList values{
        QStringLiteral("mode"),       QStringLiteral("omega"),     QStringLiteral("P"),
        QStringLiteral("O"),          QStringLiteral("kind"),      QStringLiteral("A_c"),
        QStringLiteral("A_c (A3)"),   QStringLiteral("|Delta r|"), QStringLiteral("N_rearr"),
        QStringLiteral("transition"), QStringLiteral("a"),         QStringLiteral("guess"),
        QStringLiteral("guess / A_c")};
    return values;
}

Lesson lessonFromText(const QString& text, const QString& file)
{
    return LessonReader(text, file).read();
}

Lesson lessonFromFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw run::UnreadableFile(path.toStdString() + " cannot be read: " + file.errorString().toStdString() +
                                  ".");
    if (file.size() > largestFile)
        throw run::UnreadableFile(path.toStdString() + " is larger than a lesson may be, " +
                                  std::to_string(largestFile) + " bytes.");
    return lessonFromText(QString::fromUtf8(file.readAll()), path);
}

std::vector<Lesson> bundledLessons()
{
    registerLessons();
    std::vector<Lesson> lessons;
    for (const char* name : {"what-a-mode-is", "phonon-or-quasilocalised", "push-it", "predict-and-measure",
                             "many-modes-one-transition", "the-tail", "glass-against-crystal"})
        lessons.push_back(lessonFromFile(QStringLiteral(":/lessons/%1.lesson").arg(QLatin1String(name))));
    return lessons;
}

}  // namespace vitrine::lessons

#include "app/desktop/LessonGuide.h"

#include "core/modes/ModeKind.h"
#include "core/run/Errors.h"
#include "ui/MainWindow.h"
#include "ui/lessons/LessonPanel.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabWidget>
#include <QTextDocumentFragment>

#include <algorithm>

namespace vitrine::app {

using lessons::Action;
using lessons::Lesson;
using lessons::Step;

namespace {

constexpr double presenterScale = 1.45;

QString settingsKey(const Lesson& lesson)
{
    return QStringLiteral("lessons/") + lesson.name;
}

QString doneKey(const Lesson& lesson)
{
    return QStringLiteral("lessonsDone/") + lesson.name;
}

QString cleanFolder(const QString& folder)
{
    return QDir::cleanPath(QDir(folder).absolutePath());
}

bool isStudy(const QString& folder)
{
    return QFileInfo(folder + QStringLiteral("/study.json")).isFile();
}

modes::ModeKind kindOf(const results::ModeRecord& record)
{
    return record.phononOrder
               ? modes::modeKind(*record.phononOrder, record.participationRatio, modes::ModeKindBounds())
               : modes::ModeKind::neither;
}

bool matches(const ui::Selection& wanted, const ui::Selection& made)
{
    return made.mode > 0 && (wanted.sample.empty() || wanted.sample == made.sample) &&
           (wanted.mode == 0 || wanted.mode == made.mode) &&
           (!wanted.direction || wanted.direction == made.direction);
}

}  // namespace

QString bundledStudy(const QString& name)
{
    const QString installed =
        QDir(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/vitrine/studies/") + name)
            .absolutePath();
    const QString shared =
        QStandardPaths::locate(QStandardPaths::GenericDataLocation, QStringLiteral("vitrine/studies/") + name,
                               QStandardPaths::LocateDirectory);
    for (const QString& folder : {installed, shared, QStringLiteral(VITRINE_STUDIES "/") + name})
        if (!folder.isEmpty() && isStudy(folder))
            return cleanFolder(folder);
    return {};
}

LessonGuide::LessonGuide(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_window(window),
      m_mark(new lessons::ControlMark(&window)),
      m_lessons(lessons::bundledLessons()),
      m_folders(m_lessons.size())
{
    lessons::LessonPanel* panel = m_window.lessons();
    connect(panel, &lessons::LessonPanel::startWanted, this, [this](int lesson, bool fromTheBeginning) {
        if (lesson >= 0 && lesson < static_cast<int>(m_lessons.size()))
            start(static_cast<std::size_t>(lesson), fromTheBeginning);
    });
    connect(panel, &lessons::LessonPanel::fileWanted, this, &LessonGuide::openFile);
    connect(panel, &lessons::LessonPanel::predicted, this, &LessonGuide::predicted);
    connect(panel, &lessons::LessonPanel::backWanted, this, [this] { goTo(m_step - 1); });
    connect(panel, &lessons::LessonPanel::nextWanted, this, [this] {
        if (m_lesson >= 0)
            m_step + 1 < static_cast<int>(m_lessons[static_cast<std::size_t>(m_lesson)].steps.size())
                ? goTo(m_step + 1)
                : finish();
    });
    connect(panel, &lessons::LessonPanel::leaveWanted, this, &LessonGuide::leave);
    connect(panel, &lessons::LessonPanel::presenterWanted, this, &LessonGuide::present);
    offer();
}

LessonGuide::~LessonGuide()
{
    present(false);
}

void LessonGuide::offer()
{
    std::vector<lessons::LessonPanel::Offer> offers;
    const QSettings settings;
    for (const Lesson& lesson : m_lessons) {
        const int count = static_cast<int>(lesson.steps.size());
        offers.push_back({.title = lesson.title,
                          .about = lesson.about,
                          .minutes = lesson.minutes,
                          .stepCount = count,
                          .reached = std::clamp(settings.value(settingsKey(lesson), 0).toInt(), 0, count - 1),
                          .done = settings.value(doneKey(lesson), false).toBool()});
    }
    m_window.lessons()->showOffers(offers);
}

void LessonGuide::openFile(const QString& file)
{
    try {
        m_lessons.push_back(lessons::lessonFromFile(file));
        m_folders.push_back(QFileInfo(file).absolutePath());
        offer();
        start(m_lessons.size() - 1, false);
    }
    catch (const run::Error& error) {
        m_window.lessons()->showProblem(QString::fromUtf8(error.what()));
    }
}

void LessonGuide::start(std::size_t number, bool fromTheBeginning)
{
    const Lesson& lesson = m_lessons[number];
    try {
        checkControls(lesson);
    }
    catch (const run::InvalidInput& error) {
        m_window.lessons()->showProblem(QString::fromUtf8(error.what()));
        return;
    }
    const QString own = m_folders[number] + QLatin1Char('/') + lesson.study;
    const QString folder =
        !m_folders[number].isEmpty() && isStudy(own) ? cleanFolder(own) : bundledStudy(lesson.study);
    if (folder.isEmpty()) {
        m_window.lessons()->showProblem(tr("The study \u201c%1\u201d of this lesson is neither among those that "
                                           "come with the program nor beside "
                                           "the lesson's file.")
                                            .arg(lesson.study));
        return;
    }
    QSettings settings;
    if (fromTheBeginning || settings.value(doneKey(lesson), false).toBool()) {
        settings.remove(settingsKey(lesson));
        settings.remove(doneKey(lesson));
    }
    m_lesson = static_cast<int>(number);
    m_step =
        std::clamp(settings.value(settingsKey(lesson), 0).toInt(), 0, static_cast<int>(lesson.steps.size()) - 1);
    if (m_session.hasStudy() &&
        cleanFolder(QString::fromStdString(m_session.contents().folder.string())) == folder) {
        goTo(m_step);
        return;
    }
    m_awaited = folder;
    emit studyWanted(folder);
}

void LessonGuide::studyOpened(const StudyContents& contents)
{
    const QString folder = cleanFolder(QString::fromStdString(contents.folder.string()));
    if (!m_awaited.isEmpty() && folder == m_awaited) {
        m_awaited.clear();
        goTo(m_step);
    }
    else if (m_lesson >= 0) {
        leave();  // another study: the lesson's words would not be about it
    }
}

/// A lesson that frames what is not there is said to be broken before it begins.
void LessonGuide::checkControls(const Lesson& lesson) const
{
    for (const Step& step : lesson.steps) {
        QStringList names = step.shown;
        if (!step.pointed.isEmpty())
            names << step.pointed;
        if (!step.action.control.isEmpty())
            names << step.action.control;
        for (const QString& name : names)
            if (!control(name))
                throw run::InvalidInput(
                    tr("%1.lesson, the step of line %2: there is no control \u201c%3\u201d in the "
                       "window.")
                        .arg(lesson.name)
                        .arg(step.line)
                        .arg(name)
                        .toStdString());
    }
}

/// By objectName, or by the name that screen readers say.
QWidget* LessonGuide::control(const QString& name) const
{
    const auto all = m_window.findChildren<QWidget*>();
    for (const auto& nameOf : {+[](const QWidget* widget) { return widget->objectName(); },
                               +[](const QWidget* widget) { return widget->accessibleName(); }})
        for (QWidget* widget : all)
            if (nameOf(widget) == name)
                return widget;
    return nullptr;
}

const Step& LessonGuide::current() const
{
    return m_lessons[static_cast<std::size_t>(m_lesson)].steps[static_cast<std::size_t>(m_step)];
}

void LessonGuide::goTo(int number)
{
    if (m_lesson < 0 || number < 0)
        return;
    const Lesson& lesson = m_lessons[static_cast<std::size_t>(m_lesson)];
    m_step = number;
    QSettings().setValue(settingsKey(lesson), number);
    const Step& step = current();
    m_isPredicted = !step.question;
    m_isDone = step.action.kind == Action::Kind::none;
    m_choice = -1;
    if (step.question)
        m_guess.reset();
    if (step.selection)
        m_session.select(*step.selection);
    showShown(step);
    Step said = step;
    said.text = filled(step.text);
    m_window.lessons()->showStep(lesson.title, said, number, static_cast<int>(lesson.steps.size()));
    m_mark->frame(step.pointed.isEmpty() ? nullptr : control(step.pointed));
    watch(step);
    showState();
}

void LessonGuide::showShown(const Step& step)
{
    if (m_window.lessons()->isPresenting())
        for (auto* dock : m_window.findChildren<QDockWidget*>())
            dock->setVisible(dock->objectName() == QLatin1String("lesson") ||
                             step.shown.contains(dock->objectName()));
    for (const QString& name : step.shown)
        bringToFront(control(name));
    for (const QString& name : {step.action.control, step.pointed})
        if (!name.isEmpty())
            bringToFront(control(name));
}

/// Out of closed docks and from behind other tabs.
void LessonGuide::bringToFront(QWidget* widget) const
{
    for (QWidget* around = widget; around && around != &m_window; around = around->parentWidget()) {
        if (auto* dock = qobject_cast<QDockWidget*>(around)) {
            dock->show();
            dock->raise();
        }
        if (auto* tabs = qobject_cast<QTabWidget*>(around))
            for (int i = 0; i < tabs->count(); ++i)
                if (tabs->widget(i) == widget || tabs->widget(i)->isAncestorOf(widget))
                    tabs->setCurrentIndex(i);
    }
}

void LessonGuide::watch(const Step& step)
{
    m_watching = std::make_unique<QObject>();
    if (m_watched)
        m_watched->removeEventFilter(this);
    m_watched.clear();
    switch (step.action.kind) {
        case Action::Kind::none:
            break;
        case Action::Kind::selectMode:
        case Action::Kind::selectKind:
            connect(&m_session, &Session::selectionChanged, m_watching.get(), [this] { checkSelection(); });
            break;
        case Action::Kind::says:
            m_watched = control(step.action.control);
            m_watched->installEventFilter(this);
            break;
        default:
            watchControl(step.action);
    }
}

/// What the user does to a control; what the program does to it has other signals.
void LessonGuide::watchControl(const Action& action)
{
    QWidget* widget = control(action.control);
    const auto done = [this] { actionDone(); };
    if (auto* button = qobject_cast<QAbstractButton*>(widget))
        connect(button, &QAbstractButton::clicked, m_watching.get(), done);
    else if (auto* slider = qobject_cast<QAbstractSlider*>(widget))
        connect(slider, &QAbstractSlider::actionTriggered, m_watching.get(), done);
    else if (auto* entry = qobject_cast<QLineEdit*>(widget))
        connect(entry, &QLineEdit::editingFinished, m_watching.get(), done);
    else if (auto* box = qobject_cast<QComboBox*>(widget))
        connect(box, &QComboBox::currentTextChanged, m_watching.get(), [this, action](const QString& text) {
            if (action.words.isEmpty() || text.contains(action.words, Qt::CaseInsensitive))
                actionDone();
        });
    else if (auto* number = qobject_cast<QAbstractSpinBox*>(widget))
        connect(number, &QAbstractSpinBox::editingFinished, m_watching.get(), done);
}

void LessonGuide::checkSelection()
{
    const Action& action = current().action;
    if (action.kind == Action::Kind::selectMode) {
        if (matches(action.selection, m_session.selection()))
            actionDone();
    }
    else if (const results::ModeRecord* record = m_session.selectedRecord();
             record && modes::modeKindName(kindOf(*record)) == action.words.toStdString()) {
        actionDone();
    }
}

bool LessonGuide::eventFilter(QObject* watched, QEvent* event)
{
    // A label has no signal for its words, but it is painted anew with each.
    if (watched == m_watched && event->type() == QEvent::Paint)
        QMetaObject::invokeMethod(this, &LessonGuide::checkWords, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void LessonGuide::checkWords()
{
    const auto* label = qobject_cast<QLabel*>(m_watched);
    if (label && m_lesson >= 0 &&
        QTextDocumentFragment::fromHtml(label->text()).toPlainText().contains(current().action.words))
        actionDone();
}

void LessonGuide::predicted(int choice, double number)
{
    if (m_lesson < 0)
        return;
    m_isPredicted = true;
    m_choice = choice;
    if (choice < 0)
        m_guess = number;
    showState();
}

/// Before the prediction nothing counts: it is to be made first.
void LessonGuide::actionDone()
{
    if (m_lesson < 0 || m_isDone || !m_isPredicted)
        return;
    m_isDone = true;
    showState();
}

void LessonGuide::showState()
{
    const Step& step = current();
    lessons::LessonPanel* panel = m_window.lessons();
    if (!m_isPredicted) {
        panel->showTask(tr("First your prediction."));
        return;
    }
    if (!m_isDone) {
        panel->showTask(tr("Your turn. %1").arg(filled(step.hint)));
        return;
    }
    panel->showTask({});
    QString verdict;
    if (step.question && step.question->right >= 0)
        verdict = m_choice == step.question->right
                      ? tr("As you said: %1.\n\n").arg(step.question->choices[step.question->right])
                      : tr("Otherwise: %1.\n\n").arg(step.question->choices[step.question->right]);
    panel->showAnswer(step.answer.isEmpty() ? QString() : verdict + filled(step.answer));
}

void LessonGuide::finish()
{
    const Lesson& lesson = m_lessons[static_cast<std::size_t>(m_lesson)];
    QSettings settings;
    settings.remove(settingsKey(lesson));
    settings.setValue(doneKey(lesson), true);
    leave();
}

void LessonGuide::leave()
{
    present(false);
    m_watching.reset();
    if (m_watched)
        m_watched->removeEventFilter(this);
    m_watched.clear();
    m_mark->frame(nullptr);
    m_lesson = -1;
    m_step = -1;
    m_awaited.clear();
    offer();
}

void LessonGuide::present(bool presenting)
{
    const auto scale = [](double points) {
        QFont font = QApplication::font();
        font.setPointSizeF(points);
        QApplication::setFont(font);
    };
    if (presenting && !m_typeSize && m_lesson >= 0) {
        m_layout = m_window.saveState();
        m_typeSize = QApplication::font().pointSizeF();
        scale(presenterScale * *m_typeSize);
        m_window.statusBar()->hide();
        showShown(current());
    }
    else if (!presenting && m_typeSize) {
        scale(*m_typeSize);
        m_typeSize.reset();
        m_window.statusBar()->show();
        m_window.restoreState(m_layout);
        m_window.lessons()->endPresenting();
    }
}

QString LessonGuide::filled(QString words) const
{
    for (const QString& name : lessons::lessonValues())
        words.replace(QLatin1Char('{') + name + QLatin1Char('}'), valueOf(name));
    return words;
}

/// Of the selected mode and direction; "not known" where it has none.
QString LessonGuide::valueOf(const QString& name) const
{
    const results::ModeRecord* record = m_session.selectedRecord();
    const auto number = [](const std::optional<double>& value) {
        return value ? look::number(*value, 3) : tr("(not known)");
    };
    if (name == QLatin1String("guess"))
        return number(m_guess);
    if (!record)
        return tr("(no mode is selected)");
    if (name == QLatin1String("mode"))
        return QString::number(record->mode);
    if (name == QLatin1String("omega"))
        return number(record->omega);
    if (name == QLatin1String("P"))
        return number(record->participationRatio);
    if (name == QLatin1String("O"))
        return number(record->phononOrder);
    if (name == QLatin1String("kind"))
        return QString::fromUtf8(modes::modeKindName(kindOf(*record)).data());
    if (name == QLatin1String("A_c"))
        return record->criticalAmplitude ? look::criticalAmplitude(*record->criticalAmplitude) : number({});
    if (name == QLatin1String("A_c (A3)"))
        return number(record->thirdOrderAmplitude);
    if (name == QLatin1String("|Delta r|"))
        return number(record->distance);
    if (name == QLatin1String("N_rearr"))
        return number(record->rearrangedCount);
    if (name == QLatin1String("transition"))
        return record->transition ? QString::number(*record->transition) : number({});
    if (name == QLatin1String("a"))
        return record->decayExponent
                   ? look::plusMinus(*record->decayExponent, record->decayExponentError.value_or(0))
                   : number({});
    if (m_guess && record->criticalAmplitude)
        return number(*m_guess / *record->criticalAmplitude);
    return number({});
}

}  // namespace vitrine::app

#pragma once

#include "app/desktop/Session.h"
#include "ui/lessons/ControlMark.h"
#include "ui/lessons/Lesson.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// Folder of a study that comes with the program, installed or beside the sources; empty if there is none.
QString bundledStudy(const QString& name);

/// Leads through a lesson in the program's own window: opens its study, makes its selections, brings docks to the
/// front, frames controls, and waits until the learner has used them. How far a lesson was taken is kept in the
/// settings.
class LessonGuide : public QObject {
    Q_OBJECT

public:
    LessonGuide(Session& session, ui::MainWindow& window, QObject* parent = nullptr);
    ~LessonGuide() override;

    /// A lesson of a teacher's own: offered with the others and begun.
    void openFile(const QString& file);
    /// A study was opened, whoever wanted it.
    void studyOpened(const StudyContents& contents);
    /// Where the learner is; -1 outside of lessons.
    int step() const { return m_step; }
    const std::vector<lessons::Lesson>& lessons() const { return m_lessons; }

signals:
    void studyWanted(const QString& folder);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void offer();
    void start(std::size_t lesson, bool fromTheBeginning);
    void checkControls(const lessons::Lesson& lesson) const;
    void goTo(int step);
    void finish();
    void leave();
    void showShown(const lessons::Step& step);
    void watch(const lessons::Step& step);
    void watchControl(const lessons::Action& action);
    void checkSelection();
    void checkWords();
    void predicted(int choice, double number);
    void actionDone();
    void showState();
    void present(bool presenting);
    QWidget* control(const QString& name) const;
    void bringToFront(QWidget* widget) const;
    QString filled(QString words) const;
    QString valueOf(const QString& name) const;
    const lessons::Step& current() const;

    Session& m_session;
    ui::MainWindow& m_window;
    lessons::ControlMark* m_mark;
    std::vector<lessons::Lesson> m_lessons;
    std::vector<QString> m_folders;  ///< of the files of lessons that did not come with the program
    int m_lesson = -1;
    int m_step = -1;
    QString m_awaited;  ///< folder of the study that is being opened for the lesson
    bool m_isPredicted = false;
    bool m_isDone = false;
    int m_choice = -1;
    std::optional<double> m_guess;
    std::unique_ptr<QObject> m_watching;  ///< ends with the step, and its connections with it
    QPointer<QWidget> m_watched;          ///< whose words are waited for
    QByteArray m_layout;                  ///< before the presenter
    std::optional<double> m_typeSize;     ///< before the presenter, points
};

}  // namespace vitrine::app

#include "app/desktop/Application.h"
#include "app/desktop/LessonGuide.h"
#include "core/modes/ModeKind.h"
#include "ui/lessons/ControlMark.h"
#include "ui/lessons/LessonPanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <functional>

using namespace vitrine;
using lessons::Action;
using lessons::Lesson;
using lessons::Step;

namespace {

constexpr int patience = 120'000;  // ms

/// The window with its lessons, used by a learner.
class Learner {
public:
    Learner() : application(line())
    {
        application.start();
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
        for (QAction* action : application.window().findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::SHIFT | Qt::Key_F1))
                action->trigger();
        QVERIFY(panel()->isVisible());
    }

    lessons::LessonPanel* panel() { return application.window().lessons(); }

    template <typename Widget>
    Widget* find(const QString& name)
    {
        auto* found = application.window().findChild<Widget*>(name);
        if (!found)
            qWarning("%s is not there", qPrintable(name));
        return found;
    }
    QString text(const char* name) { return find<QLabel>(QString::fromLatin1(name))->text(); }
    QPushButton* next() { return find<QPushButton>(QStringLiteral("lessonNext")); }
    void click(const char* name)
    {
        QTest::mouseClick(find<QAbstractButton>(QString::fromLatin1(name)), Qt::LeftButton);
    }

    void start(int row)
    {
        find<QListWidget>(QStringLiteral("lessonList"))->setCurrentRow(row);
        click("lessonStart");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(QStringLiteral("lessonTitle"))->isVisible(), patience);
    }

    /// Clicks the row of a mode in the table, as a learner would. @return whether there is one
    bool clickRow(const std::function<bool(const results::ModeRecord&)>& isWanted)
    {
        QTableView* view = application.window().modes()->view();
        const auto shown = application.window().modes()->shownRecords();
        for (std::size_t row = 0; row < shown.size(); ++row)
            if (isWanted(shown[row])) {
                const QModelIndex index = view->model()->index(static_cast<int>(row), 1);
                view->scrollTo(index);
                QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
                return true;
            }
        return false;
    }

    void type(const QString& entry, const QString& text)
    {
        auto* edit = find<QLineEdit>(entry);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// What the step wants, with the program's own controls.
    void act(const Step& step)
    {
        const Action& action = step.action;
        const ui::Selection now = application.session().selection();
        switch (action.kind) {
            case Action::Kind::none:
                break;
            case Action::Kind::click:
                click(qPrintable(action.control));
                break;
            case Action::Kind::move:
                if (auto* slider = application.window().findChild<QSlider*>(action.control))
                    QTest::keyClick(slider, Qt::Key_Right);
                else
                    type(action.control, QStringLiteral("0.0005"));
                break;
            case Action::Kind::choose: {
                auto* box = find<QComboBox>(action.control);
                const int item = box->findText(action.words, Qt::MatchContains);
                QVERIFY2(item >= 0, qPrintable(action.words));
                if (box->currentIndex() == item)  // it is there already: away and back, as the lesson says
                    QTest::keyClick(box, item > 0 ? Qt::Key_Up : Qt::Key_Down);
                while (box->currentIndex() != item)
                    QTest::keyClick(box, box->currentIndex() < item ? Qt::Key_Down : Qt::Key_Up);
                break;
            }
            case Action::Kind::selectMode:
                QVERIFY(clickRow([&](const results::ModeRecord& record) {
                    const ui::Selection& wanted = action.selection;
                    const bool isOther = record.mode != now.mode || record.sample != now.sample;
                    if (wanted.sample.empty())
                        return isOther;
                    return record.sample == wanted.sample && (wanted.mode == 0 || record.mode == wanted.mode) &&
                           (!wanted.direction || record.sign == anharmonicity::directionSign(*wanted.direction));
                }));
                break;
            case Action::Kind::selectKind:
                QVERIFY(clickRow([&](const results::ModeRecord& record) {
                    return modeKindName(modes::modeKind(record.phononOrder.value_or(0), record.participationRatio,
                                                        modes::ModeKindBounds())) == action.words.toStdString();
                }));
                break;
            case Action::Kind::says:
                if (action.words == QLatin1String("N_rearr")) {
                    click("findCriticalAmplitude");
                }
                else {
                    find<QCheckBox>(QStringLiteral("slowly"))->setChecked(false);
                    type(QStringLiteral("pullAmplitude"), action.words == QLatin1String("returned")
                                                              ? QStringLiteral("0.0005")
                                                              : QStringLiteral("0.008"));
                    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(QStringLiteral("release"))->isEnabled(), patience);
                    click("release");
                }
                break;
        }
    }

    /// One step from its first word to the button Next.
    void take(const Step& step)
    {
        QCOMPARE(text("lessonTitle"), QStringLiteral("<h3>%1</h3>").arg(step.title.toHtmlEscaped()));
        auto* answer = find<QLabel>(QStringLiteral("lessonAnswer"));
        QVERIFY(!answer->isVisible() || step.action.kind == Action::Kind::none);
        auto* mark = application.window().findChild<lessons::ControlMark*>();
        if (!step.pointed.isEmpty())
            QTRY_VERIFY(mark->isVisible());
        if (step.question) {
            QVERIFY2(!next()->isEnabled(), "the answer can be had without a prediction");
            if (step.question->choices.isEmpty())
                QTest::keyClicks(find<QLineEdit>(QStringLiteral("lessonNumber")),
                                 QString::number(std::sqrt(step.question->low * step.question->high)));
            else
                find<QRadioButton>(QStringLiteral("lessonChoice1"))->click();
            click("lessonPredict");
        }
        if (step.action.kind != Action::Kind::none) {
            QVERIFY2(!next()->isEnabled(), "the learner's own action is not waited for");
            act(step);
        }
        QTRY_VERIFY_WITH_TIMEOUT(next()->isEnabled(), patience);
        if (!step.answer.isEmpty()) {
            QVERIFY(answer->isVisible());
            QVERIFY2(!answer->text().contains(QLatin1Char('{')) && !answer->text().contains(QStringLiteral("(n")),
                     qPrintable(answer->text()));
        }
    }

    mutable app::Application application;

private:
    static app::CommandLine line()
    {
        app::CommandLine line;
        line.isNew = true;
        line.isFresh = true;
        line.size = QSize(1440, 900);
        return line;
    }
};

}  // namespace

class LessonGuideTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_settings;
    QTemporaryDir m_folder;

private slots:
    void initTestCase() { QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path()); }
    void init() { QSettings().clear(); }

    void everyLessonCanBeTakenToItsEnd_data()
    {
        QTest::addColumn<int>("number");
        const auto all = lessons::bundledLessons();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(qPrintable(all[i].name)) << static_cast<int>(i);
    }

    void everyLessonCanBeTakenToItsEnd()
    {
        QFETCH(int, number);
        const Lesson lesson = lessons::bundledLessons()[static_cast<std::size_t>(number)];
        Learner learner;
        learner.start(number);
        for (const Step& step : lesson.steps) {
            learner.take(step);
            if (QTest::currentTestFailed())
                return;
            learner.click("lessonNext");
        }
        const auto* list = learner.find<QListWidget>(QStringLiteral("lessonList"));
        QVERIFY(list->isVisible());
        QVERIFY(list->item(number)->text().contains(QStringLiteral("done")));
        QVERIFY(!learner.application.window().findChild<lessons::ControlMark*>()->isVisible());
    }

    void aLessonThatWasLeftIsResumedAtItsStep()
    {
        {
            Learner learner;
            learner.start(0);
            learner.click("lessonNext");
            QVERIFY(learner.text("lessonName").contains(QStringLiteral("step 2")));
            learner.click("lessonLeave");
            QCOMPARE(learner.find<QPushButton>(QStringLiteral("lessonStart"))->text(),
                     QStringLiteral("Resume at step 2"));
        }
        Learner another;
        another.start(0);
        QVERIFY(another.text("lessonName").contains(QStringLiteral("step 2")));
    }

    void thePresenterEnlargesTypeAndHidesWhatIsNotNeeded()
    {
        Learner learner;
        learner.start(0);
        const double usual = QApplication::font().pointSizeF();
        auto* table = learner.find<QDockWidget>(QStringLiteral("modes"));
        QVERIFY(table->isVisible());
        learner.click("lessonPresenter");
        QVERIFY(QApplication::font().pointSizeF() > 1.3 * usual);
        QTRY_VERIFY(!table->isVisible());
        QVERIFY(learner.panel()->isVisible());
        learner.click("lessonPresenter");
        QCOMPARE(QApplication::font().pointSizeF(), usual);
        QTRY_VERIFY(table->isVisible());
    }

    void aTeachersBrokenFileIsSaidToBeSo()
    {
        const QString path = m_folder.filePath(QStringLiteral("own.lesson"));
        const auto write = [&path](const char* control) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("title: T\nabout: A\nstudy: harmonic-4000\nminutes: 1\n\nstep: S\ntext: X\npoint: ");
            file.write(control);
        };
        Learner learner;
        write("plya\n");
        emit learner.panel()->fileWanted(path);
        QTRY_VERIFY(learner.text("lessonProblem").contains(QStringLiteral("plya")));
        QVERIFY(learner.text("lessonProblem").contains(QStringLiteral("line 6")));
        write("play\nslect: A:1\n");
        emit learner.panel()->fileWanted(path);
        QTRY_VERIFY(learner.text("lessonProblem").contains(QStringLiteral("own.lesson, line 9")));
        write("play\n");
        emit learner.panel()->fileWanted(path);
        QTRY_VERIFY_WITH_TIMEOUT(learner.find<QLabel>(QStringLiteral("lessonTitle"))->isVisible(), patience);
    }
};

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("LessonGuideTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    LessonGuideTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "LessonGuideTest.moc"

#include "app/desktop/Application.h"
#include "app/desktop/DeskCommands.h"
#include "core/study/StudyRunner.h"
#include "ui/SelectionCode.h"
#include "ui/charts/ScatterChart.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/ModeTableModel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/PullPanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/viewport/VtkViewport.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using app::Application;

namespace {

constexpr int patience = 120'000;  // ms

app::CommandLine freshWindow()
{
    app::CommandLine line;
    line.isNew = true;
    line.isFresh = true;
    line.size = QSize(1440, 900);
    return line;
}

/// The window with a study open.
class Desk {
public:
    explicit Desk(const QString& study) : application(freshWindow())
    {
        application.start();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().openStudyWanted(study);
        waitForStudy();
        QVERIFY(application.session().hasStudy());
    }

    void waitForStudy()
    {
        QSignalSpy opened(&application, &Application::openingEnded);
        QVERIFY(opened.wait(patience));
    }

    ui::MainWindow& window() { return application.window(); }
    QString selection() { return ui::selectionCode(application.session().selection()); }
    QStringList log() { return window().log()->text().split(QLatin1Char('\n')); }

    void clickRow(int row)
    {
        QTableView* table = window().modes()->view();
        const QModelIndex cell = table->model()->index(row, panels::ModeTableModel::modeColumn);
        table->scrollTo(cell);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
    }
    /// The action of the menus that has this key: without a window manager no window is active, and keys alone do
    /// nothing.
    void press(const char* keys)
    {
        for (const commands::MenuAction& found : commands::menuActions(window().menuBar()))
            if (found.action->shortcut() == QKeySequence(QLatin1String(keys)))
                found.action->trigger();
    }
    void undo() { press("Ctrl+Z"); }
    void redo() { press("Ctrl+Shift+Z"); }

    QComboBox* colors() { return window().sceneControls()->findChild<QComboBox*>(QStringLiteral("colors")); }

    Application application;
};

}  // namespace

class DeskCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void writesWhatTheUserDoes();
    void takesBackSelectionsAndSettings();
    void takesBackAPresetWithAllThatItSet();
    void takesBackMarks();
    void neverTakesBackAFileOrAStudy();
    void replaysItsOwnLog();
    void namesTheBrokenLineAndDoesNothing();
    void namesTheLineThatCannotBePerformedAndKeepsWhatWasDone();
    void performsATypedCommand();
    void followsAHandOnTheSliderInOneLine();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString written(const char* name, const QStringList& lines) const;

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void DeskCommandsTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    const auto plan =
        study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 120, 3), 1);
    const auto study = study::Study::create(path("my study").toStdString(), plan);
    study::runStudy(study, study::StudyGoal::everything(3), run::RunControl(2));
}

QString DeskCommandsTest::written(const char* name, const QStringList& lines) const
{
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(lines.join(QLatin1Char('\n')).toUtf8());
    return file.fileName();
}

void DeskCommandsTest::writesWhatTheUserDoes()
{
    Desk desk(path("my study"));
    QCOMPARE(desk.log().last(), QStringLiteral("open \"%1\"").arg(path("my study")));
    desk.clickRow(2);
    QCOMPARE(desk.log().last(), QStringLiteral("select A 2 +"));
    QTest::keyClick(desk.colors(), Qt::Key_Down);
    QCOMPARE(desk.log().last(), QStringLiteral("set scene.colors \"By |e_i|\""));
    desk.press("Ctrl+2");
    QCOMPARE(desk.log().last(), QStringLiteral("menu \"View/Look along y\""));
    emit desk.window().tableWanted(path("table.csv"), false);
    QCOMPARE(desk.log().last(), QStringLiteral("table %1").arg(path("table.csv")));
}

void DeskCommandsTest::takesBackSelectionsAndSettings()
{
    Desk desk(path("my study"));
    const QString first = desk.selection();
    desk.clickRow(0);
    desk.clickRow(5);
    QTest::keyClick(desk.colors(), Qt::Key_Down);
    QCOMPARE(desk.selection(), QStringLiteral("A:3:-"));
    desk.undo();
    QCOMPARE(desk.colors()->currentIndex(), 0);
    QCOMPARE(desk.selection(), QStringLiteral("A:3:-"));
    desk.undo();
    QCOMPARE(desk.selection(), QStringLiteral("A:1:+"));
    QCOMPARE(desk.window().modes()->view()->currentIndex().row(), 0);
    desk.undo();
    QCOMPARE(desk.selection(), first);
    desk.redo();
    desk.redo();
    desk.redo();
    QCOMPARE(desk.selection(), QStringLiteral("A:3:-"));
    QCOMPARE(desk.colors()->currentIndex(), 1);
    QCOMPARE(desk.log().last(), QStringLiteral("redo"));
}

void DeskCommandsTest::takesBackAPresetWithAllThatItSet()
{
    Desk desk(path("my study"));
    const panels::ScatterPanel* scatter = desk.window().scatters().front();
    auto* y = scatter->findChild<QComboBox*>(QStringLiteral("scatterY"));
    auto* preset = scatter->findChild<QComboBox*>(QStringLiteral("scatterPreset"));
    const auto columns = [&] { return std::pair(scatter->chart()->xColumn(), scatter->chart()->yColumn()); };
    QTest::keyClick(y, Qt::Key_End);  // evaluations: no figure of the paper
    const auto before = columns();
    QTest::keyClick(preset, Qt::Key_Home);
    const auto after = columns();
    QVERIFY(before != after);
    desk.undo();
    QVERIFY(columns() == before);
    desk.redo();
    QVERIFY(columns() == after);
}

void DeskCommandsTest::takesBackMarks()
{
    Desk desk(path("my study"));
    QTableView* table = desk.window().modes()->view();
    desk.clickRow(0);
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table->selectionModel()->selectedRows().size(), 3);
    QVERIFY2(desk.log().contains(QStringLiteral("mark A:1:+ A:1:- A:2:+")),
             qPrintable(desk.log().join(QLatin1Char('|'))));
    const int changes = desk.application.commands().commander().history().index();
    for (int change = 0; change < changes; ++change)
        desk.undo();
    QVERIFY(!desk.application.commands().commander().history().canUndo());
    QVERIFY(table->selectionModel()->selectedRows().size() <= 1);
}

void DeskCommandsTest::neverTakesBackAFileOrAStudy()
{
    Desk desk(path("my study"));
    desk.clickRow(1);
    emit desk.window().tableWanted(path("kept.csv"), false);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("kept.csv")), patience);
    desk.undo();
    QVERIFY(QFile::exists(path("kept.csv")));
    QVERIFY(desk.selection() != QStringLiteral("A:1:-"));
    desk.redo();
    emit desk.window().openStudyWanted(path("my study"));
    desk.waitForStudy();
    QVERIFY(!desk.application.commands().commander().history().canUndo());
}

void DeskCommandsTest::replaysItsOwnLog()
{
    QString file;
    QString selected;
    {
        Desk desk(path("my study"));
        desk.clickRow(4);
        QTest::keyClick(desk.colors(), Qt::Key_Down);
        desk.clickRow(3);
        desk.undo();
        selected = desk.selection();
        file = path("session.vitrine");
        desk.application.commands().commander().log().save(file);
    }
    app::CommandLine line = freshWindow();
    line.replay = file;
    Application application(line);
    QSignalSpy ended(&application, &Application::replayEnded);
    application.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
    QCOMPARE(ended[0][0].toString(), QString());
    QTest::qWait(500);
    QCOMPARE(ended.count(), 1);  // and never again
    QCOMPARE(application.commands().commander().log().lines().filter(QStringLiteral("open ")).size(), 1);
    QCOMPARE(ui::selectionCode(application.session().selection()), selected);
    QCOMPARE(application.window().sceneControls()->findChild<QComboBox*>(QStringLiteral("colors"))->currentIndex(),
             1);
}

void DeskCommandsTest::namesTheBrokenLineAndDoesNothing()
{
    Desk desk(path("my study"));
    desk.clickRow(0);
    const QStringList before = desk.log();
    const QString file = written("broken.vitrine", {QStringLiteral("# a comment"), QStringLiteral("select A 3 -"),
                                                    QStringLiteral("selct A 2"), QStringLiteral("undo")});
    QSignalSpy ended(&desk.application, &Application::replayEnded);
    desk.application.replay(file);
    QCOMPARE(ended.count(), 1);
    const QString problem = ended[0][0].toString();
    QVERIFY2(problem.contains(QStringLiteral("line 3 (selct A 2)")), qPrintable(problem));
    QVERIFY2(problem.contains(QStringLiteral("select [STUDY/]SAMPLE [MODE] [SIGN]")), qPrintable(problem));
    QCOMPARE(desk.selection(), QStringLiteral("A:1:+"));
    QCOMPARE(desk.log().mid(0, before.size()), before);
    auto* box = desk.window().findChild<QMessageBox*>();
    QVERIFY(box);
    QCOMPARE(box->text(), problem);
    box->close();
}

void DeskCommandsTest::namesTheLineThatCannotBePerformedAndKeepsWhatWasDone()
{
    Desk desk(path("my study"));
    desk.clickRow(0);
    const QString file =
        written("impossible.vitrine", {QStringLiteral("select A 3 -"), QString(), QStringLiteral("select A 900 +"),
                                       QStringLiteral("select A 1"), QStringLiteral("undo")});
    QSignalSpy ended(&desk.application, &Application::replayEnded);
    desk.application.replay(file);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, patience);
    const QString problem = ended[0][0].toString();
    QVERIFY2(problem.contains(QStringLiteral("line 3 (select A 900 +): sample A has no mode 900; it has 3 modes")),
             qPrintable(problem));
    QVERIFY2(problem.contains(QStringLiteral("2 commands after it were not performed")), qPrintable(problem));
    QCOMPARE(desk.selection(), QStringLiteral("A:3:-"));
    desk.undo();
    QCOMPARE(desk.selection(), QStringLiteral("A:1:+"));
}

void DeskCommandsTest::performsATypedCommand()
{
    Desk desk(path("my study"));
    auto* entry = desk.window().log()->findChild<QLineEdit*>(QStringLiteral("command"));
    auto* problem = desk.window().log()->findChild<QLabel*>(QStringLiteral("commandProblem"));
    QTest::keyClicks(entry, QStringLiteral("select A 2 -"));
    QTest::keyClick(entry, Qt::Key_Return);
    QCOMPARE(desk.selection(), QStringLiteral("A:2:-"));
    QCOMPARE(entry->text(), QString());
    QTest::keyClicks(entry, QStringLiteral("select B"));
    QTest::keyClick(entry, Qt::Key_Return);
    QVERIFY(!problem->isHidden());
    QVERIFY2(problem->text().contains(QStringLiteral("no sample")), qPrintable(problem->text()));
    QCOMPARE(entry->text(), QStringLiteral("select B"));  // to be mended
    QCOMPARE(desk.selection(), QStringLiteral("A:2:-"));
}

void DeskCommandsTest::followsAHandOnTheSliderInOneLine()
{
    Desk desk(path("my study"));
    desk.clickRow(0);
    auto* slider = desk.window().pull()->findChild<QSlider*>(QStringLiteral("pullSlider"));
    const auto lines = desk.log().size();
    for (int step = 0; step < 5; ++step)
        QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(desk.log().size(), lines + 1);
    QVERIFY2(desk.log().last().startsWith(QStringLiteral("pull ")), qPrintable(desk.log().last()));
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("DeskCommandsTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    DeskCommandsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "DeskCommandsTest.moc"

#include "app/desktop/Application.h"
#include "app/desktop/DeskCommands.h"
#include "core/study/StudyRunner.h"
#include "ui/SelectionCode.h"
#include "ui/charts/ScatterChart.h"
#include "ui/panels/QueuePanel.h"
#include "ui/panels/RecipePanel.h"
#include "ui/panels/RunPanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/StudyPanel.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <chrono>
#include <thread>

using namespace vitrine;
using app::Application;

namespace {

constexpr int patience = 120'000;  // ms

study::StudyPlan plan(std::uint64_t seed)
{
    return study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 120, seed), 1);
}

/// The program's simulation, which goes to sleep after the first mode's scans until it is cancelled.
void simulateFirstModeUntilCancelled(const app::SimulationRequest& request, const run::RunControl& control,
                                     const app::SimulationListener& listener)
{
    app::SimulationRequest beginning = request;
    beginning.goal.scanModes.resize(1);
    beginning.goal.moduli = false;
    app::simulateStudy(beginning, control, listener);
    while (!control.stopRequested())
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    control.checkpoint();
}

class Desk {
public:
    Desk() : application(line(), simulateFirstModeUntilCancelled)
    {
        application.start();
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
    }

    static app::CommandLine line()
    {
        app::CommandLine line;
        line.isNew = true;
        line.isFresh = true;
        line.size = QSize(1440, 900);
        return line;
    }

    void open(const QString& folder)
    {
        QSignalSpy opened(&application, &Application::openingEnded);
        application.commands().commander().perform({QStringLiteral("open"), {folder}});
        QVERIFY(opened.wait(patience));
        QCOMPARE(opened[0][0].toString(), QString());
    }
    QString shown() const { return QString::fromStdString(application.session().contents().folder.string()); }
    QTreeWidget* tree() const
    {
        return application.window().studies()->findChild<QTreeWidget*>(QStringLiteral("samples"));
    }
    QPushButton* button(const char* name) const
    {
        return application.window().run()->findChild<QPushButton*>(QLatin1String(name));
    }
    void type(const char* entry, const QString& text)
    {
        auto* edit = application.window().recipe()->findChild<QLineEdit*>(QLatin1String(entry));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    qsizetype scansOf(const QString& folder) const
    {
        const app::StudyContents* contents = application.shelf().find(folder.toStdString());
        return contents ? static_cast<qsizetype>(contents->samples.front().scans.size()) : -1;
    }

    mutable Application application;
};

}  // namespace

class SeveralStudiesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void showsTheStudyThatIsChosenAsItWasLeft();
    void closesAStudyAndShowsAnother();
    void computesOneStudyWhileAnotherIsShown();
    void queuesRunsAndChangesTheirOrder();
    void laysThePointsOfAllStudiesOverEachOther();
    void bringsAllOpenStudiesBack();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void SeveralStudiesTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    for (const auto& [name, seed] : {std::pair("one", 3), std::pair("two", 4)}) {
        const auto study = study::Study::create(path(name).toStdString(), plan(static_cast<std::uint64_t>(seed)));
        study::runStudy(study, study::StudyGoal::everything(2), run::RunControl(2));
    }
}

void SeveralStudiesTest::showsTheStudyThatIsChosenAsItWasLeft()
{
    Desk desk;
    desk.open(path("one"));
    desk.application.commands().commander().perform(
        {QStringLiteral("select"), {QStringLiteral("A"), QStringLiteral("2"), QStringLiteral("-")}});
    desk.open(path("two"));
    QCOMPARE(desk.shown(), path("two"));
    QCOMPARE(desk.tree()->topLevelItemCount(), 2);
    QVERIFY(desk.tree()->topLevelItem(1)->font(0).bold());
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    QTest::mouseClick(desk.tree()->viewport(), Qt::LeftButton, {},
                      desk.tree()->visualItemRect(desk.tree()->topLevelItem(0)).center());
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(desk.shown(), path("one"));
    QVERIFY(desk.tree()->topLevelItem(0)->font(0).bold());
    QCOMPARE(ui::selectionCode(desk.application.session().selection()), QStringLiteral("A:2:-"));
}

void SeveralStudiesTest::closesAStudyAndShowsAnother()
{
    Desk desk;
    desk.open(path("one"));
    desk.open(path("two"));
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    desk.application.commands().commander().perform({QStringLiteral("close"), {}});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(desk.shown(), path("one"));
    QCOMPARE(desk.tree()->topLevelItemCount(), 1);
    desk.application.commands().commander().perform({QStringLiteral("close"), {}});
    QVERIFY(!desk.application.session().hasStudy());
    QVERIFY(QFile::exists(path("two/study.json")));
}

void SeveralStudiesTest::computesOneStudyWhileAnotherIsShown()
{
    study::Study::create(path("running").toStdString(), plan(5));
    Desk desk;
    desk.open(path("running"));
    desk.type("modes", QStringLiteral("2"));
    QTest::mouseClick(desk.button("start"), Qt::LeftButton);
    desk.open(path("one"));
    const auto records = desk.application.session().records().size();
    // Its pieces come onto the shelf from the disk, and never into the study that is shown.
    QTRY_COMPARE_WITH_TIMEOUT(desk.scansOf(path("running")), 2, patience);
    QCOMPARE(desk.application.session().records().size(), records);
    QCOMPARE(desk.shown(), path("one"));
    QVERIFY(desk.tree()->topLevelItem(0)->text(0).endsWith(QStringLiteral("running")));
    desk.open(path("running"));
    QCOMPARE(desk.application.session().records().size(), std::size_t(3));  // two scans, and a mode without
    QTest::mouseClick(desk.button("cancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.application.controller().isRunning(), patience);
    QVERIFY2(desk.application.window().run()->outcome().startsWith(QStringLiteral("Cancelled. 2 of 4 scans")),
             qPrintable(desk.application.window().run()->outcome()));
}

void SeveralStudiesTest::queuesRunsAndChangesTheirOrder()
{
    Desk desk;
    for (const char* name : {"first", "second", "third"}) {
        desk.application.commands().commander().perform({QStringLiteral("new"), {}});
        desk.type("particles", QStringLiteral("120"));
        desk.type("modes", QStringLiteral("2"));
        desk.type("folder", path(name));
        QVERIFY2(desk.button("start")->isEnabled(), qPrintable(desk.button("start")->toolTip()));
        QTest::mouseClick(desk.button("start"), Qt::LeftButton);
        QVERIFY(!desk.button("start")->isEnabled());  // once is enough
    }
    auto* panel = desk.application.window().queue();
    auto* list = panel->findChild<QTreeWidget*>(QStringLiteral("queue"));
    QCOMPARE(list->topLevelItemCount(), 3);
    list->setCurrentItem(list->topLevelItem(2));
    QTest::mouseClick(panel->findChild<QToolButton*>(QStringLiteral("queueEarlier")), Qt::LeftButton);
    QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("third"));
    QCOMPARE(list->currentIndex().row(), 1);
    list->setCurrentItem(list->topLevelItem(2));
    QTest::mouseClick(panel->findChild<QToolButton*>(QStringLiteral("queueCancel")), Qt::LeftButton);
    QCOMPARE(list->topLevelItemCount(), 2);
    list->setCurrentItem(list->topLevelItem(0));
    QTest::mouseClick(panel->findChild<QToolButton*>(QStringLiteral("queueCancel")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItem(1)->text(2), QStringLiteral("running"), patience);
    QVERIFY(QFile::exists(path("first/study.json")));
    QVERIFY(!QFile::exists(path("second")));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("third/study.json")), patience);
}

void SeveralStudiesTest::laysThePointsOfAllStudiesOverEachOther()
{
    Desk desk;
    desk.open(path("one"));
    desk.open(path("two"));
    charts::ScatterChart* chart = desk.application.window().scatter();
    const auto own = chart->records().size();
    QTRY_VERIFY(!chart->hotPoints().empty() && !chart->plotArea().isEmpty());
    const auto ownPoints = chart->hotPoints().size();
    auto* dataSets =
        desk.application.window().scatters().front()->findChild<QComboBox*>(QStringLiteral("scatterDataSets"));
    QTest::keyClick(dataSets, Qt::Key_End);
    QCOMPARE(dataSets->currentText(), QStringLiteral("all studies"));
    QCOMPARE(chart->records().size(), own + 4);
    QTRY_VERIFY(chart->hotPoints().size() > ownPoints);
    const auto countOf = [chart](const char* sample) {
        return std::ranges::count(chart->records(), sample, &results::ModeRecord::sample);
    };
    QCOMPARE(countOf("one/A"), std::ptrdiff_t(4));
    // A click on a point of the other study shows that one.
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    emit chart->recordActivated(QStringLiteral("one/A"), 2, QStringLiteral("-"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(desk.shown(), path("one"));
    QCOMPARE(ui::selectionCode(desk.application.session().selection()), QStringLiteral("A:2:-"));
    QCOMPARE(countOf("two/A"), std::ptrdiff_t(4));
    QTest::keyClick(dataSets, Qt::Key_Home);
    QCOMPARE(chart->records().size(), std::size_t(4));
}

void SeveralStudiesTest::bringsAllOpenStudiesBack()
{
    {
        Desk desk;
        desk.open(path("one"));
        desk.open(path("two"));
        QTest::qWait(1000);
    }
    Application application(app::CommandLine{});
    QSignalSpy opened(&application, &Application::openingEnded);
    application.start();
    QVERIFY(opened.wait(patience));
    QCOMPARE(application.session().contents().folder, std::filesystem::path(path("two").toStdString()));
    QTRY_COMPARE_WITH_TIMEOUT(application.shelf().studies().size(), std::size_t(2), patience);
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("SeveralStudiesTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    SeveralStudiesTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SeveralStudiesTest.moc"

#include "app/desktop/Application.h"
#include "core/model/RandomNumbers.h"
#include "core/results/RecordTable.h"
#include "core/run/Errors.h"
#include "core/study/StudyRunner.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SpectrumChart.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/ModeTableModel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/RecipePanel.h"
#include "ui/panels/RunPanel.h"
#include "ui/panels/SpectrumPanel.h"
#include "ui/panels/StudyPanel.h"
#include "ui/scene/SceneView.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <set>
#include <thread>
#include <utility>

using namespace vitrine;
using app::Application;
using app::CommandLine;
using app::SimulationController;

namespace {

constexpr int patience = 120'000;        // ms; a real computation on a machine that may be busy
constexpr Eigen::Index particles = 120;  // few, as each test computes

CommandLine freshWindow()
{
    CommandLine line;
    line.isNew = true;
    line.isFresh = true;
    line.size = QSize(1440, 900);
    return line;
}

study::StudyPlan smallPlan()
{
    return study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, particles, 3),
                                     1);
}

/// The program's simulation, resting after each scan: so small a sample would be done before the test looks.
void simulateAtLeisure(const app::SimulationRequest& request, const run::RunControl& control,
                       const app::SimulationListener& listener)
{
    app::SimulationListener resting = listener;
    resting.records = [&listener](const std::string& sample, std::vector<results::ModeRecord> records) {
        listener.records(sample, std::move(records));
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
    };
    app::simulateStudy(request, control, resting);
}

/// The program's simulation, which goes to sleep after the first mode's scans until it is cancelled: however fast
/// the machine, a test that cancels finds the run unfinished.
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

/// A quench that gets nowhere until it is cancelled.
void quenchUntilCancelled(const app::SimulationRequest& request, const run::RunControl& control,
                          const app::SimulationListener& listener)
{
    const auto study = study::Study::create(request.folder, *request.plan);
    listener.opened(std::make_shared<const app::StudyContents>(app::StudyContents::read(study)));
    const model::SampleRecipe& recipe = request.plan->samples.front().recipe;
    const model::PeriodicBox box{recipe.boxSide()};
    for (std::int64_t evaluations = 1;; ++evaluations) {
        control.checkpoint();
        if (listener.pieces.wantsQuenchState())
            listener.pieces.quenching(
                request.plan->samples.front().name,
                {{box, model::RandomNumbers(1).pointsInCube(recipe.particleCount, box.side)}, evaluations, 0.5});
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

/// The window, clicked and typed into as a user would.
class Desk {
public:
    explicit Desk(app::Simulation simulation = simulateAtLeisure)
        : application(freshWindow(), std::move(simulation)),
          finished(&application.controller(), &SimulationController::finished),
          cancelled(&application.controller(), &SimulationController::cancelled),
          failed(&application.controller(), &SimulationController::failed)
    {
        application.start();
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
    }

    void type(const char* entry, const QString& text)
    {
        auto* edit = application.window().recipe()->findChild<QLineEdit*>(QString::fromLatin1(entry));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }

    void typeRecipe(const QString& folder, int modes)
    {
        type("particles", QString::number(particles));
        type("seed", QStringLiteral("3"));
        type("modes", QString::number(modes));
        type("threads", QStringLiteral("2"));
        type("folder", folder);
    }

    QPushButton* button(const char* name)
    {
        return application.window().run()->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }

    qsizetype scanCount() const
    {
        qsizetype count = 0;
        for (const results::ModeRecord& record : application.session().records())
            count += record.sign.empty() ? 0 : 1;
        return count;
    }
    qsizetype endings() const { return finished.count() + cancelled.count() + failed.count(); }

    mutable Application application;
    QSignalSpy finished;
    QSignalSpy cancelled;
    QSignalSpy failed;
};

}  // namespace

class ApplicationTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void showsPointsAsTheyArrive();
    void refusesToStartWithABadRecipe();
    void showsASampleOnItsWayToAMinimum();
    void cancelsMidwayKeepsThePiecesAndGoesOn();
    void saysWhyARunFailed();
    void closesMidRunAndSaysWhatIsKept();
    void saysThatAStudyIsFinishedAndWhatMoreWouldAdd();
    void exportsTheTableAsTheBatchProgramDoes();
    void showsAStudyThatAnotherProcessExtends();
    void saysWhyAStudyCannotBeOpened();
    void saysThatALiquidWasNotEquilibrated();
    void tracesTheCurveOfAModeInTheBackground();
    void showsTheSpectrumAndTheLevelOfDebye();
    void showsTheClickedPointEverywhere();
    void showsTheClickedRowEverywhere();
    void tellsWhatIsKnownOfTheClickedParticle();
    void leavesTheUsersSelectionAloneWhileComputing();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void openFinishedStudy(Desk& desk) const;

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void ApplicationTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    const auto study = study::Study::create(path("finished").toStdString(), smallPlan());
    study::runStudy(study, study::StudyGoal::everything(3), run::RunControl(2));
}

void ApplicationTest::openFinishedStudy(Desk& desk) const
{
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    desk.application.openStudy(path("finished"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(opened[0][0].toString(), QString());
    QCOMPARE(desk.scanCount(), 6);
}

void ApplicationTest::showsPointsAsTheyArrive()
{
    Desk desk;
    desk.typeRecipe(path("live"), 3);
    QVERIFY2(desk.button("start")->isEnabled(), qPrintable(desk.application.window().recipe()->problem()));
    desk.click("start");
    QVERIFY(!desk.button("start")->isEnabled());
    std::set<std::size_t> sizesSeen;
    connect(&desk.application.session(), &app::Session::contentsChanged, this,
            [&] { sizesSeen.insert(static_cast<std::size_t>(desk.scanCount())); });
    QTRY_COMPARE_WITH_TIMEOUT(desk.finished.count(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 6, patience);
    QVERIFY2(sizesSeen.size() > 2, "points came all at once, not one by one");
    QTRY_COMPARE_WITH_TIMEOUT(desk.application.window().modes()->view()->model()->rowCount(), 6, patience);
    QCOMPARE(desk.application.window().scatter()->records().size(), std::size_t(6));
    QVERIFY(desk.application.window().run()->outcome().startsWith(QStringLiteral("Finished. 6 of 6 scans")));
    QVERIFY(QFile::exists(path("live/study.json")));
    QCOMPARE(desk.endings(), 1);
}

void ApplicationTest::refusesToStartWithABadRecipe()
{
    Desk desk;
    desk.type("particles", QStringLiteral("a few"));
    QVERIFY(!desk.button("start")->isEnabled());
    QVERIFY(desk.button("start")->toolTip().contains(QStringLiteral("a few")));
    desk.type("particles", QStringLiteral("300"));
    QVERIFY(desk.button("start")->isEnabled());
}

void ApplicationTest::showsASampleOnItsWayToAMinimum()
{
    Desk desk(quenchUntilCancelled);
    desk.typeRecipe(path("quenched"), 1);
    desk.click("start");
    const auto annotations = [&] { return desk.application.window().scene()->scene().annotations(); };
    const auto isOnItsWay = [&] {
        return annotations().notes.join(QLatin1Char(' ')).contains(QStringLiteral("on its way to a minimum"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOnItsWay(), patience);
    const QStringList first = annotations().notes;
    QCOMPARE(desk.application.window().scene()->scene().packing().particleCount(), particles);
    QTRY_VERIFY_WITH_TIMEOUT(annotations().notes != first, patience);
    desk.click("cancel");
    QTRY_COMPARE_WITH_TIMEOUT(desk.cancelled.count(), 1, patience);
    QVERIFY(!isOnItsWay());
    QVERIFY(!annotations().emptyText.isEmpty());
}

void ApplicationTest::cancelsMidwayKeepsThePiecesAndGoesOn()
{
    bool firstRun = true;
    Desk desk([&](const auto& request, const auto& control, const auto& listener) {
        if (std::exchange(firstRun, false))
            simulateFirstModeUntilCancelled(request, control, listener);
        else
            app::simulateStudy(request, control, listener);
    });
    desk.typeRecipe(path("cancelled"), 6);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 2, patience);
    desk.click("cancel");
    QTRY_COMPARE_WITH_TIMEOUT(desk.cancelled.count(), 1, patience);
    QTest::qWait(100);
    QCOMPARE(desk.endings(), 1);
    const QString outcome = desk.application.window().run()->outcome();
    QVERIFY2(outcome.startsWith(QStringLiteral("Cancelled. 2 of 12 scans")), qPrintable(outcome));
    QCOMPARE(study::Study::open(path("cancelled").toStdString()).state("A").scans.size(), std::size_t(2));

    QCOMPARE(desk.button("start")->text(), QStringLiteral("Continue"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.finished.count(), 1, patience);
    QCOMPARE(study::Study::open(path("cancelled").toStdString()).state("A").scans.size(), std::size_t(12));
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 12, patience);
}

void ApplicationTest::saysWhyARunFailed()
{
    // A file stands where the sample's folder has to be, so that the packing cannot be saved.
    study::Study::create(path("blocked").toStdString(), smallPlan());
    QDir(path("blocked/A")).removeRecursively();
    QFile obstacle(path("blocked/A"));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    Desk desk;
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    desk.application.openStudy(path("blocked"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.failed.count(), 1, patience);
    const QString outcome = desk.application.window().run()->outcome();
    QVERIFY2(outcome.startsWith(QStringLiteral("Failed:")), qPrintable(outcome));
    QVERIFY2(outcome.contains(QStringLiteral("blocked")), qPrintable(outcome));
    QVERIFY(obstacle.remove());
    desk.type("modes", QStringLiteral("2"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.finished.count(), 1, patience);
    QCOMPARE(desk.endings(), 2);
}

void ApplicationTest::closesMidRunAndSaysWhatIsKept()
{
    Desk desk(simulateFirstModeUntilCancelled);
    desk.typeRecipe(path("closed"), 6);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 2, patience);
    desk.application.window().close();
    auto* closing = desk.application.window().findChild<QMessageBox*>(QStringLiteral("closing"));
    QVERIFY(closing);
    QVERIFY2(closing->text().contains(QStringLiteral("kept in")), qPrintable(closing->text()));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.application.window().isVisible(), patience);
    QCOMPARE(desk.cancelled.count(), 1);
    QCOMPARE(desk.endings(), 1);
    QCOMPARE(study::Study::open(path("closed").toStdString()).state("A").scans.size(), std::size_t(2));
}

void ApplicationTest::saysThatAStudyIsFinishedAndWhatMoreWouldAdd()
{
    Desk desk;
    openFinishedStudy(desk);
    const auto* additions = desk.application.window().run()->findChild<QLabel*>(QStringLiteral("additions"));
    QCOMPARE(desk.button("start")->text(), QStringLiteral("Finished"));
    QVERIFY(!desk.button("start")->isEnabled());
    QVERIFY2(additions->text().contains(QStringLiteral("Everything asked for is there")),
             qPrintable(additions->text()));
    desk.type("modes", QStringLiteral("5"));
    QCOMPARE(desk.button("start")->text(), QStringLiteral("Continue"));
    QVERIFY(desk.button("start")->isEnabled());
    QCOMPARE(additions->text(), QStringLiteral("Would add: 2 modes, 4 scans."));
}

void ApplicationTest::exportsTheTableAsTheBatchProgramDoes()
{
    Desk desk;
    openFinishedStudy(desk);
    const auto contents = [](const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto all = study::Study::open(path("finished").toStdString()).records();
    emit desk.application.window().tableWanted(path("all.csv"), false);
    QTRY_COMPARE_WITH_TIMEOUT(contents(path("all.csv")), QByteArray::fromStdString(results::csvTable(all)),
                              patience);

    QTRY_COMPARE_WITH_TIMEOUT(desk.application.window().modes()->shownRecords().size(), std::size_t(6), patience);
    auto* filter = desk.application.window().modes()->findChild<QLineEdit*>(QStringLiteral("filter"));
    QTest::keyClicks(filter, QStringLiteral("mode = 2"));
    QVERIFY(desk.application.window().modes()->isFiltered());
    emit desk.application.window().tableWanted(path("filtered.csv"), true);
    const QByteArray wanted = QByteArray::fromStdString(results::csvTable({all[2], all[3]}));
    QTRY_COMPARE_WITH_TIMEOUT(contents(path("filtered.csv")), wanted, patience);
}

void ApplicationTest::showsAStudyThatAnotherProcessExtends()
{
    const auto study = study::Study::create(path("growing").toStdString(), smallPlan());
    study::StudyGoal goal;
    goal.modeCount = 2;
    study::runStudy(study, goal, run::RunControl(2));
    Desk desk;
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    desk.application.openStudy(path("growing"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QCOMPARE(desk.scanCount(), 0);
    study::runStudy(study::Study::open(path("growing").toStdString()), study::StudyGoal::everything(2),
                    run::RunControl(2));
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 4, patience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.application.window().modes()->view()->model()->rowCount(), 4, patience);
}

void ApplicationTest::saysWhyAStudyCannotBeOpened()
{
    Desk desk;
    QSignalSpy opened(&desk.application, &Application::openingEnded);
    desk.application.openStudy(path("not-there"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QVERIFY2(opened[0][0].toString().contains(QStringLiteral("not-there")), qPrintable(opened[0][0].toString()));
    QVERIFY(!desk.application.session().hasStudy());
}

void ApplicationTest::saysThatALiquidWasNotEquilibrated()
{
    Desk desk;
    openFinishedStudy(desk);
    const auto* problems = desk.application.window().studies()->findChild<QLabel*>(QStringLiteral("problems"));
    QVERIFY(!problems->isVisible());
    app::StudyContents contents = desk.application.session().contents();
    quench::InherentStructure structure = *contents.samples.front().structure;
    structure.equilibration = quench::EquilibrationRecord{};
    structure.equilibration->energyDrift = -0.0123;
    structure.equilibration->energyDriftError = 0.002;
    contents.samples.front().structure = std::make_shared<const quench::InherentStructure>(structure);
    desk.application.session().setStudy(contents);
    QVERIFY(problems->isVisible());
    QVERIFY2(problems->text().contains(QStringLiteral("not equilibrated")), qPrintable(problems->text()));
    QVERIFY2(problems->text().contains(QStringLiteral("−0.012 ± 0.002")), qPrintable(problems->text()));
}

void ApplicationTest::tracesTheCurveOfAModeInTheBackground()
{
    Desk desk;
    openFinishedStudy(desk);
    desk.application.session().select({"A", 2, anharmonicity::Direction::minus});
    panels::CurvePanel* panel = desk.application.window().curve();
    const auto enter = [panel](const char* entry, const char* text) {
        panel->findChild<QLineEdit*>(QString::fromLatin1(entry))->setText(QString::fromLatin1(text));
    };
    enter("curveFirst", "1e-4");
    enter("curveLast", "1e-2");
    enter("curveDensity", "3");
    auto* trace = panel->findChild<QPushButton*>(QStringLiteral("computeCurve"));
    QCOMPARE(trace->text(), QStringLiteral("Trace 7"));
    charts::EnergyChart* energy = panel->energy();
    panel->findChild<QComboBox*>(QStringLiteral("curveView"))->setCurrentIndex(1);
    QTest::qWait(100);
    const std::size_t pulls = energy->hotPoints().size();
    QTest::mouseClick(trace, Qt::LeftButton);
    QVERIFY(trace->text().startsWith(QStringLiteral("Stop")));
    QTRY_COMPARE_WITH_TIMEOUT(trace->text(), QStringLiteral("Trace 7"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(energy->hotPoints().size(), pulls + 7, patience);
    QVERIFY(energy->caption().contains(QStringLiteral("ω²A²N/2")));
    // It belongs to its mode, and is there again when that is selected again.
    desk.application.session().select({"A", 1, anharmonicity::Direction::plus});
    QTRY_VERIFY(!energy->caption().contains(QStringLiteral("ω²A²N/2")));
    desk.application.session().select({"A", 2, anharmonicity::Direction::minus});
    QTRY_COMPARE(energy->hotPoints().size(), pulls + 7);
}

void ApplicationTest::showsTheSpectrumAndTheLevelOfDebye()
{
    Desk desk;
    openFinishedStudy(desk);
    panels::SpectrumPanel* panel = desk.application.window().spectrum();
    const auto findDock = [&] {
        for (QWidget* parent = panel; parent; parent = parent->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(parent))
                return dock;
        return static_cast<QDockWidget*>(nullptr);
    };
    findDock()->raise();
    QTRY_VERIFY_WITH_TIMEOUT(!panel->chart()->hotPoints().empty(), patience);
    QVERIFY2(panel->chart()->caption().contains(QStringLiteral("too few for the boson peak")),
             qPrintable(panel->chart()->caption()));
    QTest::mouseClick(panel->findChild<QPushButton*>(QStringLiteral("moduli")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(panel->chart()->caption().contains(QStringLiteral("sample A")), patience);
}

void ApplicationTest::showsTheClickedPointEverywhere()
{
    Desk desk;
    openFinishedStudy(desk);
    charts::ScatterChart* scatter = desk.application.window().scatter();
    QTRY_VERIFY_WITH_TIMEOUT(!scatter->hotPoints().empty() && !scatter->plotArea().isEmpty(), patience);
    const ui::Selection before = desk.application.session().selection();
    for (const charts::HotPoint& point : std::vector(scatter->hotPoints())) {
        QTest::mouseClick(scatter, Qt::LeftButton, {}, scatter->placeOf(point).toPoint());
        if (desk.application.session().selection() != before)
            break;
    }
    const ui::Selection after = desk.application.session().selection();
    QVERIFY2(after != before, "no point reacted to a click");
    const QModelIndex row = desk.application.window().modes()->view()->currentIndex();
    QCOMPARE(row.siblingAtColumn(panels::ModeTableModel::modeColumn).data().toString(),
             QString::number(after.mode));
    const QString words = desk.application.window().selectionText();
    QVERIFY2(words.contains(QStringLiteral("mode %1,").arg(after.mode)), qPrintable(words));
    QVERIFY(desk.application.session().selectedScan() != nullptr);
}

void ApplicationTest::showsTheClickedRowEverywhere()
{
    Desk desk;
    openFinishedStudy(desk);
    QTableView* table = desk.application.window().modes()->view();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex cell = table->model()->index(row, panels::ModeTableModel::modeColumn);
        table->scrollTo(cell);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
        const ui::Selection selection = desk.application.session().selection();
        QCOMPARE(selection.mode, Eigen::Index(row / 2 + 1));
        const auto scan = desk.application.session().selectedScan();
        QVERIFY(scan);
        const scene::SceneView* view = desk.application.window().scene();
        if (view->hasOpenGl())
            QCOMPARE(view->scene().rearrangement().isShown(), scan->transition.has_value());
        QVERIFY(
            desk.application.window().selectionText().contains(QStringLiteral("mode %1,").arg(selection.mode)));
    }
}

void ApplicationTest::tellsWhatIsKnownOfTheClickedParticle()
{
    Desk desk;
    openFinishedStudy(desk);
    scene::SceneView* view = desk.application.window().scene();
    const auto notes = [view] { return view->scene().annotations().notes.join(QLatin1Char('\n')); };
    QVERIFY(view->scene().annotations().notes.size() == 1);  // of the arrows
    const QSignalSpy picked(view, &scene::SceneView::particlePicked);
    // Where the particles are on the screen is the packing's affair: the first that is met on the way across.
    qlonglong particle = -1;
    for (int x = view->width() / 3; particle < 0 && x < view->width(); x += 2) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(x, view->height() / 2));
        particle = picked.last()[0].toLongLong();
    }
    QVERIFY(particle >= 0);
    QVERIFY2(notes().startsWith(QStringLiteral("particle %1 at").arg(particle + 1)), qPrintable(notes()));
    QVERIFY2(notes().contains(QStringLiteral("contacts: ")), qPrintable(notes()));
    QVERIFY2(notes().contains(QStringLiteral("|e\u1d62| = ")), qPrintable(notes()));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(3, 3));
    QCOMPARE(picked.last()[0].toLongLong(), -1);
    QVERIFY(!notes().contains(QStringLiteral("particle")));
}

void ApplicationTest::leavesTheUsersSelectionAloneWhileComputing()
{
    Desk desk;
    desk.typeRecipe(path("steady"), 6);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(desk.scanCount() >= 1, patience);
    QTableView* table = desk.application.window().modes()->view();
    const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, 0);
    table->scrollTo(last);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(last).center());
    const ui::Selection chosen = desk.application.session().selection();
    QCOMPARE(chosen.mode, Eigen::Index(6));
    QTRY_COMPARE_WITH_TIMEOUT(desk.finished.count(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanCount(), 12, patience);
    QCOMPARE(desk.application.session().selection().sample, chosen.sample);
    QCOMPARE(desk.application.session().selection().mode, chosen.mode);
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("ApplicationTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    ApplicationTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ApplicationTest.moc"

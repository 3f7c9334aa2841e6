#include "app/desktop/Application.h"

#include "app/desktop/Analyses.h"
#include "app/desktop/DeskCommands.h"
#include "app/desktop/DroppedFiles.h"
#include "app/desktop/FigureRecall.h"
#include "app/desktop/FigureSource.h"
#include "app/desktop/FilmDialog.h"
#include "app/desktop/LessonGuide.h"
#include "app/desktop/ModePlayer.h"
#include "app/desktop/ModePuller.h"
#include "app/desktop/Replay.h"
#include "app/desktop/SessionViews.h"
#include "app/desktop/StudyOverlay.h"
#include "app/desktop/StudyTree.h"
#include "core/results/RecordTable.h"
#include "core/run/Errors.h"
#include "core/study/PackingImport.h"
#include "core/study/StudyStore.h"
#include "ui/SelectionCode.h"
#include "ui/figures/FigureDialog.h"
#include "ui/figures/FigureExport.h"
#include "ui/look/Numbers.h"
#include "ui/panels/ImportDialog.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/RecipePanel.h"
#include "ui/panels/RunPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace vitrine::app {

namespace {

constexpr auto farewellTime = std::chrono::milliseconds(2500);
constexpr auto keepingTime = std::chrono::milliseconds(500);    // after a change of the desk
constexpr auto settlingTime = std::chrono::milliseconds(1500);  // until the first full frame is there

const auto windowKey = QStringLiteral("window");
const auto studyKey = QStringLiteral("study");
const auto studiesKey = QStringLiteral("studies");
const auto viewKey = QStringLiteral("view");

QString folderText(const std::filesystem::path& folder)
{
    return QDir::toNativeSeparators(QString::fromStdString(folder.string()));
}

/// "1 packing, 20 modes, 40 scans, the elastic moduli of 1 sample"
QString missingText(const MissingPieces& missing)
{
    const auto counted = [](Eigen::Index count, const QString& one, const QString& several) {
        return count == 1 ? one : several.arg(look::grouped(count));
    };
    QStringList parts;
    if (missing.packings > 0)
        parts << counted(missing.packings, Application::tr("1 packing"), Application::tr("%1 packings"));
    if (missing.modes > 0)
        parts << counted(missing.modes, Application::tr("1 mode"), Application::tr("%1 modes"));
    if (missing.scans > 0)
        parts << counted(missing.scans, Application::tr("1 scan"), Application::tr("%1 scans"));
    if (missing.moduli > 0)
        parts << counted(missing.moduli, Application::tr("the elastic moduli of 1 sample"),
                         Application::tr("the elastic moduli of %1 samples"));
    return parts.join(QStringLiteral(", "));
}

Eigen::Index modesIn(const StudyContents& contents)
{
    Eigen::Index count = 0;
    for (const SampleContents& sample : contents.samples)
        count = std::max(count, sample.modes ? sample.modes->count() : 0);
    return count;
}

}  // namespace

Application::Application(const CommandLine& line, Simulation simulation)
    : m_line(line), m_controller(std::move(simulation))
{
    m_views = std::make_unique<SessionViews>(m_session, m_window);
    m_tree = std::make_unique<StudyTree>(m_session, m_shelf, m_queue, m_window);
    m_overlay = std::make_unique<StudyOverlay>(m_session, m_shelf, m_window);
    m_analyses = std::make_unique<Analyses>(m_session, m_window);
    m_player = std::make_unique<ModePlayer>(m_session, m_window);
    m_puller = std::make_unique<ModePuller>(m_session, m_window);
    m_recall = std::make_unique<FigureRecall>(m_session, m_window);
    m_guide = std::make_unique<LessonGuide>(m_session, m_window);
    connect(m_guide.get(), &LessonGuide::studyWanted, this, &Application::openStudy);
    connect(m_player.get(), &ModePlayer::began, m_puller.get(), &ModePuller::stop);
    connect(m_puller.get(), &ModePuller::began, m_player.get(), &ModePlayer::stop);
    connect(m_puller.get(), &ModePuller::pointFound, m_analyses.get(), &Analyses::addCurvePoint);
    connect(m_analyses.get(), &Analyses::bosonPeakChanged, m_views.get(), &SessionViews::setBosonPeak);
    m_commands = std::make_unique<DeskCommands>(
        m_session, *m_views, m_window,
        DeskActions{
            .open = [this](const QString& folder) { openStudy(folder); },
            .selectElsewhere = [this](const QString& study,
                                      const ui::Selection& selection) { selectElsewhere(study, selection); },
            .makeNew = [this] { newStudy(); },
            .importPackings =
                [this](const QString& potential, bool minimise, const QString& folder, const QStringList& files) {
                    importPackings(potential, minimise, folder, files);
                },
            .run = [this] { startRun(); },
            .pause = [this] { m_controller.pause(); },
            .resume = [this] { m_controller.resume(); },
            .cancel = [this](int number) { cancelRun(number); },
            .moveRun = [this](int number, int places) { m_queue.move(number, places); },
            .close = [this](const QString& folder) { closeStudy(folder); },
            .savePicture = [this](const QString& file) { savePicture(file); },
            .saveTable = [this](const QString& file, bool filtered) { saveTable(file, filtered); }});
    connectRun();
    connectShelf();
    connectWindow();
    connectReplay();
    connectDesk();
    if (m_line.size.isValid())
        m_window.resize(m_line.size);
    m_window.installEventFilter(this);
    showStart();
}

Application::~Application()
{
    m_window.removeEventFilter(this);
}

void Application::connectRun()
{
    panels::RunPanel* panel = m_window.run();
    connect(&m_controller, &SimulationController::opened, this,
            [this](const auto& contents) { runOpened(*contents); });
    connect(&m_controller, &SimulationController::quenching, this,
            [this](const std::string& sample, const auto& state) {
                if (isRunShown())
                    m_views->showQuench(sample, *state);
            });
    // What belongs to a study that is not shown is found on the disk when it is.
    connect(&m_controller, &SimulationController::structureFound, this,
            [this](const std::string& sample, const auto& structure) {
                if (isRunShown())
                    m_session.addStructure(sample, structure);
            });
    connect(&m_controller, &SimulationController::modesFound, this,
            [this](const std::string& sample, const auto& modes) {
                if (isRunShown())
                    m_session.addModes(sample, modes);
            });
    connect(&m_controller, &SimulationController::scanned, this,
            [this](const std::string& sample, const auto& scan) {
                if (isRunShown())
                    m_session.addScan(sample, scan);
            });
    connect(&m_controller, &SimulationController::recordsChanged, this,
            [this](const std::string& sample, const auto& records) {
                if (isRunShown())
                    m_session.setRecords(sample, records);
            });
    connect(&m_queue, &RunQueue::began, this, &Application::beginRun);
    connect(&m_queue, &RunQueue::changed, this, &Application::showStart);
    connect(&m_controller, &SimulationController::stageBegan, panel, &panels::RunPanel::stageBegan);
    connect(&m_controller, &SimulationController::progressed, panel, &panels::RunPanel::progressed);
    connect(&m_controller, &SimulationController::stageBegan, this, &Application::showActivity);
    connect(&m_controller, &SimulationController::progressed, this, &Application::showActivity);
    connect(&m_controller, &SimulationController::pausedChanged, this, [this, panel](bool paused) {
        panel->setPaused(paused);
        showComputing();
        showActivity();
    });
    connect(&m_controller, &SimulationController::cancelling, this, [this, panel] {
        panel->runCancelling();
        showActivity();
    });
    connect(&m_controller, &SimulationController::finished, this,
            [this] { runEnded(tr("Finished. %1").arg(keptText()), false); });
    connect(&m_controller, &SimulationController::cancelled, this,
            [this] { runEnded(tr("Cancelled. %1").arg(keptText()), false); });
    connect(&m_controller, &SimulationController::failed, this,
            [this](RunId, const QString& reason) { runEnded(tr("Failed: %1").arg(reason), true); });
}

void Application::connectShelf()
{
    connect(&m_shelf, &StudyShelf::opened, this, [this](const auto& contents) { studyOpened(*contents); });
    connect(&m_shelf, &StudyShelf::grown, this, [this](const auto& contents) {
        if (contents->folder != m_session.contents().folder)
            return;
        StudyContents newest = *contents;
        if (m_controller.isRunning() && isRunShown())
            newest.completeFrom(m_session.contents());
        m_session.updateStudy(std::move(newest));
    });
    connect(&m_shelf, &StudyShelf::disturbed, &m_window, &ui::MainWindow::notify);
    connect(&m_shelf, &StudyShelf::failed, this, [this](const QString& reason) {
        showActivity();
        showStart();
        m_commands->commander().log().comment(reason);
        const bool isReplaying = m_replay->isGoingOn();
        emit openingEnded(reason);
        if (m_line.screenshot.isEmpty() && !isReplaying)
            tell(tr("The study cannot be opened"), reason);
    });
}

void Application::connectWindow()
{
    connect(&m_window, &ui::MainWindow::figureWanted, this, &Application::exportFigure);
    connect(&m_commands->commander(), &commands::Commander::refused, this, [this](const QString& reason) {
        QString sentence = reason;
        sentence[0] = sentence[0].toUpper();
        m_window.notify(sentence);
    });
    connect(&m_window, &ui::MainWindow::filmWanted, this, &Application::exportFilm);
    connect(&m_window, &ui::MainWindow::figureFileWanted, m_recall.get(), &FigureRecall::open);
    connect(m_recall.get(), &FigureRecall::studyWanted, this, &Application::openStudy);
    connect(m_window.recipe(), &panels::RecipePanel::wishChanged, this, &Application::showStart);
    connect(&m_session, &Session::contentsChanged, this, &Application::showStart);
    connect(&m_tableAnalyst, &Analyst::failed, this,
            [this](const QString& reason) { tell(tr("The table was not saved"), reason); });
    connect(&m_importer, &Analyst::failed, this, [this](const QString& reason) {
        showActivity();
        m_commands->commander().log().comment(reason);
        if (m_replay->isGoingOn())
            m_replay->fail(reason);
        else
            tell(tr("The packings were not imported"), reason);
    });
    connect(&m_window, &ui::MainWindow::importWanted, this, &Application::askImport);
    connect(&m_window, &ui::MainWindow::filesDropped, this, &Application::drop);
}

void Application::connectReplay()
{
    // What a command began has to end before the next one; only a run may be paused, resumed and cancelled.
    const auto isBusy = [this](const commands::Command& next) {
        const bool isForRun = QStringList{QStringLiteral("pause"), QStringLiteral("resume"),
                                          QStringLiteral("cancel"), QStringLiteral("move-run")}
                                  .contains(next.name);
        return m_shelf.isOpening() || (!m_queue.isEmpty() && !isForRun) || m_puller->isWorking() ||
               m_analyses->isTracing() || m_tableAnalyst.isWorking() || m_importer.isWorking();
    };
    m_replay = std::make_unique<Replay>(m_commands->commander(), isBusy);
    connect(m_replay.get(), &Replay::ended, this, &Application::endReplay);
    connect(m_window.log(), &panels::LogPanel::replayWanted, this, &Application::replay);
    connect(this, &Application::openingEnded, m_replay.get(), [this](const QString& problem) {
        if (!problem.isEmpty())
            m_replay->fail(problem);
    });
}

void Application::connectDesk()
{
    if (!m_line.isFresh)
        m_lastDesk = m_deskFile.read();
    m_window.restoreLayout(m_lastDesk.desk[windowKey].toObject());
    m_commands->restoreView(m_lastDesk.desk[viewKey].toObject());
    m_commands->commander().forget();
    if (!m_line.screenshot.isEmpty())
        return;  // a picture leaves the user's desk alone
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(keepingTime);
    connect(&m_keeping, &QTimer::timeout, this, &Application::keepDesk);
    const auto changed = [this] { m_keeping.start(); };
    connect(&m_window, &ui::MainWindow::layoutChanged, this, changed);
    connect(&m_session, &Session::studyChanged, this, changed);
    connect(&m_session, &Session::selectionChanged, this, changed);
    connect(&m_commands->commander(), &commands::Commander::performed, this, changed);
}

/// Whatever happens to the program, the next one finds the desk so.
void Application::keepDesk()
{
    if (m_shelf.isOpening()) {  // the last session's study is still on its way
        m_keeping.start();
        return;
    }
    m_keeping.stop();
    QJsonArray studies;
    for (const StudyContents* study : m_shelf.studies())
        studies.append(QString::fromStdString(study->folder.string()));
    try {
        m_deskFile.write({{windowKey, m_window.layout()},
                          {studiesKey, studies},
                          {studyKey, QString::fromStdString(m_session.contents().folder.string())},
                          {viewKey, m_commands->viewState()}});
    }
    catch (const run::UnwritableFile& error) {
        m_window.notify(QString::fromUtf8(error.what()));
    }
}

void Application::tell(const QString& title, const QString& words)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, words, QMessageBox::Close, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Application::drop(const QStringList& files)
{
    commands::Commander& commander = m_commands->commander();
    const DroppedFiles dropped = DroppedFiles::sorted(files);
    if (!dropped.problem.isEmpty())
        tell(tr("Not all that was dropped can be opened"), dropped.problem);
    for (const QString& study : dropped.studies)
        commander.attempt({QStringLiteral("open"), {study}});
    if (!dropped.studies.isEmpty())
        return;
    if (!dropped.figures.isEmpty())
        m_recall->open(dropped.figures.first());
    else if (!dropped.packings.isEmpty())
        askImport(dropped.packings);
    else if (!dropped.commands.isEmpty())
        replay(dropped.commands.first());
}

void Application::askImport(const QStringList& files)
{
    auto* dialog =
        new panels::ImportDialog(files, QString::fromStdString(m_session.contents().folder.string()), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &panels::ImportDialog::importWanted, this,
            [this](const QStringList& chosen, const QString& potential, bool minimise, const QString& folder) {
                const QString start = minimise ? QStringLiteral("minimise") : QStringLiteral("as-is");
                m_commands->commander().attempt(
                    {QStringLiteral("import"), QStringList{potential, start, folder} + chosen});
            });
    dialog->open();
}

/// Beside the window's own work, as a minimisation may take its time; then the study is opened.
void Application::importPackings(const QString& potential, bool minimise, const QString& folder,
                                 const QStringList& files)
{
    if (m_importer.isWorking())
        throw run::InvalidInput(tr("other packings are being imported").toStdString());
    study::PackingImport wish;
    wish.folder = QDir(folder).absolutePath().toStdString();
    wish.potential = potential::potentialFromName(potential.toStdString());
    wish.minimise = minimise;
    for (const QString& file : files)
        wish.files.emplace_back(QDir::current().absoluteFilePath(file).toStdString());
    m_window.setActivity(tr("Importing %1\u2026").arg(files.join(QStringLiteral(", "))));
    m_importer.start(
        [this, wish](const run::RunControl& control, const Analyst::Deliver& deliver) {
            study::importPackings(wish, control, [&](const auto& file, const auto& sample, const auto&) {
                deliver([this, name = QString::fromStdString(file.filename().string()),
                         sample = QString::fromStdString(sample)] {
                    m_commands->commander().log().comment(tr("%1 is sample %2").arg(name, sample));
                });
            });
            deliver([this, folder = QString::fromStdString(wish.folder.string())] { openStudy(folder); });
        },
        1);
}

void Application::replay(const QString& file)
{
    try {
        m_replay->start(file);
    }
    catch (const run::Error& error) {
        endReplay(QString::fromUtf8(error.what()));
    }
}

void Application::endReplay(const QString& problem)
{
    if (!problem.isEmpty()) {
        m_commands->commander().log().comment(problem);
        if (m_line.screenshot.isEmpty())
            tell(tr("The commands were not all performed"), problem);
    }
    emit replayEnded(problem);
}

void Application::newStudy()
{
    leaveStudy();
    m_shelf.forgetWanted();
    m_session.closeStudy();
    m_window.recipe()->editNew();
    showComputing();
    showStart();
}

/// The study that is shown goes back to the others that are open.
void Application::leaveStudy()
{
    if (!m_session.hasStudy())
        return;
    const std::filesystem::path folder = m_session.contents().folder;
    m_selections[folder] = m_session.selection();
    if (!m_shelf.find(folder))
        return;  // it is being closed
    m_shelf.put(m_session.contents());
    m_shelf.refresh(folder);
}

void Application::closeStudy(const QString& folder)
{
    const std::filesystem::path closed = folder.isEmpty()
                                             ? m_session.contents().folder
                                             : std::filesystem::path(QDir(folder).absolutePath().toStdString());
    if (!m_shelf.find(closed))
        throw run::InvalidInput(tr("no such study is open").toStdString());
    if (m_queue.holds(closed))
        throw run::InvalidInput(tr("a run of this study goes on or waits: cancel it first").toStdString());
    m_shelf.close(closed);
    if (closed != m_session.contents().folder)
        return;
    const auto others = m_shelf.studies();
    if (others.empty())
        newStudy();
    else
        m_shelf.open(others.back()->folder);
}

/// A point of another open study: that one is shown, with what was chosen.
void Application::selectElsewhere(const QString& study, const ui::Selection& selection)
{
    for (const StudyContents* other : m_shelf.studies()) {
        if (other->folder.filename() != study.toStdString())
            continue;
        m_selections[other->folder] = selection;
        m_shelf.open(other->folder);
        return;
    }
    throw run::InvalidInput(tr("no study \u201c%1\u201d is open").arg(study).toStdString());
}

bool Application::isRunShown() const
{
    return m_session.hasStudy() && m_session.contents().folder == m_request.folder;
}

void Application::showComputing()
{
    m_views->setComputing(m_controller.isRunning() && !m_controller.isPaused() &&
                          (isRunShown() || !m_session.hasStudy()));
}

void Application::cancelRun(int number)
{
    const QueuedRun* current = m_queue.current();
    if (number == 0 && !current)
        throw run::InvalidInput(tr("no run goes on").toStdString());
    m_queue.cancel(number == 0 ? current->number : number);
}

void Application::start()
{
    m_window.show();
    QString folder = m_line.study;
    if (folder.isEmpty() && !m_line.isNew && !m_line.isFresh)
        folder = m_lastDesk.desk.contains(studyKey) ? m_lastDesk.desk[studyKey].toString()
                                                    : m_window.recentStudies().value(0);
    if (!m_lastDesk.problem.isEmpty())
        tell(tr("The last session"), m_lastDesk.problem);
    if (QFileInfo(folder).isFile())
        m_recall->open(folder);
    else if (!folder.isEmpty())
        m_commands->commander().attempt({QStringLiteral("open"), {QDir(folder).absolutePath()}});
    if (!m_line.replay.isEmpty() && folder.isEmpty())
        replay(m_line.replay);
    else if (!m_line.replay.isEmpty())
        connect(
            this, &Application::openingEnded, this,
            [this](const QString& problem) {
                if (problem.isEmpty())
                    replay(m_line.replay);
            },
            Qt::SingleShotConnection);
    if (m_line.screenshot.isEmpty())
        return;
    if (folder.isEmpty() && m_line.replay.isEmpty())
        QTimer::singleShot(settlingTime, this, &Application::saveScreenshot);
    connect(this, m_line.replay.isEmpty() ? &Application::openingEnded : &Application::replayEnded, this,
            &Application::quitWith);
}

/// The picture, or why there is none.
void Application::quitWith(const QString& problem)
{
    if (problem.isEmpty()) {
        QTimer::singleShot(settlingTime, this, &Application::saveScreenshot);
        return;
    }
    std::fprintf(stderr, "vitrine: %s\n", qUtf8Printable(problem));
    QApplication::exit(1);
}

void Application::openStudy(const QString& folder)
{
    m_shelf.open(std::filesystem::path(QDir(folder).absolutePath().toStdString()));
    m_window.setActivity(tr("Opening %1\u2026").arg(QDir::toNativeSeparators(folder)));
    showStart();
}

void Application::studyOpened(const StudyContents& contents)
{
    if (contents.folder != m_session.contents().folder)
        leaveStudy();
    m_session.setStudy(contents);
    showComputing();
    m_window.recipe()->showStudy(contents.plan, contents.folder, modesIn(contents));
    m_window.addRecentStudy(QString::fromStdString(contents.folder.string()));
    if (const auto left = m_selections.find(contents.folder); left != m_selections.end())
        m_session.select(left->second);
    if (m_lastDesk.desk[studyKey].toString() == QString::fromStdString(contents.folder.string()))
        m_commands->restoreView(m_lastDesk.desk[viewKey].toObject());
    for (const QJsonValue& other : m_lastDesk.desk[studiesKey].toArray())
        m_shelf.load(other.toString().toStdString());
    m_lastDesk = {};  // it was the first study
    applySelection();
    m_commands->commander().forget();
    m_recall->studyOpened(contents);
    m_guide->studyOpened(contents);
    showActivity();
    showStart();
    emit openingEnded({});
}

void Application::startRun()
{
    const auto wish = m_window.recipe()->wish();
    if (!wish || m_queue.holds(wish->folder))
        throw run::InvalidInput(
            (wish ? tr("a run of this study goes on or waits") : m_window.recipe()->problem()).toStdString());
    SimulationRequest request{.folder = wish->folder,
                              .plan = {},
                              .goal = study::StudyGoal::everything(wish->modeCount),
                              .threadCount = wish->threadCount};
    if (wish->isNew)
        request.plan = wish->plan();
    m_queue.add(request);
}

void Application::beginRun(const SimulationRequest& request)
{
    m_request = request;
    if (isRunShown())
        m_shelf.rest(m_request.folder);  // the run itself tells what is new
    m_window.run()->runStarted();
    showComputing();
    showActivity();
    showStart();
}

/// The run made or opened its study. It is shown where the user waits for it, and beside another one otherwise.
void Application::runOpened(const StudyContents& contents)
{
    const bool isNew = !m_shelf.find(contents.folder);
    m_shelf.put(contents);
    const auto wish = m_window.recipe()->wish();
    const bool isAwaited = !m_session.hasStudy() && wish && wish->folder == contents.folder;
    if (isRunShown())
        m_session.updateStudy(contents);
    else if (isAwaited)
        m_session.setStudy(contents);
    else if (isNew)
        m_shelf.refresh(contents.folder);
    if (isRunShown())
        m_window.recipe()->showStudy(contents.plan, contents.folder, m_request.goal.modeCount);
    showComputing();
    m_window.addRecentStudy(QString::fromStdString(contents.folder.string()));
}

void Application::runEnded(const QString& outcome, bool isError)
{
    m_window.run()->runEnded(outcome, isError);
    m_commands->commander().log().comment(outcome);
    showComputing();
    m_views->endQuench();
    if (isRunShown())
        m_shelf.put(m_session.contents());
    m_shelf.refresh(m_request.folder);
    showActivity();
    showStart();
    if (m_closing) {
        m_closing->setText(outcome);
        std::fprintf(stderr, "vitrine: %s\n", qUtf8Printable(outcome));
        QTimer::singleShot(farewellTime, m_closing, &QDialog::accept);
    }
}

QString Application::keptText() const
{
    const StudyContents* known = isRunShown() ? &m_session.contents() : m_shelf.find(m_request.folder);
    if (!known)
        return tr("Nothing was finished yet.");
    const StudyContents& contents = *known;
    const auto samples = static_cast<Eigen::Index>(contents.samples.size());
    Eigen::Index packings = 0;
    Eigen::Index modes = 0;
    Eigen::Index scans = 0;
    for (const SampleContents& sample : contents.samples) {
        packings += sample.structure ? 1 : 0;
        modes += sample.modes ? sample.modes->count() : 0;
        for (const auto& [key, scan] : sample.scans)
            scans += key.mode <= m_request.goal.modeCount ? 1 : 0;
    }
    const QString folder = folderText(contents.folder);
    if (scans > 0)
        return tr("%1 of %2 scans are done and kept in %3.")
            .arg(scans)
            .arg(2 * samples * m_request.goal.modeCount)
            .arg(folder);
    if (modes > 0)
        return tr("%1 modes are found and kept in %2.").arg(modes).arg(folder);
    if (packings > 0)
        return tr("The packing is kept in %1.").arg(folder);
    return tr("Nothing was finished yet; the recipe is kept in %1.").arg(folder);
}

void Application::showActivity()
{
    if (m_controller.isRunning())
        m_window.setActivity(m_window.run()->summary());
    else
        m_window.setActivity({});
}

/// What the start button does now, and why it cannot.
void Application::showStart()
{
    const auto wish = m_window.recipe()->wish();
    QString text = m_session.hasStudy() ? tr("Continue") : tr("Start");
    QString problem = m_window.recipe()->problem();
    QString note;
    if (m_shelf.isOpening()) {
        problem = tr("A study is being opened.");
    }
    else if (wish && m_queue.holds(wish->folder)) {
        problem = tr("A run of this study goes on or waits.");
    }
    else if (wish && !wish->isNew && m_session.hasStudy()) {
        const MissingPieces missing = m_session.contents().missing(wish->modeCount);
        if (missing == MissingPieces{}) {
            text = tr("Finished");
            problem = note = tr("Everything asked for is there. For more, raise the number of modes.");
        }
        else {
            note = tr("Would add: %1.").arg(missingText(missing));
        }
    }
    if (problem.isEmpty() && m_queue.current())
        text = tr("Queue");
    m_window.run()->setStart(text, problem, note);
}

bool Application::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Close) {
        if (m_line.screenshot.isEmpty())
            keepDesk();
        if (m_controller.isRunning()) {
            event->ignore();
            closeMidRun();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

/// Cancels the run, says what is kept, and quits when the worker has stopped.
void Application::closeMidRun()
{
    if (m_closing)
        return;
    m_closing = new QMessageBox(QMessageBox::Information, tr("Vitrine is closing"),
                                tr("Stopping the run. %1").arg(keptText()), QMessageBox::NoButton, &m_window);
    m_closing->setObjectName(QStringLiteral("closing"));
    // Pieces reach the disk whole or not at all, so leaving at once loses only what is being computed.
    QPushButton* leave = m_closing->addButton(tr("Quit now"), QMessageBox::AcceptRole);
    leave->setToolTip(tr("Does not wait for a factorisation to end."));
    connect(m_closing, &QDialog::finished, this, [this] {
        if (m_controller.isRunning())
            std::_Exit(EXIT_SUCCESS);
        m_window.close();
    });
    m_closing->open();
    m_queue.close();
    m_controller.cancel();
}

/// Selects what the command line asked for.
void Application::applySelection()
{
    if (!m_line.selection)
        return;
    const QString code = ui::selectionCode(*m_line.selection);
    m_commands->commander().attempt({QStringLiteral("select"), code.split(QLatin1Char(':'))});
    m_line.selection.reset();
}

void Application::saveScreenshot()
{
    if (m_window.grab().save(m_line.screenshot)) {
        QApplication::quit();
        return;
    }
    std::fprintf(stderr, "vitrine: %s cannot be written.\n", qUtf8Printable(m_line.screenshot));
    QApplication::exit(1);
}

/// The whole table as vitrine-batch writes it, scans by every minimiser included; or the rows that the filter
/// leaves, in the order in which they are shown.
void Application::saveTable(const QString& file, bool onlyFiltered)
{
    std::optional<std::vector<results::ModeRecord>> shown;
    if (onlyFiltered)
        shown = m_window.modes()->shownRecords();
    m_tableAnalyst.start(
        [this, file, shown, folder = m_session.contents().folder](const run::RunControl&,
                                                                  const Analyst::Deliver& deliver) {
            const auto records = shown ? *shown : study::Study::open(folder).records();
            study::writeFile(file.toStdString(), results::csvTable(records));
            deliver([this, file, count = records.size()] {
                m_window.notify(tr("Saved %1 rows in %2").arg(count).arg(QDir::toNativeSeparators(file)));
            });
        },
        1);
}

void Application::savePicture(const QString& file)
{
    m_window.scene()->setCaption(m_window.selectionText());
    QImage picture = m_window.scene()->toImage();
    m_window.scene()->setCaption({});
    try {
        if (picture.isNull())
            throw run::Error(tr("There is no 3D view to take a picture of.").toStdString());
        figures::FigureRequest request;
        request.panels = {{QStringLiteral("view"), m_session.selection(), sceneShot()}};
        request.format.dark = m_window.scene()->look().palette.dark;
        const auto opened = study::Study::open(m_session.contents().folder);
        figures::writePicture(picture, file,
                              {m_window.selectionText(), figures::memoryText(memoryOf(request, {opened}))});
        m_window.notify(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
    }
    catch (const run::Error& error) {
        QMessageBox::warning(&m_window, tr("The picture was not saved"), QString::fromUtf8(error.what()));
    }
}

figures::SceneShot Application::sceneShot() const
{
    return {.choice = m_window.sceneControls()->choice(),
            .look = m_window.scene()->look(),
            .camera = m_window.scene()->cameraPose()};
}

/// Figures are made from the study's files, as on the command line, and so from what is computed so far.
void Application::exportFigure()
{
    const std::filesystem::path folder = m_session.contents().folder;
    figures::FigureSupply supply{
        .read =
            [folder](const figures::PanelWish& wish) {
                return readFigureData({study::Study::open(folder)}, wishOf(wish));
            },
        .remember =
            [folder](const figures::FigureRequest& request) {
                return memoryOf(request, {study::Study::open(folder)});
            },
        .selection = m_session.selection().sample.empty() ? std::nullopt : std::optional(m_session.selection()),
        .shot = sceneShot()};
    const figures::FigureRequest start = m_recall->request().value_or(figures::FigureRequest());
    auto* dialog = new figures::FigureDialog(std::move(supply), start, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Application::exportFilm()
{
    auto* dialog = new FilmDialog(m_session.contents().folder, m_session.selection(), sceneShot(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace vitrine::app

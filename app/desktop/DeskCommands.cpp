#include "app/desktop/DeskCommands.h"

#include "app/desktop/SessionViews.h"
#include "core/run/Errors.h"
#include "ui/MainWindow.h"
#include "ui/SelectionCode.h"
#include "ui/panels/BoxPanel.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/MotionPanel.h"
#include "ui/panels/PartPanel.h"
#include "ui/panels/PullPanel.h"
#include "ui/panels/QueuePanel.h"
#include "ui/panels/RecipePanel.h"
#include "ui/panels/RunPanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/panels/SecondScenePanel.h"
#include "ui/panels/SpectrumPanel.h"
#include "ui/panels/StudyPanel.h"

#include <QJsonArray>
#include <QTabWidget>

namespace vitrine::app {

using commands::Command;
using commands::Role;
using commands::Trace;

namespace {

const auto selectionKey = QStringLiteral("selection");
const auto markedKey = QStringLiteral("marked");
const auto controlsKey = QStringLiteral("controls");

[[noreturn]] void refuse(const QString& reason)
{
    throw run::InvalidInput(reason.toStdString());
}

QStringList codesOf(const std::vector<ui::Selection>& records)
{
    QStringList codes;
    for (const ui::Selection& record : records)
        codes << ui::selectionCode(record);
    return codes;
}

Command selectCommand(const ui::Selection& selection)
{
    return {QStringLiteral("select"), ui::selectionCode(selection).split(QLatin1Char(':'))};
}

}  // namespace

DeskCommands::DeskCommands(Session& session, SessionViews& views, ui::MainWindow& window,
                           const DeskActions& actions, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_views(views),
      m_window(window),
      m_menus(window.menuBar()),
      m_commander([this] { return viewState(); }, [this](const QJsonObject& state) { restoreView(state); })
{
    addSelecting(actions);
    addSettings();
    addPulling();
    addStudies(actions);
    addRuns(actions);
    connectGestures();
    m_window.log()->setLog(m_commander.log(), m_commander.vocabulary());
    m_commander.settle();
}

QJsonObject DeskCommands::viewState() const
{
    QJsonObject controls;
    const QMap<QString, QString> values = m_controls.viewValues();
    for (auto entry = values.begin(); entry != values.end(); ++entry)
        controls[entry.key()] = entry.value();
    return {{selectionKey, ui::selectionCode(m_session.selection())},
            {markedKey, QJsonArray::fromStringList(codesOf(m_views.marked()))},
            {controlsKey, controls}};
}

void DeskCommands::restoreView(const QJsonObject& state)
{
    QMap<QString, QString> values;
    const QJsonObject controls = state[controlsKey].toObject();
    for (auto entry = controls.begin(); entry != controls.end(); ++entry)
        values[entry.key()] = entry.value().toString();
    m_controls.restore(values);

    const auto selection = ui::selectionFromCode(state[selectionKey].toString());
    if (selection && m_session.contents().sample(selection->sample) && *selection != m_session.selection())
        m_session.select(*selection);
    std::vector<ui::Selection> marked;
    for (const QJsonValue& code : state[markedKey].toArray()) {
        if (const auto record = ui::selectionFromCode(code.toString()))
            marked.push_back(*record);
    }
    if (marked != m_views.marked())
        m_views.mark(marked);
}

void DeskCommands::addSelecting(const DeskActions& actions)
{
    m_commander.vocabulary().add(
        {.name = QStringLiteral("select"),
         .parameters = {QStringLiteral("[STUDY/]SAMPLE"), QStringLiteral("[MODE]"), QStringLiteral("[SIGN]")},
         .explanation =
             tr("shows a packing, one of its modes, or what pushing along it (+) or against it (-) does"),
         .perform = [this, elsewhere = actions.selectElsewhere](const QStringList& arguments) {
             const QString code = arguments.join(QLatin1Char(':'));
             const auto slash = code.indexOf(QLatin1Char('/'));
             if (slash < 0) {
                 m_session.select(recordOf(code));
                 return;
             }
             const auto selection = ui::selectionFromCode(code.mid(slash + 1));
             if (!selection)
                 refuse(tr("\u201c%1\u201d is no study, sample, mode and sign, such as lj/A:12:+").arg(code));
             elsewhere(code.left(slash), *selection);
         }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("mark"),
         .parameters = {QStringLiteral("[SAMPLE:MODE:SIGN...]")},
         .explanation = tr("marks points in every plot and in the table; none: no more marks"),
         .perform = [this](const QStringList& arguments) { mark(arguments); }});
}

/// That there is such a thing in the study that is open.
void DeskCommands::check(const ui::Selection& selection) const
{
    if (!m_session.hasStudy())
        refuse(tr("no study is open"));
    const SampleContents* sample = m_session.contents().sample(selection.sample);
    if (!sample) {
        QStringList names;
        for (const SampleContents& other : m_session.contents().samples)
            names << QString::fromStdString(other.name);
        refuse(tr("there is no sample \u201c%1\u201d in this study; it has: %2")
                   .arg(QString::fromStdString(selection.sample), names.join(QStringLiteral(", "))));
    }
    const Eigen::Index count = sample->modes ? sample->modes->count() : 0;
    if (selection.mode > count)
        refuse(tr("sample %1 has no mode %2; it has %3 modes")
                   .arg(QString::fromStdString(selection.sample))
                   .arg(selection.mode)
                   .arg(count));
}

ui::Selection DeskCommands::recordOf(const QString& code) const
{
    const auto selection = ui::selectionFromCode(code);
    if (!selection)
        refuse(tr("\u201c%1\u201d is no sample, mode (from 1) and sign (+ or -), such as A:12:+").arg(code));
    check(*selection);
    return *selection;
}

void DeskCommands::mark(const QStringList& arguments)
{
    std::vector<ui::Selection> records;
    for (const QString& code : arguments)
        records.push_back(recordOf(code));
    m_views.mark(records);
}

void DeskCommands::addSettings()
{
    m_controls.add(QStringLiteral("scene"), m_window.sceneControls(), Role::view);
    m_controls.add(QStringLiteral("part"), m_window.part(), Role::view);
    m_controls.add(QStringLiteral("box"), m_window.box(), Role::view);
    m_controls.add(QStringLiteral("second"), m_window.secondScene(), Role::view);
    m_controls.add(QStringLiteral("spectrum"), m_window.spectrum(), Role::view);
    m_controls.add(QStringLiteral("curve"), m_window.curve(), Role::view);
    m_controls.add(QStringLiteral("modes"), m_window.modes(), Role::view);
    for (panels::ScatterPanel* scatter : m_window.scatters())
        addScatter(scatter);
    connect(&m_window, &ui::MainWindow::scatterAdded, this, &DeskCommands::addScatter);
    // What follows the selection by itself is no setting of the view.
    m_controls.add(QStringLiteral("motion"), m_window.motion(), Role::entry);
    m_controls.add(QStringLiteral("pull"), m_window.pull(), Role::entry);
    m_controls.add(QStringLiteral("recipe"), m_window.recipe(), Role::entry);
    for (const char* inSigma : {"pull.slider", "pull.amplitude"})
        m_controls.leaveOut(QLatin1String(inSigma));

    m_commander.vocabulary().add(
        {.name = QStringLiteral("set"),
         .parameters = {QStringLiteral("SETTING"), QStringLiteral("VALUE")},
         .explanation = tr("gives a setting of a panel a value"),
         .perform = [this](const QStringList& arguments) { m_controls.set(arguments[0], arguments[1]); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("press"),
         .parameters = {QStringLiteral("BUTTON")},
         .explanation = tr("presses a button of a panel"),
         .trace = Trace::lasting,
         .perform = [this](const QStringList& arguments) { m_controls.press(arguments[0]); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("menu"),
         .parameters = {QStringLiteral("PATH"), QStringLiteral("[on|off]")},
         .explanation = tr("chooses something in the menus"),
         .trace = Trace::lasting,
         .perform = [this](const QStringList& arguments) { m_menus.trigger(arguments[0], arguments.value(1)); }});
    connect(&m_controls, &commands::Controls::changed, this, [this](const QString& name, const QString& value) {
        m_commander.note({QStringLiteral("set"), {name, value}});
    });
    connect(&m_controls, &commands::Controls::pressed, this, [this](const QString& name) {
        m_commander.note({QStringLiteral("press"), {name}});
    });
    connect(&m_menus, &commands::MenuWatcher::chosen, this, [this](const QString& path, const QString& state) {
        m_commander.note({QStringLiteral("menu"), state.isEmpty() ? QStringList{path} : QStringList{path, state}});
    });
    connect(&m_commander, &commands::Commander::aboutToPerform, &m_controls, &commands::Controls::tellPending);
}

void DeskCommands::addScatter(panels::ScatterPanel* scatter)
{
    m_controls.add(scatter->name(), scatter, Role::view);
}

void DeskCommands::addPulling()
{
    panels::PullPanel* panel = m_window.pull();
    m_commander.vocabulary().add(
        {.name = QStringLiteral("pull"),
         .parameters = {QStringLiteral("A")},
         .explanation = tr("pulls the packing along the selected mode, A in \u03c3; negative: "
                           "against it"),
         .trace = Trace::lasting,
         .goesOn = true,
         .perform = [panel](const QStringList& arguments) {
             bool isNumber = false;
             const double amplitude = arguments[0].toDouble(&isNumber);
             if (!isNumber)
                 refuse(tr("\u201c%1\u201d is no amplitude A in \u03c3, such as 0.01").arg(arguments[0]));
             if (!panel->reason().isEmpty())
                 refuse(panel->reason());
             panel->showAmplitude(amplitude);
             emit panel->pushed(amplitude);
         }});
    connect(panel, &panels::PullPanel::pushed, this, [this](double amplitude) {
        m_commander.note({QStringLiteral("pull"), {QString::number(amplitude, 'g', 8)}});
    });
}

void DeskCommands::addRuns(const DeskActions& actions)
{
    const auto add = [this](const QString& name, const QStringList& parameters, const QString& explanation,
                            std::function<void(const QStringList&)> perform) {
        m_commander.vocabulary().add({.name = name,
                                      .parameters = parameters,
                                      .explanation = explanation,
                                      .trace = Trace::lasting,
                                      .perform = std::move(perform)});
    };
    const auto numberFrom = [](const QString& text) {
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        if (!isNumber || number < 1)
            refuse(tr("\u201c%1\u201d is no number of a run, from 1").arg(text));
        return number;
    };
    add(QStringLiteral("run"), {}, tr("starts what the recipe asks for, or queues it while a run goes on"),
        [run = actions.run](const QStringList&) { run(); });
    add(QStringLiteral("pause"), {}, tr("lets the run rest"),
        [pause = actions.pause](const QStringList&) { pause(); });
    add(QStringLiteral("resume"), {}, tr("lets the run go on"),
        [resume = actions.resume](const QStringList&) { resume(); });
    add(QStringLiteral("cancel"), {QStringLiteral("[NUMBER]")},
        tr("ends the run that goes on, or takes one out of the queue; what is finished is kept"),
        [cancel = actions.cancel, numberFrom](const QStringList& arguments) {
            cancel(arguments.isEmpty() ? 0 : numberFrom(arguments[0]));
        });
    add(QStringLiteral("move-run"), {QStringLiteral("NUMBER"), QStringLiteral("earlier|later")},
        tr("changes the order of the runs that wait"),
        [move = actions.moveRun, numberFrom](const QStringList& arguments) {
            if (arguments[1] != QLatin1String("earlier") && arguments[1] != QLatin1String("later"))
                refuse(tr("\u201c%1\u201d is neither earlier nor later").arg(arguments[1]));
            move(numberFrom(arguments[0]), arguments[1] == QLatin1String("earlier") ? -1 : 1);
        });
}

void DeskCommands::addStudies(const DeskActions& actions)
{
    m_commander.vocabulary().add({.name = QStringLiteral("new"),
                                  .parameters = {},
                                  .explanation = tr("clears the desk for a study to be made"),
                                  .trace = Trace::lasting,
                                  .perform = [makeNew = actions.makeNew](const QStringList&) { makeNew(); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("close"),
         .parameters = {QStringLiteral("[FOLDER]")},
         .explanation = tr("puts a study away, the one that is shown if none is named; its files stay"),
         .trace = Trace::lasting,
         .perform = [close = actions.close](const QStringList& arguments) { close(arguments.value(0)); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("open"),
         .parameters = {QStringLiteral("FOLDER")},
         .explanation = tr("opens a study, or shows it if it is open"),
         .trace = Trace::lasting,
         .perform = [open = actions.open](const QStringList& arguments) { open(arguments[0]); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("import"),
         .parameters = {QStringLiteral("harmonic|lj"), QStringLiteral("minimise|as-is"), QStringLiteral("FOLDER"),
                        QStringLiteral("FILE...")},
         .explanation = tr("makes samples of the study in a folder from the packings of files"),
         .trace = Trace::lasting,
         .perform = [import = actions.importPackings](const QStringList& arguments) {
             const QString& start = arguments[1];
             if (start != QLatin1String("minimise") && start != QLatin1String("as-is"))
                 refuse(tr("\u201c%1\u201d is neither minimise nor as-is").arg(start));
             import(arguments[0], start == QLatin1String("minimise"), arguments[2], arguments.mid(3));
         }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("picture"),
         .parameters = {QStringLiteral("FILE")},
         .explanation = tr("saves the 3D view"),
         .trace = Trace::lasting,
         .perform = [save = actions.savePicture](const QStringList& arguments) { save(arguments[0]); }});
    m_commander.vocabulary().add(
        {.name = QStringLiteral("table"),
         .parameters = {QStringLiteral("FILE"), QStringLiteral("[filtered]")},
         .explanation = tr("saves the table of modes as comma-separated values, all rows or those that the filter "
                           "leaves"),
         .trace = Trace::lasting,
         .perform = [save = actions.saveTable](const QStringList& arguments) {
             if (arguments.size() > 1 && arguments[1] != QLatin1String("filtered"))
                 refuse(tr("after the file stands \u201cfiltered\u201d or nothing, not \u201c%1\u201d")
                            .arg(arguments[1]));
             save(arguments[0], arguments.size() > 1);
         }});
}

/// What the user does becomes a command.
void DeskCommands::connectGestures()
{
    commands::Commander* commander = &m_commander;
    const auto attempt = [commander](const char* name, const QStringList& arguments = {}) {
        commander->attempt({QLatin1String(name), arguments});
    };
    connect(&m_views, &SessionViews::chosen, this,
            [commander](const ui::Selection& selection) { commander->attempt(selectCommand(selection)); });
    connect(&m_views, &SessionViews::marksChosen, this, [attempt](const std::vector<ui::Selection>& records) {
        QStringList codes = codesOf(records);
        // Points of studies that are not shown have no row in the table.
        codes.removeIf([](const QString& code) { return code.contains(QLatin1Char('/')); });
        attempt("mark", codes);
    });
    connect(m_window.run(), &panels::RunPanel::startWanted, this, [attempt] { attempt("run"); });
    connect(m_window.run(), &panels::RunPanel::pauseWanted, this, [attempt] { attempt("pause"); });
    connect(m_window.run(), &panels::RunPanel::resumeWanted, this, [attempt] { attempt("resume"); });
    connect(m_window.run(), &panels::RunPanel::cancelWanted, this, [attempt] { attempt("cancel"); });
    connect(m_window.queue(), &panels::QueuePanel::cancelWanted, this,
            [attempt](int number) { attempt("cancel", {QString::number(number)}); });
    connect(m_window.queue(), &panels::QueuePanel::moveWanted, this, [attempt](int number, int places) {
        attempt("move-run",
                {QString::number(number), places < 0 ? QStringLiteral("earlier") : QStringLiteral("later")});
    });
    connect(m_window.studies(), &panels::StudyPanel::closeWanted, this,
            [attempt](const QString& folder) { attempt("close", {folder}); });
    connect(m_window.studies(), &panels::StudyPanel::studyWanted, this,
            [attempt](const QString& folder) { attempt("open", {folder}); });
    connect(&m_window, &ui::MainWindow::closeStudyWanted, this, [attempt] { attempt("close"); });
    connect(&m_window, &ui::MainWindow::newStudyWanted, this, [attempt] { attempt("new"); });
    connect(&m_window, &ui::MainWindow::undoWanted, this, [attempt] { attempt("undo"); });
    connect(&m_window, &ui::MainWindow::redoWanted, this, [attempt] { attempt("redo"); });
    connect(&m_window, &ui::MainWindow::openStudyWanted, this,
            [attempt](const QString& folder) { attempt("open", {folder}); });
    connect(&m_window, &ui::MainWindow::pictureWanted, this,
            [attempt](const QString& file) { attempt("picture", {file}); });
    connect(&m_window, &ui::MainWindow::tableWanted, this, [attempt](const QString& file, bool onlyFiltered) {
        attempt("table", onlyFiltered ? QStringList{file, QStringLiteral("filtered")} : QStringList{file});
    });
    connect(m_window.log(), &panels::LogPanel::entered, this, [this](const QString& line) {
        try {
            if (const auto command = Command::parse(line))
                m_commander.perform(*command);
        }
        catch (const run::Error& error) {
            m_window.log()->setProblem(QString::fromUtf8(error.what()));
        }
    });

    const auto showHistory = [this] {
        m_window.setHistory(m_commander.history().undoText(), m_commander.history().redoText());
    };
    connect(&m_commander.history(), &QUndoStack::indexChanged, this, showHistory);
    showHistory();
    // The selection of one study means nothing in another.
    connect(&m_session, &Session::studyChanged, &m_commander, &commands::Commander::forget);
    connect(&m_session, &Session::contentsChanged, &m_commander, &commands::Commander::settle);
    connect(&m_session, &Session::selectionChanged, &m_commander, &commands::Commander::settle);
}

}  // namespace vitrine::app

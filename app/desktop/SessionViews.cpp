#include "app/desktop/SessionViews.h"

#include "core/results/TransitionStatistics.h"
#include "ui/MainWindow.h"
#include "ui/SelectionText.h"
#include "ui/TrustLines.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/charts/TriggerChart.h"
#include "ui/look/Numbers.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SecondScenePanel.h"
#include "ui/panels/StudyPanel.h"
#include "ui/panels/TransitionsPanel.h"
#include "ui/panels/TrustPanel.h"

namespace vitrine::app {

namespace {

std::string signOf(const ui::Selection& selection)
{
    return selection.direction ? std::string(anharmonicity::directionSign(*selection.direction)) : std::string();
}

}  // namespace

SessionViews::SessionViews(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_window(window),
      m_quantities(session),
      m_sceneState(session, m_quantities, window.part(), window.box()),
      m_scene(session, m_quantities, m_sceneState, window.scene(), window.sceneControls()),
      m_secondScene(session, m_quantities, m_sceneState, window.secondScene()->view(),
                    window.secondScene()->controls())
{
    connectViews();
    showStudy();
    showContents();
    showSelection();
}

void SessionViews::connectViews()
{
    connect(&m_session, &Session::studyChanged, this, &SessionViews::showStudy);
    connect(&m_session, &Session::contentsChanged, this, &SessionViews::showContents);
    connect(&m_session, &Session::selectionChanged, this, &SessionViews::showSelection);

    connect(m_window.studies(), &panels::StudyPanel::selected, this, [this](const std::string& sample) {
        emit chosen({sample, 0, {}});
    });
    connect(m_window.modes(), &panels::ModeTablePanel::selected, this, &SessionViews::chosen);
    connect(m_window.modes(), &panels::ModeTablePanel::marked, this, &SessionViews::marksChosen);
    connect(m_window.transitions(), &panels::TransitionsPanel::selected, this, &SessionViews::chosen);
    connect(m_window.triggers(), &charts::TriggerChart::selected, this, &SessionViews::chosen);
    connect(m_window.secondScene(), &panels::SecondScenePanel::shown, &m_secondScene, &SceneDirector::update);
    for (panels::ScatterPanel* scatter : m_window.scatters())
        connectScatter(scatter);
    connect(&m_window, &ui::MainWindow::scatterAdded, this, [this](panels::ScatterPanel* scatter) {
        connectScatter(scatter);
        scatter->chart()->setRecords(m_session.records());
        m_shownHints.clear();
        showSizes();
        showSelection();
        mark(m_marked);
    });
}

void SessionViews::connectScatter(panels::ScatterPanel* scatter)
{
    charts::ScatterChart* chart = scatter->chart();
    chart->setComputing(m_computing);
    chart->setGuides(m_guides);
    connect(chart, &charts::ScatterChart::marked, this, &SessionViews::marksChosen);
    connect(chart, &charts::ScatterChart::recordActivated, this,
            [this](const QString& sample, qlonglong mode, const QString& sign) {
                emit chosen({sample.toStdString(), static_cast<Eigen::Index>(mode),
                             anharmonicity::directionFromSign(sign.toStdString())});
            });
}

void SessionViews::mark(const std::vector<ui::Selection>& records)
{
    m_marked = records;
    m_window.modes()->mark(records);
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->mark(records);
}

void SessionViews::setComputing(bool computing)
{
    m_computing = computing;
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->setComputing(computing);
    m_scene.setComputing(computing);
    m_secondScene.setComputing(computing);
    showHints();
}

void SessionViews::setBosonPeak(const std::optional<modes::BosonPeak>& peak)
{
    m_guides.bosonPeak = peak;
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->setGuides(m_guides);
}

/// Another study: whatever is shown of the old one is dropped, so that equal keys are not taken for equal rows.
void SessionViews::showStudy()
{
    m_shownRecords.clear();
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->setRecords({});
    m_window.modes()->setRecords({});
    m_window.transitions()->setRecords({});
    m_window.triggers()->setRecords({});
    mark({});
    showGuides({});
    showSizes();
    m_window.setHasStudy(m_session.hasStudy());
    const QString folder = QString::fromStdString(m_session.contents().folder.filename().string());
    m_window.setWindowTitle(folder.isEmpty() ? tr("Vitrine") : tr("%1 \u2013 Vitrine").arg(folder));
}

void SessionViews::showContents()
{
    showRecords();
    showSelection();
}

void SessionViews::showRecords()
{
    const std::vector<results::ModeRecord> records = m_session.records();
    for (const results::ModeRecord& record : records) {
        if (!m_shownRecords.emplace(record.sample, record.mode, record.sign).second)
            continue;
        for (panels::ScatterPanel* scatter : m_window.scatters())
            scatter->chart()->append(record);
    }
    m_window.modes()->setRecords(records);
    m_window.transitions()->setRecords(records);
    m_window.triggers()->setRecords(records);
    showGuides(records);
}

/// What core tells of all transitions together: a line for the eye, redone with every new record.
void SessionViews::showGuides(const std::vector<results::ModeRecord>& records)
{
    const std::vector<results::ModeRecord> transitions = results::selectTransitions(records);
    m_guides.slope = results::fitTransitionSlope(transitions);
    m_guides.bounds = results::displacementBounds(transitions);
    m_guides.paperBounds.reset();
    if (const auto& samples = m_session.contents().plan.samples; !samples.empty())
        m_guides.paperBounds = results::displacementBoundsOfPaper(samples.front().recipe.potential);
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->setGuides(m_guides);
}

void SessionViews::showSizes()
{
    std::map<std::string, Eigen::Index> sizes;
    for (const study::SamplePlan& sample : m_session.contents().plan.samples)
        sizes[sample.name] = sample.recipe.particleCount;
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->setSizes(sizes);
}

void SessionViews::showSelection()
{
    const ui::Selection& selection = m_session.selection();
    if (!selection.sample.empty()) {
        for (const study::SamplePlan& sample : m_session.contents().plan.samples) {
            if (sample.name == selection.sample)
                m_window.setSelectionText(
                    ui::selectionInWords(sample.recipe, selection, m_session.selectedRecord()));
        }
    }
    else {
        m_window.setSelectionText({});
    }
    m_window.studies()->select(selection.sample);
    m_window.modes()->select(selection);
    m_window.transitions()->select(selection);
    for (panels::ScatterPanel* scatter : m_window.scatters())
        scatter->chart()->select(QString::fromStdString(selection.sample), selection.mode,
                                 QString::fromStdString(signOf(selection)));
    m_sceneState.update();
    m_scene.update();
    if (m_window.secondScene()->isVisible())
        m_secondScene.update();
    m_window.triggers()->select(selection);
    showCurves();
    showTrust();
    showHints();
}

void SessionViews::showQuench(const std::string& sample, const quench::QuenchState& state)
{
    m_scene.showQuench(sample, state);
}

void SessionViews::endQuench()
{
    m_scene.endQuench();
}

/// The sweep and the decay profile of the selected scan.
void SessionViews::showCurves()
{
    const auto scan = m_session.selectedScan();
    if (scan == m_shownCurves)
        return;
    m_shownCurves = scan;
    m_profile.reset();
    if (!scan) {
        m_window.sweep()->setPulls({});
        m_window.curve()->energy()->setPulls({}, std::nullopt);
        m_window.decay()->setProfile(nullptr);
        return;
    }
    std::optional<charts::PullChart::Bracket> bracket;
    if (scan->transition) {
        const quench::InherentStructure& structure = *m_session.selectedSample()->structure;
        bracket = {scan->transition->lowAmplitude, scan->transition->criticalAmplitude};
        m_profile =
            std::make_shared<const rearrangement::DecayProfile>(m_session.profileOf(structure, *scan->transition));
    }
    m_window.curve()->energy()->setPulls(scan->pulls, bracket ? std::optional(bracket->high) : std::nullopt);
    m_window.sweep()->setPulls(scan->pulls, bracket, m_session.contents().plan.scan.transitionDistance);
    m_window.decay()->setProfile(m_profile);
}

/// Everything that is known about how good the numbers of the selection are.
void SessionViews::showTrust()
{
    const SampleContents* sample = m_session.selectedSample();
    const auto scan = m_session.selectedScan();
    ui::TrustSubject subject;
    if (sample) {
        subject = {.structure = sample->structure.get(),
                   .modes = sample->modes.get(),
                   .record = m_session.selectedRecord(),
                   .other = nullptr,
                   .scan = scan.get(),
                   .comparisons = {},
                   .profile = m_profile.get(),
                   .settings = m_session.contents().plan.scan};
        for (const results::ModeRecord& record : sample->records)
            if (subject.record && record.mode == subject.record->mode && !record.sign.empty() &&
                record.sign != subject.record->sign && !subject.record->sign.empty())
                subject.other = &record;
        for (const results::MinimizerComparison& comparison : sample->comparisons)
            if (subject.record && comparison.mode == subject.record->mode &&
                comparison.sign == subject.record->sign)
                subject.comparisons.push_back(comparison);
    }
    m_window.trust()->setLines(ui::trustLines(subject));
}

/// What to do next, wherever there is nothing to show.
void SessionViews::showHints()
{
    const SampleContents* sample = m_session.selectedSample();
    const bool hasModes = sample && sample->modes;
    QString rows = tr("No modes yet: press Continue to find them.");
    QString points = rows;
    QString curves = tr("Not scanned yet: press Continue to push along the modes.");
    QString decay = curves;
    const QString states = tr("The final states that pushing leads to appear here.");
    const QString trust = tr("Residuals, brackets, thresholds and warnings of what is selected.");
    if (!m_session.hasStudy()) {
        rows = tr("The modes of a study, and what pushing along each of them does: a row for each direction.");
        points =
            tr("How far each mode has to be pushed until particles rearrange, against its frequency: a point "
               "for each direction. Click one to see it everywhere.");
        curves =
            tr("How far the system ends from where it started, |\u0394r|, and how much its energy differs, "
               "|\u0394\u03a6|, after a push to the amplitude A along the selected mode.");
        decay =
            tr("How the displacements of a rearrangement decay with the distance from the particle that moved "
               "most.");
    }
    else if (m_computing) {
        rows = tr("The modes are being computed.");
        points = rows;
        curves = decay = tr("Select a mode that was scanned; more are on their way.");
    }
    else if (hasModes && !sample->scans.empty()) {
        curves = decay = tr("Select a mode that was scanned.");
    }
    if (hasModes && !m_computing)
        points = tr("No transition found yet.");
    if (m_session.selectedScan())
        decay = tr("The system did not rearrange: there is nothing that decays.");
    if (const QStringList hints{rows, points, curves, decay}; hints != m_shownHints) {
        m_shownHints = hints;
        m_window.modes()->setEmptyHint(rows);
        for (panels::ScatterPanel* scatter : m_window.scatters())
            scatter->chart()->setEmptyHint(points);
        m_window.transitions()->setEmptyHint(hasModes && !m_computing ? tr("No transition found yet.") : states);
        m_window.triggers()->setEmptyHint(hasModes ? QString() : rows);
        m_window.trust()->setEmptyHint(trust);
        m_window.sweep()->setEmptyHint(curves);
        m_window.curve()->energy()->setEmptyHint(curves);
        m_window.decay()->setEmptyHint(decay);
    }
}

}  // namespace vitrine::app

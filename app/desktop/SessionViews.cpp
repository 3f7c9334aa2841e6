#include "app/desktop/SessionViews.h"

#include "core/results/TransitionStatistics.h"
#include "ui/MainWindow.h"
#include "ui/ParticleText.h"
#include "ui/SelectionText.h"
#include "ui/TrustLines.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/look/Numbers.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/panels/StudyPanel.h"
#include "ui/panels/TransitionsPanel.h"
#include "ui/panels/TrustPanel.h"

namespace vitrine::app {

using panels::SceneChoice;

namespace {

std::string signOf(const ui::Selection& selection)
{
    return selection.direction ? std::string(anharmonicity::directionSign(*selection.direction)) : std::string();
}

std::vector<double> magnitudes(const Eigen::Ref<const Eigen::Matrix3Xd>& field)
{
    std::vector<double> lengths(static_cast<std::size_t>(field.cols()));
    Eigen::Map<Eigen::RowVectorXd>(lengths.data(), field.cols()) = field.colwise().norm();
    return lengths;
}

}  // namespace

SessionViews::SessionViews(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
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

    panels::SceneControls* controls = m_window.sceneControls();
    scene::SceneView* view = m_window.scene();
    connect(controls, &panels::SceneControls::choiceChanged, this, [this] {
        applyLook();
        showArrows();
        showColors();
    });
    connect(view, &scene::SceneView::particlePicked, this, [this](qlonglong particle) {
        m_picked = particle < 0 ? std::nullopt : std::optional<Eigen::Index>(particle);
        showPicked();
    });
    connect(controls, &panels::SceneControls::resetWanted, view, &scene::SceneView::resetCamera);
    connect(controls, &panels::SceneControls::parallelWanted, view, &scene::SceneView::setParallelProjection);
    connect(controls, &panels::SceneControls::axisWanted, view,
            [view](int axis) { view->lookAlong(static_cast<viewport::Axis>(axis)); });
    connect(view, &scene::SceneView::projectionChanged, controls, &panels::SceneControls::setParallel);
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
    m_window.scene()->setQuality(computing ? viewport::Quality::draft : viewport::Quality::full);
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
    showScene();
    showCurves();
    showTrust();
    showHints();
}

void SessionViews::showScene()
{
    const SampleContents* sample = m_session.selectedSample();
    const auto structure = sample ? sample->structure : nullptr;
    if (!structure && !m_quenched.empty() && m_quenched == m_session.selection().sample)
        return;  // until the packing is there
    m_quenched.clear();
    if (!structure) {
        m_shownStructure = nullptr;
        m_picked.reset();
        m_shownArrows = {};
        m_shownColors = {};
        m_window.scene()->showEmpty(
            m_session.hasStudy()
                ? (m_computing ? tr("The packing is being made.")
                               : tr("No packing yet: press Continue to make it."))
                : tr("No glass yet: fill in the recipe and press Start, or open a study (Ctrl+O)."));
        return;
    }
    if (structure != m_shownStructure) {
        m_window.scene()->showPacking(structure->packing);
        m_shownStructure = structure;
        m_picked.reset();
        m_shownArrows = {};
        m_shownColors = {};
        applyLook();
    }
    showArrows();
    showColors();
    showPicked();
}

/// A particle keeps its ring while modes are compared; the words follow the selection.
void SessionViews::showPicked()
{
    if (!m_picked || !m_shownStructure) {
        m_window.scene()->showPicked(std::nullopt, {});
        return;
    }
    ui::ParticleSubject subject{
        .structure = m_shownStructure.get(), .particle = *m_picked, .mode = {}, .displacements = {}};
    if (const Eigen::Index column = m_session.selectedModeColumn(); column >= 0)
        subject.mode.emplace(m_session.selectedSample()->modes->field(column));
    const auto scan = m_session.selectedScan();
    if (scan && scan->transition)
        subject.displacements.emplace(scan->transition->displacements.data(), 3,
                                      scan->transition->displacements.cols());
    m_window.scene()->showPicked(m_picked, ui::particleInWords(subject));
}

void SessionViews::showQuench(const std::string& sample, const quench::QuenchState& state)
{
    if (sample != m_session.selection().sample || m_session.selectedSample()->structure ||
        !m_window.scene()->isIdle())
        return;
    m_quenched = sample;
    m_shownStructure = nullptr;
    m_picked.reset();
    m_shownArrows = {};
    m_shownColors = {};
    m_window.scene()->showPacking(state.packing);
    m_window.scene()->displace(
        {}, tr("on its way to a minimum: after %1 force evaluations the largest force is %2")
                .arg(look::grouped(state.evaluations),
                     look::unbroken(look::number(state.maxForce, 2) + QStringLiteral(" \u03b5/\u03c3"))));
}

void SessionViews::endQuench()
{
    if (m_quenched.empty())
        return;
    m_quenched.clear();
    showScene();
}

SessionViews::Field SessionViews::modeField() const
{
    const Eigen::Index column = m_session.selectedModeColumn();
    return column < 0 ? Field{} : Field{m_session.selectedSample()->modes, column};
}

SessionViews::Field SessionViews::rearrangementField() const
{
    const auto scan = m_session.selectedScan();
    return scan && scan->transition ? Field{scan, -1} : Field{};
}

void SessionViews::showArrows()
{
    if (!m_shownStructure)
        return;
    const SceneChoice choice = m_window.sceneControls()->choice();
    Field wanted;
    if (choice.arrows == SceneChoice::Arrows::rearrangement)
        wanted = rearrangementField();
    if (choice.arrows != SceneChoice::Arrows::none && !wanted.source)
        wanted = modeField();
    if (wanted == m_shownArrows)
        return;
    m_shownArrows = wanted;
    if (!wanted.source)
        m_window.scene()->hideField();
    else if (wanted.column >= 0)
        m_window.scene()->showMode(m_session.selectedSample()->modes->field(wanted.column));
    else
        m_window.scene()->showRearrangement(m_session.selectedScan()->transition->displacements);
}

void SessionViews::showColors()
{
    if (!m_shownStructure)
        return;
    const SceneChoice choice = m_window.sceneControls()->choice();
    Field wanted;
    if (choice.colors == SceneChoice::Colors::mode)
        wanted = modeField();
    else if (choice.colors == SceneChoice::Colors::rearrangement)
        wanted = rearrangementField();
    if (wanted == m_shownColors)
        return;
    m_shownColors = wanted;
    if (!wanted.source)
        m_window.scene()->hideScalars();
    else if (wanted.column >= 0)
        m_window.scene()->showScalars(magnitudes(m_session.selectedSample()->modes->field(wanted.column)),
                                      QStringLiteral("|e\u1d62|, \u03a3|e\u1d62|\u00b2 = 1"));
    else
        m_window.scene()->showScalars(magnitudes(m_session.selectedScan()->transition->displacements),
                                      QStringLiteral("|\u0394r\u1d62| / \u03c3"));
}

void SessionViews::applyLook()
{
    const SceneChoice choice = m_window.sceneControls()->choice();
    const scene::SceneLook usual;
    scene::SceneLook look = m_window.scene()->look();
    look.arrowCount = choice.arrowCount;
    look.arrowFactor = choice.arrowFactor;
    look.sphereScale = choice.spheres ? usual.sphereScale * choice.sphereScale : 0;
    // The share of the view that spheres cover goes with the square of their size.
    look.coverUnderArrows = usual.coverUnderArrows * choice.sphereScale * choice.sphereScale;
    if (look != m_window.scene()->look())
        m_window.scene()->setLook(look);
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
        m_window.trust()->setEmptyHint(trust);
        m_window.sweep()->setEmptyHint(curves);
        m_window.curve()->energy()->setEmptyHint(curves);
        m_window.decay()->setEmptyHint(decay);
    }
}

}  // namespace vitrine::app

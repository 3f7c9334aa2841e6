#include "app/desktop/SceneDirector.h"

#include "ui/ParticleText.h"
#include "ui/look/Numbers.h"
#include "ui/panels/SceneControls.h"
#include "ui/scene/SceneView.h"

#include <QShortcut>

namespace vitrine::app {

using panels::SceneChoice;

namespace {

std::vector<double> magnitudes(const Eigen::Ref<const Eigen::Matrix3Xd>& field)
{
    std::vector<double> lengths(static_cast<std::size_t>(field.cols()));
    Eigen::Map<Eigen::RowVectorXd>(lengths.data(), field.cols()) = field.colwise().norm();
    return lengths;
}

}  // namespace

SceneDirector::SceneDirector(Session& session, ParticleQuantities& quantities, SceneState& state,
                             scene::SceneView* view, panels::SceneControls* controls, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_quantities(quantities),
      m_state(state),
      m_view(view),
      m_controls(controls),
      m_leaveMeasuring(new QShortcut(Qt::Key_Escape, view->parentWidget()))
{
    m_leaveMeasuring->setContext(Qt::WidgetWithChildrenShortcut);
    m_leaveMeasuring->setEnabled(false);
    connect(m_leaveMeasuring, &QShortcut::activated, &m_state, [this] { m_state.setMeasuring(false); });
    connectControls();
    connect(&m_state, &SceneState::partChanged, this, &SceneDirector::showPart);
    connect(&m_state, &SceneState::imagesChanged, this, &SceneDirector::showImages);
    connect(&m_state, &SceneState::centreChanged, this, &SceneDirector::showCentre);
    connect(&m_state, &SceneState::clicksChanged, this, &SceneDirector::showClicks);
    connect(&m_quantities, &ParticleQuantities::changed, this, &SceneDirector::showColors);
}

void SceneDirector::connectControls()
{
    connect(m_controls, &panels::SceneControls::choiceChanged, this, [this] {
        applyLook();
        showPlaces();
        showArrows();
        showColors();
    });
    connect(m_view, &scene::SceneView::particlePicked, this, [this](qlonglong particle) {
        if (m_shownStructure)
            m_state.click(particle < 0 ? std::nullopt : std::optional<Eigen::Index>(particle));
    });
    connect(m_controls, &panels::SceneControls::measuringWanted, &m_state, &SceneState::setMeasuring);
    connect(m_controls, &panels::SceneControls::resetWanted, m_view, &scene::SceneView::resetCamera);
    connect(m_controls, &panels::SceneControls::parallelWanted, m_view, &scene::SceneView::setParallelProjection);
    connect(m_controls, &panels::SceneControls::axisWanted, m_view,
            [view = m_view](int axis) { view->lookAlong(static_cast<viewport::Axis>(axis)); });
    connect(m_view, &scene::SceneView::projectionChanged, m_controls, &panels::SceneControls::setParallel);
}

void SceneDirector::setComputing(bool computing)
{
    m_computing = computing;
    m_view->setQuality(computing ? viewport::Quality::draft : viewport::Quality::full);
}

void SceneDirector::update()
{
    const SampleContents* sample = m_session.selectedSample();
    const auto structure = sample ? sample->structure : nullptr;
    if (!structure && !m_quenched.empty() && m_quenched == m_session.selection().sample)
        return;  // until the packing is there
    m_quenched.clear();
    if (!structure) {
        showNothing();
        return;
    }
    if (structure != m_shownStructure) {
        m_view->showPacking(structure->packing);
        m_shownStructure = structure;
        m_shownPlaces = {};
        m_shownArrows = {};
        m_shownColors = {};
        applyLook();
        showPart();
        showImages();
        showCentre();
    }
    showPlaces();
    showArrows();
    showColors();
    showClicks();
}

void SceneDirector::showNothing()
{
    m_shownStructure = nullptr;
    m_shownPlaces = {};
    m_shownArrows = {};
    m_shownColors = {};
    m_view->showEmpty(
        m_session.hasStudy()
            ? (m_computing ? tr("The packing is being made.") : tr("No packing yet: press Continue to make it."))
            : tr("No glass yet: fill in the recipe and press Start, or open a study (Ctrl+O)."));
}

/// Of the packing that is shown, which the state may be ahead of.
bool SceneDirector::isUpToDate() const
{
    const SampleContents* sample = m_session.selectedSample();
    return m_shownStructure && sample && sample->structure == m_shownStructure;
}

void SceneDirector::showPart()
{
    if (isUpToDate())
        m_view->showPart(m_state.mask(), m_state.partWords());
}

void SceneDirector::showImages()
{
    if (isUpToDate())
        m_view->showImages(m_state.imageDepth());
}

void SceneDirector::showCentre()
{
    if (isUpToDate())
        m_view->recentre(m_state.centre(), m_state.centreWords());
}

/// A particle keeps its ring while modes are compared; the words follow the selection.
void SceneDirector::showClicks()
{
    m_controls->setMeasuring(m_state.isMeasuring());
    m_leaveMeasuring->setEnabled(m_state.isMeasuring());
    if (!isUpToDate())
        return;
    m_view->showMeasured(m_state.measured(), m_state.distanceText(), m_state.measuringWords());
    if (!m_state.picked()) {
        m_view->showPicked(std::nullopt, {});
        return;
    }
    ui::ParticleSubject subject{
        .structure = m_shownStructure.get(), .particle = *m_state.picked(), .mode = {}, .displacements = {}};
    if (modeSource().data)
        subject.mode.emplace(mode());
    if (rearrangementSource().data)
        subject.displacements.emplace(displacements().data(), 3, displacements().cols());
    m_view->showPicked(m_state.picked(), ui::particleInWords(subject));
}

void SceneDirector::showQuench(const std::string& sample, const quench::QuenchState& state)
{
    if (sample != m_session.selection().sample || m_session.selectedSample()->structure || !m_view->isIdle())
        return;
    m_quenched = sample;
    m_shownStructure = nullptr;
    m_shownPlaces = {};
    m_shownArrows = {};
    m_shownColors = {};
    m_view->showPacking(state.packing);
    m_view->displace({},
                     tr("on its way to a minimum: after %1 force evaluations the largest force is %2")
                         .arg(look::grouped(state.evaluations),
                              look::unbroken(look::number(state.maxForce, 2) + QStringLiteral(" \u03b5/\u03c3"))));
}

void SceneDirector::endQuench()
{
    if (m_quenched.empty())
        return;
    m_quenched.clear();
    update();
}

SceneDirector::Source SceneDirector::modeSource() const
{
    const Eigen::Index column = m_session.selectedModeColumn();
    return column < 0 ? Source{} : Source{m_session.selectedSample()->modes, column};
}

SceneDirector::Source SceneDirector::rearrangementSource() const
{
    const auto scan = m_session.selectedScan();
    return scan && scan->transition ? Source{scan, 0} : Source{};
}

/// e_k of the selection, which has one.
Eigen::Map<const Eigen::Matrix3Xd> SceneDirector::mode() const
{
    return m_session.selectedSample()->modes->field(m_session.selectedModeColumn());
}

/// Delta r_i of the selection, which has one.
const Eigen::Matrix3Xd& SceneDirector::displacements() const
{
    return m_session.selectedScan()->transition->displacements;
}

/// Others move the particles of a view that offers no choice of places.
void SceneDirector::showPlaces()
{
    if (!m_shownStructure || !m_controls->offersPlaces())
        return;
    const bool after = m_controls->choice().places == SceneChoice::Places::after;
    const Source wanted = after ? rearrangementSource() : Source{};
    if (wanted == m_shownPlaces)
        return;
    m_shownPlaces = wanted;
    if (wanted.data)
        m_view->displace(displacements(),
                         tr("after the rearrangement: r\u1d62 + \u0394r\u1d62, as large as it is"));
    else
        m_view->displace({}, {});
}

void SceneDirector::showArrows()
{
    if (!m_shownStructure)
        return;
    const SceneChoice choice = m_controls->choice();
    const Source rearranged =
        choice.arrows == SceneChoice::Arrows::rearrangement ? rearrangementSource() : Source{};
    const Source wanted =
        choice.arrows == SceneChoice::Arrows::none || rearranged.data ? rearranged : modeSource();
    if (wanted == m_shownArrows)
        return;
    m_shownArrows = wanted;
    if (!wanted.data)
        m_view->hideField();
    else if (rearranged.data)
        m_view->showRearrangement(displacements());
    else
        m_view->showMode(mode());
}

void SceneDirector::showColors()
{
    if (!m_shownStructure)
        return;
    Source wanted;
    const auto colors = m_controls->choice().colors;
    switch (colors) {
        case SceneChoice::Colors::uniform:
            break;
        case SceneChoice::Colors::mode:
            wanted = modeSource();
            break;
        case SceneChoice::Colors::rearrangement:
            wanted = rearrangementSource();
            break;
        case SceneChoice::Colors::contacts:
        case SceneChoice::Colors::energy:
        case SceneChoice::Colors::transitions:
            wanted = {m_quantities.numbers(), static_cast<Eigen::Index>(colors)};
            break;
    }
    if (wanted == m_shownColors)
        return;
    m_shownColors = wanted;
    if (!wanted.data)
        m_view->hideScalars();
    else if (colors == SceneChoice::Colors::mode)
        m_view->showScalars(magnitudes(mode()), QStringLiteral("|e\u1d62|, \u03a3|e\u1d62|\u00b2 = 1"));
    else if (colors == SceneChoice::Colors::rearrangement)
        m_view->showScalars(magnitudes(displacements()), QStringLiteral("|\u0394r\u1d62| / \u03c3"));
    else
        showNumbers();
}

void SceneDirector::showNumbers()
{
    const auto numbers = m_quantities.numbers();
    switch (m_controls->choice().colors) {
        case SceneChoice::Colors::contacts:
            m_view->showScalars(numbers->contacts, tr("contacts, r < r_c"));
            return;
        case SceneChoice::Colors::energy:
            m_view->showScalars(numbers->energies,
                                tr("energy \u03a6\u1d62 / \u03b5, \u03a3\u03a6\u1d62 = \u03a6"));
            return;
        case SceneChoice::Colors::transitions:
            m_view->showScalars(
                numbers->transitions,
                tr("known transitions that displaced it (of %1)").arg(look::grouped(numbers->stateCount)));
            return;
        case SceneChoice::Colors::uniform:
        case SceneChoice::Colors::mode:
        case SceneChoice::Colors::rearrangement:
            return;
    }
}

void SceneDirector::applyLook()
{
    const SceneChoice choice = m_controls->choice();
    const scene::SceneLook usual;
    scene::SceneLook look = m_view->look();
    look.arrowCount = choice.arrowCount;
    look.arrowFactor = choice.arrowFactor;
    look.sphereScale = choice.spheres ? usual.sphereScale * choice.sphereScale : 0;
    // The share of the view that spheres cover goes with the square of their size.
    look.coverUnderArrows = usual.coverUnderArrows * choice.sphereScale * choice.sphereScale;
    if (look != m_view->look())
        m_view->setLook(look);
}

}  // namespace vitrine::app

#include "app/desktop/ModePuller.h"

#include "ui/MainWindow.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/MotionPanel.h"
#include "ui/panels/PullPanel.h"
#include "ui/scene/FieldGain.h"
#include "ui/scene/SceneView.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace vitrine::app {

using anharmonicity::CurveOutcome;
using anharmonicity::CurvePoint;
using anharmonicity::Direction;

namespace {

constexpr double reachOfCritical = 3;  // the slider goes to this many A_c
constexpr double usualReach = 0.1;     // where there is no A_c, sigma
constexpr double usualWay = 0.5;       // as drawn at the slider's end, of the particle that moves most, sigma
// Between two states of a release that is to be watched: at least, and at most, for a view that is slow or not
// seen.
constexpr auto shortestRest = std::chrono::milliseconds(40);
constexpr auto longestRest = std::chrono::milliseconds(1000);
constexpr auto restPiece = std::chrono::milliseconds(4);  // after each of which it can be cancelled
constexpr auto lookingInterval = std::chrono::milliseconds(20);

/// Until the state has been seen.
template <typename States>
void rest(const States& states, const run::RunControl& control)
{
    for (auto rested = restPiece; rested <= longestRest; rested += restPiece) {
        control.checkpoint();
        std::this_thread::sleep_for(restPiece);
        if (rested >= shortestRest && states.isTaken())
            return;
    }
}

QString length(double value, int digits = 3)
{
    return look::unbroken(look::number(value, digits) + QStringLiteral(" \u03c3"));
}

QString energy(double value)
{
    return look::unbroken(look::number(value, 3) + QStringLiteral(" \u03b5"));
}

}  // namespace

ModePuller::ModePuller(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
    panels::PullPanel* panel = m_window.pull();
    connect(&m_session, &Session::contentsChanged, this, &ModePuller::follow);
    connect(&m_session, &Session::selectionChanged, this, &ModePuller::follow);
    connect(panel, &panels::PullPanel::pushed, this, &ModePuller::push);
    connect(panel, &panels::PullPanel::releaseWanted, this, &ModePuller::release);
    connect(panel, &panels::PullPanel::searchWanted, this, &ModePuller::search);
    connect(panel, &panels::PullPanel::resetWanted, this, &ModePuller::stop);
    connect(panel, &panels::PullPanel::cancelWanted, &m_analyst, &Analyst::cancel);
    m_looking.setInterval(lookingInterval);
    connect(&m_looking, &QTimer::timeout, this, &ModePuller::showNewestState);
    connect(&m_analyst, &Analyst::finished, this, [this] { ended({}, false); });
    connect(&m_analyst, &Analyst::cancelled, this, [this] { ended(tr("Cancelled."), false); });
    connect(&m_analyst, &Analyst::failed, this, [this](const QString& reason) { ended(reason, true); });
    follow();
}

ModePuller::Subject ModePuller::subject() const
{
    const SampleContents* sample = m_session.selectedSample();
    const Eigen::Index column = m_session.selectedModeColumn();
    if (!sample || !sample->structure || column < 0)
        return {};
    return {sample->structure, sample->modes, column};
}

/// The selection moved: a pull belongs to one mode, both directions of which are one axis.
void ModePuller::follow()
{
    const Subject wanted = subject();
    const auto direction = m_session.selection().direction;
    if (wanted != m_subject) {
        stop();
        if (wanted.structure != m_subject.structure)
            m_energy = nullptr;
        m_subject = wanted;
        m_window.pull()->setStatus({});
    }
    else if (direction && *direction != m_direction) {
        stop();  // the user turned to the other direction
    }
    if (m_amplitude == 0)
        m_direction = direction.value_or(Direction::plus);
    m_window.pull()->setReason(m_subject.structure ? QString() : tr("Select a mode first."));
    if (m_subject.structure)
        m_window.pull()->setReach(reach(Direction::minus), reach(Direction::plus));
}

double ModePuller::reach(Direction direction) const
{
    const SampleContents* sample = m_session.selectedSample();
    const auto scan = sample->scan({m_session.selection().mode, direction});
    return scan && scan->transition ? reachOfCritical * scan->transition->criticalAmplitude : usualReach;
}

/// The same for all amplitudes of a direction, so that more is seen to be more.
double ModePuller::enlargement() const
{
    const panels::MotionChoice choice = m_window.motion()->choice();
    if (choice.trueToScale)
        return 1;
    const double perAmplitude = std::sqrt(static_cast<double>(m_subject.structure->participantCount())) *
                                m_subject.modes->field(m_subject.column).colwise().norm().maxCoeff();
    return scene::roundedDown125(usualWay / (reach(m_direction) * perAmplitude)) * choice.drawnFactor;
}

/// What it captures it owns, but for this, to which it only delivers.
ModePuller::PullMaker ModePuller::pullMaker()
{
    return [this, subject = m_subject, known = m_energy, settings = m_session.contents().plan.scan](
               const run::RunControl& control, const Analyst::Deliver& deliver) {
        auto energyDifference = known;
        if (!energyDifference) {
            energyDifference = std::make_shared<const potential::EnergyDifference>(
                subject.structure->packing, subject.structure->potential(), control);
            deliver([this, energyDifference] { m_energy = energyDifference; });
        }
        const Eigen::Index column = subject.column;
        return anharmonicity::ModePull(subject.structure,
                                       {subject.modes->firstIndex + column, subject.modes->omega[column],
                                        subject.modes->tau[column], subject.modes->field(column)},
                                       settings, energyDifference);
    };
}

void ModePuller::push(double amplitude)
{
    if (!m_subject.structure)
        return;
    emit began();
    letGoOfStates();
    m_amplitude = amplitude;
    m_window.curve()->showEnergy(true);
    if (amplitude == 0) {
        stop();
        return;
    }
    const Direction direction = amplitude < 0 ? Direction::minus : Direction::plus;
    if (direction != m_direction)
        m_pushed.clear();  // the curve is that of a direction
    m_direction = direction;
    if (m_session.selection().direction.value_or(Direction::plus) != direction) {
        ui::Selection turned = m_session.selection();
        turned.direction = direction;
        m_session.select(turned);
    }
    const double way = amplitude * std::sqrt(static_cast<double>(m_subject.structure->participantCount()));
    displace(way * m_subject.modes->field(m_subject.column), tr("pulled to A = %1").arg(length(amplitude)));
    m_isTelling = false;
    m_window.pull()->setWorking(false);
    m_analyst.start(
        [this, amplitude, make = pullMaker()](const run::RunControl& control, const Analyst::Deliver& deliver) {
            const CurvePoint point = make(control, deliver).pushed(amplitude);
            deliver([this, point] { showPush(point); });
        },
        1);
}

void ModePuller::showPush(const CurvePoint& point)
{
    if (point.amplitude != std::abs(m_amplitude))
        return;  // everything is back already
    m_pushed.push_back(point);
    m_window.curve()->energy()->setPushed(m_pushed);
    QString words = tr("\u03a6(A) \u2212 \u03a6(0) = %1; quadratic %2, cubic %3 (Eq. A1)")
                        .arg(energy(point.pulledEnergy), energy(point.quadraticEnergy), energy(point.cubicEnergy));
    const bool overlaps = point.outcome == CurveOutcome::overlap;
    if (overlaps)
        words += tr(". Two particles are nearer than %1: an overlap")
                     .arg(length(m_session.contents().plan.scan.overlapDistance));
    m_window.pull()->setStatus(words, overlaps);
}

void ModePuller::release()
{
    if (!m_subject.structure || m_amplitude == 0)
        return;
    emit began();
    m_states = std::make_shared<States>();
    m_looking.start();
    m_isTelling = true;
    m_window.pull()->setWorking(true);
    m_window.pull()->setStatus(tr("On its way down."));
    m_window.curve()->showEnergy(false);
    m_analyst.start(
        [this, amplitude = m_amplitude, make = pullMaker(), states = m_states, slow = m_window.pull()->isSlow()](
            const run::RunControl& control, const Analyst::Deliver& deliver) {
            const auto watch = [&](const anharmonicity::ReleaseState& state) {
                states->put(state);
                if (slow)
                    rest(*states, control);
            };
            Eigen::Matrix3Xd rearrangement;
            const CurvePoint point = make(control, deliver).released(amplitude, control, watch, &rearrangement);
            deliver([this, point, rearrangement] { showEnd(point, rearrangement); });
        },
        1);
}

/// Unless the view is busy with the one before.
void ModePuller::showNewestState()
{
    if (!m_states || !m_window.scene()->isIdle())
        return;
    const auto state = m_states->take();
    if (!state)
        return;
    const QString words =
        tr("after %1 force evaluations: |\u0394r| = %2, \u0394\u03a6 = %3, largest force %4")
            .arg(look::grouped(state->evaluations), length(state->distance), energy(state->energyDifference),
                 look::unbroken(look::number(state->maxForce, 2) + QStringLiteral(" \u03b5/\u03c3")));
    m_window.pull()->setStatus(tr("On its way down, %1.").arg(words));
    m_window.sweep()->setLive(charts::LivePull{std::abs(m_amplitude), state->distance, state->energyDifference});
    displace(state->displacements, tr("let go at A = %1").arg(length(m_amplitude)));
}

void ModePuller::showEnd(const CurvePoint& point, const Eigen::Matrix3Xd& rearrangement)
{
    if (!m_states)
        return;  // everything is back already
    letGoOfStates();
    m_isTelling = false;
    const QString from = tr("Let go at A = %1").arg(length(m_amplitude));
    switch (point.outcome) {
        case CurveOutcome::returned:
            m_window.pull()->setStatus(
                tr("%1 it returned: |\u0394r| = %2.").arg(from, length(point.distance.value_or(0))));
            break;
        case CurveOutcome::transitioned:
            m_window.pull()->setStatus(tr("%1 it rearranged: |\u0394r| = %2 (Eq. 6), \u0394\u03a6 = %3 (Eq. 7), "
                                          "after %4 force evaluations.")
                                           .arg(from, length(point.distance.value_or(0)),
                                                energy(point.energyDifference.value_or(0)),
                                                look::grouped(point.evaluations)));
            break;
        case CurveOutcome::overlap:
            m_window.pull()->setStatus(tr("Not let go: two particles are nearer than %1, an overlap.")
                                           .arg(length(m_session.contents().plan.scan.overlapDistance)),
                                       true);
            break;
        case CurveOutcome::notConverged:
            m_window.pull()->setStatus(tr("%1 it did not converge within %2 force evaluations: no verdict.")
                                           .arg(from, look::grouped(point.evaluations)),
                                       true);
            break;
    }
    if (rearrangement.cols() > 0)
        displace(rearrangement, point.outcome == CurveOutcome::transitioned ? tr("rearranged") : tr("returned"));
    ui::Selection selection = m_session.selection();
    selection.direction = m_direction;
    emit pointFound(selection, point);
}

void ModePuller::search()
{
    if (!m_subject.structure)
        return;
    stop();
    m_searched.clear();
    m_isTelling = true;
    m_window.pull()->setWorking(true);
    m_window.pull()->setStatus(tr("Raising A."));
    m_window.curve()->showEnergy(false);
    m_analyst.start(
        [this, subject = m_subject, direction = m_direction, settings = m_session.contents().plan.scan](
            const run::RunControl& control, const Analyst::Deliver& deliver) {
            anharmonicity::AnharmonicityScan scan(subject.structure, settings);
            const auto result = std::make_shared<const anharmonicity::ScanResult>(scan.run(
                subject.modes->firstIndex + subject.column, subject.modes->omega[subject.column],
                subject.modes->field(subject.column), direction, control, [&](const anharmonicity::Pull& pull) {
                    deliver([this, pull] {
                        m_searched.push_back(pull);
                        showSearch();
                    });
                }));
            deliver([this, result] { showFound(*result); });
        },
        1);
}

void ModePuller::showSearch()
{
    if (!m_isTelling)
        return;
    const double distance = m_session.contents().plan.scan.transitionDistance;
    const anharmonicity::AmplitudeBracket bracket = anharmonicity::bracketOf(m_searched, distance);
    std::optional<charts::PullChart::Bracket> shown;
    if (bracket.high && bracket.low > 0)
        shown = {bracket.low, *bracket.high};
    m_window.sweep()->setPulls(m_searched, shown, distance);
    m_window.pull()->setStatus(
        bracket.high ? tr("Pull %1: A_c in %2 \u03c3.")
                           .arg(m_searched.size())
                           .arg(bracket.low > 0 ? look::interval(bracket.low, *bracket.high)
                                                : QStringLiteral("0\u2013") + look::number(*bracket.high, 4))
                     : tr("Pull %1: it returns from A = %2.").arg(m_searched.size()).arg(length(bracket.low)));
}

void ModePuller::showFound(const anharmonicity::ScanResult& result)
{
    using anharmonicity::ScanOutcome;
    if (!m_isTelling)
        return;
    m_isTelling = false;
    const QString pulls = tr("%1 pulls").arg(result.pulls.size());
    const QString reached = length(result.reachedAmplitude);
    switch (result.outcome) {
        case ScanOutcome::transition:
        case ScanOutcome::looseParticle: {
            const auto& end = *result.transition;
            m_window.pull()->setStatus(
                tr("%1 after %2: |\u0394r| = %3, \u0394\u03a6 = %4, N_rearr = %5 (Eq. 9)%6.")
                    .arg(look::criticalAmplitudeWords(end.criticalAmplitude), pulls, length(end.distance),
                         energy(end.energyDifference), look::number(end.rearrangedCount, 3),
                         result.outcome == ScanOutcome::looseParticle ? tr("; only a loose particle moved")
                                                                      : QString()));
            break;
        }
        case ScanOutcome::noTransition:
            m_window.pull()->setStatus(tr("No transition up to A = %1, after %2.").arg(reached, pulls));
            break;
        case ScanOutcome::overlap:
            m_window.pull()->setStatus(
                tr("No transition before particles overlap, up to A = %1, after %2.").arg(reached, pulls));
            break;
        case ScanOutcome::notConverged:
            m_window.pull()->setStatus(tr("A minimisation did not converge: no verdict, after %1.").arg(pulls),
                                       true);
            break;
    }
}

/// @param status for what ended without a word of its own
void ModePuller::ended(const QString& status, bool isWarning)
{
    m_window.pull()->setWorking(false);
    letGoOfStates();
    if ((m_isTelling || isWarning) && !status.isEmpty())
        m_window.pull()->setStatus(status, isWarning);
    m_isTelling = false;
}

void ModePuller::letGoOfStates()
{
    m_states = nullptr;
    m_looking.stop();
    m_window.sweep()->setLive(std::nullopt);
}

void ModePuller::stop()
{
    m_analyst.cancel();
    letGoOfStates();
    m_isTelling = false;
    m_amplitude = 0;
    m_pushed.clear();
    m_window.curve()->energy()->setPushed({});
    m_window.pull()->showAmplitude(0);
    if (m_isDisplacing)
        m_window.scene()->displace({}, {});
    m_isDisplacing = false;
}

void ModePuller::displace(const Eigen::Matrix3Xd& displacements, const QString& what)
{
    const double drawn = enlargement();
    const double largest = displacements.colwise().norm().maxCoeff();
    m_isDisplacing = true;
    m_window.scene()->displace(
        drawn * displacements,
        tr("%1: a particle is %2 away, drawn \u00d7 %3").arg(what, length(largest, 2), look::number(drawn, 2)));
}

}  // namespace vitrine::app

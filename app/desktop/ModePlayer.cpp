#include "app/desktop/ModePlayer.h"

#include "core/modes/ModeList.h"
#include "core/run/Errors.h"
#include "ui/MainWindow.h"
#include "ui/look/Numbers.h"
#include "ui/panels/MotionPanel.h"
#include "ui/scene/FieldGain.h"
#include "ui/scene/SceneView.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace vitrine::app {

using anharmonicity::Tempo;

namespace {

constexpr auto tickInterval = std::chrono::milliseconds(20);
constexpr double usualSwing = 2;         // s, of modes that swing alike
constexpr double slowestSwing = 4;       // s, of the lowest mode where each swings by its frequency
constexpr double usualWay = 0.5;         // as drawn, of the particle that moves most, sigma
constexpr double modestWay = 0.1;        // of that particle where there is no A_c to swing to, sigma
constexpr double largestAmplitude = 10;  // sigma

}  // namespace

ModePlayer::ModePlayer(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
    panels::MotionPanel* panel = m_window.motion();
    connect(&m_session, &Session::contentsChanged, this, &ModePlayer::update);
    connect(&m_session, &Session::selectionChanged, this, &ModePlayer::update);
    connect(panel, &panels::MotionPanel::choiceChanged, this, &ModePlayer::update);
    connect(panel, &panels::MotionPanel::playWanted, this, &ModePlayer::play);
    connect(panel, &panels::MotionPanel::scrubbed, this, &ModePlayer::scrub);
    m_ticking.setInterval(tickInterval);
    connect(&m_ticking, &QTimer::timeout, this, &ModePlayer::tick);
    update();
}

/// @throws run::InvalidInput for a list that makes no sense here
ModePlayer::Subject ModePlayer::subject() const
{
    const SampleContents* sample = m_session.selectedSample();
    const panels::MotionChoice choice = m_window.motion()->choice();
    if (!sample || !sample->structure || !sample->modes)
        return {};
    Subject wanted{sample->modes, {}, choice.tempo};
    if (choice.modes.isEmpty()) {
        const Eigen::Index column = m_session.selectedModeColumn();
        if (column < 0)
            return {};
        wanted.columns = {column};
        return wanted;
    }
    const Eigen::Index first = sample->modes->firstIndex;
    const Eigen::Index last = first + sample->modes->count() - 1;
    for (const Eigen::Index mode : modes::parseModeList(choice.modes.toStdString(), last)) {
        if (mode < first)
            throw run::InvalidInput(
                tr("Mode %1 is not there: they go from %2 to %3.").arg(mode).arg(first).arg(last).toStdString());
        wanted.columns.push_back(mode - first);
    }
    return wanted;
}

/// The motion that the selection and the panel ask for.
void ModePlayer::update()
{
    panels::MotionPanel* panel = m_window.motion();
    try {
        const Subject wanted = subject();
        if (!wanted.modes) {
            m_subject = {};
            m_motion.reset();
            stop();
            panel->setMessage({});
            panel->setReason(tr("Select a mode first."));
            return;
        }
        build(wanted);
        if (const double a = amplitude(); !(a > 0 && a <= largestAmplitude))
            throw run::InvalidInput(
                tr("The amplitude A has to be a number above 0 and at most 10 \u03c3.").toStdString());
    }
    catch (const run::InvalidInput& error) {
        m_subject = {};
        m_motion.reset();
        stop();
        panel->setReason(QString::fromUtf8(error.what()));
        panel->setMessage(QString::fromUtf8(error.what()));
        return;
    }
    panel->setReason({});
    panel->setMessage({});
    const QString words = m_subject.columns.size() == 1
                              ? QString::number(m_subject.modes->firstIndex + m_subject.columns.front())
                              : QString();
    panel->showMotion(words, m_motion->frameCount(), amplitude(), amplitude() * m_motion->largestPerAmplitude(),
                      enlargement());
    if (m_isDisplacing)
        show(m_frame);
}

void ModePlayer::build(const Subject& subject)
{
    if (subject == m_subject && m_motion)
        return;
    std::vector<anharmonicity::SwingingMode> swinging;
    for (const Eigen::Index column : subject.columns)
        swinging.push_back({subject.modes->field(column), subject.modes->omega[column]});
    m_motion.emplace(swinging, m_session.selectedSample()->structure->participantCount(), subject.tempo);
    m_subject = subject;
    m_frame = std::min(m_frame, m_motion->frameCount() - 1);
}

/// A as asked for; else A_c, where the selected mode swings alone and has one; else one that is seen.
double ModePlayer::amplitude() const
{
    const panels::MotionChoice choice = m_window.motion()->choice();
    if (choice.amplitude)
        return *choice.amplitude;
    if (choice.largest)
        return *choice.largest / m_motion->largestPerAmplitude();
    const results::ModeRecord* record = m_session.selectedRecord();
    const bool isSelected = m_subject.columns == std::vector{m_session.selectedModeColumn()};
    if (isSelected && record && record->criticalAmplitude)
        return *record->criticalAmplitude;
    return modestWay / m_motion->largestPerAmplitude();
}

double ModePlayer::enlargement() const
{
    const panels::MotionChoice choice = m_window.motion()->choice();
    if (choice.trueToScale)
        return 1;
    return scene::roundedDown125(usualWay / (amplitude() * m_motion->largestPerAmplitude())) * choice.drawnFactor;
}

double ModePlayer::loopSeconds() const
{
    const double speed = m_window.motion()->choice().speed;
    if (m_subject.tempo == Tempo::together)
        return usualSwing / speed;
    double slowest = m_subject.modes->omega[m_subject.columns.front()];
    for (const Eigen::Index column : m_subject.columns)
        slowest = std::min(slowest, m_subject.modes->omega[column]);
    return m_motion->cycleCount() * slowestSwing * m_subject.modes->omega.minCoeff() / slowest / speed;
}

void ModePlayer::play(bool play)
{
    if (!play || !m_motion) {
        m_ticking.stop();
    }
    else {
        emit began();
        m_turn = static_cast<double>(m_frame) / m_motion->frameCount();
        m_sinceTick.start();
        m_ticking.start();
    }
    m_window.motion()->setPlaying(isPlaying());
}

void ModePlayer::scrub(int frame)
{
    if (!m_motion)
        return;
    emit began();
    m_turn = static_cast<double>(frame) / m_motion->frameCount();
    show(frame);
}

void ModePlayer::stop()
{
    m_ticking.stop();
    m_frame = 0;
    m_window.motion()->setPlaying(false);
    m_window.motion()->showFrame(0);
    if (m_isDisplacing)
        m_window.scene()->displace({}, {});
    m_isDisplacing = false;
}

void ModePlayer::tick()
{
    const double seconds = static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9;
    m_sinceTick.start();
    advance(seconds);
}

void ModePlayer::advance(double seconds)
{
    if (!m_motion)
        return;
    m_turn += seconds / loopSeconds();
    m_turn -= std::floor(m_turn);
    const int frame = std::min(static_cast<int>(m_turn * m_motion->frameCount()), m_motion->frameCount() - 1);
    if (frame != m_frame && m_window.scene()->isIdle())
        show(frame);
}

void ModePlayer::show(int frame)
{
    m_frame = frame;
    m_isDisplacing = true;
    const double drawn = enlargement();
    QString note = tr("swinging at A = %1: a particle by %2 at most, drawn \u00d7 %3")
                       .arg(look::unbroken(look::number(amplitude(), 3) + QStringLiteral(" \u03c3")),
                            look::unbroken(look::number(amplitude() * m_motion->largestPerAmplitude(), 2) +
                                           QStringLiteral(" \u03c3")),
                            look::number(drawn, 2));
    if (m_motion->frequencyRounding() > 0)
        note +=
            tr("; frequencies rounded by %1 % at most").arg(look::number(100 * m_motion->frequencyRounding(), 1));
    m_window.motion()->showFrame(frame);
    m_window.scene()->displace(m_motion->displacements(drawn * amplitude(), frame), note);
}

}  // namespace vitrine::app

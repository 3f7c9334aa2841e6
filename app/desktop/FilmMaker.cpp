#include "app/desktop/FilmMaker.h"

#include "core/potential/EnergyDifference.h"
#include "core/run/Errors.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/look/Numbers.h"
#include "ui/scene/FieldGain.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::app {

using anharmonicity::CurveOutcome;
using anharmonicity::CurvePoint;
using anharmonicity::Direction;

namespace {

constexpr double usualWay = 0.5;        // as drawn, of the particle that moves most, sigma
constexpr double modestWay = 0.1;       // of that particle where there is no A_c to swing to, sigma
constexpr double usualReach = 0.05;     // of a pull where there is no A_c, sigma
constexpr double beyondCritical = 1.2;  // a pull goes so many times A_c
constexpr int pullFrames = 60;
constexpr int releaseFrames = 48;
constexpr int restFrames = 24;       // the end is seen for a second
constexpr double sceneShare = 0.58;  // of the width, beside charts
constexpr double usualHeight = 720;  // pixels, of type as on the screen

QString tr(const char* text)
{
    return QCoreApplication::translate("FilmMaker", text);
}

QString length(double value)
{
    return look::unbroken(look::number(value, 3) + QStringLiteral(" \u03c3"));
}

/// As many as wanted, the first and the last among them.
template <typename Value>
std::vector<Value> thinnedOut(std::vector<Value> values, int wanted)
{
    if (static_cast<int>(values.size()) <= wanted)
        return values;
    std::vector<Value> left;
    for (int i = 0; i < wanted; ++i)
        left.push_back(
            values[(values.size() - 1) * static_cast<std::size_t>(i) / static_cast<std::size_t>(wanted - 1)]);
    return left;
}

}  // namespace

void FilmRequest::validate() const
{
    const auto refuse = [](const std::string& what) { throw run::InvalidInput(what); };
    for (const int side : {size.width(), size.height()})
        if (side < 160 || side > 4096 || side % 2 != 0)
            refuse("The sides of a film are even numbers of pixels from 160 to 4096, not " + std::to_string(side) +
                   ".");
    if (turnFrames < 12 || turnFrames > 3600)
        refuse("A turn has from 12 to 3600 frames, not " + std::to_string(turnFrames) + ".");
    if (selection.sample.empty())
        refuse("A film is of a sample.");
    if (kind != FilmKind::turntable && selection.mode < 1)
        refuse("A film of a swing or of a pull is of a mode, such as A:3:+.");
}

FilmMaker::FilmMaker(const study::Study& study, const FilmRequest& request) : m_request(request), m_stage(false)
{
    request.validate();
    const ui::Selection& selection = request.selection;
    const auto& plans = study.plan().samples;
    if (std::ranges::find(plans, selection.sample, &study::SamplePlan::name) == plans.end())
        throw run::InvalidInput("The study has no sample " + selection.sample + ".");
    m_subject.structure = study.structure(selection.sample);
    if (!m_subject.structure)
        throw run::InvalidInput("Sample " + selection.sample + " has no packing yet.");
    if (selection.mode > 0) {
        m_modes = study.modes(selection.sample);
        m_column = m_modes ? selection.mode - m_modes->firstIndex : -1;
        if (m_column < 0 || m_column >= m_modes->count())
            throw run::InvalidInput("Mode " + std::to_string(selection.mode) + " of sample " + selection.sample +
                                    " was not found yet.");
        m_subject.mode.emplace(m_modes->field(m_column));
        m_subject.scan =
            study.scan(selection.sample, {selection.mode, selection.direction.value_or(Direction::plus)});
    }
    m_stage.show(m_subject, m_request.shot, look::Palette::paper(request.dark));
    if (request.kind == FilmKind::mode)
        prepareMode();
    else if (request.kind == FilmKind::pull)
        preparePull(study);
    else
        m_frameCount = request.turnFrames;
}

FilmMaker::~FilmMaker() = default;

void FilmMaker::prepareMode()
{
    const std::vector<anharmonicity::SwingingMode> swinging{{m_modes->field(m_column), m_modes->omega[m_column]}};
    m_motion.emplace(swinging, m_subject.structure->participantCount(), anharmonicity::Tempo::together);
    m_amplitude = m_subject.scan && m_subject.scan->transition ? m_subject.scan->transition->criticalAmplitude
                                                               : modestWay / m_motion->largestPerAmplitude();
    m_enlargement = scene::roundedDown125(usualWay / (m_amplitude * m_motion->largestPerAmplitude()));
    m_frameCount = m_motion->frameCount();
}

/// Everything that the film tells is computed here, by the study's own minimiser.
void FilmMaker::preparePull(const study::Study& study)
{
    const Direction direction = m_request.selection.direction.value_or(Direction::plus);
    const auto& transition = m_subject.scan ? m_subject.scan->transition : std::nullopt;
    const double reach = transition ? beyondCritical * transition->criticalAmplitude : usualReach;
    m_pulledTo = direction == Direction::minus ? -reach : reach;
    const auto energy = std::make_shared<const potential::EnergyDifference>(m_subject.structure->packing,
                                                                            m_subject.structure->potential());
    m_pull = std::make_unique<anharmonicity::ModePull>(
        m_subject.structure,
        anharmonicity::PulledMode{m_request.selection.mode, m_modes->omega[m_column], m_modes->tau[m_column],
                                  m_modes->field(m_column)},
        study.plan().scan, energy);
    for (int i = 1; i <= pullFrames; ++i)
        m_pushed.push_back(m_pull->pushed(m_pulledTo * i / pullFrames));
    std::vector<anharmonicity::ReleaseState> states;
    m_end = m_pull->released(
        m_pulledTo, run::RunControl(),
        [&states](const anharmonicity::ReleaseState& state) { states.push_back(state); }, &m_rearrangement);
    m_states = thinnedOut(std::move(states), releaseFrames);
    const double largest = m_pull->displacements(m_pulledTo).colwise().norm().maxCoeff();
    m_enlargement = scene::roundedDown125(usualWay / largest);
    m_frameCount = pullFrames + static_cast<int>(m_states.size()) + restFrames;

    const look::Palette palette = look::Palette::paper(m_request.dark);
    m_energy = std::make_unique<charts::EnergyChart>();
    m_distance =
        std::make_unique<charts::PullChart>(charts::PullChart::Quantity::distance, QStringLiteral("A / \u03c3"));
    if (m_subject.scan) {
        std::optional<charts::PullChart::Bracket> bracket;
        if (transition)
            bracket = {transition->lowAmplitude, transition->criticalAmplitude};
        m_distance->setPulls(m_subject.scan->pulls, bracket, study.plan().scan.transitionDistance);
    }
    m_energy->setPaperLook(palette, false);
    m_distance->setPaperLook(palette, false);
}

void FilmMaker::showSwing(int frame)
{
    m_stage.scene().displace(m_motion->displacements(m_enlargement * m_amplitude, frame),
                             tr("mode %1 swinging at A = %2, drawn \u00d7 %3")
                                 .arg(m_request.selection.mode)
                                 .arg(length(m_amplitude), look::number(m_enlargement, 2)));
    m_stage.changed();
}

void FilmMaker::showPull(int frame)
{
    const int released = frame - pullFrames;
    const QString drawn = tr(", drawn \u00d7 %1").arg(look::number(m_enlargement, 2));
    const auto pushed = static_cast<std::size_t>(std::min(frame + 1, pullFrames));
    m_energy->setPushed({m_pushed.begin(), m_pushed.begin() + static_cast<std::ptrdiff_t>(pushed)});
    if (released < 0) {
        const double amplitude = m_pulledTo * (frame + 1) / pullFrames;
        m_stage.scene().displace(m_enlargement * m_pull->displacements(amplitude),
                                 tr("pulled to A = %1").arg(length(std::abs(amplitude))) + drawn);
        m_distance->setLive({});
    }
    else if (released < static_cast<int>(m_states.size())) {
        const anharmonicity::ReleaseState& state = m_states[static_cast<std::size_t>(released)];
        m_stage.scene().displace(
            m_enlargement * state.displacements,
            tr("let go: after %1 force evaluations").arg(look::grouped(state.evaluations)) + drawn);
        m_distance->setLive(charts::LivePull{std::abs(m_pulledTo), state.distance, state.energyDifference});
    }
    else {
        const bool moved = m_end.outcome == CurveOutcome::transitioned;
        const QString words = moved ? tr("rearranged: |\u0394r| = %1").arg(length(m_end.distance.value_or(0)))
                              : m_end.outcome == CurveOutcome::returned ? tr("returned")
                                                                        : tr("no verdict");
        if (m_rearrangement.cols() > 0)
            m_stage.scene().displace(m_enlargement * m_rearrangement, words + drawn);
        m_distance->setLive({});
        m_distance->setCurve({m_end});
    }
    if (frame < pullFrames + static_cast<int>(m_states.size()))
        m_distance->setCurve({});
    m_stage.changed();
}

QImage FilmMaker::frame(int frame)
{
    if (m_request.kind == FilmKind::pull)
        showPull(std::clamp(frame, 0, m_frameCount - 1));
    else if (m_request.kind == FilmKind::mode)
        showSwing(frame % m_frameCount);
    else
        m_stage.turnCamera(static_cast<double>(frame % m_frameCount) / m_frameCount);
    return painted();
}

QImage FilmMaker::painted()
{
    const QSize size = m_request.size;
    const double unit = size.height() / usualHeight;
    QImage image(size, QImage::Format_RGB32);
    image.fill(look::Palette::paper(m_request.dark).background);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(unit, unit);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(14);
    painter.setFont(font);
    const bool hasCharts = m_energy != nullptr;
    const QSizeF whole = QSizeF(size) / unit;
    const QRectF scene(0, 0, hasCharts ? sceneShare * whole.width() : whole.width(), whole.height());
    painter.drawImage(scene, m_stage.render((scene.size() * unit).toSize()));
    m_stage.annotate(painter, scene);
    if (hasCharts) {
        for (charts::ChartView* chart :
             {static_cast<charts::ChartView*>(m_energy.get()), static_cast<charts::ChartView*>(m_distance.get())})
            chart->setFont(font);
        m_energy->paint(painter, QRectF(scene.right(), 0, whole.width() - scene.right(), whole.height() / 2));
        m_distance->paint(
            painter, QRectF(scene.right(), whole.height() / 2, whole.width() - scene.right(), whole.height() / 2));
    }
    return image;
}

}  // namespace vitrine::app

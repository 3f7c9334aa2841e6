#include "app/desktop/SceneState.h"

#include "core/model/ParticleDistances.h"
#include "core/rearrangement/Rearrangement.h"
#include "ui/look/Numbers.h"
#include "ui/panels/BoxPanel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::app {

using panels::ParticleColumn;

namespace {

std::vector<double> lengthsOf(const Eigen::Ref<const Eigen::Matrix3Xd>& field)
{
    std::vector<double> lengths(static_cast<std::size_t>(field.cols()));
    Eigen::Map<Eigen::RowVectorXd>(lengths.data(), field.cols()) = field.colwise().norm();
    return lengths;
}

Eigen::Index coreOf(const anharmonicity::ScanResult& scan)
{
    return rearrangement::largestDisplacements(scan.transition->displacements, 1).front();
}

bool usesNumbers(const panels::ParticleFilter& filter)
{
    return filter.uses(ParticleColumn::contacts) || filter.uses(ParticleColumn::energy) ||
           filter.uses(ParticleColumn::transitions);
}

QString sigma(const QString& length)
{
    return look::unbroken(length + QStringLiteral(" \u03c3"));
}

/// As the user entered it.
QString entered(double length)
{
    return QString::number(length, 'g', 4);
}

}  // namespace

SceneState::SceneState(Session& session, ParticleQuantities& quantities, panels::PartPanel* part,
                       panels::BoxPanel* box, QObject* parent)
    : QObject(parent), m_session(session), m_quantities(quantities), m_partPanel(part), m_boxPanel(box)
{
    connect(m_partPanel, &panels::PartPanel::choiceChanged, this, &SceneState::updatePart);
    connect(&m_quantities, &ParticleQuantities::changed, this, &SceneState::updatePart);
    connect(m_boxPanel, &panels::BoxPanel::imagesChanged, this, &SceneState::imagesChanged);
    connect(m_boxPanel, &panels::BoxPanel::centreOnCoreWanted, this, [this] { setCentre(Centre::core); });
    connect(m_boxPanel, &panels::BoxPanel::resetWanted, this, [this] { setCentre(Centre::box); });
    connect(m_boxPanel, &panels::BoxPanel::centreOnPickedWanted, this, [this] {
        m_centreParticle = m_picked.value_or(0);
        setCentre(Centre::particle);
    });
}

void SceneState::update()
{
    const SampleContents* sample = m_session.selectedSample();
    const auto structure = sample ? sample->structure : nullptr;
    if (structure != m_structure) {
        m_structure = structure;
        forgetParticles();
        if (m_structure)
            m_partPanel->setBoxSide(m_structure->packing.box.side);
    }
    showCentre();
    updatePart();
    emit clicksChanged();  // the words follow the selection
}

/// Particles of another packing are others.
void SceneState::forgetParticles()
{
    m_picked.reset();
    m_measured.clear();
    m_mask.clear();
    m_partKey = {};
    if (m_centre == Centre::particle)
        m_centre = Centre::box;
    m_shownCentre.reset();
}

Eigen::Vector3d SceneState::imageDepth() const
{
    return m_boxPanel->imageDepth();
}

std::optional<Eigen::Index> SceneState::core() const
{
    const auto scan = m_session.selectedScan();
    return scan && scan->transition ? std::optional(coreOf(*scan)) : std::nullopt;
}

std::optional<Eigen::Index> SceneState::centreParticle() const
{
    if (!m_structure || m_centre == Centre::box)
        return std::nullopt;
    return m_centre == Centre::core ? core() : std::optional(m_centreParticle);
}

std::optional<Eigen::Vector3d> SceneState::centre() const
{
    const auto particle = centreParticle();
    return particle ? std::optional<Eigen::Vector3d>(m_structure->packing.positions.col(*particle)) : std::nullopt;
}

QString SceneState::centreWords() const
{
    const auto particle = centreParticle();
    if (!particle)
        return {};
    return m_centre == Centre::core ? tr("the core, particle %1").arg(look::grouped(*particle + 1))
                                    : tr("particle %1").arg(look::grouped(*particle + 1));
}

void SceneState::setCentre(Centre centre)
{
    m_centre = centre;
    showCentre();
    updatePart();
}

void SceneState::showCentre()
{
    m_boxPanel->setCanCentre(core().has_value(), m_picked.has_value());
    m_boxPanel->setCentre(m_centre == Centre::core && !core() ? tr("the core, once there is one") : centreWords());
    if (centreParticle() == m_shownCentre)
        return;
    m_shownCentre = centreParticle();
    emit centreChanged();
}

void SceneState::setMeasuring(bool measuring)
{
    if (measuring == m_isMeasuring)
        return;
    m_isMeasuring = measuring;
    m_measured.clear();
    emit clicksChanged();
}

void SceneState::click(std::optional<Eigen::Index> particle)
{
    if (!m_isMeasuring) {
        m_picked = particle;
        m_boxPanel->setCanCentre(core().has_value(), m_picked.has_value());
    }
    else if (!particle || m_measured.size() >= 2) {
        m_measured.clear();
    }
    if (m_isMeasuring && particle && (m_measured.empty() || m_measured.front() != *particle))
        m_measured.push_back(*particle);
    emit clicksChanged();
}

QString SceneState::distanceText() const
{
    if (m_measured.size() < 2 || !m_structure)
        return {};
    return sigma(look::number(model::distanceBetween(m_structure->packing, m_measured[0], m_measured[1]), 4));
}

QString SceneState::measuringWords() const
{
    if (!m_isMeasuring)
        return {};
    if (m_measured.empty())
        return tr("measuring: click a particle (Esc leaves)");
    const QString first = look::grouped(m_measured[0] + 1);
    if (m_measured.size() < 2)
        return tr("measuring from particle %1: click another").arg(first);
    return tr("from particle %1 to the nearest image of particle %2: %3 at rest")
        .arg(first, look::grouped(m_measured[1] + 1), distanceText());
}

SceneState::PartKey SceneState::partKey() const
{
    PartKey key{.choice = m_partPanel->choice(),
                .structure = m_structure,
                .scan = nullptr,
                .modes = nullptr,
                .column = -1,
                .numbers = nullptr,
                .centre = std::nullopt};
    const panels::ParticleFilter* filter = key.choice.filter.get();
    const auto uses = [filter](std::initializer_list<ParticleColumn> columns) {
        return filter && std::ranges::any_of(columns, [filter](ParticleColumn c) { return filter->uses(c); });
    };
    if (key.choice.coreRadius || uses({ParticleColumn::r, ParticleColumn::dr}))
        if (const auto scan = m_session.selectedScan(); scan && scan->transition)
            key.scan = scan;
    if (uses({ParticleColumn::e}) && m_session.selectedModeColumn() >= 0) {
        key.modes = m_session.selectedSample()->modes;
        key.column = m_session.selectedModeColumn();
    }
    if (m_structure && filter && usesNumbers(*filter))
        key.numbers = m_quantities.numbers();
    if (key.choice.slice)
        key.centre = centre();
    return key;
}

/// For numbers that are being worked out: what is shown stays until they are there.
bool SceneState::isWaiting(const PartKey& key)
{
    return key.structure && key.choice.filter && usesNumbers(*key.choice.filter) && !key.numbers;
}

void SceneState::updatePart()
{
    const PartKey key = partKey();
    if (key == m_partKey || isWaiting(key))
        return;
    m_partKey = key;
    if (!m_structure || key.choice.isEverything()) {
        m_mask.clear();
        m_partPanel->setState({});
    }
    else {
        m_mask = maskFor(key);
        m_partWords = wordsFor(key);
        m_partPanel->setState(tr("%1 of %2 shown")
                                  .arg(look::grouped(std::ranges::count(m_mask, 1)),
                                       look::grouped(static_cast<Eigen::Index>(m_mask.size()))));
    }
    emit partChanged();
}

std::vector<std::uint8_t> SceneState::maskFor(const PartKey& key) const
{
    const model::Packing& packing = m_structure->packing;
    const Eigen::Index count = packing.particleCount();
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(count), 1);
    const auto keepWhere = [&mask, count](auto holds) {
        for (Eigen::Index i = 0; i < count; ++i)
            if (mask[static_cast<std::size_t>(i)] != 0 && !holds(i))
                mask[static_cast<std::size_t>(i)] = 0;
    };
    if (const auto& slice = key.choice.slice) {
        // Where particles are drawn.
        const Eigen::Vector3d shift =
            key.centre ? Eigen::Vector3d(Eigen::Vector3d::Constant(packing.box.side / 2) - *key.centre)
                       : Eigen::Vector3d::Zero();
        keepWhere([&](Eigen::Index i) {
            const double place = packing.box.wrapped(packing.positions.col(i) + shift)[slice->axis];
            return std::abs(place - slice->middle) <= slice->thickness / 2;
        });
    }
    std::vector<double> fromCore;
    if (key.scan)
        fromCore = model::distancesFrom(packing, coreOf(*key.scan));
    if (key.choice.coreRadius && key.scan)
        keepWhere([&](Eigen::Index i) { return fromCore[static_cast<std::size_t>(i)] <= *key.choice.coreRadius; });
    if (!key.choice.filter)
        return mask;

    panels::ParticleColumns columns{};
    const auto column = [&columns](ParticleColumn which) -> std::span<const double>& {
        return columns[static_cast<std::size_t>(which)];
    };
    std::array<std::vector<double>, 3> places;
    for (Eigen::Index i = 0; i < count; ++i) {
        const Eigen::Vector3d place = packing.box.wrapped(packing.positions.col(i));
        for (unsigned axis = 0; axis < 3; ++axis)
            places[axis].push_back(place[axis]);
    }
    column(ParticleColumn::x) = places[0];
    column(ParticleColumn::y) = places[1];
    column(ParticleColumn::z) = places[2];
    std::vector<double> e;
    if (key.modes)
        e = lengthsOf(key.modes->field(key.column));
    column(ParticleColumn::e) = e;
    std::vector<double> moved;
    if (key.scan)
        moved = lengthsOf(key.scan->transition->displacements);
    column(ParticleColumn::dr) = moved;
    column(ParticleColumn::r) = fromCore;
    if (key.numbers) {
        column(ParticleColumn::contacts) = key.numbers->contacts;
        column(ParticleColumn::energy) = key.numbers->energies;
        column(ParticleColumn::transitions) = key.numbers->transitions;
    }
    std::vector<double> rattlers(static_cast<std::size_t>(count), 0.0);
    for (const Eigen::Index rattler : m_structure->rattlers)
        rattlers[static_cast<std::size_t>(rattler)] = 1;
    column(ParticleColumn::rattler) = rattlers;
    keepWhere([&](Eigen::Index i) { return key.choice.filter->accepts(columns, i); });
    return mask;
}

QString SceneState::wordsFor(const PartKey& key) const
{
    QStringList words;
    if (const auto& slice = key.choice.slice)
        words << tr("%1 of the box as drawn from %2 to %3")
                     .arg(QString(QLatin1Char("xyz"[slice->axis])),
                          entered(std::max(0.0, slice->middle - slice->thickness / 2)),
                          sigma(entered(
                              std::min(m_structure->packing.box.side, slice->middle + slice->thickness / 2))));
    if (key.choice.coreRadius)
        words << (key.scan ? tr("within %1 of the core").arg(sigma(entered(*key.choice.coreRadius)))
                           : tr("no core, since no rearrangement is selected"));
    if (key.choice.filter)
        words << tr("where %1").arg(key.choice.filter->expression());
    return words.join(QStringLiteral("; "));
}

}  // namespace vitrine::app

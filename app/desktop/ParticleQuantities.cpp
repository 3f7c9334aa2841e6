#include "app/desktop/ParticleQuantities.h"

#include "core/rearrangement/Participation.h"

#include <set>

namespace vitrine::app {

ParticleQuantities::ParticleQuantities(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

ParticleQuantities::Key ParticleQuantities::key() const
{
    const SampleContents* sample = m_session.selectedSample();
    if (!sample || !sample->structure)
        return {};
    Key key{.structure = sample->structure, .states = {}};
    std::set<int> seen;
    for (const results::ModeRecord& record : sample->records) {
        if (!record.transition || record.outcome != outcomeName(anharmonicity::ScanOutcome::transition))
            continue;
        const auto direction = anharmonicity::directionFromSign(record.sign);
        const auto scan = direction ? sample->scan({record.mode, *direction}) : nullptr;
        if (scan && scan->transition && seen.insert(*record.transition).second)
            key.states.push_back(scan);
    }
    return key;
}

ParticleQuantities::Findings ParticleQuantities::findingsFor(const Key& key,
                                                             std::shared_ptr<const Surroundings> known,
                                                             const run::RunControl& control)
{
    const quench::InherentStructure& structure = *key.structure;
    if (!known)
        known = std::make_shared<const Surroundings>(
            potential::surroundingsOfAll(structure.packing, structure.potential(), control));
    control.checkpoint();
    std::vector<std::reference_wrapper<const Eigen::Matrix3Xd>> fields;
    for (const auto& scan : key.states)
        fields.emplace_back(scan->transition->displacements);
    const std::vector<int> counts = rearrangement::displacementCounts(fields, structure.packing.particleCount());
    ParticleNumbers numbers{.contacts = {},
                            .energies = {},
                            .transitions = std::vector<double>(counts.begin(), counts.end()),
                            .stateCount = static_cast<Eigen::Index>(fields.size())};
    for (const potential::Surroundings& around : *known) {
        numbers.contacts.push_back(static_cast<double>(around.contactCount));
        numbers.energies.push_back(around.energy);
    }
    return {std::move(known), std::make_shared<const ParticleNumbers>(std::move(numbers))};
}

std::shared_ptr<const ParticleNumbers> ParticleQuantities::numbers()
{
    Key wanted = key();
    if (!wanted.structure)
        return nullptr;
    if (wanted == m_known)
        return m_findings.numbers;
    if (wanted == m_wanted)
        return nullptr;
    m_wanted = wanted;
    auto known = wanted.structure == m_known.structure ? m_findings.surroundings : nullptr;
    m_analyst.start(
        [this, wanted = std::move(wanted), known = std::move(known)](const run::RunControl& control,
                                                                     const Analyst::Deliver& deliver) {
            deliver([this, wanted, findings = findingsFor(wanted, known, control)] {
                m_known = wanted;
                m_findings = findings;
                emit changed();
            });
        },
        1);
    return nullptr;
}

}  // namespace vitrine::app

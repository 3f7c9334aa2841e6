#include "core/results/OnsetTemperature.h"

#include "core/anharmonicity/AnharmonicityScan.h"

#include <algorithm>
#include <map>
#include <set>

namespace vitrine::results {

namespace {

class Onset {
public:
    explicit Onset(const std::string& sample) { m_result.sample = sample; }

    void add(const ModeRecord& record, const OnsetSettings& settings)
    {
        const bool noVerdict = record.outcome == outcomeName(anharmonicity::ScanOutcome::notConverged);
        if (record.sign.empty() || noVerdict || record.method != minimizerName(settings.method))
            return;
        m_signs[record.mode].insert(record.sign);
        m_result.highestOmega = std::max(m_result.highestOmega, record.omega);
        const bool loose = record.outcome == outcomeName(anharmonicity::ScanOutcome::looseParticle);
        if (!record.barrier || (loose && !settings.countLooseParticles))
            return;
        m_withBarrier.insert(record.mode);
        const double temperature = 2 * *record.barrier;
        if (m_result.temperature && *m_result.temperature <= temperature)
            return;
        m_result.temperature = temperature;
        m_result.mode = record.mode;
        m_result.sign = record.sign;
    }

    OnsetTemperature result() const
    {
        OnsetTemperature result = m_result;
        result.scannedModes = static_cast<Eigen::Index>(m_signs.size());
        result.scansInBothDirections = std::count_if(m_signs.begin(), m_signs.end(),
                                                     [](const auto& mode) { return mode.second.size() == 2; });
        result.modesWithBarrier = static_cast<Eigen::Index>(m_withBarrier.size());
        result.unbrokenFromFirst = !m_signs.empty() && m_signs.rbegin()->first == result.scannedModes;
        return result;
    }

private:
    OnsetTemperature m_result;
    std::map<Eigen::Index, std::set<std::string>> m_signs;
    std::set<Eigen::Index> m_withBarrier;
};

}  // namespace

std::vector<OnsetTemperature> onsetTemperatures(const std::vector<ModeRecord>& records,
                                                const OnsetSettings& settings)
{
    std::vector<std::string> samples;
    std::vector<Onset> onsets;
    for (const ModeRecord& record : records) {
        const auto place = std::find(samples.begin(), samples.end(), record.sample);
        const auto number = static_cast<std::size_t>(place - samples.begin());
        if (place == samples.end()) {
            samples.push_back(record.sample);
            onsets.emplace_back(record.sample);
        }
        onsets[number].add(record, settings);
    }
    std::vector<OnsetTemperature> results;
    std::transform(onsets.begin(), onsets.end(), std::back_inserter(results),
                   [](const Onset& onset) { return onset.result(); });
    return results;
}

}  // namespace vitrine::results

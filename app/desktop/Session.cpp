#include "app/desktop/Session.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace vitrine::app {

namespace {

constexpr auto gatheringTime = std::chrono::milliseconds(100);

double criticalAmplitude(const results::ModeRecord& record)
{
    return record.criticalAmplitude.value_or(std::numeric_limits<double>::infinity());
}

/// Of the decay exponent, relative; infinite where no tail was fitted. Rounded, so that modes that reach the same
/// state are alike.
double tailError(const results::ModeRecord& record)
{
    if (!record.decayExponent || !record.decayExponentError)
        return std::numeric_limits<double>::infinity();
    return std::round(1000 * *record.decayExponentError / std::abs(*record.decayExponent));
}

}  // namespace

Session::Session(QObject* parent) : QObject(parent)
{
    m_gathering.setSingleShot(true);
    m_gathering.setInterval(gatheringTime);
    connect(&m_gathering, &QTimer::timeout, this, &Session::tell);
}

std::vector<results::ModeRecord> Session::records() const
{
    std::vector<results::ModeRecord> all;
    for (const SampleContents& sample : m_contents.samples)
        all.insert(all.end(), sample.records.begin(), sample.records.end());
    return all;
}

const SampleContents* Session::selectedSample() const
{
    return m_contents.sample(m_selection.sample);
}

const results::ModeRecord* Session::selectedRecord() const
{
    const SampleContents* sample = selectedSample();
    if (!sample || m_selection.mode == 0)
        return nullptr;
    const auto isSelected = [this](const results::ModeRecord& record) {
        return record.mode == m_selection.mode &&
               (!m_selection.direction || ui::selectionOf(record).direction == m_selection.direction);
    };
    const auto found = std::ranges::find_if(sample->records, isSelected);
    return found == sample->records.end() ? nullptr : &*found;
}

std::shared_ptr<const anharmonicity::ScanResult> Session::selectedScan() const
{
    const SampleContents* sample = selectedSample();
    if (!sample || !m_selection.direction)
        return nullptr;
    return sample->scan({m_selection.mode, *m_selection.direction});
}

rearrangement::DecayProfile Session::profileOf(const quench::InherentStructure& structure,
                                               const anharmonicity::ScanResult::AtTransition& transition) const
{
    return rearrangement::decayProfileWhereInRange(structure.packing, transition.displacements, structure.rattlers,
                                                   m_contents.plan.tail);
}

Eigen::Index Session::selectedModeColumn() const
{
    const SampleContents* sample = selectedSample();
    if (!sample || !sample->modes)
        return -1;
    const Eigen::Index column = m_selection.mode - sample->modes->firstIndex;
    return column < sample->modes->count() ? std::max<Eigen::Index>(column, -1) : -1;
}

void Session::setStudy(StudyContents contents)
{
    m_contents = std::move(contents);
    m_userSelected = false;
    m_selectionMoved = false;
    m_gathering.stop();
    m_selection = {};
    selectSomething();
    emit studyChanged();
    emit contentsChanged();
    emit selectionChanged();
}

void Session::closeStudy()
{
    setStudy({});
}

void Session::updateStudy(StudyContents contents)
{
    std::vector<std::pair<std::string, std::shared_ptr<const anharmonicity::ScanResult>>> added;
    for (const SampleContents& sample : contents.samples) {
        const SampleContents* old = m_contents.sample(sample.name);
        for (const auto& [key, scan] : sample.scans) {
            if (!old || !old->scan(key))
                added.emplace_back(sample.name, scan);
        }
    }
    m_contents = std::move(contents);
    if (m_selection.sample.empty())
        selectSomething();
    moveTo(withDirection(m_selection));
    for (const auto& [sample, scan] : added)
        follow(sample, *scan);
    m_gathering.start();
}

void Session::addStructure(const std::string& name, std::shared_ptr<const quench::InherentStructure> structure)
{
    if (SampleContents* sample = m_contents.sample(name)) {
        sample->structure = std::move(structure);
        if (!m_userSelected && m_selection.mode == 0)
            moveTo({name, 0, {}});
        if (!m_gathering.isActive())
            m_gathering.start();
    }
}

void Session::addModes(const std::string& name, std::shared_ptr<const modes::NormalModes> modes)
{
    if (SampleContents* sample = m_contents.sample(name)) {
        sample->modes = std::move(modes);
        if (!m_userSelected && !m_selection.direction)
            moveTo({name, 1, {}});
        if (!m_gathering.isActive())
            m_gathering.start();
    }
}

void Session::addScan(const std::string& name, std::shared_ptr<const anharmonicity::ScanResult> scan)
{
    if (SampleContents* sample = m_contents.sample(name)) {
        follow(name, *scan);
        const study::ScanKey key = scan->key();
        sample->scans[key] = std::move(scan);
        if (!m_gathering.isActive())
            m_gathering.start();
    }
}

void Session::setRecords(const std::string& name, std::vector<results::ModeRecord> records)
{
    if (SampleContents* sample = m_contents.sample(name)) {
        sample->records = std::move(records);
        moveTo(withDirection(m_selection));
        if (!m_gathering.isActive())
            m_gathering.start();
    }
}

void Session::select(const ui::Selection& selection)
{
    m_userSelected = true;
    moveTo(withDirection(selection));
    if (m_selectionMoved) {
        m_selectionMoved = false;
        emit selectionChanged();
    }
}

/// Where only a mode is chosen: the direction that rearranges with less, as soon as one is scanned.
ui::Selection Session::withDirection(const ui::Selection& selection) const
{
    const SampleContents* sample = m_contents.sample(selection.sample);
    if (!sample || selection.mode == 0 || selection.direction)
        return selection;
    const results::ModeRecord* softest = nullptr;
    for (const results::ModeRecord& record : sample->records) {
        if (record.mode == selection.mode && (!softest || criticalAmplitude(record) < criticalAmplitude(*softest)))
            softest = &record;
    }
    return softest ? ui::selectionOf(*softest) : selection;
}

/// Lets the selection go along with the newest transition while the user has chosen nothing.
void Session::follow(const std::string& sample, const anharmonicity::ScanResult& scan)
{
    if (!m_userSelected && scan.outcome == anharmonicity::ScanOutcome::transition)
        moveTo({sample, scan.mode, scan.direction});
}

void Session::moveTo(const ui::Selection& selection)
{
    if (m_selection == selection)
        return;
    m_selection = selection;
    m_selectionMoved = true;
}

/// The transition that shows most: one whose tail was fitted best, else the one that costs least; else a mode,
/// else a packing.
void Session::selectSomething()
{
    const auto rank = [](const results::ModeRecord& record) {
        return std::pair(tailError(record), criticalAmplitude(record));
    };
    const results::ModeRecord* best = nullptr;
    for (const SampleContents& sample : m_contents.samples) {
        for (const results::ModeRecord& record : sample.records) {
            const bool rearranges = record.outcome == outcomeName(anharmonicity::ScanOutcome::transition);
            if (rearranges && (!best || rank(record) < rank(*best)))
                best = &record;
        }
    }
    if (best) {
        moveTo(ui::selectionOf(*best));
        return;
    }
    const auto withModes = std::ranges::find_if(m_contents.samples, [](const auto& s) { return bool(s.modes); });
    if (withModes != m_contents.samples.end())
        moveTo({withModes->name, withModes->modes->firstIndex, {}});
    else if (!m_contents.samples.empty())
        moveTo({m_contents.samples.front().name, 0, {}});
}

void Session::tell()
{
    emit contentsChanged();
    if (m_selectionMoved) {
        m_selectionMoved = false;
        emit selectionChanged();
    }
}

}  // namespace vitrine::app

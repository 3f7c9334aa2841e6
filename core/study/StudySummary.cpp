#include "core/study/StudySummary.h"

#include "core/modes/LatticeDispersion.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace vitrine::study {

namespace {
/// All that is there of one sample, read once.
struct SampleData {
    SamplePlan plan;
    SampleState state;
    std::shared_ptr<const quench::InherentStructure> structure;
    std::shared_ptr<const modes::ElasticModuli> moduli;
    std::shared_ptr<const modes::NormalModes> modes;  // without fields
    std::vector<results::ModeRecord> records;
};

SampleData read(const Study& study, const SamplePlan& plan)
{
    SampleData data{plan,
                    study.state(plan.name),
                    study.structure(plan.name),
                    study.moduli(plan.name),
                    study.modesWithoutFields(plan.name),
                    study.records(plan.name)};
    // Looked at one after the other: the study may have grown in between, and what is newer than the modes waits.
    const Eigen::Index known = data.modes ? data.modes->count() : 0;
    std::erase_if(data.records, [known](const results::ModeRecord& record) { return record.mode > known; });
    return data;
}

using Group = std::vector<const SampleData*>;

template <typename Value>
std::optional<results::Mean> meanOf(const Group& group, Value valueOf)
{
    std::vector<double> values;
    for (const SampleData* sample : group)
        if (const std::optional<double> value = valueOf(*sample))
            values.push_back(*value);
    return results::meanOf(values);
}

template <typename Value>
std::optional<results::Mean> meanOfStructures(const Group& group, Value valueOf)
{
    return meanOf(group, [&](const SampleData& sample) {
        return sample.structure ? std::optional<double>(valueOf(*sample.structure)) : std::nullopt;
    });
}

template <typename Value>
std::optional<results::Mean> meanOfModuli(const Group& group, Value valueOf)
{
    return meanOf(group, [&](const SampleData& sample) {
        return sample.moduli ? std::optional<double>(valueOf(*sample.moduli)) : std::nullopt;
    });
}

ElasticSummary elasticSummary(const Group& group)
{
    using modes::ElasticModuli;
    ElasticSummary summary;
    summary.bulk = meanOfModuli(group, [](const ElasticModuli& m) { return m.bulk; });
    summary.shear = meanOfModuli(group, [](const ElasticModuli& m) { return m.shear; });
    summary.affineBulk = meanOfModuli(group, [](const ElasticModuli& m) { return m.affineBulk; });
    summary.affineShear = meanOfModuli(group, [](const ElasticModuli& m) { return m.affineShear; });
    const auto optionalMean = [&](std::optional<double> ElasticModuli::*member) {
        return meanOf(group, [member](const SampleData& sample) {
            return sample.moduli ? (*sample.moduli).*member : std::nullopt;
        });
    };
    summary.longitudinalSpeed = optionalMean(&ElasticModuli::longitudinalSpeed);
    summary.transverseSpeed = optionalMean(&ElasticModuli::transverseSpeed);
    summary.debyeLevel = optionalMean(&ElasticModuli::debyeLevel);
    return summary;
}

/// O_k of the modes of a sample; nothing where one is not there.
std::optional<Eigen::VectorXd> phononOrder(const SampleData& sample)
{
    Eigen::VectorXd values(sample.modes->count());
    for (const results::ModeRecord& record : sample.records) {
        if (!record.phononOrder)
            return std::nullopt;
        values[record.mode - 1] = *record.phononOrder;
    }
    return values;
}

/// Where the laws of the low frequencies are fitted up to, or why they are not.
std::variant<double, std::string> fitEnd(const SpectrumSummary& summary, const SummarySettings& settings)
{
    const double end = summary.pooled.end();
    if (settings.fitUpTo && *settings.fitUpTo > end)
        return fmt::format(
            "The fit was to go up to {}, but has to end above 0 and at most at {}, where this spectrum does.",
            *settings.fitUpTo, end);
    if (settings.fitUpTo)
        return *settings.fitUpTo;
    if (const auto* peak = std::get_if<modes::BosonPeak>(&summary.bosonPeak))
        return peak->frequency;
    // A partial spectrum that still rises where it ends lies below the peak; nothing else says where that is.
    const auto cause = std::get<modes::NoBosonPeak>(summary.bosonPeak).cause;
    if (cause == modes::NoBosonPeakCause::stillRises && !summary.complete)
        return end;
    return "The boson peak is not known, and the law holds only below it.";
}

std::variant<modes::SpectralLevel, modes::NoSpectralLevel> level(const std::vector<modes::Spectrum>& spectra,
                                                                 double exponent,
                                                                 const std::variant<double, std::string>& upTo)
{
    if (const auto* reason = std::get_if<std::string>(&upTo))
        return modes::NoSpectralLevel{*reason};
    return modes::fitSpectralLevel(modes::pool(spectra), exponent, std::get<double>(upTo));
}

std::variant<SpectrumSummary, std::string> spectrumSummary(const Group& group, const SummarySettings& settings)
{
    std::vector<modes::Spectrum> all, phonons, localised;
    SpectrumSummary summary;
    summary.complete = true;
    summary.proved = true;
    std::vector<double> omega;
    for (const SampleData* sample : group) {
        if (!sample->modes || !sample->structure)
            return "The modes of sample " + sample->plan.name + " are missing.";
        const auto order = phononOrder(*sample);
        if (!order)
            return "O_k of sample " + sample->plan.name + " is missing.";
        all.push_back(modes::spectrumOf(*sample->modes, sample->structure->participantCount()));
        const modes::Spectrum& spectrum = all.back();
        const Eigen::VectorXd& participation = sample->modes->participation;
        phonons.push_back(
            modes::spectrumOfKind(spectrum, *order, participation, settings.bounds, modes::ModeKind::phonon));
        localised.push_back(modes::spectrumOfKind(spectrum, *order, participation, settings.bounds,
                                                  modes::ModeKind::quasilocalised));
        summary.modeCount += static_cast<std::size_t>(spectrum.omega.size());
        summary.phonons += static_cast<std::size_t>(phonons.back().omega.size());
        summary.quasilocalised += static_cast<std::size_t>(localised.back().omega.size());
        summary.complete = summary.complete && !std::isfinite(spectrum.completeUpTo);
        summary.proved = summary.proved && spectrum.completeness == modes::Completeness::proved;
        omega.insert(omega.end(), spectrum.omega.begin(), spectrum.omega.end());
    }
    std::sort(omega.begin(), omega.end());
    summary.omega = Eigen::Map<const Eigen::VectorXd>(omega.data(), static_cast<Eigen::Index>(omega.size()));
    summary.neither = summary.modeCount - summary.phonons - summary.quasilocalised;
    summary.pooled = modes::pool(all);
    if (summary.pooled.omega.empty())
        return "No frequency lies below the one up to which all samples are complete.";
    summary.states = modes::densityOfStates(summary.pooled);
    summary.bosonPeak = modes::findBosonPeak(summary.pooled, settings.bosonPeak);
    const auto upTo = fitEnd(summary, settings);
    if (const auto* end = std::get_if<double>(&upTo))
        summary.fitUpTo = *end;
    summary.debye = level(phonons, 2, upTo);
    summary.quartic = level(localised, 4, upTo);
    return summary;
}

std::variant<SpectrumSummary, std::string> spectrumOrReason(const Group& group, const SummarySettings& settings)
{
    try {
        return spectrumSummary(group, settings);
    }
    catch (const run::InvalidInput& error) {  // such as a mode with omega = 0 by rounding
        return std::string(error.what());
    }
}

std::optional<double> dispersionError(const Group& group)
{
    std::optional<double> largest;
    for (const SampleData* sample : group) {
        const model::SampleRecipe& recipe = sample->plan.recipe;
        if (recipe.origin != model::Origin::crystal || !sample->modes)
            continue;
        const modes::LatticeSpectrum exact =
            modes::latticeSpectrum(recipe.lattice, recipe.cellsPerSide,
                                   model::latticeConstant(recipe.lattice, recipe.numberDensity), recipe.potential);
        for (Eigen::Index k = 0; k < sample->modes->count(); ++k) {
            const double expected = std::sqrt(exact.squaredFrequencies[k]);
            largest = std::max(largest.value_or(0), std::abs(sample->modes->omega[k] - expected) / expected);
        }
    }
    return largest;
}

void nameMissing(const SampleData& sample, std::vector<std::string>& missing)
{
    const auto of = [&](const std::string& what) { missing.push_back(what + " of sample " + sample.plan.name); };
    if (!sample.structure)
        of("the inherent structure");
    if (!sample.moduli)
        of("the elastic moduli");
    if (sample.state.modeCount == 0)
        of("the modes");
    const std::ptrdiff_t wanted = 2 * sample.state.modeCount;
    const std::ptrdiff_t scanned =
        std::ranges::count(sample.state.scans, quench::MinimizerKind::fire, &ScanKey::method);
    if (scanned < wanted)
        of(fmt::format("{} of {} scans", wanted - scanned, wanted));
}

std::vector<results::ModeRecord> recordsOf(const Group& group)
{
    std::vector<results::ModeRecord> records;
    for (const SampleData* sample : group)
        records.insert(records.end(), sample->records.begin(), sample->records.end());
    return records;
}

GroupSummary groupSummary(const std::string& name, const Group& group, const SummarySettings& settings)
{
    using quench::InherentStructure;
    GroupSummary summary;
    summary.name = name;
    summary.recipe = group.front()->plan.recipe;
    const auto particles = static_cast<double>(summary.recipe.particleCount);
    summary.energyPerParticle =
        meanOfStructures(group, [&](const InherentStructure& s) { return s.energy / particles; });
    summary.pressure = meanOfStructures(group, [](const InherentStructure& s) { return s.pressure; });
    summary.contactsPerParticle = meanOfStructures(
        group, [&](const InherentStructure& s) { return 2 * static_cast<double>(s.contactCount) / particles; });
    summary.rattlers =
        meanOfStructures(group, [](const InherentStructure& s) { return static_cast<double>(s.rattlers.size()); });
    for (const SampleData* sample : group) {
        summary.samples.push_back(sample->plan.name);
        if (sample->state.equilibration && !sample->state.equilibration->equilibrated)
            summary.notEquilibrated.push_back(sample->plan.name);
        nameMissing(*sample, summary.missing);
    }
    summary.elastic = elasticSummary(group);
    summary.spectrum = spectrumOrReason(group, settings);
    summary.dispersionError = dispersionError(group);
    std::map<std::string, double> belowOmega;
    if (const auto peak = summary.bosonPeak())
        for (const std::string& sample : summary.samples)
            belowOmega[sample] = *peak;
    summary.transitions = results::summariseTransitions(recordsOf(group), summary.recipe.potential, belowOmega);
    return summary;
}

/// Glasses before crystals, then by size and all else that makes samples alike.
struct SizeKey {
    bool crystal;
    Eigen::Index particles;
    std::string kind;  // the lattice, or where a glass comes from
    std::string density;
    std::string temperature;  // of liquids
    auto operator<=>(const SizeKey&) const = default;
};

SizeKey sizeOf(const model::SampleRecipe& recipe)
{
    const bool crystal = recipe.origin == model::Origin::crystal;
    return {crystal, recipe.particleCount,
            std::string(crystal ? model::latticeName(recipe.lattice) : model::originName(recipe.origin)),
            fmt::format("{:.6g}", recipe.numberDensity),
            recipe.origin == model::Origin::liquid ? fmt::format("{:.6g}", recipe.temperature) : ""};
}

/// N, and what tells these samples from others of this N.
std::string nameOf(const SizeKey& key, const std::map<SizeKey, Group>& sizes)
{
    const auto differs = [&](std::string SizeKey::*member) {
        return std::ranges::any_of(sizes, [&](const auto& size) {
            const SizeKey& other = size.first;
            return other.crystal == key.crystal && other.particles == key.particles &&
                   (!key.crystal || other.kind == key.kind) && other.*member != key.*member;
        });
    };
    std::string name = key.crystal ? fmt::format("{} crystal, N = {}", key.kind, key.particles)
                                   : fmt::format("N = {}", key.particles);
    if (differs(&SizeKey::kind))
        name += ", " + key.kind;
    if (differs(&SizeKey::density))
        name += ", N/V = " + key.density;
    if (!key.temperature.empty() && differs(&SizeKey::temperature))
        name += ", T = " + key.temperature;
    return name;
}

/// @throws run::InvalidInput if no spectrum reaches so far
void checkFitEnd(const StudySummary& summary)
{
    double largest = 0;
    for (const GroupSummary& sample : summary.samples)
        if (const auto* spectrum = std::get_if<SpectrumSummary>(&sample.spectrum))
            largest = std::max(largest, spectrum->pooled.end());
    if (largest > 0 && summary.settings.fitUpTo > largest)
        throw run::InvalidInput(fmt::format(
            "The end of the range to fit is {}, but has to be above 0 and at most {}, where the spectra end.",
            *summary.settings.fitUpTo, largest));
}
}  // namespace

std::optional<double> GroupSummary::bosonPeak() const
{
    const auto* found = std::get_if<SpectrumSummary>(&spectrum);
    const auto* peak = found ? std::get_if<modes::BosonPeak>(&found->bosonPeak) : nullptr;
    return peak ? std::optional(peak->frequency) : std::nullopt;
}

StudySummary summarise(const Study& study, const SummarySettings& settings)
{
    settings.bounds.validate();
    if (study.plan().samples.empty())
        throw run::InvalidInput("The study " + study.folder().string() + " has no samples to summarise.");
    if (settings.fitUpTo && !(*settings.fitUpTo > 0))
        throw run::InvalidInput(
            fmt::format("The end of the range to fit is {}, but has to be above 0.", *settings.fitUpTo));
    StudySummary summary;
    summary.folder = study.folder().string();
    summary.potential = study.plan().samples.front().recipe.potential;
    summary.settings = settings;
    std::vector<SampleData> samples;
    for (const SamplePlan& sample : study.plan().samples)
        samples.push_back(read(study, sample));
    std::map<SizeKey, Group> sizes;
    Group glasses;
    for (const SampleData& sample : samples) {
        summary.samples.push_back(groupSummary(sample.plan.name, {&sample}, settings));
        sizes[sizeOf(sample.plan.recipe)].push_back(&sample);
        if (sample.plan.recipe.origin != model::Origin::crystal)
            glasses.push_back(&sample);
    }
    std::map<std::string, double> belowOmega;
    for (const auto& [key, group] : sizes) {
        const GroupSummary& size = summary.sizes.emplace_back(groupSummary(nameOf(key, sizes), group, settings));
        belowOmega.insert(size.transitions.belowOmega.begin(), size.transitions.belowOmega.end());
    }
    checkFitEnd(summary);
    summary.glassRecords = recordsOf(glasses);
    summary.glassTransitions = results::summariseTransitions(summary.glassRecords, summary.potential, belowOmega);
    return summary;
}

}  // namespace vitrine::study

#include "core/study/SummaryQuantities.h"

#include "core/anharmonicity/AnharmonicityScan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::study {

namespace {
constexpr const char* frequency = "(epsilon/(m sigma^2))^(1/2)";
constexpr const char* modulus = "epsilon/sigma^3";

Quantity quantity(const std::string& key, const std::string& label, const std::string& unit)
{
    Quantity result;
    result.key = key;
    result.label = label;
    result.unit = unit;
    return result;
}

Quantity number(const std::string& key, const std::string& label, const std::string& unit, double value)
{
    Quantity result = quantity(key, label, unit);
    result.value = value;
    return result;
}

Quantity counted(const std::string& key, const std::string& label, std::size_t count, std::size_t of,
                 const std::string& what)
{
    Quantity result = number(key, label, "", static_cast<double>(count));
    result.count = static_cast<std::int64_t>(of);
    result.countOf = what;
    return result;
}

Quantity mean(const std::string& key, const std::string& label, const std::string& unit,
              const std::optional<results::Mean>& mean, const std::string& whyNot)
{
    Quantity result = quantity(key, label, unit);
    result.countOf = "samples";
    if (!mean) {
        result.note = whyNot;
        return result;
    }
    result.value = mean->value;
    result.error = mean->error;
    result.count = static_cast<std::int64_t>(mean->count);
    return result;
}

Quantity spread(const std::string& key, const std::string& label, const std::string& unit,
                const std::optional<results::Spread>& spread, const std::string& what, const std::string& whyNot)
{
    Quantity result = quantity(key, label, unit);
    result.countOf = what;
    if (!spread) {
        result.note = whyNot;
        return result;
    }
    result.value = spread->median;
    result.low = spread->low;
    result.high = spread->high;
    result.least = spread->least;
    result.largest = spread->largest;
    result.count = static_cast<std::int64_t>(spread->count);
    result.note = "median";
    return result;
}

QuantitySection structureSection(const GroupSummary& group)
{
    const std::string missing = "there is no inherent structure yet";
    QuantitySection section{"structure", "Inherent structure", {}};
    auto& list = section.quantities;
    list.push_back(number("particles", "N", "", static_cast<double>(group.recipe.particleCount)));
    list.push_back(number("number_density", "number density N/V", "sigma^-3", group.recipe.numberDensity));
    list.push_back(
        number("packing_fraction", "packing fraction", "", model::packingFraction(group.recipe.numberDensity)));
    list.push_back(
        mean("energy_per_particle", "energy per particle", "epsilon", group.energyPerParticle, missing));
    list.push_back(mean("pressure", "pressure p", modulus, group.pressure, missing));
    list.push_back(
        mean("contacts_per_particle", "neighbours within the cutoff", "", group.contactsPerParticle, missing));
    list.push_back(mean("rattlers", "rattlers", "", group.rattlers, missing));
    if (group.recipe.origin == model::Origin::liquid) {
        list.push_back(counted("not_equilibrated", "samples whose liquid was NOT EQUILIBRATED",
                               group.notEquilibrated.size(), group.samples.size(), "samples"));
        for (const std::string& sample : group.notEquilibrated)
            list.back().note += (list.back().note.empty() ? "" : ", ") + sample;
    }
    return section;
}

QuantitySection elasticSection(const GroupSummary& group)
{
    const std::string missing = "the elastic moduli are not computed yet";
    const std::string unstable = group.elastic.bulk ? "its square is negative" : missing;
    const ElasticSummary& elastic = group.elastic;
    QuantitySection section{"elasticity", "Elasticity", {}};
    auto& list = section.quantities;
    list.push_back(mean("bulk_modulus", "bulk modulus K", modulus, elastic.bulk, missing));
    list.push_back(
        mean("bulk_modulus_affine", "K without its non-affine part", modulus, elastic.affineBulk, missing));
    list.push_back(mean("shear_modulus", "shear modulus G", modulus, elastic.shear, missing));
    list.push_back(
        mean("shear_modulus_affine", "G without its non-affine part", modulus, elastic.affineShear, missing));
    list.push_back(mean("longitudinal_speed", "longitudinal speed of sound c_L", "(epsilon/m)^(1/2)",
                        elastic.longitudinalSpeed, unstable));
    list.push_back(mean("transverse_speed", "transverse speed of sound c_T", "(epsilon/m)^(1/2)",
                        elastic.transverseSpeed, unstable));
    list.push_back(mean("debye_level_elastic", "Debye level A_D of the speeds of sound",
                        "(m sigma^2/epsilon)^(3/2)", elastic.debyeLevel, unstable));
    return section;
}

Quantity bosonPeak(const SpectrumSummary& spectrum)
{
    Quantity result = quantity("boson_peak", "boson peak omega_BP", frequency);
    if (const auto* none = std::get_if<modes::NoBosonPeak>(&spectrum.bosonPeak)) {
        result.note = none->reason;
        return result;
    }
    const auto& peak = std::get<modes::BosonPeak>(spectrum.bosonPeak);
    result.value = peak.frequency;
    result.low = peak.lowFrequency;
    result.high = peak.highFrequency;
    result.count = static_cast<std::int64_t>(spectrum.pooled.omega.size());
    result.countOf = "modes";
    return result;
}

void addLevel(std::vector<Quantity>& list, const std::string& key, const std::string& label,
              const std::string& unit, const std::variant<modes::SpectralLevel, modes::NoSpectralLevel>& level,
              const char* kind)
{
    Quantity result = quantity(key, label, unit);
    Quantity exponent =
        quantity(key + "_exponent", "exponent of " + std::string(kind) + " with the exponent free", "");
    if (const auto* none = std::get_if<modes::NoSpectralLevel>(&level)) {
        result.note = none->reason;
        exponent.note = none->reason;
    }
    else {
        const auto& found = std::get<modes::SpectralLevel>(level);
        result.value = found.level;
        result.error = found.levelError;
        result.note = fmt::format("{} below {:.4g}", kind, found.upTo);
        exponent.value = found.foundExponent;
        exponent.error = found.foundExponentError;
        for (Quantity* each : {&result, &exponent}) {
            each->count = static_cast<std::int64_t>(found.modeCount);
            each->countOf = "modes";
        }
    }
    list.push_back(result);
    list.push_back(exponent);
}

QuantitySection spectrumSection(const GroupSummary& group)
{
    QuantitySection section{"spectrum", "Spectrum", {}};
    auto& list = section.quantities;
    if (const auto* reason = std::get_if<std::string>(&group.spectrum)) {
        for (const auto& [key, label] :
             {std::pair("modes", "modes found"), std::pair("boson_peak", "boson peak omega_BP"),
              std::pair("debye_level_fit", "Debye level A_D, fitted"),
              std::pair("quartic_level", "alpha of the omega^4 law")}) {
            list.push_back(quantity(key, label, ""));
            list.back().note = *reason;
        }
        return section;
    }
    const auto& spectrum = std::get<SpectrumSummary>(group.spectrum);
    list.push_back(counted("modes", "modes found", spectrum.modeCount,
                           static_cast<std::size_t>(spectrum.pooled.degreesOfFreedom), "degrees of freedom"));
    list.back().note = spectrum.proved ? "none below the highest is missing (proved)"
                                       : "that none below the highest is missing is not proved for each sample";
    list.push_back(number("lowest_frequency", "lowest frequency", frequency, spectrum.omega[0]));
    list.push_back(number("highest_frequency", "highest frequency found", frequency,
                          spectrum.omega[spectrum.omega.size() - 1]));
    list.push_back(bosonPeak(spectrum));
    addLevel(list, "debye_level_fit", "Debye level A_D, fitted", "(m sigma^2/epsilon)^(3/2)", spectrum.debye,
             "phonons");
    addLevel(list, "quartic_level", "alpha of the omega^4 law", "(m sigma^2/epsilon)^(5/2)", spectrum.quartic,
             "quasilocalised modes");
    list.push_back(counted("phonons", "phonons", spectrum.phonons, spectrum.modeCount, "modes"));
    list.push_back(
        counted("quasilocalised", "quasilocalised modes", spectrum.quasilocalised, spectrum.modeCount, "modes"));
    list.push_back(counted("neither", "modes of neither kind", spectrum.neither, spectrum.modeCount, "modes"));
    if (group.isCrystal()) {
        list.push_back(quantity("dispersion_error", "largest relative difference to the analytic dispersion", ""));
        list.back().value = group.dispersionError;
    }
    return section;
}

Quantity onset(const results::TransitionSummary& summary)
{
    Quantity result = quantity("onset_temperature", "onset temperature T_c (Table I)", "epsilon/k_B");
    std::vector<double> temperatures;
    std::string where;
    for (const results::OnsetTemperature& each : summary.onsets)
        if (each.temperature) {
            temperatures.push_back(*each.temperature);
            where += fmt::format("{}{}: mode {}{} of {} with a verdict{}, no transition found for {} of them",
                                 where.empty() ? "" : "; ", each.sample, each.mode, each.sign, each.scannedModes,
                                 each.unbrokenFromFirst ? "" : " (not all of the lowest)",
                                 each.scannedModes - each.modesWithBarrier);
        }
    if (const auto mean = results::meanOf(temperatures)) {
        result.value = mean->value;
        result.error = mean->error;
        result.count = static_cast<std::int64_t>(mean->count);
        result.countOf = "samples";
        const auto [least, largest] = std::minmax_element(temperatures.begin(), temperatures.end());
        result.least = *least;
        result.largest = *largest;
        result.note = "of the modes scanned, an upper bound; the barrier is not the saddle's. " + where;
    }
    else
        result.note = "no scanned mode went to another state";
    return result;
}

std::string correlationNote(const results::RankCorrelation& found)
{
    return std::abs(found.coefficient) <= 2 * found.chance
               ? fmt::format("no more than twice what chance shows ({:.2f})", found.chance)
               : fmt::format("chance shows {:.2f}", found.chance);
}

void addCorrelations(const results::TransitionSummary& summary, std::vector<Quantity>& list)
{
    for (const results::NamedCorrelation& named : summary.correlations) {
        list.push_back(quantity("correlation_" + named.first + "_" + named.second,
                                "rank correlation of " + named.first + " and " + named.second, ""));
        Quantity& result = list.back();
        result.countOf = "modes";
        if (!named.correlation) {
            result.note = "fewer than 5 modes have both";
            continue;
        }
        result.value = named.correlation->coefficient;
        result.error = named.correlation->error;
        result.count = static_cast<std::int64_t>(named.correlation->count);
        result.note = correlationNote(*named.correlation);
        if (named.first != "omega")
            result.note += "; " + correlatedModes(summary);
    }
}

void addStates(const results::TransitionSummary& summary, const potential::PairPotential& potential,
               std::vector<Quantity>& list)
{
    const std::string none = "no scan went to another state";
    list.push_back(counted("final_states", "different final states", summary.states.size(), summary.transitions,
                           "transitions"));
    list.push_back(quantity("most_shared_state", "scans that share the most frequent final state", ""));
    if (summary.states.empty())
        list.back().note = none;
    else {
        const results::SharedState& top = summary.states.front();
        list.back() = counted("most_shared_state", "scans that share the most frequent final state", top.scans,
                              summary.transitions, "transitions");
        list.back().note = fmt::format("transition {} of sample {}, reached by {} modes, |Delta r| = {:.4g}",
                                       top.transition, top.sample, top.modes, top.distance);
    }
    list.push_back(spread("dr", "|Delta r|", "sigma", summary.distance, "final states", none));
    list.push_back(spread("dphi", "|Delta Phi|", "epsilon", summary.energyDifference, "final states", none));
    list.push_back(spread("n_rearr", "N_rearr", "", summary.rearrangedCount, "final states", none));
    list.push_back(spread("overlap", "overlap I with the mode", "", summary.overlap, "transitions", none));
    list.push_back(spread("decay_exponent", "decay exponent a", "", summary.decayExponent, "final states",
                          summary.transitions == 0 ? none
                                                   : "no field has a tail that can be fitted; the box is too "
                                                     "small, or the core too wide"));
    if (summary.decayError)
        list.back().note +=
            fmt::format("; a single fit has a standard error of {:.2g}, in the median", *summary.decayError);
    list.push_back(quantity("slope", "slope of ln |Delta Phi| against ln |Delta r|", ""));
    if (const auto& slope = summary.slope) {
        list.back().value = slope->slope;
        list.back().error = slope->slopeError;
        list.back().count = static_cast<std::int64_t>(slope->transitionCount);
        list.back().countOf = "final states";
        list.back().note = fmt::format("correlation of the logarithms {:.2f}", slope->correlation);
    }
    else
        list.back().note = "fewer than 3 final states";
    const results::DisplacementBounds paper = results::displacementBoundsOfPaper(potential);
    list.push_back(spread("displacement_bounds", "|Delta r|^2/N_rearr (Fig. 11)", "sigma^2",
                          summary.squaredDistance, "final states", none));
    list.push_back(counted(
        "displacements_within_lines",
        fmt::format("final states between the lines of Fig. 11, {:g} and {:g} sigma^2", paper.lower, paper.upper),
        summary.withinBoundsOfPaper, summary.squaredDistance ? summary.squaredDistance->count : 0,
        "final states"));
}

/// "sample" for one of "samples".
std::string plural(const std::string& words, std::int64_t count)
{
    return count == 1 && words.ends_with("s") ? words.substr(0, words.size() - 1) : words;
}

std::string compact(double value)
{
    return fmt::format("{:.4g}", value);
}
}  // namespace

QuantitySection transitionQuantities(const results::TransitionSummary& summary,
                                     const potential::PairPotential& potential)
{
    QuantitySection section{"transitions", "Transitions", {}};
    auto& list = section.quantities;
    list.push_back(counted("modes_scanned", "modes scanned", summary.modesScanned, summary.modesInBothDirections,
                           "in both directions"));
    list.push_back(counted("modes_with_transition", "modes with a transition", summary.modesWithTransition,
                           summary.modesScanned, "modes scanned"));
    list.push_back(counted("modes_without_transition", "modes without a transition",
                           summary.modesScanned - summary.modesWithTransition - summary.modesWithoutVerdict,
                           summary.modesScanned, "modes scanned"));
    list.push_back(counted("modes_without_verdict", "modes without a verdict: a scan did not converge",
                           summary.modesWithoutVerdict, summary.modesScanned, "modes scanned"));
    list.push_back(counted("loose_modes", "modes that only a nearly loose particle answers to", summary.looseModes,
                           summary.modesWithTransition, "modes with a transition"));
    for (const auto outcome : {anharmonicity::ScanOutcome::transition, anharmonicity::ScanOutcome::looseParticle,
                               anharmonicity::ScanOutcome::noTransition, anharmonicity::ScanOutcome::overlap,
                               anharmonicity::ScanOutcome::notConverged}) {
        const std::string name(anharmonicity::outcomeName(outcome));
        const auto found = summary.outcomes.find(name);
        std::string key = "outcome_" + name;
        std::replace(key.begin(), key.end(), '-', '_');
        list.push_back(counted(key, "scans that ended as " + name,
                               found == summary.outcomes.end() ? 0 : found->second, summary.scans, "scans"));
    }
    list.push_back(onset(summary));
    list.push_back(spread("ac", "A_c", "sigma", summary.criticalAmplitude, "modes", "no mode has one"));
    list.push_back(spread("ac_third_order", "A_c of Eq. (A3)", "sigma", summary.thirdOrderAmplitude, "modes",
                          "no mode has one"));
    list.push_back(
        spread("ac_ratio", "A_c of Eq. (A3) over A_c", "", summary.thirdOrderRatio, "modes", "no mode has both"));
    addStates(summary, potential, list);
    addCorrelations(summary, list);
    return section;
}

std::vector<QuantitySection> quantitiesOf(const GroupSummary& group)
{
    return {structureSection(group), elasticSection(group), spectrumSection(group),
            transitionQuantities(group.transitions, group.recipe.potential)};
}

std::string correlatedModes(const results::TransitionSummary& summary)
{
    std::vector<double> ends;
    for (const results::OnsetTemperature& sample : summary.onsets)  // one for each
        if (const auto end = summary.belowOmega.find(sample.sample); end != summary.belowOmega.end())
            ends.push_back(end->second);
    if (ends.empty())
        return "all modes: omega_BP is not known";
    const auto [least, largest] = std::minmax_element(ends.begin(), ends.end());
    std::string words = *least == *largest
                            ? "modes below omega_BP = " + compact(*least)
                            : "modes below omega_BP of each size, " + compact(*least) + " to " + compact(*largest);
    if (ends.size() < summary.onsets.size())
        words += fmt::format(", but all modes of {} of {} samples, whose omega_BP is not known",
                             summary.onsets.size() - ends.size(), summary.onsets.size());
    return words;
}

std::string text(const Quantity& quantity)
{
    if (!quantity.value)
        return "none: " + (quantity.note.empty() ? "not computed" : quantity.note);
    std::string result = compact(*quantity.value);
    if (quantity.error)
        result += fmt::format(" +- {:.2g}", *quantity.error);
    if (quantity.low && quantity.high)
        result += " [" + compact(*quantity.low) + ", " + compact(*quantity.high) + "]";
    if (!quantity.unit.empty())
        result += " " + quantity.unit;
    if (quantity.least && quantity.largest)
        result += ", from " + compact(*quantity.least) + " to " + compact(*quantity.largest);
    if (quantity.count && !quantity.countOf.empty())
        result += fmt::format(" ({} {})", *quantity.count, plural(quantity.countOf, *quantity.count));
    if (!quantity.note.empty())
        result += "; " + quantity.note;
    return result;
}

}  // namespace vitrine::study

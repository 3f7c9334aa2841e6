#include "core/study/formats/SummaryJson.h"

#include "core/study/SummaryQuantities.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace vitrine::study::formats {

namespace {
using Json = nlohmann::ordered_json;

void addIfThere(Json& json, const char* key, const std::optional<double>& value)
{
    if (value)
        json[key] = *value;
}

Json toJson(const Quantity& quantity)
{
    Json json;
    json["value"] = quantity.value ? Json(*quantity.value) : Json();
    addIfThere(json, "error", quantity.error);
    addIfThere(json, "percentile16", quantity.low);
    addIfThere(json, "percentile84", quantity.high);
    addIfThere(json, "least", quantity.least);
    addIfThere(json, "largest", quantity.largest);
    if (!quantity.unit.empty())
        json["unit"] = quantity.unit;
    if (quantity.count) {
        json["count"] = *quantity.count;
        json["countOf"] = quantity.countOf;
    }
    if (!quantity.note.empty())
        json["note"] = quantity.note;
    return json;
}

Json toJson(const QuantitySection& section)
{
    Json json;
    for (const Quantity& quantity : section.quantities)
        json[quantity.key] = toJson(quantity);
    return json;
}

Json toJson(const modes::VibrationalDensityOfStates& states)
{
    Json json;
    json["normalisation"] = "counts / ((3N - 3) width), summed over the samples";
    json["degreesOfFreedom"] = states.degreesOfFreedom;
    json["completeUpTo"] = std::isfinite(states.completeUpTo) ? Json(states.completeUpTo) : Json();
    json["edges"] = states.edges;
    json["counts"] = states.counts;
    json["omega"] = states.middles;
    json["g"] = states.density;
    json["gError"] = states.densityErrors;
    json["gOverOmegaSquared"] = states.reduced;
    json["gOverOmegaSquaredError"] = states.reducedErrors;
    return json;
}

Json toJson(const std::vector<results::SharedState>& states)
{
    Json list = Json::array();
    for (const results::SharedState& state : states) {
        Json json;
        json["sample"] = state.sample;
        json["transition"] = state.transition;
        json["scans"] = state.scans;
        json["modes"] = state.modes;
        json["reachedBy"] = state.reachedBy;
        json["dr"] = state.distance;
        json["dphi"] = state.energyDifference;
        list.push_back(json);
    }
    return list;
}

Json toJson(const GroupSummary& group)
{
    Json json;
    json["name"] = group.name;
    json["samples"] = group.samples;
    json["origin"] = model::originName(group.recipe.origin);
    for (const QuantitySection& section : quantitiesOf(group))
        json[section.key] = toJson(section);
    if (const auto* spectrum = std::get_if<SpectrumSummary>(&group.spectrum))
        json["densityOfStates"] = toJson(spectrum->states);
    json["finalStates"] = toJson(group.transitions.states);
    json["missing"] = group.missing;
    return json;
}

Json toJson(const std::vector<GroupSummary>& groups)
{
    Json list = Json::array();
    for (const GroupSummary& group : groups)
        list.push_back(toJson(group));
    return list;
}
}  // namespace

std::string summaryText(const StudySummary& summary)
{
    const modes::ModeKindBounds& bounds = summary.settings.bounds;
    Json json;
    json["format"] = "Vitrine summary";
    json["study"] = summary.folder;
    json["potential"] = potential::potentialName(summary.potential);
    json["units"] = "reduced: mass m, diameter sigma, energy epsilon and k_B are 1";
    json["bounds"]["phononOrderFrom"] = bounds.phononOrderFrom;
    json["bounds"]["phononParticipationFrom"] = bounds.phononParticipationFrom;
    json["bounds"]["localisedOrderBelow"] = bounds.localisedOrderBelow;
    json["bounds"]["localisedParticipationBelow"] = bounds.localisedParticipationBelow;
    json["samples"] = toJson(summary.samples);
    json["sizes"] = toJson(summary.sizes);
    json["glasses"] = toJson(transitionQuantities(summary.glassTransitions, summary.potential));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vitrine::study::formats

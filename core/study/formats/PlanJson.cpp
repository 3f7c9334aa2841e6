#include "core/study/formats/PlanJson.h"

#include "core/run/Errors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace vitrine::study::formats {

namespace {
using Json = nlohmann::ordered_json;

constexpr int formatVersion = 2;
constexpr std::size_t largestSampleCount = 10'000;
constexpr int deepestNesting =
    16;  // of plans and recipes 4; the library writes values by recursion, in messages too

bool hasSeed(model::Origin origin)
{
    return origin == model::Origin::random || origin == model::Origin::liquid;
}

// ---- values to JSON; settings are taken apart so that one with a new member does not compile until it is here

Json toJson(const model::SampleRecipe& recipe)
{
    Json json;
    json["potential"] = potential::potentialName(recipe.potential);
    json["origin"] = model::originName(recipe.origin);
    json["particles"] = recipe.particleCount;
    json["numberDensity"] = recipe.numberDensity;
    if (hasSeed(recipe.origin))
        json["seed"] = recipe.seed;
    if (recipe.origin == model::Origin::liquid)
        json["temperature"] = recipe.temperature;
    if (recipe.origin == model::Origin::imported)
        json["contentHash"] = recipe.contentHash;
    if (recipe.origin == model::Origin::crystal) {
        json["lattice"] = model::latticeName(recipe.lattice);
        json["cellsPerSide"] = recipe.cellsPerSide;
    }
    return json;
}

Json toJson(const quench::FireSettings& settings)
{
    const auto& [initialTimeStep, largestTimeStep, initialMixing, timeStepGrowth, timeStepCut, mixingDecay,
                 stepsBeforeGrowth, largestDisplacement, forceTolerance, largestEvaluationCount] = settings;
    Json json;
    json["initialTimeStep"] = initialTimeStep;
    json["largestTimeStep"] = largestTimeStep;
    json["initialMixing"] = initialMixing;
    json["timeStepGrowth"] = timeStepGrowth;
    json["timeStepCut"] = timeStepCut;
    json["mixingDecay"] = mixingDecay;
    json["stepsBeforeGrowth"] = stepsBeforeGrowth;
    json["largestDisplacement"] = largestDisplacement;
    json["forceTolerance"] = forceTolerance;
    json["largestEvaluationCount"] = largestEvaluationCount;
    return json;
}

Json toJson(const quench::GradientFlowSettings& settings)
{
    const auto& [errorTolerance, initialTimeStep, largestTimeStep, largestDisplacement, handOverForce,
                 largestEvaluationCount] = settings;
    Json json;
    json["errorTolerance"] = errorTolerance;
    json["initialTimeStep"] = initialTimeStep;
    json["largestTimeStep"] = largestTimeStep;
    json["largestDisplacement"] = largestDisplacement;
    json["handOverForce"] = handOverForce;
    json["largestEvaluationCount"] = largestEvaluationCount;
    return json;
}

Json toJson(const quench::ConjugateGradientSettings& settings)
{
    const auto& [lineTolerance, firstStep, largestDisplacement, forceTolerance, largestEvaluationCount] = settings;
    Json json;
    json["lineTolerance"] = lineTolerance;
    json["firstStep"] = firstStep;
    json["largestDisplacement"] = largestDisplacement;
    json["forceTolerance"] = forceTolerance;
    json["largestEvaluationCount"] = largestEvaluationCount;
    return json;
}

Json toJson(const quench::EquilibrationSettings& settings)
{
    const auto& [steps, stepsPerMeasurement, timeStep, thermostatTime, blocksPerQuarter, separation] = settings;
    Json json;
    json["steps"] = steps;
    json["stepsPerMeasurement"] = stepsPerMeasurement;
    json["timeStep"] = timeStep;
    json["thermostatTime"] = thermostatTime;
    json["blocksPerQuarter"] = blocksPerQuarter;
    json["separation"] = toJson(separation);
    return json;
}

Json toJson(const modes::PhononOrderSettings& settings)
{
    const auto& [thresholdModes, transverse, largestSquare] = settings;
    Json json;
    json["thresholdModes"] = thresholdModes;
    json["transverse"] = modes::transverseName(transverse);
    json["largestSquare"] = largestSquare ? Json(*largestSquare) : Json();
    return json;
}

/// What decides a scan by FIRE; the other minimisers' settings come after it.
Json toJson(const anharmonicity::ScanSettings& settings)
{
    const auto& [firstAmplitude, pointsPerDecade, largestAmplitude, bracketTolerance, transitionDistance,
                 overlapDistance, method, minimizer, gradientFlow, conjugateGradients] = settings;
    static_cast<void>(method);  // says which of the rest decides: see settingsText()
    static_cast<void>(gradientFlow);
    static_cast<void>(conjugateGradients);
    Json json;
    json["firstAmplitude"] = firstAmplitude;
    json["pointsPerDecade"] = pointsPerDecade;
    json["largestAmplitude"] = largestAmplitude;
    json["bracketTolerance"] = bracketTolerance;
    json["transitionDistance"] = transitionDistance;
    json["overlapDistance"] = overlapDistance;
    json["minimizer"] = toJson(minimizer);
    return json;
}

Json toJson(const rearrangement::TailSettings& settings)
{
    const auto& [rangeBegin, rangeEnd] = settings;
    Json json;
    json["rangeBegin"] = rangeBegin;
    json["rangeEnd"] = rangeEnd;
    return json;
}

Json toJson(const SamplePlan& sample)
{
    Json json;
    json["name"] = sample.name;
    json.update(toJson(sample.recipe));
    if (sample.firstAmplitude)
        json["firstAmplitude"] = *sample.firstAmplitude;
    return json;
}

// ---- JSON to values

std::string shown(const Json& value)
{
    std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    constexpr std::size_t longest = 60;
    return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

[[noreturn]] void refuse(const std::string& path, const Json& value, const std::string& allowed)
{
    throw run::InvalidInput(path + " is " + shown(value) + ", but has to be " + allowed + ".");
}

struct Range {
    double low;
    double high;
    bool lowExcluded = false;

    bool holds(double x) const { return (lowExcluded ? x > low : x >= low) && x <= high; }
    std::string text() const
    {
        return (lowExcluded ? "a number above " : "a number from ") + Json(low).dump() +
               (lowExcluded ? " and up to " : " to ") + Json(high).dump();
    }
};

/// Reads the members of one object by name; knows where it is, and which members were not asked for.
class ObjectReader {
public:
    ObjectReader(const Json& json, std::string path) : m_json(json), m_path(std::move(path))
    {
        if (!json.is_object())
            refuse(m_path.empty() ? "the content" : m_path, json, "an object { }");
    }

    std::string pathOf(const std::string& key) const { return m_path.empty() ? key : m_path + "." + key; }

    bool has(const std::string& key) const { return m_json.contains(key); }

    const Json& member(const std::string& key)
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            throw run::InvalidInput(pathOf(key) + " is missing.");
        m_asked.insert(key);
        return *found;
    }

    double number(const std::string& key, Range range)
    {
        const Json& value = member(key);
        if (!value.is_number() || !range.holds(value.get<double>()))
            refuse(pathOf(key), value, range.text());
        return value.get<double>();
    }

    std::uint64_t integer(const std::string& key, std::uint64_t low, std::uint64_t high)
    {
        const Json& value = member(key);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() < low || value.get<std::uint64_t>() > high)
            refuse(pathOf(key), value,
                   "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
        return value.get<std::uint64_t>();
    }

    std::string text(const std::string& key)
    {
        const Json& value = member(key);
        if (!value.is_string())
            refuse(pathOf(key), value, "a text in quotes");
        return value.get<std::string>();
    }

    /// A word that the given function knows; its own message lists the words there are.
    template <typename FromName>
    auto word(const std::string& key, FromName fromName)
    {
        const std::string name = text(key);
        try {
            return fromName(name);
        }
        catch (const run::InvalidInput& error) {
            throw run::InvalidInput(pathOf(key) + ": " + error.what());
        }
    }

    void refuseOthers() const
    {
        for (const auto& [key, value] : m_json.items())
            if (!m_asked.contains(key))
                throw run::InvalidInput(pathOf(key) + " is unknown; known here: " + known() + ".");
    }

private:
    std::string known() const
    {
        std::string list;
        for (const std::string& key : m_asked)
            list += (list.empty() ? "" : ", ") + key;
        return list;
    }

    const Json& m_json;
    std::string m_path;
    std::set<std::string> m_asked;
};

bool isHash(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

model::SampleRecipe readRecipe(ObjectReader& reader)
{
    model::SampleRecipe recipe;
    recipe.potential = reader.word("potential", potential::potentialFromName);
    recipe.origin = reader.word("origin", model::originFromName);
    recipe.particleCount = static_cast<Eigen::Index>(reader.integer("particles", 16, 8'388'608));
    recipe.numberDensity = reader.number("numberDensity", {0, 10, true});
    if (hasSeed(recipe.origin))
        recipe.seed = reader.integer("seed", 0, std::numeric_limits<std::uint64_t>::max());
    if (recipe.origin == model::Origin::liquid)
        recipe.temperature = reader.number("temperature", {0, 1000, true});
    if (recipe.origin == model::Origin::imported) {
        recipe.contentHash = reader.text("contentHash");
        if (!isHash(recipe.contentHash))
            refuse(reader.pathOf("contentHash"), recipe.contentHash, "64 hexadecimal digits");
    }
    if (recipe.origin == model::Origin::crystal) {
        recipe.lattice = reader.word("lattice", model::latticeFromName);
        recipe.cellsPerSide = static_cast<int>(reader.integer("cellsPerSide", 1, 128));
    }
    return recipe;
}

quench::FireSettings readFire(const Json& json, const std::string& path, double largestTolerance = 1e-3)
{
    ObjectReader reader(json, path);
    quench::FireSettings fire;
    fire.initialTimeStep = reader.number("initialTimeStep", {0, 10, true});
    fire.largestTimeStep = reader.number("largestTimeStep", {0, 10, true});
    fire.initialMixing = reader.number("initialMixing", {0, 1});
    fire.timeStepGrowth = reader.number("timeStepGrowth", {1, 10});
    fire.timeStepCut = reader.number("timeStepCut", {0, 1, true});
    fire.mixingDecay = reader.number("mixingDecay", {0, 1});
    fire.stepsBeforeGrowth = static_cast<int>(reader.integer("stepsBeforeGrowth", 0, 1'000'000));
    fire.largestDisplacement = reader.number("largestDisplacement", {0, 1, true});
    fire.forceTolerance = reader.number("forceTolerance", {0, largestTolerance, true});
    fire.largestEvaluationCount =
        static_cast<std::int64_t>(reader.integer("largestEvaluationCount", 1, 1'000'000'000'000));
    reader.refuseOthers();
    if (fire.largestTimeStep < fire.initialTimeStep)
        refuse(path + ".largestTimeStep", fire.largestTimeStep, "no less than " + path + ".initialTimeStep");
    return fire;
}

quench::GradientFlowSettings readGradientFlow(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    quench::GradientFlowSettings flow;
    flow.errorTolerance = reader.number("errorTolerance", {1e-4, 0.5});
    flow.initialTimeStep = reader.number("initialTimeStep", {0, 10, true});
    flow.largestTimeStep = reader.number("largestTimeStep", {0, 10, true});
    flow.largestDisplacement = reader.number("largestDisplacement", {0, 1, true});
    flow.handOverForce = reader.number("handOverForce", {0, 1});
    flow.largestEvaluationCount =
        static_cast<std::int64_t>(reader.integer("largestEvaluationCount", 1, 1'000'000'000'000));
    reader.refuseOthers();
    return flow;
}

quench::ConjugateGradientSettings readConjugateGradients(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    quench::ConjugateGradientSettings gradients;
    gradients.lineTolerance = reader.number("lineTolerance", {1e-3, 0.5});
    gradients.firstStep = reader.number("firstStep", {0, 100, true});
    gradients.largestDisplacement = reader.number("largestDisplacement", {0, 1, true});
    gradients.forceTolerance = reader.number("forceTolerance", {0, 1e-3, true});
    gradients.largestEvaluationCount =
        static_cast<std::int64_t>(reader.integer("largestEvaluationCount", 1, 1'000'000'000'000));
    reader.refuseOthers();
    return gradients;
}

/// Calls a value's own validate(); what is wrong with it is said with its place.
template <typename Value>
void validated(const Value& value, const std::string& path)
{
    try {
        value.validate();
    }
    catch (const run::InvalidInput& error) {
        throw run::InvalidInput(path + ": " + error.what());
    }
}

quench::EquilibrationSettings readEquilibration(const Json& json, const std::string& path)
{
    constexpr std::uint64_t most = 1'000'000'000;
    ObjectReader reader(json, path);
    quench::EquilibrationSettings settings;
    settings.steps = static_cast<std::int64_t>(reader.integer("steps", 1, most));
    settings.stepsPerMeasurement = static_cast<std::int64_t>(reader.integer("stepsPerMeasurement", 1, most));
    settings.timeStep = reader.number("timeStep", {0, 1, true});
    settings.thermostatTime = reader.number("thermostatTime", {0, 1000, true});
    settings.blocksPerQuarter = static_cast<std::int64_t>(reader.integer("blocksPerQuarter", 1, most));
    settings.separation = readFire(reader.member("separation"), reader.pathOf("separation"), 1);
    reader.refuseOthers();
    validated(settings, path);
    return settings;
}

modes::PhononOrderSettings readPhononOrder(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    modes::PhononOrderSettings settings;
    settings.thresholdModes = reader.number("thresholdModes", {0, 1e6});
    settings.transverse = reader.word("transverse", modes::transverseFromName);
    if (!reader.member("largestSquare").is_null())
        settings.largestSquare = static_cast<Eigen::Index>(reader.integer("largestSquare", 1, 1'000'000));
    reader.refuseOthers();
    return settings;
}

rearrangement::TailSettings readTail(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    rearrangement::TailSettings settings;
    settings.rangeBegin = reader.number("rangeBegin", {0, 1000});
    settings.rangeEnd = reader.number("rangeEnd", {0, 1000});
    reader.refuseOthers();
    if (settings.rangeBegin > 0 && settings.rangeEnd > 0 && settings.rangeBegin >= settings.rangeEnd)
        refuse(path + ".rangeEnd", settings.rangeEnd, "above " + path + ".rangeBegin, or 0: chosen by the rule");
    return settings;
}

anharmonicity::ScanSettings readScan(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    anharmonicity::ScanSettings scan;
    scan.firstAmplitude = reader.number("firstAmplitude", {0, 10, true});
    scan.pointsPerDecade = static_cast<int>(reader.integer("pointsPerDecade", 10, 1000));
    scan.largestAmplitude = reader.number("largestAmplitude", {0, 10, true});
    scan.bracketTolerance = reader.number("bracketTolerance", {1e-4, 1});
    scan.transitionDistance = reader.number("transitionDistance", {0, 1, true});
    scan.overlapDistance = reader.number("overlapDistance", {0, 1});
    scan.minimizer = readFire(reader.member("minimizer"), reader.pathOf("minimizer"));
    scan.gradientFlow = readGradientFlow(reader.member("gradientFlow"), reader.pathOf("gradientFlow"));
    scan.conjugateGradients =
        readConjugateGradients(reader.member("conjugateGradients"), reader.pathOf("conjugateGradients"));
    reader.refuseOthers();
    if (scan.largestAmplitude <= scan.firstAmplitude)
        refuse(path + ".largestAmplitude", scan.largestAmplitude, "above " + path + ".firstAmplitude");
    validated(scan, path);
    return scan;
}

SamplePlan readSample(const Json& json, const std::string& path)
{
    ObjectReader reader(json, path);
    SamplePlan sample;
    sample.name = reader.text("name");
    if (sample.name.empty() || sample.name.size() > 4 ||
        !std::ranges::all_of(sample.name, [](char c) { return c >= 'A' && c <= 'Z'; }))
        refuse(reader.pathOf("name"), sample.name, "one to four capital letters: it is a folder's name");
    sample.recipe = readRecipe(reader);
    if (reader.has("firstAmplitude"))
        sample.firstAmplitude = reader.number("firstAmplitude", {0, 10, true});
    reader.refuseOthers();
    validated(sample.recipe, path);
    return sample;
}

std::vector<SamplePlan> readSamples(const Json& json)
{
    if (!json.is_array() || json.size() > largestSampleCount)
        refuse("samples", json, "a list [ ] of at most " + std::to_string(largestSampleCount) + " samples");
    std::vector<SamplePlan> samples;
    std::set<std::string> names;
    for (const Json& entry : json) {
        const std::string path = "samples[" + std::to_string(samples.size()) + "]";
        samples.push_back(readSample(entry, path));
        if (!names.insert(samples.back().name).second)
            refuse(path + ".name", samples.back().name, "another than that of an earlier sample");
        if (samples.back().recipe.potential.index() != samples.front().recipe.potential.index())
            refuse(path + ".potential", potential::potentialName(samples.back().recipe.potential),
                   "the same for all samples of a study");
    }
    return samples;
}

/// JSON whose objects have no key twice: the library would silently take the last one.
Json parsed(std::string_view text)
{
    std::vector<std::set<std::string>> keys;
    const Json::parser_callback_t noteKeys = [&keys](int depth, Json::parse_event_t event, Json& value) {
        if (depth > deepestNesting)
            throw run::InvalidInput("it is nested more than " + std::to_string(deepestNesting) + " levels deep.");
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            keys.pop_back();
        else if (event == Json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second)
            throw run::InvalidInput("the key " + shown(value) + " is there twice in one object.");
        return true;
    };
    try {
        return Json::parse(text, noteKeys);
    }
    catch (const Json::parse_error& error) {
        throw run::InvalidInput("it is no valid JSON at byte " + std::to_string(error.byte) + ".");
    }
    catch (const Json::out_of_range&) {
        throw run::InvalidInput("it holds a number beyond the range of double precision.");
    }
}
}  // namespace

namespace {
bool hasLiquids(const StudyPlan& plan)
{
    return std::ranges::any_of(
        plan.samples, [](const SamplePlan& sample) { return sample.recipe.origin == model::Origin::liquid; });
}
}  // namespace

std::string planText(const StudyPlan& plan)
{
    Json json;
    json["format"] = "Vitrine study";
    json["formatVersion"] = formatVersion;
    json["samples"] = Json::array();
    for (const SamplePlan& sample : plan.samples)
        json["samples"].push_back(toJson(sample));
    if (hasLiquids(plan))
        json["equilibration"] = toJson(plan.equilibration);
    json["quench"] = toJson(plan.quench);
    json["modes"]["solver"] = modes::solverName(plan.solver);
    json["modes"]["phononOrder"] = toJson(plan.phononOrder);
    json["scan"] = toJson(plan.scan);
    json["scan"]["gradientFlow"] = toJson(plan.scan.gradientFlow);
    json["scan"]["conjugateGradients"] = toJson(plan.scan.conjugateGradients);
    json["tail"] = toJson(plan.tail);
    return json.dump(2) + "\n";
}

StudyPlan planFromText(std::string_view text)
{
    const Json json = parsed(text);
    ObjectReader reader(json, "");
    if (reader.text("format") != "Vitrine study")
        refuse("format", reader.member("format"), "\"Vitrine study\"");
    if (const Json& version = reader.member("formatVersion"); version != formatVersion)
        refuse("formatVersion", version, std::to_string(formatVersion) + ", the only one this program knows");
    StudyPlan plan;
    plan.samples = readSamples(reader.member("samples"));
    if (hasLiquids(plan) || reader.has("equilibration"))
        plan.equilibration = readEquilibration(reader.member("equilibration"), "equilibration");
    plan.quench = readFire(reader.member("quench"), "quench");
    ObjectReader modesReader(reader.member("modes"), "modes");
    plan.solver = modesReader.word("solver", modes::solverFromName);
    plan.phononOrder = readPhononOrder(modesReader.member("phononOrder"), "modes.phononOrder");
    modesReader.refuseOthers();
    plan.scan = readScan(reader.member("scan"), "scan");
    plan.tail = readTail(reader.member("tail"), "tail");
    reader.refuseOthers();
    for (const SamplePlan& sample : plan.samples)
        validated(plan.scanOf(sample, quench::MinimizerKind::fire), "sample " + sample.name);
    return plan;
}

std::string recipeText(const model::SampleRecipe& recipe)
{
    return toJson(recipe).dump();
}

std::string settingsText(const quench::FireSettings& settings)
{
    return toJson(settings).dump();
}

std::string settingsText(const quench::EquilibrationSettings& settings)
{
    return toJson(settings).dump();
}

std::string settingsText(const modes::PhononOrderSettings& settings)
{
    return toJson(settings).dump();
}

std::string settingsText(const anharmonicity::ScanSettings& settings)
{
    Json json = toJson(settings);
    if (settings.method == quench::MinimizerKind::gradientFlow)
        json["gradientFlow"] = toJson(settings.gradientFlow);  // FIRE finishes it
    if (settings.method == quench::MinimizerKind::conjugateGradients) {
        json.erase("minimizer");
        json["conjugateGradients"] = toJson(settings.conjugateGradients);
    }
    return json.dump();
}

model::SampleRecipe recipeFromText(std::string_view text)
{
    const Json json = parsed(text);
    ObjectReader reader(json, "");
    const model::SampleRecipe recipe = readRecipe(reader);
    reader.refuseOthers();
    return recipe;
}

}  // namespace vitrine::study::formats

#include "core/study/Study.h"

#include "core/anharmonicity/CubicExpansion.h"
#include "core/anharmonicity/TransitionCatalogue.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/rearrangement/DecayProfile.h"
#include "core/run/Errors.h"
#include "core/study/Fingerprint.h"
#include "core/study/StudyStore.h"
#include "core/study/formats/H5mdPacking.h"
#include "core/study/formats/ModesFile.h"
#include "core/study/formats/ModuliFile.h"
#include "core/study/formats/PlanJson.h"
#include "core/study/formats/ScanFile.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <regex>
#include <sstream>
#include <tuple>
#include <variant>

namespace vitrine::study {

namespace fs = std::filesystem;

namespace {
constexpr std::uintmax_t largestPlanSize = 64 * 1024 * 1024;  // bytes; ten thousand samples need 3 MB

/// Five digits or more, so that a listing is in the order of the modes.
std::string numbered(Eigen::Index number)
{
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

std::string structureName()
{
    return "packing.h5";
}

std::string moduliName()
{
    return "moduli.h5";
}

std::string modesName(Eigen::Index first, Eigen::Index last)
{
    return "modes-" + numbered(first) + "-" + numbered(last) + ".h5";
}

std::string scanName(ScanKey key)
{
    std::string name = numbered(key.mode) + (key.direction == anharmonicity::Direction::plus ? "-plus" : "-minus");
    if (key.method != quench::MinimizerKind::fire)
        name += "-" + std::string(quench::minimizerName(key.method));
    return name + ".h5";
}

std::optional<std::pair<Eigen::Index, Eigen::Index>> modesOfName(const std::string& name)
{
    static const std::regex pattern("modes-([0-9]{5,9})-([0-9]{5,9})\\.h5");
    std::smatch match;
    if (!std::regex_match(name, match, pattern))
        return std::nullopt;
    return std::pair{Eigen::Index(std::stol(match[1])), Eigen::Index(std::stol(match[2]))};
}

std::optional<ScanKey> scanOfName(const std::string& name)
{
    static const std::regex pattern("([0-9]{5,9})-(plus|minus)(-(gradient-flow|conjugate-gradients))?\\.h5");
    std::smatch match;
    if (!std::regex_match(name, match, pattern))
        return std::nullopt;
    return ScanKey{std::stol(match[1]),
                   match[2] == "plus" ? anharmonicity::Direction::plus : anharmonicity::Direction::minus,
                   match[4].matched ? quench::minimizerFromName(match[4].str()) : quench::MinimizerKind::fire};
}

/// Regular files and folders of a folder by name, without hidden ones; empty if there is no such folder.
std::vector<fs::path> listing(const fs::path& folder)
{
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (!entry->path().filename().string().starts_with('.'))
            paths.push_back(entry->path());
    std::ranges::sort(paths);
    return paths;
}

/// Changes when a file is replaced by another.
struct FileStamp {
    ino_t inode = 0;
    off_t size = 0;
    time_t seconds = 0;
    long nanoseconds = 0;
    bool operator==(const FileStamp&) const = default;
};

std::optional<FileStamp> stampOf(const fs::path& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return FileStamp{status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

/// A file's header, or why it could not be read.
template <typename Summary>
using Header = std::variant<std::shared_ptr<const Summary>, std::string>;

/// Headers of one kind of file, each read once.
template <typename Summary>
class HeaderCache {
public:
    Header<Summary> header(const fs::path& path, Summary (*read)(const fs::path&))
    {
        const std::optional<FileStamp> stamp = stampOf(path);
        if (!stamp)
            return "The file " + path.string() + " went away.";
        {
            const std::lock_guard lock(m_mutex);
            if (const auto found = m_entries.find(path); found != m_entries.end() && found->second.stamp == *stamp)
                return found->second.header;
        }
        Header<Summary> header;
        try {
            header = std::make_shared<const Summary>(read(path));
        }
        catch (const run::UnreadableFile& error) {
            header = std::string(error.what());
        }
        const std::lock_guard lock(m_mutex);
        m_entries.insert_or_assign(path, Entry{*stamp, header});
        return header;
    }

private:
    struct Entry {
        FileStamp stamp;
        Header<Summary> header;
    };
    std::mutex m_mutex;
    std::map<fs::path, Entry> m_entries;
};

/// A finished piece that belongs to the recipe.
template <typename Summary>
struct Piece {
    fs::path path;
    std::shared_ptr<const Summary> summary;
};

using StructurePiece = Piece<formats::StructureSummary>;
using ModuliPiece = Piece<formats::ModuliPiece>;
using ModesPiece = Piece<formats::ModesSummary>;
using ScanPiece = Piece<formats::ScanSummary>;

/// All that is there of a sample.
struct Survey {
    std::optional<StructurePiece> structure;
    std::optional<ModuliPiece> moduli;
    std::vector<ModesPiece> blocks;  ///< each continues the one before
    Eigen::Index modeCount = 0;
    std::map<ScanKey, ScanPiece> scans;
    std::vector<std::string> foreign;

    /// The block that holds a mode; null if none does.
    const ModesPiece* blockOf(Eigen::Index mode) const
    {
        for (const ModesPiece& piece : blocks) {
            const modes::NormalModes& block = piece.summary->block;
            if (mode >= block.firstIndex && mode < block.firstIndex + block.count())
                return &piece;
        }
        return nullptr;
    }

    /// What the next block of modes continues.
    const PieceIdentity& lastBeforeModes() const
    {
        return blocks.empty() ? structure->summary->identity : blocks.back().summary->identity;
    }
};

std::string scanFingerprint(const PieceIdentity& block, const ScanKey& key,
                            const anharmonicity::ScanSettings& settings)
{
    return scanFingerprint(block, key.mode, key.direction, settings);
}

std::string belongsToOther(const fs::path& path)
{
    return "The file " + path.string() +
           " does not belong to this study: it was computed from another recipe, other settings or other pieces.";
}
}  // namespace

namespace {
using TransitionPiece = std::pair<ScanKey, ScanPiece>;

/// Scans that reached the same state, for each state of a group of scans.
std::vector<std::vector<ScanKey>> statesOf(const std::vector<TransitionPiece>& group)
{
    if (group.size() == 1)
        return {{group.front().first}};
    std::vector<std::shared_ptr<const anharmonicity::ScanResult>> scans;
    for (const auto& [key, piece] : group)
        scans.push_back(std::make_shared<const anharmonicity::ScanResult>(formats::readScan(piece.path)));
    const anharmonicity::TransitionCatalogue catalogue(std::move(scans));
    std::vector<std::vector<ScanKey>> states;
    for (const auto& state : catalogue.states())
        states.push_back(state.reachedBy);
    return states;
}

/// Fields are read only of scans whose |Delta r| is that of another within 2e-3: two states that differ more in it
/// cannot coincide to the catalogue's 1e-3.
std::map<ScanKey, int> transitionNumbers(const Survey& survey)
{
    std::vector<TransitionPiece> transitions;
    for (const auto& [key, piece] : survey.scans)
        if (piece.summary->result.transition)
            transitions.emplace_back(key, piece);
    const auto distanceOf = [](const TransitionPiece& piece) {
        return piece.second.summary->result.transition->distance;
    };
    std::ranges::stable_sort(transitions, {}, distanceOf);
    std::vector<std::vector<ScanKey>> states;
    for (auto begin = transitions.begin(); begin != transitions.end();) {
        auto end = begin + 1;
        while (end != transitions.end() && distanceOf(*end) <= 1.002 * distanceOf(*(end - 1)))
            ++end;
        std::ranges::move(statesOf({begin, end}), std::back_inserter(states));
        begin = end;
    }
    // By the first scan that reached each: FIRE's scans first, so that other minimisers' change no number of
    // theirs.
    std::ranges::sort(states, {}, [](const std::vector<ScanKey>& state) {
        return std::tuple(state.front().method, state.front().mode, state.front().direction);
    });
    std::map<ScanKey, int> numbers;
    for (std::size_t state = 0; state < states.size(); ++state)
        for (const ScanKey& key : states[state])
            numbers.emplace(key, static_cast<int>(state) + 1);
    return numbers;
}
}  // namespace

namespace {
/// What tables need of a scan's decay profile; nothing where there was no transition.
std::optional<formats::DecaySummary> decaySummary(const quench::InherentStructure& structure,
                                                  const anharmonicity::ScanResult& result,
                                                  const rearrangement::TailSettings& settings)
{
    if (!result.transition)
        return std::nullopt;
    formats::DecaySummary decay;
    decay.rule = settings.description();
    const rearrangement::DecayProfile profile = rearrangement::decayProfileWhereInRange(
        structure.packing, result.transition->displacements, structure.rattlers, settings);
    if (const auto* fit = std::get_if<rearrangement::TailFit>(&profile.tail)) {
        decay.exponent = fit->exponent;
        decay.error = fit->exponentError;
    }
    else
        decay.noExponentReason = std::get<rearrangement::NoTail>(profile.tail).reason;
    return decay;
}
}  // namespace

/// Looks through the folder of a sample and remembers the headers it has read.
class Study::Index {
public:
    Survey survey(const fs::path& folder, const SamplePlan& sample, const StudyPlan& plan)
    {
        Survey found;
        findStructure(folder, sample, plan, found);
        findModuli(folder / moduliName(), found);
        findModes(folder, plan, found);
        findScans(folder / "scan", sample, plan, found);
        return found;
    }

    /// The number of the final state that each scan with a transition reached, from 1 in the order of the scans.
    std::map<ScanKey, int> transitions(const fs::path& folder, const Survey& survey)
    {
        std::vector<std::string> contents;
        for (const auto& [key, piece] : survey.scans)
            contents.push_back(piece.summary->identity.content);
        {
            const std::lock_guard lock(m_transitionsMutex);
            if (const auto found = m_transitions.find(folder);
                found != m_transitions.end() && found->second.contents == contents)
                return found->second.numbers;
        }
        const std::map<ScanKey, int> numbers = transitionNumbers(survey);
        const std::lock_guard lock(m_transitionsMutex);
        m_transitions.insert_or_assign(folder, Transitions{contents, numbers});
        return numbers;
    }

    /// The decay exponents of all scans with a transition, fitted by the plan's rule: those that were kept with
    /// another are fitted again, from the fields.
    std::map<ScanKey, formats::DecaySummary> decays(const Survey& survey,
                                                    const rearrangement::TailSettings& settings)
    {
        const std::string rule = settings.description();
        std::shared_ptr<const quench::InherentStructure> structure;
        std::map<ScanKey, formats::DecaySummary> decays;
        for (const auto& [key, piece] : survey.scans) {
            if (!piece.summary->decay)
                continue;
            if (piece.summary->decay->rule == rule) {
                decays.emplace(key, *piece.summary->decay);
                continue;
            }
            const std::string known = piece.summary->identity.content + "\n" + rule;
            {
                const std::lock_guard lock(m_decaysMutex);
                if (const auto found = m_decays.find(known); found != m_decays.end()) {
                    decays.emplace(key, found->second);
                    continue;
                }
            }
            if (!structure)
                structure = formats::readStructure(survey.structure->path);
            const formats::DecaySummary decay =
                decaySummary(*structure, formats::readScan(piece.path), settings).value();
            decays.emplace(key, decay);
            const std::lock_guard lock(m_decaysMutex);
            m_decays.emplace(known, decay);
        }
        return decays;
    }

private:
    void findStructure(const fs::path& folder, const SamplePlan& sample, const StudyPlan& plan, Survey& found)
    {
        const fs::path path = folder / structureName();
        if (!fs::exists(path))
            return;
        const auto summary = headerOf(m_structures, path, &formats::readStructureSummary, found);
        if (!summary)
            return;
        const bool belongs = summary->identity.fingerprint ==
                                 structureFingerprint(sample.recipe, plan.quench, plan.equilibration) &&
                             summary->particleCount == sample.recipe.particleCount;
        if (belongs)
            found.structure = StructurePiece{path, summary};
        else
            found.foreign.push_back(belongsToOther(path));
    }

    void findModuli(const fs::path& path, Survey& found)
    {
        if (!fs::exists(path))
            return;
        const auto summary = headerOf(m_moduli, path, &formats::readModuli, found);
        if (!summary)
            return;
        if (found.structure && summary->identity.fingerprint ==
                                   moduliFingerprint(found.structure->summary->identity, modes::ElasticSettings{}))
            found.moduli = ModuliPiece{path, summary};
        else
            found.foreign.push_back(belongsToOther(path));
    }

    void findModes(const fs::path& folder, const StudyPlan& plan, Survey& found)
    {
        std::vector<std::tuple<Eigen::Index, Eigen::Index, fs::path>> candidates;  // first, -last, path
        for (const fs::path& path : listing(folder)) {
            const std::string name = path.filename().string();
            if (const auto range = modesOfName(name))
                candidates.emplace_back(range->first, -range->second, path);
            else if (name != structureName() && name != moduliName() && name != "scan" && name != "foreign")
                found.foreign.push_back("The file " + path.string() + " is no piece of a study.");
        }
        std::ranges::sort(candidates);  // of those that begin alike the longest first
        for (const auto& [first, negativeLast, path] : candidates) {
            const auto summary = headerOf(m_modes, path, &formats::readModesSummary, found);
            if (!summary)
                continue;
            if (continues(*summary, first, -negativeLast, plan, found)) {
                found.blocks.push_back({path, summary});
                found.modeCount = -negativeLast;
            }
            else
                found.foreign.push_back(belongsToOther(path));
        }
    }

    static bool continues(const formats::ModesSummary& summary, Eigen::Index first, Eigen::Index last,
                          const StudyPlan& plan, const Survey& found)
    {
        return found.structure && first == found.modeCount + 1 && summary.block.firstIndex == first &&
               summary.block.count() == last - first + 1 &&
               summary.particleCount == found.structure->summary->particleCount &&
               summary.identity.fingerprint == modesFingerprint(found.lastBeforeModes(), plan.solver,
                                                                plan.phononOrder, first, last - first + 1);
    }

    void findScans(const fs::path& folder, const SamplePlan& sample, const StudyPlan& plan, Survey& found)
    {
        for (const fs::path& path : listing(folder)) {
            const auto key = scanOfName(path.filename().string());
            if (!key) {
                if (path.filename() != "foreign")
                    found.foreign.push_back("The file " + path.string() + " is no piece of a study.");
                continue;
            }
            const auto summary = headerOf(m_scans, path, &formats::readScanSummary, found);
            if (!summary)
                continue;
            const ModesPiece* block = found.blockOf(key->mode);
            const bool belongs =
                block && summary->result.key() == *key &&
                summary->identity.fingerprint ==
                    scanFingerprint(block->summary->identity, *key, plan.scanOf(sample, key->method));
            if (belongs)
                found.scans.emplace(*key, ScanPiece{path, summary});
            else
                found.foreign.push_back(belongsToOther(path));
        }
    }

    template <typename Summary>
    static std::shared_ptr<const Summary> headerOf(HeaderCache<Summary>& cache, const fs::path& path,
                                                   Summary (*read)(const fs::path&), Survey& found)
    {
        const Header<Summary> header = cache.header(path, read);
        if (const auto* reason = std::get_if<std::string>(&header))
            found.foreign.push_back(*reason);
        const auto* summary = std::get_if<std::shared_ptr<const Summary>>(&header);
        return summary ? *summary : nullptr;
    }

    HeaderCache<formats::StructureSummary> m_structures;
    HeaderCache<formats::ModuliPiece> m_moduli;
    HeaderCache<formats::ModesSummary> m_modes;
    HeaderCache<formats::ScanSummary> m_scans;

    /// What the grouping of a sample's transitions came to, and from which scans.
    struct Transitions {
        std::vector<std::string> contents;
        std::map<ScanKey, int> numbers;
    };
    std::mutex m_decaysMutex;
    std::map<std::string, formats::DecaySummary> m_decays;  ///< by content of the scan and rule

    std::mutex m_transitionsMutex;
    std::map<fs::path, Transitions> m_transitions;
};

namespace {
StudyPlan readPlan(const fs::path& folder)
{
    const fs::path path = folder / "study.json";
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error)
        throw run::UnreadableFile("The folder " + folder.string() + " is no study: " + path.string() +
                                  " cannot be read: " + error.message() + ".");
    if (size > largestPlanSize)
        throw run::UnreadableFile("The file " + path.string() + " has " + std::to_string(size) +
                                  " bytes, more than any study needs.");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    try {
        return formats::planFromText(text.str());
    }
    catch (const run::InvalidInput& reason) {
        throw run::UnreadableFile("The file " + path.string() + " cannot be used: " + reason.what());
    }
}

void writePlan(const fs::path& folder, const StudyPlan& plan)
{
    writeFile(folder / "study.json", formats::planText(plan));
}

const SamplePlan& sampleNamed(const StudyPlan& plan, const std::string& name)
{
    const auto found = std::ranges::find(plan.samples, name, &SamplePlan::name);
    if (found == plan.samples.end())
        throw run::InvalidInput("The study has no sample \"" + name + "\".");
    return *found;
}

/// Writes a piece to a place that holds nothing that belongs to the study.
void writePiece(const fs::path& path, const std::vector<std::byte>& content)
{
    makeFolder(path.parent_path());
    if (fs::exists(path))
        moveAside(path);
    writeFile(path, content);
}

results::ModeRecord modeRecord(const std::string& sample, const ModesPiece& piece, Eigen::Index mode,
                               const formats::StructureSummary& structure)
{
    const modes::NormalModes& block = piece.summary->block;
    const Eigen::Index column = mode - block.firstIndex;
    results::ModeRecord record;
    record.sample = sample;
    record.particleCount = structure.particleCount;
    if (structure.equilibration)
        record.equilibrated = structure.equilibration->equilibrated;
    record.mode = mode;
    record.omega = block.omega[column];
    record.residual = block.residuals[column];
    record.participationRatio = block.participation[column];
    record.phononOrder = piece.summary->phononOrder[column];
    record.tau = block.tau[column];
    record.thirdOrderAmplitude =
        anharmonicity::thirdOrderCriticalAmplitude(record.omega, record.tau, structure.participantCount);
    return record;
}

void addScan(results::ModeRecord& record, const formats::ScanSummary& scan)
{
    const anharmonicity::ScanResult& result = scan.result;
    record.sign = anharmonicity::directionSign(result.direction);
    record.outcome = anharmonicity::outcomeName(result.outcome);
    record.method = quench::minimizerName(result.method);
    record.minimizer = result.minimizer;
    if (result.reachedAmplitude > 0)
        record.reachedAmplitude = result.reachedAmplitude;
    record.evaluations = result.evaluations;
    if (const auto& at = result.transition) {
        record.criticalAmplitude = at->criticalAmplitude;
        record.lowAmplitude = at->lowAmplitude;
        record.barrier = at->barrier;
        record.distance = at->distance;
        record.energyDifference = at->energyDifference;
        record.rearrangedCount = at->rearrangedCount;
        record.overlap = at->overlap;
    }
}

/// Puts a block of modes after those before it.
void append(modes::NormalModes& all, const modes::NormalModes& block)
{
    const Eigen::Index before = all.count();
    const Eigen::Index count = before + block.count();
    const auto extend = [&](Eigen::VectorXd& vector, const Eigen::VectorXd& more) {
        vector.conservativeResize(count);
        vector.tail(more.size()) = more;
    };
    extend(all.omega, block.omega);
    extend(all.residuals, block.residuals);
    extend(all.tau, block.tau);
    extend(all.participation, block.participation);
    const Eigen::Index fields = all.eigenvectors.cols();
    all.eigenvectors.conservativeResize(block.eigenvectors.rows(), fields + block.eigenvectors.cols());
    all.eigenvectors.rightCols(block.eigenvectors.cols()) = block.eigenvectors;
    all.largestEigenvalue = std::max(all.largestEigenvalue, block.largestEigenvalue);
    if (block.solver != all.solver)
        all.solver += "; " + block.solver;
    // A block is counted beside those before it, so the last one's count is of all; but the weakest evidence and
    // the largest odds are those of the whole.
    all.completeness = std::max(all.completeness, block.completeness);
    if (block.missProbability)
        all.missProbability = std::max(all.missProbability.value_or(0), *block.missProbability);
    all.countedBelow = block.countedBelow;
    if (block.completenessReason != all.completenessReason)
        all.completenessReason += " " + block.completenessReason;
}
}  // namespace

Study::Study(fs::path folder, StudyPlan plan)
    : m_folder(std::move(folder)), m_plan(std::move(plan)), m_index(std::make_shared<Index>())
{}

Study Study::create(const fs::path& folder, const StudyPlan& plan)
{
    std::error_code error;
    if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder, error)))
        throw run::InvalidInput("The folder " + folder.string() +
                                " is not empty; a new study needs a new or an empty folder.");
    const std::string text = formats::planText(plan);
    formats::planFromText(text);  // what could not be opened again is refused before anything is made
    makeFolder(folder);
    writeFile(folder / "study.json", text);
    return {folder, plan};
}

Study Study::open(const fs::path& folder)
{
    return {folder, readPlan(folder)};
}

std::string Study::addImported(const quench::InherentStructure& structure)
{
    const StudyLock alone(m_folder);
    m_plan = readPlan(m_folder);  // another process may have added samples meanwhile
    auto added = std::make_shared<quench::InherentStructure>(structure);
    added->recipe.origin = model::Origin::imported;
    added->recipe.contentHash = contentHash(structure.packing);
    const auto same = std::ranges::find_if(m_plan.samples, [&](const SamplePlan& sample) {
        return sample.recipe.origin == model::Origin::imported &&
               sample.recipe.contentHash == added->recipe.contentHash;
    });
    if (same != m_plan.samples.end())
        return same->name;
    const std::string name = m_plan.add(added->recipe);
    // The structure first: a sample of the plan without it could not be made again.
    writePiece(
        m_folder / name / structureName(),
        formats::h5mdFile(*added, structureFingerprint(added->recipe, m_plan.quench, m_plan.equilibration)));
    writePlan(m_folder, m_plan);
    return name;
}

std::vector<std::string> Study::addSamples(const std::vector<model::SampleRecipe>& recipes)
{
    const StudyLock alone(m_folder);
    StudyPlan plan = readPlan(m_folder);  // another process may have added samples meanwhile
    std::vector<std::string> names;
    for (const model::SampleRecipe& recipe : recipes)
        names.push_back(plan.add(recipe));
    formats::planFromText(formats::planText(plan));  // what could not be opened again is refused
    writePlan(m_folder, plan);
    m_plan = plan;
    return names;
}

SampleState Study::state(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    SampleState state;
    state.hasStructure = survey.structure.has_value();
    if (survey.structure)
        state.equilibration = survey.structure->summary->equilibration;
    state.hasModuli = survey.moduli.has_value();
    state.modeCount = survey.modeCount;
    for (const auto& piece : survey.blocks)
        state.modeEvidence.push_back(piece.summary->block.completenessReason);
    for (const auto& [key, piece] : survey.scans)
        state.scans.push_back(key);
    state.foreign = survey.foreign;
    return state;
}

std::string Study::dataHash() const
{
    std::string text = formats::planText(m_plan);
    for (const SamplePlan& sample : m_plan.samples) {
        const Survey survey = m_index->survey(m_folder / sample.name, sample, m_plan);
        text += sample.name + '\n';
        if (survey.structure)
            text += "packing " + survey.structure->summary->identity.content + '\n';
        if (survey.moduli)
            text += "moduli " + survey.moduli->summary->identity.content + '\n';
        for (const ModesPiece& piece : survey.blocks)
            text += "modes " + piece.summary->identity.content + '\n';
        for (const auto& [key, piece] : survey.scans)
            text += scanName(key) + ' ' + piece.summary->identity.content + '\n';
    }
    return sha256(text);
}

std::shared_ptr<const quench::InherentStructure> Study::structure(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    return survey.structure ? formats::readStructure(survey.structure->path) : nullptr;
}

std::shared_ptr<const modes::ElasticModuli> Study::moduli(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    return survey.moduli ? std::make_shared<const modes::ElasticModuli>(survey.moduli->summary->moduli) : nullptr;
}

std::shared_ptr<const modes::NormalModes> Study::modesWithoutFields(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    if (survey.blocks.empty())
        return nullptr;
    auto all = std::make_shared<modes::NormalModes>(survey.blocks.front().summary->block);
    for (auto piece = survey.blocks.begin() + 1; piece != survey.blocks.end(); ++piece)
        append(*all, piece->summary->block);
    return all;
}

std::shared_ptr<const modes::NormalModes> Study::modes(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    if (survey.blocks.empty())
        return nullptr;
    auto all = std::make_shared<modes::NormalModes>(formats::readModes(survey.blocks.front().path));
    for (auto piece = survey.blocks.begin() + 1; piece != survey.blocks.end(); ++piece)
        append(*all, formats::readModes(piece->path));
    return all;
}

std::shared_ptr<const anharmonicity::ScanResult> Study::scan(const std::string& sample, ScanKey key) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    const auto found = survey.scans.find(key);
    if (found == survey.scans.end())
        return nullptr;
    return std::make_shared<const anharmonicity::ScanResult>(formats::readScan(found->second.path));
}

void Study::save(const std::string& sample, const quench::InherentStructure& structure) const
{
    const SamplePlan& plan = sampleNamed(m_plan, sample);
    if (formats::recipeText(structure.recipe) != formats::recipeText(plan.recipe))
        throw run::InvalidInput("The structure has another recipe than sample " + sample + " of the study.");
    const StudyLock alone(m_folder);
    if (!m_index->survey(m_folder / sample, plan, m_plan).structure)
        writePiece(
            m_folder / sample / structureName(),
            formats::h5mdFile(structure, structureFingerprint(plan.recipe, m_plan.quench, m_plan.equilibration)));
}

void Study::save(const std::string& sample, const modes::ElasticModuli& moduli) const
{
    const StudyLock alone(m_folder);
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    if (!survey.structure)
        throw run::InvalidInput("Sample " + sample + " has no structure that the moduli could be of.");
    if (!survey.moduli)
        writePiece(m_folder / sample / moduliName(),
                   formats::moduliFile(
                       moduli, moduliFingerprint(survey.structure->summary->identity, modes::ElasticSettings{})));
}

void Study::save(const std::string& sample, const modes::NormalModes& block, const run::RunControl& control) const
{
    const std::shared_ptr<const quench::InherentStructure> from = structure(sample);
    if (!from)
        throw run::InvalidInput("Sample " + sample + " has no structure that the modes could be of.");
    // Long for a large packing, so before the lock.
    const Eigen::VectorXd phononOrder =
        modes::phononOrderParameters(*from, block.eigenvectors, m_plan.phononOrder, control);
    const StudyLock alone(m_folder);
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    if (block.firstIndex <= survey.modeCount)
        return;
    if (!survey.structure || block.firstIndex != survey.modeCount + 1)
        throw run::InvalidInput("The block of modes begins at mode " + std::to_string(block.firstIndex) +
                                ", but sample " + sample + " has " + std::to_string(survey.modeCount) + " modes.");
    const std::string fingerprint = modesFingerprint(survey.lastBeforeModes(), m_plan.solver, m_plan.phononOrder,
                                                     block.firstIndex, block.count());
    writePiece(m_folder / sample / modesName(block.firstIndex, block.firstIndex + block.count() - 1),
               formats::modesFile(block, fingerprint, phononOrder));
}

void Study::save(const std::string& sample, const anharmonicity::ScanResult& result) const
{
    const std::shared_ptr<const quench::InherentStructure> from = structure(sample);
    if (!from)
        throw run::InvalidInput("Sample " + sample + " has no structure that the scan could be of.");
    const auto decay = decaySummary(*from, result, m_plan.tail);
    const StudyLock alone(m_folder);
    const SamplePlan& plan = sampleNamed(m_plan, sample);
    const Survey survey = m_index->survey(m_folder / sample, plan, m_plan);
    const ScanKey key = result.key();
    if (survey.scans.contains(key))
        return;
    const ModesPiece* block = survey.blockOf(result.mode);
    if (!block)
        throw run::InvalidInput("The scan is of mode " + std::to_string(result.mode) + ", but sample " + sample +
                                " has " + std::to_string(survey.modeCount) + " modes.");
    const std::string fingerprint =
        scanFingerprint(block->summary->identity, key, m_plan.scanOf(plan, key.method));
    writePiece(m_folder / sample / "scan" / scanName(key), formats::scanFile(result, fingerprint, decay));
}

std::vector<results::ModeRecord> Study::records() const
{
    std::vector<results::ModeRecord> all;
    for (const SamplePlan& sample : m_plan.samples)
        std::ranges::move(records(sample.name), std::back_inserter(all));
    return all;
}

std::vector<results::ModeRecord> Study::records(const std::string& sample) const
{
    const Survey survey = m_index->survey(m_folder / sample, sampleNamed(m_plan, sample), m_plan);
    const std::map<ScanKey, int> transitions = m_index->transitions(m_folder / sample, survey);
    const std::map<ScanKey, formats::DecaySummary> decays = m_index->decays(survey, m_plan.tail);
    std::vector<results::ModeRecord> records;
    for (Eigen::Index mode = 1; mode <= survey.modeCount; ++mode) {
        const results::ModeRecord unscanned =
            modeRecord(sample, *survey.blockOf(mode), mode, *survey.structure->summary);
        const std::size_t before = records.size();
        const ScanKey first{mode, anharmonicity::Direction::plus};
        for (auto scan = survey.scans.lower_bound(first); scan != survey.scans.end() && scan->first.mode == mode;
             ++scan) {
            results::ModeRecord& record = records.emplace_back(unscanned);
            addScan(record, *scan->second.summary);
            if (const auto number = transitions.find(scan->first); number != transitions.end())
                record.transition = number->second;
            if (const auto decay = decays.find(scan->first); decay != decays.end()) {
                record.decayExponent = decay->second.exponent;
                record.decayExponentError = decay->second.error;
            }
        }
        if (records.size() == before)
            records.push_back(unscanned);
    }
    return records;
}

}  // namespace vitrine::study

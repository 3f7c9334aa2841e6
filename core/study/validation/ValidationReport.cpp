#include "core/study/validation/ValidationReport.h"

#include "core/study/validation/SystemReport.h"
#include "core/study/validation/Wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vitrine::study::validation {

namespace {
constexpr const char* crystalStatement = "Crystals do not rearrange (Sec. II C)";

/// The two systems in the order of the report.
std::vector<const PaperNumbers*> systems()
{
    return {&paperNumbers(potential::HarmonicPotential{}), &paperNumbers(potential::LennardJonesPotential{})};
}

bool isOf(const StudySummary& study, const PaperNumbers& system)
{
    return &paperNumbers(study.potential) == &system;
}

/// Least and largest A_c of the glasses or crystals of a system; nothing where none went elsewhere.
std::optional<std::pair<double, double>> amplitudes(const std::vector<StudySummary>& studies,
                                                    const PaperNumbers& system, bool crystals)
{
    std::optional<std::pair<double, double>> found;
    for (const StudySummary& study : studies)
        for (const GroupSummary& size : study.sizes)
            if (isOf(study, system) && size.isCrystal() == crystals)
                if (const auto& spread = size.transitions.criticalAmplitude)
                    found = {std::min(found ? found->first : spread->least, spread->least),
                             std::max(found ? found->second : spread->largest, spread->largest)};
    return found;
}

bool hasScannedCrystals(const std::vector<StudySummary>& studies, const PaperNumbers& system)
{
    return std::ranges::any_of(studies, [&](const StudySummary& study) {
        return isOf(study, system) && std::ranges::any_of(study.sizes, [](const GroupSummary& size) {
                   return size.isCrystal() && wasScanned(size);
               });
    });
}

std::string crystalRows(const std::vector<StudySummary>& studies)
{
    std::string rows;
    for (const StudySummary& study : studies)
        for (const GroupSummary& size : study.sizes) {
            if (!size.isCrystal())
                continue;
            const auto* spectrum = std::get_if<SpectrumSummary>(&size.spectrum);
            std::string outcomes;
            for (const auto& [outcome, count] : size.transitions.outcomes)
                outcomes += fmt::format("{}{} {}", outcomes.empty() ? "" : ", ", count, outcome);
            rows += fmt::format(
                "| {} {} | {:.4g} | {} | {} | {} | {} |\n", potential::potentialName(study.potential), size.name,
                size.recipe.numberDensity, spectrum ? std::to_string(spectrum->modeCount) : "none",
                size.dispersionError ? compact(*size.dispersionError) : "none",
                outcomes.empty() ? "not scanned" : outcomes, rangeOrNone(size.transitions.criticalAmplitude));
        }
    return rows;
}

/// The control experiment; its verdicts go to those of the systems.
std::string crystalReport(const std::vector<StudySummary>& studies,
                          std::vector<std::vector<StatementVerdict>>& verdicts)
{
    const std::string rows = crystalRows(studies);
    if (rows.empty())
        return {};
    std::string text =
        "## Crystals, the control\n\n**Paper:** anharmonicities in perfect crystals never induce rearrangements "
        "(Sec. II C).\n\n| | N/V | modes | largest relative difference of omega to the analytic dispersion | "
        "scans | "
        "A_c of modes with a transition / sigma |\n|---|---|---|---|---|---|\n" +
        rows + "\n";
    std::size_t at = 0;
    for (const PaperNumbers* system : systems()) {
        std::vector<StatementVerdict>& ofSystem = verdicts[at++];
        if (!hasScannedCrystals(studies, *system))
            continue;
        const auto crystals = amplitudes(studies, *system, true);
        const Verdict verdict = crystalVerdict(crystals ? std::optional(crystals->first) : std::nullopt,
                                               amplitudes(studies, *system, false));
        ofSystem.push_back({crystalStatement, verdict.agreement});
        text += fmt::format("**Verdict on {}:** {}\n\n", system->title, verdict.text());
    }
    return text;
}

/// A line for each statement, a column for each system.
std::string overview(const std::vector<std::vector<StatementVerdict>>& verdicts)
{
    std::vector<std::string> statements;
    for (const auto& ofSystem : verdicts)
        for (const StatementVerdict& each : ofSystem)
            if (std::ranges::find(statements, each.statement) == statements.end())
                statements.push_back(each.statement);
    std::string text = "## At a glance\n\n|";
    for (const PaperNumbers* system : systems())
        text += fmt::format(" | {}", system->title);
    text += " |\n|---|---|---|\n";
    for (const std::string& statement : statements) {
        text += "| " + cell(statement);
        for (const auto& ofSystem : verdicts) {
            const auto given = std::ranges::find(ofSystem, statement, &StatementVerdict::statement);
            text += " | ";
            text += given == ofSystem.end() ? "not asked" : agreementName(given->agreement);
        }
        text += " |\n";
    }
    return text + "\n";
}

std::string missingPieces(const std::vector<StudySummary>& studies)
{
    std::string text;
    for (const StudySummary& study : studies)
        for (const GroupSummary& sample : study.samples)
            for (const std::string& missing : sample.missing) {
                if (!wasScanned(sample) && missing.find(" scans ") != std::string::npos)
                    continue;  // whole spectra need no scans
                text +=
                    fmt::format("- {}: {}\n", std::filesystem::path(study.folder).filename().string(), missing);
            }
    return "## Not computed\n\n" + (text.empty() ? "Nothing of these studies is missing.\n" : text);
}
}  // namespace

std::vector<std::string> pictureNames()
{
    std::vector<std::string> names;
    for (const PaperNumbers* system : systems())
        std::ranges::copy(pictureNames(*system), std::back_inserter(names));
    return names;
}

std::string validationReport(const std::vector<StudySummary>& studies, const std::filesystem::path& pictureFolder,
                             const std::string& picturesFromReport)
{
    std::string sections;
    std::vector<std::vector<StatementVerdict>> verdicts;
    for (const PaperNumbers* system : systems()) {
        verdicts.emplace_back();
        std::vector<SizeEntry> glasses;
        for (const StudySummary& study : studies)
            for (const GroupSummary& size : study.sizes)
                if (isOf(study, *system) && !size.isCrystal())
                    glasses.push_back({&study, &size});
        std::ranges::stable_sort(glasses, {},
                                 [](const SizeEntry& entry) { return entry.group->recipe.particleCount; });
        if (glasses.empty())
            continue;
        const SystemReport report = reportOnSystem(*system, glasses, {pictureFolder, picturesFromReport});
        sections += report.text;
        verdicts.back() = report.verdicts;
    }
    sections += crystalReport(studies, verdicts);
    return "# Validation: the paper's statements, and what Vitrine finds\n\n"
           "Written by `vitrine-batch validate` from studies; nothing in it is edited by hand. The paper is H. "
           "Mizuno, M. Shimada, A. Ikeda, Phys. Rev. Research 2, 013215 (2020). Its systems are larger than "
           "these: "
           "N from 16,000 to 512,000 (harmonic) and from 4,000 to 128,000 (Lennard-Jones).\n\n"
           "How to read the numbers. Units: m = sigma = epsilon = 1. Ranges and medians are followed by the count "
           "that they rest on. A mode's A_c is the smaller one of its two directions. Distributions of "
           "transitions "
           "are over different final states, each counted once. A rank correlation (Spearman) is given with its "
           "standard error and with what chance alone would show; a correlation is called seen beyond twice that. "
           "Modes of one sample that lead to one transition are not independent, so that true errors are larger "
           "than these.\n\n" +
           overview(verdicts) + sections + missingPieces(studies);
}

}  // namespace vitrine::study::validation

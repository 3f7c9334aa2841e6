#include "core/study/ValidationReport.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/results/MinimizerComparison.h"
#include "core/study/SummaryQuantities.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace vitrine::study {

namespace {
// Fewer than these tell nothing about a correlation or a slope, whatever their formal errors: many modes share a
// state.
constexpr std::size_t fewestModesToTell = 20;
constexpr std::size_t fewestStatesToTell = 6;

/// What the paper finds for one of its two systems.
struct PaperNumbers {
    const char* name;  // of files
    const char* title;
    const char* amplitudes;
    double amplitudeLow, amplitudeHigh;
    const char* distances;
    const char* energies;
    const char* onsets;  // Table I
};

constexpr PaperNumbers harmonicNumbers{
    "harmonic", "Harmonic spheres", "1e-6 to 1e-2", 1e-6,
    1e-2,       "1e-3 to 1",        "1e-9 to 1e-2", "1.3e-6 (N = 32,000), 2.9e-7 (128,000), 3.7e-9 (512,000)"};
constexpr PaperNumbers lennardJonesNumbers{
    "lj", "Lennard-Jones", "1e-4 to 1e-1", 1e-4,
    1e-1, "0.1 to 10",     "1e-4 to 1e2",  "0.11 (N = 8,000), 0.023 (32,000), 6.3e-3 (128,000)"};

/// The figures that a report has places for, for each system.
struct Picture {
    const char* name;
    const char* caption;
};
constexpr Picture knownPictures[] = {
    {"fig2-sweep", "Fig. 2: |Delta r| and |Delta Phi| against A for one mode"},
    {"fig3-ac-omega", "Fig. 3: A_c against omega"},
    {"fig4-ac-order", "Fig. 4: A_c against O and P"},
    {"fig5-barrier-omega", "Fig. 5: barrier against omega"},
    {"fig6-dr-omega", "Fig. 6: |Delta r| against omega"},
    {"fig7-dr-order", "Fig. 7: |Delta r| against O and P"},
    {"fig8-dphi-dr", "Fig. 8: |Delta Phi| against |Delta r|"},
    {"fig9-field", "Fig. 9: a rearrangement, and its decay with distance"},
    {"fig10-nrearr-omega", "Fig. 10: N_rearr against omega"},
    {"fig11-nrearr-dr2", "Fig. 11: N_rearr against |Delta r|^2"},
    {"fig12-overlap-order", "Fig. 12: I against O and P"},
    {"fig13-samples", "Fig. 13: |Delta r| of several samples"},
    {"fig14-ac3-omega", "Fig. 14: A_c of Eq. (A3) and A_c against omega"},
    {"fig15-ac3-order", "Fig. 15: A_c of Eq. (A3) against O and P"},
};

std::string pictureName(const PaperNumbers& system, const Picture& picture)
{
    return fmt::format("{}-{}.png", system.name, picture.name);
}

/// Glasses or crystals of one size with the study they are from.
struct Entry {
    const StudySummary* study;
    const GroupSummary* group;
};

std::string compact(double value)
{
    return fmt::format("{:.3g}", value);
}

std::string range(const results::Spread& spread)
{
    return fmt::format("{} to {}, median {} ({})", compact(spread.least), compact(spread.largest),
                       compact(spread.median), spread.count);
}

std::string rangeOrNone(const std::optional<results::Spread>& spread)
{
    return spread ? range(*spread) : "none";
}

std::string withError(const std::optional<results::Mean>& mean)
{
    if (!mean)
        return "none";
    return fmt::format("{:.4g}{} ({})", mean->value, mean->error ? fmt::format(" +- {:.1g}", *mean->error) : "",
                       mean->count);
}

const std::optional<results::RankCorrelation>& correlationOf(const results::TransitionSummary& summary,
                                                             const std::string& first, const std::string& second)
{
    return std::ranges::find_if(summary.correlations,
                                [&](const results::NamedCorrelation& named) {
                                    return named.first == first && named.second == second;
                                })
        ->correlation;
}

std::string correlationText(const std::optional<results::RankCorrelation>& correlation)
{
    return correlation ? fmt::format("{:+.2f} +- {:.2f} (chance {:.2f}, {} modes)", correlation->coefficient,
                                     correlation->error, correlation->chance, correlation->count)
                       : "none: fewer than 5 modes";
}

/// A bar inside a cell would begin another one.
std::string cell(const std::string& text)
{
    std::string escaped;
    for (const char c : text)
        escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return escaped;
}

bool wasScanned(const GroupSummary& group)
{
    return group.transitions.scans > 0;
}

/// Writes the report of one of the two systems.
class SystemReport {
public:
    SystemReport(const PaperNumbers& numbers, std::vector<Entry> glasses, const std::filesystem::path& pictures,
                 std::string pictureLink)
        : m_numbers(numbers),
          m_glasses(std::move(glasses)),
          m_pictures(pictures),
          m_pictureLink(std::move(pictureLink))
    {
        for (const Entry& entry : m_glasses)
            if (std::ranges::find(m_studies, entry.study) == m_studies.end())
                m_studies.push_back(entry.study);
        std::vector<results::ModeRecord> records;
        for (const StudySummary* study : m_studies)
            for (results::ModeRecord record : study->glassRecords) {
                const auto sample = std::ranges::find(study->samples, record.sample, &GroupSummary::name);
                if (!wasScanned(*sample))
                    continue;  // whole spectra are for omega_BP; their high modes would hide the low ones
                record.sample = study->folder + "/" + record.sample;
                if (sample->rattlers)
                    m_participants[record.sample] =
                        static_cast<double>(sample->recipe.particleCount) - sample->rattlers->value;
                records.push_back(record);
            }
        std::map<std::string, double> belowOmega;
        for (const Entry& entry : m_glasses)
            for (const auto& [sample, end] : entry.group->transitions.belowOmega)
                belowOmega[entry.study->folder + "/" + sample] = end;
        m_records = results::recordsBy(quench::minimizerName(quench::MinimizerKind::fire), records);
        m_all = results::summariseTransitions(records, m_glasses.front().study->potential, belowOmega);
    }

    std::string text()
    {
        m_text = fmt::format("## {}\n\n", m_numbers.title);
        structures();
        spectrum();
        amplitudes();
        nature();
        thirdOrder();
        barriers();
        onsets();
        destinations();
        slope();
        sharing();
        counts();
        decay();
        overlaps();
        samples();
        return m_text;
    }

private:
    void heading(const std::string& title, const std::string& paper)
    {
        m_text += fmt::format("### {}\n\n**Paper:** {}\n\n", title, paper);
    }

    /// A table with one row for each size that was scanned, and one for all of them together where there are
    /// several.
    void table(const std::vector<std::string>& columns,
               const std::function<std::vector<std::string>(const results::TransitionSummary&)>& cells)
    {
        begin(columns);
        int rows = 0;
        for (const Entry& entry : m_glasses) {
            if (!wasScanned(*entry.group))
                continue;
            ++rows;
            row(rowTitle(entry) + fmt::format(", {} sample{}", entry.group->samples.size(),
                                              entry.group->samples.size() == 1 ? "" : "s"),
                cells(entry.group->transitions));
        }
        if (rows > 1)
            row("all", cells(m_all));
        m_text += "\n";
    }

    /// The group's name, with its study's where another study has a group of this name.
    std::string rowTitle(const Entry& entry) const
    {
        const bool shared = std::ranges::any_of(m_glasses, [&](const Entry& other) {
            return other.study != entry.study && other.group->name == entry.group->name;
        });
        return entry.group->name + (shared ? " of " + nameOf(*entry.study) : "");
    }

    /// The last part of a study's folder, or all of it where that is shared.
    std::string nameOf(const StudySummary& study) const
    {
        const auto last = [](const StudySummary& any) {
            return std::filesystem::path(any.folder).filename().string();
        };
        const auto alike =
            std::ranges::count(m_studies, last(study), [&](const StudySummary* other) { return last(*other); });
        return alike > 1 || last(study).empty() ? study.folder : last(study);
    }

    void begin(const std::vector<std::string>& columns)
    {
        m_text += "| |";
        for (const std::string& column : columns)
            m_text += " " + cell(column) + " |";
        m_text += "\n|---|";
        for (std::size_t i = 0; i < columns.size(); ++i)
            m_text += "---|";
        m_text += "\n";
    }

    void row(const std::string& name, const std::vector<std::string>& cells)
    {
        m_text += "| " + name + " |";
        for (const std::string& each : cells)
            m_text += " " + cell(each) + " |";
        m_text += "\n";
    }

    void verdict(const std::string& text) { m_text += "**Verdict:** " + text + "\n\n"; }

    void picture(const char* name)
    {
        const Picture& picture = *std::ranges::find_if(
            knownPictures, [&](const Picture& each) { return std::string_view(each.name) == name; });
        const std::string file = pictureName(m_numbers, picture);
        if (std::filesystem::exists(m_pictures / file))
            m_text += fmt::format("![{}]({}/{})\n\n", picture.caption, m_pictureLink, file);
    }

    void structures()
    {
        m_text += "### The glasses\n\n";
        begin({"samples", "energy per particle", "pressure", "neighbours", "rattlers", "K", "G", "G affine",
               "not equilibrated"});
        for (const Entry& entry : m_glasses) {
            const GroupSummary& group = *entry.group;
            std::string drifting = "0";
            if (!group.notEquilibrated.empty()) {
                drifting = fmt::format("{}:", group.notEquilibrated.size());
                for (const std::string& sample : group.notEquilibrated)
                    drifting += " " + sample;
            }
            row(rowTitle(entry), {std::to_string(group.samples.size()), withError(group.energyPerParticle),
                                  withError(group.pressure), withError(group.contactsPerParticle),
                                  withError(group.rattlers), withError(group.elastic.bulk),
                                  withError(group.elastic.shear), withError(group.elastic.affineShear),
                                  group.recipe.origin == model::Origin::liquid ? drifting : "no liquid"});
        }
        m_text +=
            "\nMean +- standard error over samples (number of samples); energies in epsilon, pressure and moduli "
            "in epsilon/sigma^3.\n\n";
        begin({"modes found", "modes scanned", "in both directions", "scans", "transition", "loose particle",
               "no transition", "overlap", "not converged"});
        for (const Entry& entry : m_glasses) {
            const results::TransitionSummary& found = entry.group->transitions;
            const auto outcome = [&](anharmonicity::ScanOutcome which) {
                const auto at = found.outcomes.find(std::string(anharmonicity::outcomeName(which)));
                return std::to_string(at == found.outcomes.end() ? 0 : at->second);
            };
            const auto* spectrum = std::get_if<SpectrumSummary>(&entry.group->spectrum);
            using anharmonicity::ScanOutcome;
            row(rowTitle(entry), {spectrum ? std::to_string(spectrum->modeCount) : "none",
                                  std::to_string(found.modesScanned), std::to_string(found.modesInBothDirections),
                                  std::to_string(found.scans), outcome(ScanOutcome::transition),
                                  outcome(ScanOutcome::looseParticle), outcome(ScanOutcome::noTransition),
                                  outcome(ScanOutcome::overlap), outcome(ScanOutcome::notConverged)});
        }
        m_text += "\n";
    }

    void spectrum()
    {
        heading("Spectrum (Sec. II B)",
                "below the boson peak omega_BP, the maximum of g/omega^2, phonons follow A_D omega^2 and "
                "quasilocalised "
                "modes alpha omega^4.");
        begin({"omega found", "omega_BP", "A_D of the speeds of sound", "A_D fitted", "alpha fitted",
               "exponent found", "phonon / QLV / neither"});
        for (const Entry& entry : m_glasses) {
            const auto sections = quantitiesOf(*entry.group);
            const auto quantity = [&](const std::string& key) -> std::string {
                for (const QuantitySection& section : sections)
                    for (const Quantity& each : section.quantities)
                        if (each.key == key)
                            return study::text(each);
                return "none";
            };
            const auto* found = std::get_if<SpectrumSummary>(&entry.group->spectrum);
            row(rowTitle(entry),
                {found ? fmt::format("{:.4g} to {:.4g}", found->omega[0], found->omega[found->omega.size() - 1])
                       : "none",
                 quantity("boson_peak"), quantity("debye_level_elastic"), quantity("debye_level_fit"),
                 quantity("quartic_level"), quantity("quartic_level_exponent"),
                 found ? fmt::format("{} / {} / {}", found->phonons, found->quasilocalised, found->neither)
                       : "none"});
        }
        const modes::ModeKindBounds& bounds = m_glasses.front().study->settings.bounds;
        m_text += fmt::format(
            "\nPhonon: O of at least {} and P of at least {}; QLV: O below {} and P below {}. The paper draws no "
            "such "
            "line.\n\n",
            bounds.phononOrderFrom, bounds.phononParticipationFrom, bounds.localisedOrderBelow,
            bounds.localisedParticipationBelow);
    }

    void amplitudes()
    {
        heading("Low frequencies have small A_c (Fig. 3)",
                std::string("A_c becomes small as omega decreases, from ") + m_numbers.amplitudes +
                    " sigma below omega_BP.");
        table({"A_c / sigma: range, median (modes)", "rank correlation of A_c with omega, of all modes"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.criticalAmplitude),
                                     correlationText(correlationOf(summary, "omega", "ac"))};
              });
        const auto& correlation = correlationOf(m_all, "omega", "ac");
        std::string text;
        if (!correlation || correlation->count < fewestModesToTell)
            text = "too few modes to tell.";
        else if (correlation->coefficient > 2 * correlation->chance)
            text = fmt::format("agrees{}: A_c rises with omega by more than chance.",
                               correlation->coefficient < 0.5 ? " weakly" : "");
        else if (correlation->coefficient < -2 * correlation->chance)
            text = "differs: A_c falls as omega rises. " + narrow();
        else
            text = "not seen: no rise by more than chance. " + narrow();
        if (const auto& found = m_all.criticalAmplitude) {
            const bool inside =
                found->least >= m_numbers.amplitudeLow / 3 && found->largest <= 3 * m_numbers.amplitudeHigh;
            text += inside ? " The amplitudes lie in the paper's range."
                           : " Some amplitudes lie outside the paper's range; above 0.01 sigma A_c depends on the "
                             "minimiser, and in small systems the lowest modes lie at higher frequencies.";
        }
        verdict(text);
        picture("fig2-sweep");
        picture("fig3-ac-omega");
    }

    std::string narrow() const
    {
        return "The lowest modes of one size span a narrow range of omega, where the paper's span two decades "
               "over sizes "
               "up to N = 512,000; many of them lead to the same transition, so that the points are few in truth.";
    }

    void nature()
    {
        heading("A_c does not depend on the nature of the mode (Fig. 4)",
                "no apparent correlation of A_c with O or P.");
        table({"of", "with O", "with P"}, [](const results::TransitionSummary& summary) {
            return std::vector{correlatedModes(summary),
                               correlationText(correlationOf(summary, "phonon_order", "ac")),
                               correlationText(correlationOf(summary, "participation_ratio", "ac"))};
        });
        verdict(noneExpected(
            {correlationOf(m_all, "phonon_order", "ac"), correlationOf(m_all, "participation_ratio", "ac")}));
        picture("fig4-ac-order");
    }

    static std::string noneExpected(const std::vector<std::optional<results::RankCorrelation>>& correlations)
    {
        double strongest = 0;
        bool beyondChance = false;
        for (const auto& correlation : correlations) {
            if (!correlation || correlation->count < fewestModesToTell)
                return "too few modes to tell.";
            strongest = std::max(strongest, std::abs(correlation->coefficient));
            beyondChance = beyondChance || std::abs(correlation->coefficient) > 2 * correlation->chance;
        }
        if (!beyondChance)
            return "agrees: no more than chance shows.";
        const std::string why =
            "Modes that share a transition, and the common dependence of A_c, O and P on omega within one size, "
            "make "
            "correlations that a plot over several decades hides.";
        return strongest < 0.5 ? "differs weakly: a correlation beyond chance, but below 0.5. " + why
                               : "differs: a correlation of 0.5 or more. " + why;
    }

    void thirdOrder()
    {
        heading("The third-order expansion overestimates A_c (Figs. 14, 15)",
                "A_c of Eq. (A3) is orders of magnitude larger, and correlates strongly with O and P.");
        table({"A_c of Eq. (A3) / sigma", "its ratio to A_c", "its correlation with O", "with P", "of"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{
                      rangeOrNone(summary.thirdOrderAmplitude), rangeOrNone(summary.thirdOrderRatio),
                      correlationText(correlationOf(summary, "phonon_order", "ac_third_order")),
                      correlationText(correlationOf(summary, "participation_ratio", "ac_third_order")),
                      correlatedModes(summary)};
              });
        const auto& ratio = m_all.thirdOrderRatio;
        if (!ratio)
            verdict("no mode has both.");
        else if (ratio->median >= 10)
            verdict(fmt::format("agrees: larger by a factor of {} in the median.", compact(ratio->median)));
        else
            verdict(fmt::format(
                "differs: larger by a factor of {} in the median only. The paper's systems are larger, "
                "with smaller A_c at lower omega, which may be why.",
                compact(ratio->median)));
        picture("fig14-ac3-omega");
        picture("fig15-ac3-order");
    }

    void barriers()
    {
        heading("The barrier is nearly harmonic (Fig. 5)",
                "the energy of the pulled state at A_c is about omega^2 A_c^2 N/2.");
        std::vector<std::pair<double, double>> points;  // A_c, ratio
        std::vector<double> ratios, barriers;
        for (const results::ModeRecord& record : m_records)
            if (const auto participants = m_participants.find(record.sample);
                record.barrier && record.criticalAmplitude && participants != m_participants.end()) {
                const double harmonic = 0.5 * record.omega * record.omega * *record.criticalAmplitude *
                                        *record.criticalAmplitude * participants->second;
                points.emplace_back(*record.criticalAmplitude, *record.barrier / harmonic);
                ratios.push_back(points.back().second);
                barriers.push_back(*record.barrier);
            }
        std::ranges::sort(points);
        std::vector<double> ofSmallest;  // the tenth of the scans with the smallest A_c
        for (std::size_t i = 0; i < points.size() / 10; ++i)
            ofSmallest.push_back(points[i].second);
        const auto ratio = results::spreadOf(ratios);
        const auto smallest = results::spreadOf(ofSmallest);
        m_text += fmt::format(
            "Barrier / epsilon: {}. Barrier over omega^2 A_c^2 N/2, N without rattlers: {}; of the tenth of the "
            "scans with the smallest A_c: {}.\n\n",
            rangeOrNone(results::spreadOf(barriers)), rangeOrNone(ratio), rangeOrNone(smallest));
        if (ratio && ratio->median > 0.8 && ratio->median < 1.25)
            verdict("agrees in the median.");
        else if (smallest && smallest->median > 0.8 && smallest->median < 1.25)
            verdict(std::string("agrees where A_c is small; where it is large the pulled state is ") +
                    (ratio->median > 1 ? higherThanHarmonic() : "lower than that."));
        else if (ratio && ratio->median < 1)
            verdict("differs: the pulled state is lower than that.");
        else if (ratio)
            verdict(
                fmt::format("differs: the pulled state is {}{}", higherThanHarmonic(),
                            smallest && smallest->median < ratio->median
                                ? " The ratio is smaller where A_c is smaller, as in the paper's larger systems."
                                : ""));
        else
            verdict("no scan has a barrier.");
        picture("fig5-barrier-omega");
    }

    static std::string higherThanHarmonic()
    {
        return "higher than that: pulled so far, particles come to overlap that did not touch, which the harmonic "
               "term does not know.";
    }

    void onsets()
    {
        heading("T_c falls with N (Table I)", std::string("T_c = ") + m_numbers.onsets + ".");
        begin({"T_c of each sample / epsilon", "mode", "modes with a verdict", "no transition found"});
        std::vector<std::pair<double, double>> bySize;
        for (const Entry& entry : m_glasses)
            for (const results::OnsetTemperature& onset : entry.group->transitions.onsets) {
                if (onset.scannedModes == 0)
                    continue;
                row(rowTitle(entry) + ", " + onset.sample,
                    {onset.temperature ? compact(*onset.temperature) : "none: no mode went to another state",
                     onset.temperature ? std::to_string(onset.mode) + onset.sign : "",
                     std::to_string(onset.scannedModes),
                     std::to_string(onset.scannedModes - onset.modesWithBarrier)});
                if (onset.temperature)
                    bySize.emplace_back(static_cast<double>(entry.group->recipe.particleCount),
                                        *onset.temperature);
            }
        m_text += "\n";
        std::map<double, std::vector<double>> logarithms;
        for (const auto& [size, temperature] : bySize)
            logarithms[size].push_back(std::log(temperature));
        if (logarithms.size() < 2) {
            verdict("one size alone cannot tell how T_c depends on N.");
            return;
        }
        const results::Mean smallest = *results::meanOf(logarithms.begin()->second);
        const results::Mean largest = *results::meanOf(logarithms.rbegin()->second);
        const double first = smallest.value;
        const double last = largest.value;
        if (smallest.error && largest.error &&
            std::abs(last - first) <= 2 * std::hypot(*smallest.error, *largest.error)) {
            verdict(fmt::format(
                "cannot tell: samples of one size differ by factors of up to {}, more than the sizes do. T_c "
                "is a minimum, over few modes here.",
                compact(scatterOf(logarithms))));
            return;
        }
        const double exponent = (last - first) / std::log(logarithms.rbegin()->first / logarithms.begin()->first);
        verdict(
            fmt::format("{}: from N = {} to {} T_c changes as N^{:.2f} (the paper's Table I: about N^{}). It is a "
                        "minimum, so that single samples scatter by factors.",
                        last < first ? "agrees" : "differs", logarithms.begin()->first, logarithms.rbegin()->first,
                        exponent, m_numbers.name == std::string("lj") ? "-1.03" : "-2.1"));
    }

    /// The largest factor between samples of one size.
    static double scatterOf(const std::map<double, std::vector<double>>& logarithms)
    {
        double widest = 0;
        for (const auto& [size, values] : logarithms) {
            const auto [least, most] = std::ranges::minmax(values);
            widest = std::max(widest, most - least);
        }
        return std::exp(widest);
    }

    void destinations()
    {
        heading("|Delta r| does not depend on omega, O or P (Figs. 6, 7)",
                std::string("|Delta r| from ") + m_numbers.distances + " sigma, without apparent dependence.");
        table({"|Delta r| / sigma: range, median (final states)", "correlation with omega, of all modes", "with O",
               "with P", "these of"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.distance),
                                     correlationText(correlationOf(summary, "omega", "dr")),
                                     correlationText(correlationOf(summary, "phonon_order", "dr")),
                                     correlationText(correlationOf(summary, "participation_ratio", "dr")),
                                     correlatedModes(summary)};
              });
        verdict(noneExpected({correlationOf(m_all, "omega", "dr"), correlationOf(m_all, "phonon_order", "dr"),
                              correlationOf(m_all, "participation_ratio", "dr")}));
        picture("fig6-dr-omega");
        picture("fig7-dr-order");
    }

    void slope()
    {
        heading("|Delta Phi| goes as |Delta r|^3 (Fig. 8)",
                std::string("roughly a power 3; |Delta Phi| from ") + m_numbers.energies + " epsilon.");
        table({"slope", "|Delta Phi| / epsilon: range, median (final states)"},
              [](const results::TransitionSummary& summary) {
                  const auto& slope = summary.slope;
                  return std::vector{
                      slope ? fmt::format("{:.2f} +- {:.2f} ({} states, correlation {:.2f})", slope->slope,
                                          slope->slopeError, slope->transitionCount, slope->correlation)
                            : std::string("none: fewer than 3 states"),
                      rangeOrNone(summary.energyDifference)};
              });
        if (const auto& slope = m_all.slope; slope && slope->transitionCount >= fewestStatesToTell) {
            const double off = std::abs(slope->slope - 3);
            verdict(
                off <= 2 * slope->slopeError ? "agrees within two standard errors."
                : off < 0.75
                    ? "agrees roughly, as the paper says it, though not within two standard errors."
                    : "differs. The paper draws the line by eye through many more states over six decades; the "
                      "states of few small samples span two or three.");
        }
        else
            verdict("too few states to tell.");
        picture("fig8-dphi-dr");
    }

    void sharing()
    {
        heading("Many modes lead to one transition (Fig. 6)",
                "many different modes cause the identical transition; the states are fewer than the modes.");
        table({"transitions", "different final states", "most frequent: scans, modes"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{std::to_string(summary.transitions), std::to_string(summary.states.size()),
                                     summary.states.empty() ? std::string("none")
                                                            : fmt::format("{}, {}", summary.states.front().scans,
                                                                          summary.states.front().modes)};
              });
        if (m_all.transitions == 0)
            verdict("no transition.");
        else
            verdict(2 * m_all.states.size() <= m_all.transitions
                        ? "agrees: each state is reached by two scans or more on average."
                        : "differs: less than two scans for each state on average.");
    }

    void counts()
    {
        heading("1 to 1000 particles rearrange (Figs. 10, 11)",
                "N_rearr from 1 to 1000, independent of N; |Delta r|^2/N_rearr between the lines of Fig. 11.");
        const results::DisplacementBounds lines =
            results::displacementBoundsOfPaper(m_glasses.front().study->potential);
        table({"N_rearr: range, median (final states)", "|Delta r|^2/N_rearr / sigma^2: range, median",
               fmt::format("between {:g} and {:g}", lines.lower, lines.upper)},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.rearrangedCount), rangeOrNone(summary.squaredDistance),
                                     fmt::format("{} of {}", summary.withinBoundsOfPaper,
                                                 summary.distance ? summary.distance->count : 0)};
              });
        if (const auto& count = m_all.rearrangedCount)
            verdict(count->largest <= 1000 ? "agrees: none beyond 1000."
                                           : "differs: some rearrangements hold more than 1000 particles.");
        picture("fig10-nrearr-omega");
        picture("fig11-nrearr-dr2");
    }

    void decay()
    {
        heading("The field decays as r^-a (Fig. 9)", "a of about 2.5 to 3.");
        table({"a: range, median (final states)", "16th to 84th percentile", "typical standard error"},
              [](const results::TransitionSummary& summary) {
                  const auto& exponent = summary.decayExponent;
                  return std::vector{
                      rangeOrNone(exponent),
                      exponent ? fmt::format("{:.2f} to {:.2f}", exponent->low, exponent->high) : std::string(),
                      summary.decayError ? fmt::format("{:.2f}", *summary.decayError) : std::string()};
              });
        if (const auto& exponent = m_all.decayExponent)
            verdict(
                (exponent->median < 2.25   ? "differs: nearer to 2, what an elastic field has."
                 : exponent->median > 3.25 ? "differs: steeper."
                                           : "agrees in the median.") +
                std::string(" The tail is fitted over less than a factor of three in r in these boxes, where the "
                            "images of the periodic box and the core are near."));
        else
            verdict(
                "no tail can be fitted in boxes this small: between the core and the images of the periodic box "
                "there is less than a factor of 1.6 in r. Larger N have one.");
        picture("fig9-field");
    }

    void overlaps()
    {
        heading("Rearrangements hardly follow the mode (Fig. 12)",
                "I is generally small; relatively large for some modes with small O and P.");
        table({"I: range, median (transitions)", "correlation with O", "with P", "of"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.overlap),
                                     correlationText(correlationOf(summary, "phonon_order", "overlap")),
                                     correlationText(correlationOf(summary, "participation_ratio", "overlap")),
                                     correlatedModes(summary)};
              });
        if (const auto& overlap = m_all.overlap)
            verdict(overlap->median < 0.3 ? "agrees: small in the median." : "differs: not small in the median.");
        picture("fig12-overlap-order");
    }

    void samples()
    {
        heading("Samples differ (Fig. 13)", "|Delta r| and |Delta Phi| fluctuate from sample to sample.");
        begin({"final states", "|Delta r| / sigma", "|Delta Phi| / epsilon"});
        for (const StudySummary* study : m_studies)
            for (const GroupSummary& sample : study->samples)
                if (!sample.isCrystal() && wasScanned(sample))
                    row(fmt::format("N = {}, {}{}", sample.recipe.particleCount, sample.name,
                                    m_studies.size() > 1 ? " of " + nameOf(*study) : ""),
                        {std::to_string(sample.transitions.states.size()),
                         rangeOrNone(sample.transitions.distance),
                         rangeOrNone(sample.transitions.energyDifference)});
        m_text += "\n";
        picture("fig13-samples");
    }

    const PaperNumbers& m_numbers;
    std::vector<Entry> m_glasses;
    std::vector<const StudySummary*> m_studies;
    const std::filesystem::path& m_pictures;
    std::string m_pictureLink;
    std::vector<results::ModeRecord> m_records;    // by FIRE, the paper's minimiser
    std::map<std::string, double> m_participants;  // N without rattlers, of each sample in these
    results::TransitionSummary m_all;
    std::string m_text;
};

const PaperNumbers& numbersOf(const potential::PairPotential& potential)
{
    return std::holds_alternative<potential::HarmonicPotential>(potential) ? harmonicNumbers : lennardJonesNumbers;
}

/// The smallest A_c of the glasses or crystals of a system; nothing where none went elsewhere.
std::optional<double> smallestAmplitude(const std::vector<StudySummary>& studies, const PaperNumbers& system,
                                        bool crystals)
{
    std::optional<double> smallest;
    for (const StudySummary& study : studies)
        for (const GroupSummary& size : study.sizes)
            if (&numbersOf(study.potential) == &system && size.isCrystal() == crystals)
                if (const auto& amplitudes = size.transitions.criticalAmplitude)
                    smallest = std::min(smallest.value_or(amplitudes->least), amplitudes->least);
    return smallest;
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

std::string crystalVerdict(const std::vector<StudySummary>& studies, const PaperNumbers& system)
{
    const auto crystal = smallestAmplitude(studies, system, true);
    const auto glass = smallestAmplitude(studies, system, false);
    if (!crystal)
        return fmt::format(
            "{}: agrees, no scan of a crystal left its lattice before particles overlapped or the largest "
            "amplitude was reached. ",
            system.title);
    return fmt::format(
        "{}: a crystal left its lattice, but only from A = {} sigma on{}. Every particle is then displaced by "
        "that much "
        "on average: harmonic neighbours have long lost touch, or whole planes slip past each other. That is no "
        "anharmonicity of small vibrations, and a statement that the paper does not make about such amplitudes. ",
        system.title, compact(*crystal),
        glass ? fmt::format(", {} times the smallest A_c of the glasses", compact(*crystal / *glass)) : "");
}

std::string crystalReport(const std::vector<StudySummary>& studies)
{
    const std::string rows = crystalRows(studies);
    if (rows.empty())
        return {};
    std::string verdicts;
    for (const PaperNumbers* system : {&harmonicNumbers, &lennardJonesNumbers})
        if (std::ranges::any_of(studies, [&](const StudySummary& study) {
                return &numbersOf(study.potential) == system &&
                       std::ranges::any_of(study.sizes, [](const GroupSummary& size) {
                           return size.isCrystal() && wasScanned(size);
                       });
            }))
            verdicts += crystalVerdict(studies, *system);
    return "## Crystals, the control\n\n**Paper:** anharmonicities in perfect crystals never induce "
           "rearrangements "
           "(Sec. II C).\n\n| | N/V | modes | largest relative difference of omega to the analytic dispersion | "
           "scans | "
           "A_c of modes with a transition / sigma |\n|---|---|---|---|---|---|\n" +
           rows + "\n" + (verdicts.empty() ? "" : "**Verdict:** " + verdicts + "\n\n");
}
}  // namespace

std::vector<std::string> pictureNames()
{
    std::vector<std::string> names;
    for (const PaperNumbers* system : {&harmonicNumbers, &lennardJonesNumbers})
        for (const Picture& picture : knownPictures)
            names.push_back(pictureName(*system, picture));
    return names;
}

std::string validationReport(const std::vector<StudySummary>& studies, const std::filesystem::path& pictureFolder,
                             const std::string& picturesFromReport)
{
    std::string text =
        "# Validation: the paper's statements, and what Vitrine finds\n\n"
        "Written by `vitrine-batch validate` from studies; nothing in it is edited by hand. The paper is H. "
        "Mizuno, "
        "M. Shimada, A. Ikeda, Phys. Rev. Research 2, 013215 (2020). Its systems are larger than these: N from "
        "16,000 to "
        "512,000 (harmonic) and from 4,000 to 128,000 (Lennard-Jones).\n\n"
        "How to read the numbers. Units: m = sigma = epsilon = 1. Ranges and medians are followed by the count "
        "that they "
        "rest on. A mode's A_c is the smaller one of its two directions. Distributions of transitions are over "
        "different "
        "final states, each counted once. A rank correlation (Spearman) is given with its standard error and with "
        "what "
        "chance alone would show; a correlation is called seen beyond twice that. Modes of one sample that lead "
        "to one "
        "transition are not independent, so that true errors are larger than these.\n\n";
    for (const PaperNumbers* system : {&harmonicNumbers, &lennardJonesNumbers}) {
        std::vector<Entry> glasses;
        for (const StudySummary& study : studies)
            for (const GroupSummary& size : study.sizes)
                if (&numbersOf(study.potential) == system && !size.isCrystal())
                    glasses.push_back({&study, &size});
        std::ranges::stable_sort(glasses, {},
                                 [](const Entry& entry) { return entry.group->recipe.particleCount; });
        if (!glasses.empty())
            text += SystemReport(*system, glasses, pictureFolder, picturesFromReport).text();
    }
    text += crystalReport(studies);
    text += "## Not computed\n\n";
    bool complete = true;
    for (const StudySummary& study : studies)
        for (const GroupSummary& sample : study.samples)
            for (const std::string& missing : sample.missing) {
                if (!wasScanned(sample) && missing.find(" scans ") != std::string::npos)
                    continue;  // whole spectra need no scans
                text +=
                    fmt::format("- {}: {}\n", std::filesystem::path(study.folder).filename().string(), missing);
                complete = false;
            }
    if (complete)
        text += "Nothing of these studies is missing.\n";
    return text;
}

}  // namespace vitrine::study

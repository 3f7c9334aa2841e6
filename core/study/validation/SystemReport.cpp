#include "core/study/validation/SystemReport.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/results/MinimizerComparison.h"
#include "core/study/SummaryQuantities.h"
#include "core/study/validation/Wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

namespace vitrine::study::validation {

namespace {
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

std::string withError(const std::optional<results::Mean>& mean)
{
    if (!mean)
        return "none";
    return fmt::format("{:.4g}{} ({})", mean->value, mean->error ? fmt::format(" +- {:.1g}", *mean->error) : "",
                       mean->count);
}

std::string correlationText(const std::optional<results::RankCorrelation>& correlation)
{
    return correlation ? fmt::format("{:+.2f} +- {:.2f} (chance {:.2f}, {} modes)", correlation->coefficient,
                                     correlation->error, correlation->chance, correlation->count)
                       : "none: fewer than 5 modes";
}

/// Writes the report of one of the two systems.
class SystemWriter {
public:
    SystemWriter(const PaperNumbers& numbers, std::vector<SizeEntry> glasses, const PictureFolder& pictures)
        : m_numbers(numbers), m_glasses(std::move(glasses)), m_pictures(pictures)
    {
        for (const SizeEntry& entry : m_glasses)
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
        cutAtTheBosonPeak();
        std::map<std::string, double> belowOmega;
        for (const SizeEntry& entry : m_glasses)
            for (const auto& [sample, end] : transitionsOf(entry).belowOmega)
                belowOmega[entry.study->folder + "/" + sample] = end;
        m_records = results::recordsBy(quench::minimizerName(quench::MinimizerKind::fire), records);
        m_all = results::summariseTransitions(records, m_glasses.front().study->potential, belowOmega);
    }

    SystemReport write()
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
        return {m_text, m_verdicts};
    }

private:
    /// Sizes whose own spectrum does not reach omega_BP are cut at that of the largest size that shows it: it
    /// hardly depends on N, and the paper draws one for all sizes.
    void cutAtTheBosonPeak()
    {
        for (const SizeEntry& entry : m_glasses)
            if (entry.group->bosonPeak())
                m_lender = &entry;  // by rising N: the last one stays
        if (!m_lender)
            return;
        for (const SizeEntry& entry : m_glasses) {
            if (!wasScanned(*entry.group) || !entry.group->transitions.belowOmega.empty())
                continue;
            std::vector<results::ModeRecord> records;
            std::map<std::string, double> ends;
            for (const results::ModeRecord& record : entry.study->glassRecords)
                if (std::ranges::find(entry.group->samples, record.sample) != entry.group->samples.end()) {
                    records.push_back(record);
                    ends[record.sample] = *m_lender->group->bosonPeak();
                }
            m_recut.emplace(entry.group, results::summariseTransitions(records, entry.study->potential, ends));
        }
    }

    const results::TransitionSummary& transitionsOf(const SizeEntry& entry) const
    {
        const auto recut = m_recut.find(entry.group);
        return recut == m_recut.end() ? entry.group->transitions : recut->second;
    }

    void heading(const std::string& title, const std::string& paper)
    {
        m_heading = title;
        m_text += fmt::format("### {}\n\n**Paper:** {}\n\n", title, paper);
    }

    /// A table with one row for each size that was scanned, and one for all of them together where there are
    /// several.
    void table(const std::vector<std::string>& columns,
               const std::function<std::vector<std::string>(const results::TransitionSummary&)>& cells)
    {
        begin(columns);
        int rows = 0;
        for (const SizeEntry& entry : m_glasses) {
            if (!wasScanned(*entry.group))
                continue;
            ++rows;
            row(rowTitle(entry) + fmt::format(", {} sample{}", entry.group->samples.size(),
                                              entry.group->samples.size() == 1 ? "" : "s"),
                cells(transitionsOf(entry)));
        }
        if (rows > 1)
            row("all", cells(m_all));
        m_text += "\n";
    }

    /// The group's name, with its study's where another study has a group of this name.
    std::string rowTitle(const SizeEntry& entry) const
    {
        const bool shared = std::ranges::any_of(m_glasses, [&](const SizeEntry& other) {
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

    void verdict(const Verdict& verdict)
    {
        m_text += "**Verdict:** " + verdict.text() + "\n\n";
        m_verdicts.push_back({m_heading, verdict.agreement});
    }

    void picture(const char* name)
    {
        const Picture& picture = *std::ranges::find_if(
            knownPictures, [&](const Picture& each) { return std::string_view(each.name) == name; });
        const std::string file = pictureName(m_numbers, picture);
        if (std::filesystem::exists(m_pictures.path / file))
            m_text += fmt::format("![{}]({}/{})\n\n", picture.caption, m_pictures.link, file);
    }

    void structures()
    {
        m_text += "### The glasses\n\n";
        begin({"samples", "energy per particle", "pressure", "neighbours", "rattlers", "K", "G", "G affine",
               "not equilibrated"});
        for (const SizeEntry& entry : m_glasses) {
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
        for (const SizeEntry& entry : m_glasses) {
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
        for (const SizeEntry& entry : m_glasses) {
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
        if (m_lender && !m_recut.empty())
            m_text += fmt::format(
                "Where modes below omega_BP are meant and a size does not show its own, that of {}, "
                "{}, is taken.\n\n",
                rowTitle(*m_lender), compact(*m_lender->group->bosonPeak()));
    }

    void amplitudes()
    {
        heading("Low frequencies have small A_c (Fig. 3)",
                std::string("A_c becomes small as omega decreases, from ") + m_numbers.criticalAmplitude.text +
                    " sigma below omega_BP.");
        table({"A_c / sigma: range, median (modes)", "rank correlation of A_c with omega, of all modes"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.criticalAmplitude),
                                     correlationText(correlationOf(summary, "omega", "ac"))};
              });
        verdict(amplitudeVerdict(m_all, m_numbers));
        picture("fig2-sweep");
        picture("fig3-ac-omega");
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
        verdict(independenceVerdict(
            {correlationOf(m_all, "phonon_order", "ac"), correlationOf(m_all, "participation_ratio", "ac")}));
        picture("fig4-ac-order");
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
        verdict(thirdOrderVerdict(m_all));
        picture("fig14-ac3-omega");
        picture("fig15-ac3-order");
    }

    void barriers()
    {
        heading("The barrier is nearly harmonic (Fig. 5)",
                "the energy of the pulled state at A_c is about omega^2 A_c^2 N/2.");
        std::vector<std::pair<double, double>> points;  // A_c, ratio
        std::vector<double> barriers;
        for (const results::ModeRecord& record : m_records)
            if (const auto participants = m_participants.find(record.sample);
                record.barrier && record.criticalAmplitude && participants != m_participants.end()) {
                const double harmonic = 0.5 * record.omega * record.omega * *record.criticalAmplitude *
                                        *record.criticalAmplitude * participants->second;
                points.emplace_back(*record.criticalAmplitude, *record.barrier / harmonic);
                barriers.push_back(*record.barrier);
            }
        const BarrierRatios ratios = barrierRatios(std::move(points));
        m_text += fmt::format(
            "Barrier / epsilon: {}. Barrier over omega^2 A_c^2 N/2, N without rattlers: {}; of the tenth of the "
            "scans with the smallest A_c: {}.\n\n",
            rangeOrNone(results::spreadOf(barriers)), rangeOrNone(ratios.ofAll), rangeOrNone(ratios.ofSmallest));
        verdict(barrierVerdict(ratios));
        picture("fig5-barrier-omega");
    }

    void onsets()
    {
        heading("T_c falls with N (Table I)", std::string("T_c = ") + m_numbers.onsets + ".");
        begin({"T_c of each sample / epsilon", "mode", "modes with a verdict", "no transition found"});
        std::map<Eigen::Index, std::vector<double>> temperatures;
        for (const SizeEntry& entry : m_glasses)
            for (const results::OnsetTemperature& onset : entry.group->transitions.onsets) {
                if (onset.scannedModes == 0)
                    continue;
                row(rowTitle(entry) + ", " + onset.sample,
                    {onset.temperature ? compact(*onset.temperature) : "none: no mode went to another state",
                     onset.temperature ? std::to_string(onset.mode) + onset.sign : "",
                     std::to_string(onset.scannedModes),
                     std::to_string(onset.scannedModes - onset.modesWithBarrier)});
                if (onset.temperature)
                    temperatures[entry.group->recipe.particleCount].push_back(*onset.temperature);
            }
        m_text += "\n";
        verdict(onsetVerdict(temperatures, m_numbers));
    }

    void destinations()
    {
        heading("|Delta r| does not depend on omega, O or P (Figs. 6, 7)",
                std::string("|Delta r| from ") + m_numbers.distance.text + " sigma, without apparent dependence.");
        table({"|Delta r| / sigma: range, median (final states)", "correlation with omega, of all modes", "with O",
               "with P", "these of"},
              [](const results::TransitionSummary& summary) {
                  return std::vector{rangeOrNone(summary.distance),
                                     correlationText(correlationOf(summary, "omega", "dr")),
                                     correlationText(correlationOf(summary, "phonon_order", "dr")),
                                     correlationText(correlationOf(summary, "participation_ratio", "dr")),
                                     correlatedModes(summary)};
              });
        verdict(
            independenceVerdict({correlationOf(m_all, "omega", "dr"), correlationOf(m_all, "phonon_order", "dr"),
                                 correlationOf(m_all, "participation_ratio", "dr")}));
        picture("fig6-dr-omega");
        picture("fig7-dr-order");
    }

    void slope()
    {
        heading("|Delta Phi| goes as |Delta r|^3 (Fig. 8)", std::string("roughly a power 3; |Delta Phi| from ") +
                                                                m_numbers.energyDifference.text + " epsilon.");
        table({"slope", "|Delta Phi| / epsilon: range, median (final states)"},
              [](const results::TransitionSummary& summary) {
                  const auto& slope = summary.slope;
                  return std::vector{
                      slope ? fmt::format("{:.2f} +- {:.2f} ({} states, correlation {:.2f})", slope->slope,
                                          slope->slopeError, slope->transitionCount, slope->correlation)
                            : std::string("none: fewer than 3 states"),
                      rangeOrNone(summary.energyDifference)};
              });
        verdict(slopeVerdict(m_all));
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
        verdict(sharingVerdict(m_all));
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
        std::map<Eigen::Index, std::optional<results::Spread>> bySize;
        for (const SizeEntry& entry : m_glasses)
            if (wasScanned(*entry.group))
                bySize[entry.group->recipe.particleCount] = entry.group->transitions.rearrangedCount;
        verdict(rearrangedCountVerdict(m_all, bySize));
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
        verdict(decayVerdict(m_all));
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
        verdict(overlapVerdict(m_all));
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
    std::vector<SizeEntry> m_glasses;
    std::vector<const StudySummary*> m_studies;
    const PictureFolder& m_pictures;
    std::vector<results::ModeRecord> m_records;  // by FIRE, the paper's minimiser
    const SizeEntry* m_lender = nullptr;         // of omega_BP to sizes without their own
    std::map<const GroupSummary*, results::TransitionSummary> m_recut;
    std::map<std::string, double> m_participants;  // N without rattlers, of each sample in these
    results::TransitionSummary m_all;
    std::string m_heading;  // of the statement that is being written
    std::string m_text;
    std::vector<StatementVerdict> m_verdicts;
};
}  // namespace

std::vector<std::string> pictureNames(const PaperNumbers& system)
{
    std::vector<std::string> names;
    for (const Picture& picture : knownPictures)
        names.push_back(pictureName(system, picture));
    return names;
}

SystemReport reportOnSystem(const PaperNumbers& system, const std::vector<SizeEntry>& glasses,
                            const PictureFolder& pictures)
{
    return SystemWriter(system, glasses, pictures).write();
}

}  // namespace vitrine::study::validation

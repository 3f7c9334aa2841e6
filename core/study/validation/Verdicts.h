#pragma once

#include "core/results/TransitionSummary.h"
#include "core/study/validation/PaperNumbers.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::study::validation {

enum class Agreement { agrees, roughly, differs, unknown };

/// "agrees", "agrees roughly", "differs", "cannot tell".
std::string_view agreementName(Agreement agreement);

/// Whether numbers bear a statement of the paper out, by a rule that the function making it states.
struct Verdict {
    Agreement agreement;
    std::string reason;  ///< one or two sentences for people

    /// "agrees roughly: ..."
    std::string text() const;
};

/// Fewer modes tell nothing about a correlation, and fewer states nothing about a slope or a distribution,
/// whatever their formal errors: many modes share a state.
constexpr std::size_t fewestModesToTell = 20;
constexpr std::size_t fewestStatesToTell = 6;

/// The correlation of two columns in a summary; they have to be among those it holds.
const std::optional<results::RankCorrelation>& correlationOf(const results::TransitionSummary& summary,
                                                             std::string_view first, std::string_view second);

/// Fig. 3, A_c falls with omega: agrees where the rank correlation of A_c with omega is beyond twice chance
/// (roughly so below 0.5), differs otherwise. That A_c lies in the paper's range within a factor of 3 is said
/// besides.
Verdict amplitudeVerdict(const results::TransitionSummary& summary, const PaperNumbers& paper);

/// Figs. 4, 6, 7, no dependence: agrees where all correlations are within twice chance, roughly so below 0.5 in
/// size.
Verdict independenceVerdict(const std::vector<std::optional<results::RankCorrelation>>& correlations);

/// Figs. 14 and 15: agrees where A_c of Eq. (A3) is ten times A_c or more in the median.
Verdict thirdOrderVerdict(const results::TransitionSummary& summary);

/// Spreads of barrier/(omega^2 A_c^2 N/2) over scans.
struct BarrierRatios {
    std::optional<results::Spread> ofAll;
    std::optional<results::Spread> ofSmallest;  ///< of the tenth of the scans with the smallest A_c
};

/// @param points A_c (sigma) and barrier/(omega^2 A_c^2 N/2), of each scan with a barrier
BarrierRatios barrierRatios(std::vector<std::pair<double, double>> points);

/// Fig. 5: agrees where barrier/(omega^2 A_c^2 N/2) is from 0.8 to 1.25 in the median, roughly so where it is that
/// only for the tenth of the scans with the smallest A_c.
/// @param points A_c (sigma) and that ratio, of each scan with a barrier
Verdict barrierVerdict(const BarrierRatios& ratios);

/// Table I: agrees where the mean ln T_c of the largest N is below that of the smallest by more than two standard
/// errors; cannot tell within them.
/// @param temperatures T_c (epsilon/k_B) of each sample, by N
Verdict onsetVerdict(const std::map<Eigen::Index, std::vector<double>>& temperatures, const PaperNumbers& paper);

/// Fig. 8: agrees where the slope of ln |Delta Phi| against ln |Delta r| is 3 within two standard errors, roughly
/// so within 0.75.
Verdict slopeVerdict(const results::TransitionSummary& summary);

/// Fig. 6: agrees where the final states are at most half as many as the modes that lead to them, roughly so where
/// they are fewer.
Verdict sharingVerdict(const results::TransitionSummary& summary);

/// Figs. 10 and 11: differs where a rearrangement holds more than 1000 particles or where the median of N_rearr of
/// the largest N is more than three times that of the smallest; roughly so where a fifth of the states or more lie
/// outside the lines of Fig. 11; cannot tell where N does not exceed 1000.
/// @param bySize of each N the same of its samples alone
Verdict rearrangedCountVerdict(const results::TransitionSummary& summary,
                               const std::map<Eigen::Index, std::optional<results::Spread>>& bySize);

/// Fig. 9: agrees where the median of a is from 2.25 to 3.25.
Verdict decayVerdict(const results::TransitionSummary& summary);

/// Fig. 12: agrees where I is below 0.3 in the median, roughly so where its 84th percentile is above 0.5.
Verdict overlapVerdict(const results::TransitionSummary& summary);

/// Sec. II C, crystals never rearrange: agrees where no scan of a crystal went elsewhere, roughly so where the
/// smallest amplitude that did is ten times the largest A_c of the glasses.
/// @param crystal smallest A_c of the crystals, sigma
/// @param glasses least and largest A_c of the glasses, sigma
Verdict crystalVerdict(const std::optional<double>& crystal,
                       const std::optional<std::pair<double, double>>& glasses);

}  // namespace vitrine::study::validation

#pragma once

#include "core/potential/PairPotential.h"
#include "core/results/ModeRecord.h"
#include "core/results/OnsetTemperature.h"
#include "core/results/RankCorrelation.h"
#include "core/results/Spread.h"
#include "core/results/TransitionStatistics.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::results {

/// Two quantities of the modes, and whether they go together.
struct NamedCorrelation {
    std::string first;   ///< a table's column, such as "omega"
    std::string second;  ///< likewise, such as "ac"
    std::optional<RankCorrelation> correlation;
};

/// A final state that scans of one sample reached.
struct SharedState {
    std::string sample;
    int transition = 0;                  ///< its number within the sample
    std::size_t scans = 0;               ///< that reached it
    std::size_t modes = 0;               ///< that reached it in at least one direction
    std::vector<std::string> reachedBy;  ///< those scans: "1+", "1-", "4+", ...
    double distance = 0;                 ///< |Delta r|, sigma
    double energyDifference = 0;         ///< Delta Phi, epsilon
};

/// What pushing along the modes of one or several samples came to by FIRE, the paper's minimiser. A mode's A_c is
/// the smaller of its two directions'; correlations are over modes, with the numbers of that direction.
/// Distributions are over final states, each counted once, without nearly loose particles, which move at no cost.
struct TransitionSummary {
    std::size_t scans = 0;
    std::map<std::string, std::size_t> outcomes;  ///< how many scans ended so
    std::size_t modesScanned = 0;
    std::size_t modesInBothDirections = 0;
    std::size_t modesWithTransition = 0;  ///< in at least one direction, nearly loose particles included
    std::size_t modesWithoutVerdict = 0;  ///< without a transition, and a scan of theirs did not converge
    std::size_t looseModes = 0;           ///< of those with a transition: nearly loose particles only

    std::optional<Spread> criticalAmplitude;    ///< A_c of the modes, sigma
    std::optional<Spread> thirdOrderAmplitude;  ///< A_c of Eq. (A3) of all modes, sigma
    std::optional<Spread> thirdOrderRatio;      ///< that over A_c, of the modes that have both
    std::vector<NamedCorrelation> correlations;
    std::map<std::string, double> belowOmega;  ///< of each sample, where the correlations with O and P end

    std::size_t transitions = 0;             ///< scans with a transition, without nearly loose particles
    std::vector<SharedState> states;         ///< those that they reached, the one reached by most scans first
    std::optional<Spread> distance;          ///< |Delta r|, sigma
    std::optional<Spread> energyDifference;  ///< |Delta Phi|, epsilon
    std::optional<Spread> rearrangedCount;   ///< N_rearr
    std::optional<Spread> overlap;           ///< I, of all scans with a transition
    std::optional<Spread> decayExponent;     ///< a, of the states that have one
    std::optional<double> decayError;        ///< median of the standard errors of those
    std::optional<TransitionSlope> slope;
    std::optional<Spread> squaredDistance;  ///< |Delta r|^2/N_rearr, sigma^2
    std::size_t withinBoundsOfPaper = 0;    ///< of the states

    std::vector<OnsetTemperature> onsets;  ///< T_c of each sample
};

/// @param records of samples with this potential
/// @param belowOmega omega_BP of samples by name; modes from there on are left out of the correlations with O and
/// P, as in Figs. 4, 7, 12 and 15, but not out of those with omega, Figs. 3, 6 and 14; samples not named keep all
TransitionSummary summariseTransitions(const std::vector<ModeRecord>& records,
                                       const potential::PairPotential& potential,
                                       const std::map<std::string, double>& belowOmega = {});

/// Of each mode of each sample the record with the smallest A_c; modes without a transition are left out.
std::vector<ModeRecord> smallestOfEachMode(const std::vector<ModeRecord>& records);

/// The same with the modes without a transition, each by its first record, scanned or not.
std::vector<ModeRecord> recordOfEachMode(const std::vector<ModeRecord>& records);

}  // namespace vitrine::results

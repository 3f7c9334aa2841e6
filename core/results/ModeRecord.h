#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::results {

/// One row per (sample, mode, sign, minimiser), or per (sample, mode) with an empty sign while not scanned.
/// Every table and scatter plot reads these; a number that is not there is absent, never zero.
struct ModeRecord {
    std::string sample;                         ///< "A", "B", ...
    Eigen::Index particleCount = 0;             ///< N of the sample, rattlers included
    Eigen::Index mode = 0;                      ///< k, 1 is the lowest
    double omega = 0;                           ///< (epsilon/(m sigma^2))^(1/2)
    double residual = 0;                        ///< |H e - omega^2 e|, epsilon/(m sigma^2)
    double participationRatio = 0;              ///< P_k
    std::optional<double> phononOrder;          ///< O_k
    double tau = 0;                             ///< epsilon/sigma^3
    std::optional<double> thirdOrderAmplitude;  ///< A_c of Eq. (A3), sigma
    std::string sign;                           ///< "+", "-" or empty
    std::string outcome;                        ///< empty while not scanned
    std::optional<double> criticalAmplitude;    ///< A_c = A_hi, sigma
    std::optional<double> lowAmplitude;         ///< A_lo, sigma
    std::optional<double> reachedAmplitude;     ///< largest A minimised from: "no transition up to" it, sigma
    std::optional<double> barrier;              ///< epsilon
    std::optional<double> distance;             ///< |Delta r|, sigma
    std::optional<double> energyDifference;     ///< Delta Phi, signed, epsilon
    std::optional<double> rearrangedCount;      ///< N_rearr
    std::optional<double> overlap;              ///< I
    std::optional<double> decayExponent;        ///< a
    std::optional<double> decayExponentError;
    std::optional<int> transition;  ///< number of the final state within the sample, from 1
    std::string method;             ///< "fire", "gradient-flow", "conjugate-gradients"; empty while not scanned
    std::string minimizer;          ///< the same with all its parameters
    std::optional<std::int64_t> evaluations;
    std::optional<bool> equilibrated;  ///< of a sample from a liquid: whether that was in equilibrium
};

}  // namespace vitrine::results

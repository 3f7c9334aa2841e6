#pragma once

#include "core/potential/PairPotential.h"

namespace vitrine::study::validation {

/// From the least to the largest value that a figure of the paper shows, and how the paper writes it.
struct PaperRange {
    double least;
    double largest;
    const char* text;
};

/// What the paper finds for one of its two systems.
struct PaperNumbers {
    const char* name;              ///< in names of files
    const char* title;             ///< for people
    PaperRange criticalAmplitude;  ///< Fig. 3, below omega_BP, sigma
    PaperRange distance;           ///< |Delta r|, Fig. 6, sigma
    PaperRange energyDifference;   ///< |Delta Phi|, Fig. 8, epsilon
    const char* onsets;            ///< T_c of Table I, epsilon/k_B
    double onsetExponent;          ///< of T_c as a power of N, between the first and the last row of Table I
};

const PaperNumbers& paperNumbers(const potential::PairPotential& potential);

}  // namespace vitrine::study::validation

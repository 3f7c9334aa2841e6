#include "core/study/validation/PaperNumbers.h"

#include <variant>

namespace vitrine::study::validation {

namespace {
constexpr PaperNumbers harmonic{.name = "harmonic",
                                .title = "Harmonic spheres",
                                .criticalAmplitude = {1e-6, 1e-2, "1e-6 to 1e-2"},
                                .distance = {1e-3, 1, "1e-3 to 1"},
                                .energyDifference = {1e-9, 1e-2, "1e-9 to 1e-2"},
                                .onsets = "1.3e-6 (N = 32,000), 2.9e-7 (128,000), 3.7e-9 (512,000)",
                                .onsetExponent = -2.1};
constexpr PaperNumbers lennardJones{.name = "lj",
                                    .title = "Lennard-Jones",
                                    .criticalAmplitude = {1e-4, 1e-1, "1e-4 to 1e-1"},
                                    .distance = {0.1, 10, "0.1 to 10"},
                                    .energyDifference = {1e-4, 1e2, "1e-4 to 1e2"},
                                    .onsets = "0.11 (N = 8,000), 0.023 (32,000), 6.3e-3 (128,000)",
                                    .onsetExponent = -1.03};
}  // namespace

const PaperNumbers& paperNumbers(const potential::PairPotential& potential)
{
    return std::holds_alternative<potential::HarmonicPotential>(potential) ? harmonic : lennardJones;
}

}  // namespace vitrine::study::validation

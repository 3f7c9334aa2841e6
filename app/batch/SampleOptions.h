#pragma once

#include "core/model/SampleRecipe.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::batch {

/// Options that say which samples are wanted; of the commands that make them.
struct SampleOptions {
    std::vector<Eigen::Index> particles;
    std::vector<int> cells;
    std::string crystal;  ///< empty: a glass
    int samples = 1;
    std::optional<std::uint64_t> seed;
    std::optional<double> packingFraction;
    std::optional<double> density;
    std::string start;  ///< empty: the paper's for the potential
    std::optional<double> temperature;

    void addTo(CLI::App& command);

    /// One recipe for each size and seed, or for each number of cells of a crystal.
    /// @param firstSeed where no seed was given
    /// @throws run::InvalidInput for options that do not go together, or a recipe out of range
    std::vector<model::SampleRecipe> recipes(const potential::PairPotential& potential,
                                             std::uint64_t firstSeed) const;

private:
    std::vector<model::SampleRecipe> crystals(const potential::PairPotential& potential) const;
    std::vector<model::SampleRecipe> glasses(const potential::PairPotential& potential,
                                             std::uint64_t firstSeed) const;
    void setDensity(model::SampleRecipe& recipe) const;
};

/// "A: 4000 harmonic particles, packing fraction 0.73, random start, seed 1".
std::string recipeLine(const std::string& name, const model::SampleRecipe& recipe);

}  // namespace vitrine::batch

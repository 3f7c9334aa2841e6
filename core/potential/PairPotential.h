#pragma once

#include "core/potential/HarmonicPotential.h"
#include "core/potential/LennardJonesPotential.h"

#include <string>
#include <string_view>
#include <variant>

namespace vitrine::potential {

/// A pair potential and what the particles interact through: one of the paper's two.
/// Both offer: static constexpr double cutoff (sigma) and PairTerms operator()(double r) for 0 < r < cutoff.
using PairPotential = std::variant<HarmonicPotential, LennardJonesPotential>;

/// Range r_c; pairs interact at r < r_c strictly, sigma.
double cutoff(const PairPotential& potential);

/// phi and its first three derivatives at distance r > 0; all zero at r >= r_c.
PairTerms pairTerms(const PairPotential& potential, double r);

/// "harmonic" or "lj".
std::string_view potentialName(const PairPotential& potential);

/// @throws InvalidInput for any other name
PairPotential potentialFromName(std::string_view name);

}  // namespace vitrine::potential

#pragma once

#include "core/model/Crystal.h"
#include "core/potential/PairPotential.h"

#include <Eigen/Core>

#include <cstdint>
#include <string>

namespace vitrine::model {

/// Where the particles of a sample come from before their energy is minimised.
enum class Origin {
    random,    ///< uniformly random positions, T = infinity (harmonic system of the paper)
    liquid,    ///< a liquid equilibrated by molecular dynamics (Lennard-Jones system of the paper)
    imported,  ///< a file of the user's
    crystal,   ///< a perfect lattice: the control, which never rearranges
};

/// "random", "liquid", "imported" or "crystal".
std::string_view originName(Origin origin);
/// @throws run::InvalidInput for any other name
Origin originFromName(std::string_view name);

/// All that fixes a sample: the same recipe gives the same packing, bit for bit, on one kind of machine.
struct SampleRecipe {
    potential::PairPotential potential = potential::HarmonicPotential{};
    Eigen::Index particleCount = 1000;  ///< N
    double numberDensity = 0;           ///< N/V, sigma^-3
    std::uint64_t seed = 1;             ///< of the positions and velocities
    Origin origin = Origin::random;
    double temperature = 2.0;                ///< of the liquid, epsilon/k_B; used for Origin::liquid only
    std::string contentHash;                 ///< SHA-256 of positions and box; used for Origin::imported only
    Lattice lattice = Lattice::faceCentred;  ///< used for Origin::crystal only
    int cellsPerSide = 0;  ///< cubic cells along a side of the box; used for Origin::crystal only

    /// The paper's system for a potential: phi = 0.73 and random, or N/V = 0.997 and liquid.
    static SampleRecipe ofPaper(const potential::PairPotential& potential, Eigen::Index particleCount,
                                std::uint64_t seed);

    /// A crystal of cellsPerSide^3 cubic cells: Lennard-Jones at N/V = 0.997, harmonic at a packing fraction 8 %
    /// above that at which neighbours touch (FCC: 0.80; at the glass's 0.73 they would not touch).
    static SampleRecipe ofCrystal(const potential::PairPotential& potential, Lattice lattice, int cellsPerSide);

    /// L = (N / density)^(1/3), sigma.
    double boxSide() const;

    /// @throws run::InvalidInput naming the value and the allowed range: N from 16 to 8,388,608 (the box must
    /// hold two cutoffs: N >= 126 for Lennard-Jones at density 0.997), density > 0 and at most 10;
    /// a crystal's N has to be that of its cells
    void validate() const;
};

/// Packing fraction (pi/6) N/V of spheres of diameter sigma, dimensionless.
double packingFraction(double numberDensity);
/// N/V of a packing fraction, sigma^-3.
double numberDensityFor(double packingFraction);

}  // namespace vitrine::model

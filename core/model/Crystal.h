#pragma once

#include "core/model/Packing.h"

#include <Eigen/Core>

#include <string_view>
#include <vector>

namespace vitrine::model {

/// Lattices with one particle per primitive cell that fill a cube. (Hexagonal close packing does not: no whole
/// numbers of its cells have equal edges.)
enum class Lattice {
    faceCentred,  ///< FCC, 4 particles per cubic cell; the densest
    bodyCentred,  ///< BCC, 2
    simpleCubic,  ///< SC, 1
};

/// "fcc", "bcc" or "sc".
std::string_view latticeName(Lattice lattice);
/// @throws run::InvalidInput for any other name
Lattice latticeFromName(std::string_view name);

/// Particles per cubic cell.
Eigen::Index particlesPerCell(Lattice lattice);

/// Their places in the cell, in edges of the cell; the first is the origin.
std::vector<Eigen::Vector3d> cellPositions(Lattice lattice);

/// Edge of the cubic cell at a number density, sigma.
double latticeConstant(Lattice lattice, double numberDensity);

/// Packing fraction at which neighbours at distance sigma touch: above it harmonic spheres overlap. FCC 0.7405,
/// BCC 0.6802, SC 0.5236.
double touchingPackingFraction(Lattice lattice);

/// Particles of cellsPerSide^3 cubic cells.
/// @throws run::InvalidInput if cellsPerSide is not from 1 to 128
Eigen::Index crystalParticleCount(Lattice lattice, int cellsPerSide);

/// cellsPerSide^3 cubic cells in a box.
/// @throws run::InvalidInput if cellsPerSide is not from 1 to 128 or the density is not above 0
Packing crystalPacking(Lattice lattice, int cellsPerSide, double numberDensity);

}  // namespace vitrine::model

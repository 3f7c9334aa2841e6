#include "core/model/Crystal.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vitrine::model {

namespace {
constexpr int largestCellCount = 128;
}

std::string_view latticeName(Lattice lattice)
{
    switch (lattice) {
        case Lattice::faceCentred:
            return "fcc";
        case Lattice::bodyCentred:
            return "bcc";
        case Lattice::simpleCubic:
            return "sc";
    }
    return "";
}

Lattice latticeFromName(std::string_view name)
{
    for (const Lattice lattice : {Lattice::faceCentred, Lattice::bodyCentred, Lattice::simpleCubic})
        if (name == latticeName(lattice))
            return lattice;
    throw run::InvalidInput(fmt::format("The lattice \"{}\" is unknown; fcc, bcc and sc are known.", name));
}

Eigen::Index particlesPerCell(Lattice lattice)
{
    return static_cast<Eigen::Index>(cellPositions(lattice).size());
}

std::vector<Eigen::Vector3d> cellPositions(Lattice lattice)
{
    switch (lattice) {
        case Lattice::faceCentred:
            return {{0, 0, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0}};
        case Lattice::bodyCentred:
            return {{0, 0, 0}, {0.5, 0.5, 0.5}};
        case Lattice::simpleCubic:
            return {{0, 0, 0}};
    }
    return {};
}

double latticeConstant(Lattice lattice, double numberDensity)
{
    return std::cbrt(static_cast<double>(particlesPerCell(lattice)) / numberDensity);
}

double touchingPackingFraction(Lattice lattice)
{
    double nearest = 1;  // neighbours of the origin, in edges of the cell
    for (const Eigen::Vector3d& place : cellPositions(lattice))
        if (place.norm() > 0)
            nearest = std::min(nearest, place.norm());
    return std::numbers::pi / 6 * static_cast<double>(particlesPerCell(lattice)) * std::pow(nearest, 3);
}

Eigen::Index crystalParticleCount(Lattice lattice, int cellsPerSide)
{
    if (cellsPerSide < 1 || cellsPerSide > largestCellCount)
        throw run::InvalidInput(fmt::format("The number of cells along a side is {}, but has to be from 1 to {}.",
                                            cellsPerSide, largestCellCount));
    const auto cells = static_cast<Eigen::Index>(cellsPerSide);
    return particlesPerCell(lattice) * cells * cells * cells;
}

Packing crystalPacking(Lattice lattice, int cellsPerSide, double numberDensity)
{
    const Eigen::Index particleCount = crystalParticleCount(lattice, cellsPerSide);
    if (!(numberDensity > 0 && std::isfinite(numberDensity)))
        throw run::InvalidInput(fmt::format("The number density is {}, but has to be above 0.", numberDensity));
    const double edge = latticeConstant(lattice, numberDensity);
    const std::vector<Eigen::Vector3d> cell = cellPositions(lattice);
    // A quarter of a cell away from the faces of the box: no particle sits on one, where rounding decides its
    // side.
    const Eigen::Vector3d margin = Eigen::Vector3d::Constant(0.25);
    Packing packing{{edge * cellsPerSide}, Eigen::Matrix3Xd(3, particleCount)};
    Eigen::Index particle = 0;
    for (int x = 0; x < cellsPerSide; ++x)
        for (int y = 0; y < cellsPerSide; ++y)
            for (int z = 0; z < cellsPerSide; ++z)
                for (const Eigen::Vector3d& place : cell)
                    packing.positions.col(particle++) = edge * (Eigen::Vector3d(x, y, z) + place + margin);
    return packing;
}

}  // namespace vitrine::model

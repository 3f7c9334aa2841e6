#include "core/modes/LatticeDispersion.h"

#include "core/run/Errors.h"

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vitrine::modes {

namespace {

/// Cubic cells of reciprocal space that are not equivalent. The reciprocal lattice of FCC is the triples that are
/// all even or all odd, that of BCC those with an even sum, that of SC all.
std::vector<Eigen::Vector3d> reciprocalCells(model::Lattice lattice)
{
    switch (lattice) {
        case model::Lattice::faceCentred:
            return {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        case model::Lattice::bodyCentred:
            return {{0, 0, 0}, {1, 0, 0}};
        case model::Lattice::simpleCubic:
            return {{0, 0, 0}};
    }
    return {};
}

Eigen::Matrix3d bondStiffness(const Eigen::Vector3d& vector, const potential::PairPotential& potential)
{
    const double distance = vector.norm();
    const potential::PairTerms terms = potential::pairTerms(potential, distance);
    const Eigen::Matrix3d along = vector * vector.transpose() / (distance * distance);
    return terms.second * along + terms.first / distance * (Eigen::Matrix3d::Identity() - along);
}

}  // namespace

LatticeDispersion::LatticeDispersion(model::Lattice lattice, double latticeConstant,
                                     const potential::PairPotential& potential)
{
    const double cutoff = potential::cutoff(potential);
    if (!(latticeConstant > 0.1 * cutoff && std::isfinite(latticeConstant)))
        throw run::InvalidInput(
            fmt::format("The lattice constant is {}, but has to be above {}, a tenth of the range.",
                        latticeConstant, 0.1 * cutoff));
    const int reach = static_cast<int>(std::ceil(cutoff / latticeConstant)) + 1;
    for (int x = -reach; x <= reach; ++x)
        for (int y = -reach; y <= reach; ++y)
            for (int z = -reach; z <= reach; ++z)
                for (const Eigen::Vector3d& place : model::cellPositions(lattice)) {
                    const Eigen::Vector3d vector = latticeConstant * (Eigen::Vector3d(x, y, z) + place);
                    if (vector.norm() > 0 && vector.norm() < cutoff)
                        m_bonds.push_back({vector, bondStiffness(vector, potential)});
                }
}

Eigen::Matrix3d LatticeDispersion::dynamicalMatrix(const Eigen::Vector3d& q) const
{
    Eigen::Matrix3d matrix = Eigen::Matrix3d::Zero();
    for (const Bond& bond : m_bonds) {
        const double half = std::sin(q.dot(bond.vector) / 2);
        matrix += 2 * half * half * bond.stiffness;  // 1 - cos without cancellation at small q
    }
    return matrix;
}

Eigen::Vector3d LatticeDispersion::squaredFrequencies(const Eigen::Vector3d& q) const
{
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(dynamicalMatrix(q), Eigen::EigenvaluesOnly);
    return solver.eigenvalues();
}

std::vector<Eigen::Vector3d> allowedWaveVectors(model::Lattice lattice, int cellsPerSide, double latticeConstant)
{
    if (cellsPerSide < 1)
        throw run::InvalidInput(
            fmt::format("The number of cells along a side is {}, but has to be at least 1.", cellsPerSide));
    const double unit = 2 * std::numbers::pi / latticeConstant;
    std::vector<Eigen::Vector3d> waveVectors;
    for (const Eigen::Vector3d& cell : reciprocalCells(lattice))
        for (int x = 0; x < cellsPerSide; ++x)
            for (int y = 0; y < cellsPerSide; ++y)
                for (int z = 0; z < cellsPerSide; ++z)
                    waveVectors.emplace_back(unit * (cell + Eigen::Vector3d(x, y, z) / cellsPerSide));
    return waveVectors;
}

bool LatticeSpectrum::isStable() const
{
    const double largest = squaredFrequencies[squaredFrequencies.size() - 1];
    return squaredFrequencies[0] > 1e-11 * largest;
}

LatticeSpectrum latticeSpectrum(model::Lattice lattice, int cellsPerSide, double latticeConstant,
                                const potential::PairPotential& potential)
{
    const LatticeDispersion dispersion(lattice, latticeConstant, potential);
    const std::vector<Eigen::Vector3d> waveVectors = allowedWaveVectors(lattice, cellsPerSide, latticeConstant);
    if (waveVectors.size() < 2)
        throw run::InvalidInput("A crystal of 1 particle has no vibrations; it takes at least 2.");
    LatticeSpectrum spectrum;
    spectrum.squaredFrequencies.resize(3 * static_cast<Eigen::Index>(waveVectors.size()) - 3);
    double softest = 0;
    for (std::size_t number = 1; number < waveVectors.size(); ++number) {
        const Eigen::Vector3d squares = dispersion.squaredFrequencies(waveVectors[number]);
        spectrum.squaredFrequencies.segment<3>(3 * static_cast<Eigen::Index>(number) - 3) = squares;
        if (number == 1 || squares[0] < softest) {
            softest = squares[0];
            spectrum.softestWaveVector = waveVectors[number];
        }
    }
    std::sort(spectrum.squaredFrequencies.begin(), spectrum.squaredFrequencies.end());
    return spectrum;
}

}  // namespace vitrine::modes

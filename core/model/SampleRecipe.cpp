#include "core/model/SampleRecipe.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace vitrine::model {

namespace {
constexpr Eigen::Index smallestParticleCount = 16;
constexpr Eigen::Index largestParticleCount = 8'388'608;
constexpr double largestDensity = 10;
constexpr double harmonicCompression = 1.08;  // of a crystal, above the packing fraction of touching spheres
}  // namespace

std::string_view originName(Origin origin)
{
    switch (origin) {
        case Origin::random:
            return "random";
        case Origin::liquid:
            return "liquid";
        case Origin::imported:
            return "imported";
        case Origin::crystal:
            return "crystal";
    }
    return "";
}

Origin originFromName(std::string_view name)
{
    for (const Origin origin : {Origin::random, Origin::liquid, Origin::imported, Origin::crystal})
        if (name == originName(origin))
            return origin;
    throw run::InvalidInput(
        fmt::format("The origin \"{}\" is unknown; random, liquid, imported and crystal are known.", name));
}

SampleRecipe SampleRecipe::ofPaper(const potential::PairPotential& potential, Eigen::Index particleCount,
                                   std::uint64_t seed)
{
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    SampleRecipe recipe;
    recipe.potential = potential;
    recipe.particleCount = particleCount;
    recipe.numberDensity = harmonic ? numberDensityFor(0.73) : 0.997;
    recipe.seed = seed;
    recipe.origin = harmonic ? Origin::random : Origin::liquid;
    return recipe;
}

SampleRecipe SampleRecipe::ofCrystal(const potential::PairPotential& potential, Lattice lattice, int cellsPerSide)
{
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    SampleRecipe recipe;
    recipe.potential = potential;
    recipe.origin = Origin::crystal;
    recipe.lattice = lattice;
    recipe.cellsPerSide = cellsPerSide;
    recipe.particleCount = crystalParticleCount(lattice, cellsPerSide);
    recipe.numberDensity =
        harmonic ? numberDensityFor(harmonicCompression * touchingPackingFraction(lattice)) : 0.997;
    return recipe;
}

double SampleRecipe::boxSide() const
{
    return std::cbrt(static_cast<double>(particleCount) / numberDensity);
}

void SampleRecipe::validate() const
{
    if (particleCount < smallestParticleCount || particleCount > largestParticleCount)
        throw run::InvalidInput(fmt::format("The number of particles is {}, but has to be from {} to {}.",
                                            particleCount, smallestParticleCount, largestParticleCount));
    if (!(numberDensity > 0 && numberDensity <= largestDensity))
        throw run::InvalidInput(fmt::format("The number density is {}, but has to be above 0 and at most {}.",
                                            numberDensity, largestDensity));
    const double cutoff = potential::cutoff(potential);
    if (boxSide() < 2 * cutoff)
        throw run::InvalidInput(fmt::format(
            "The number of particles is {}, which makes a box of side {:.4g}, but the box has to hold two cutoffs "
            "of "
            "{}: at number density {:.4g} it takes at least {} particles.",
            particleCount, boxSide(), cutoff, numberDensity, std::ceil(numberDensity * std::pow(2 * cutoff, 3))));
    if (origin == Origin::crystal && particleCount != crystalParticleCount(lattice, cellsPerSide))
        throw run::InvalidInput(fmt::format("The number of particles is {}, but {} {} cells along a side hold {}.",
                                            particleCount, cellsPerSide, latticeName(lattice),
                                            crystalParticleCount(lattice, cellsPerSide)));
    if (origin == Origin::liquid && !(temperature > 0 && temperature <= 100))
        throw run::InvalidInput(
            fmt::format("The temperature is {}, but has to be above 0 and at most 100.", temperature));
}

double packingFraction(double numberDensity)
{
    return std::numbers::pi / 6 * numberDensity;
}

double numberDensityFor(double packingFraction)
{
    return packingFraction / (std::numbers::pi / 6);
}

}  // namespace vitrine::model

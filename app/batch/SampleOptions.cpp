#include "app/batch/SampleOptions.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <limits>

namespace vitrine::batch {

namespace {
std::string originText(const model::SampleRecipe& recipe)
{
    switch (recipe.origin) {
        case model::Origin::random:
            return fmt::format("random start, seed {}", recipe.seed);
        case model::Origin::liquid:
            return fmt::format("from a liquid at temperature {}, seed {}", recipe.temperature, recipe.seed);
        case model::Origin::crystal:
            return fmt::format("{} crystal of {}^3 cells", model::latticeName(recipe.lattice),
                               recipe.cellsPerSide);
        case model::Origin::imported:
            return "imported";
    }
    return "";
}
}  // namespace

std::string recipeLine(const std::string& name, const model::SampleRecipe& recipe)
{
    // Each system's density in the way of its literature: spheres that touch fill space, Lennard-Jones particles
    // do not.
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(recipe.potential);
    return fmt::format(
        "{}: {} {} particles, {} {:.6g}, {}", name, recipe.particleCount,
        potential::potentialName(recipe.potential), harmonic ? "packing fraction" : "number density",
        harmonic ? model::packingFraction(recipe.numberDensity) : recipe.numberDensity, originText(recipe));
}

void SampleOptions::addTo(CLI::App& command)
{
    command
        .add_option("--particles", particles,
                    "Number of particles N, from 16; several sizes with commas: 4000,16000")
        ->delimiter(',')
        ->type_name("N");
    command.add_option("--crystal", crystal, "A perfect crystal instead of a glass: fcc, bcc or sc");
    command
        .add_option("--cells", cells,
                    "Cubic cells along a side of the crystal (fcc: N = 4 cells^3); several with commas")
        ->delimiter(',')
        ->type_name("M");
    command.add_option("--samples", samples, "Number of samples of each size, with seeds S, S + 1, ...")
        ->capture_default_str();
    command.add_option("--seed", seed,
                       "Seed S of the first sample of each size; without it the first not used yet");
    CLI::Option* fraction =
        command.add_option("--packing-fraction", packingFraction,
                           "(pi/6) N/V; without it and --density that of the paper: 0.73 (harmonic; crystals 8 % "
                           "above touching), or N/V = 0.997 (lj)");
    command.add_option("--density", density, "Number density N/V, sigma^-3")->excludes(fraction);
    command.add_option("--start", start,
                       "random, or liquid: equilibrated by molecular dynamics; without it as in the paper, random "
                       "(harmonic) or liquid (lj)");
    command.add_option("--temperature", temperature, "Of the liquid, epsilon/k_B; without it 2");
}

std::vector<model::SampleRecipe> SampleOptions::recipes(const potential::PairPotential& potential,
                                                        std::uint64_t firstSeed) const
{
    std::vector<model::SampleRecipe> recipes =
        crystal.empty() ? glasses(potential, firstSeed) : crystals(potential);
    for (const model::SampleRecipe& recipe : recipes)
        recipe.validate();
    return recipes;
}

std::vector<model::SampleRecipe> SampleOptions::crystals(const potential::PairPotential& potential) const
{
    if (cells.empty())
        throw run::InvalidInput("The number of cells of the crystal is missing: --cells M, from 1 to 128.");
    if (!particles.empty() || samples != 1 || seed || !start.empty() || temperature)
        throw run::InvalidInput(
            "A crystal is fixed by --crystal, --cells and its density; --particles, --samples, --seed, --start "
            "and "
            "--temperature are for glasses.");
    std::vector<model::SampleRecipe> recipes;
    for (const int count : cells) {
        recipes.push_back(model::SampleRecipe::ofCrystal(potential, model::latticeFromName(crystal), count));
        setDensity(recipes.back());
    }
    return recipes;
}

std::vector<model::SampleRecipe> SampleOptions::glasses(const potential::PairPotential& potential,
                                                        std::uint64_t firstSeed) const
{
    constexpr int mostSamples = 10'000;
    if (particles.empty())
        throw run::InvalidInput("The number of particles is missing: --particles N, from 16.");
    if (!cells.empty())
        throw run::InvalidInput("--cells is for crystals; the size of a glass is --particles N.");
    if (samples < 1 || samples > mostSamples)
        throw run::InvalidInput(
            fmt::format("The number of samples is {}, but has to be from 1 to {}.", samples, mostSamples));
    const std::uint64_t first = seed.value_or(firstSeed);
    const auto steps = static_cast<std::uint64_t>(samples - 1);
    if (first > std::numeric_limits<std::uint64_t>::max() - steps)
        throw run::InvalidInput(
            fmt::format("The seed {} leaves no room for {} samples with ascending seeds.", first, samples));
    std::vector<model::SampleRecipe> recipes;
    for (const Eigen::Index count : particles)
        for (std::uint64_t step = 0; step <= steps; ++step) {
            model::SampleRecipe recipe = model::SampleRecipe::ofPaper(potential, count, first + step);
            setDensity(recipe);
            if (!start.empty())
                recipe.origin = model::originFromName(start);
            if (recipe.origin != model::Origin::random && recipe.origin != model::Origin::liquid)
                throw run::InvalidInput(
                    fmt::format("The start of a glass is {}, but has to be random or liquid.", start));
            if (temperature && recipe.origin != model::Origin::liquid)
                throw run::InvalidInput(fmt::format(
                    "The temperature is {}, but only a liquid has one: --start liquid.", *temperature));
            recipe.temperature = temperature.value_or(recipe.temperature);
            recipes.push_back(recipe);
        }
    return recipes;
}

void SampleOptions::setDensity(model::SampleRecipe& recipe) const
{
    if (packingFraction)
        recipe.numberDensity = model::numberDensityFor(*packingFraction);
    if (density)
        recipe.numberDensity = *density;
}

}  // namespace vitrine::batch

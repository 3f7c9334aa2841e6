#include "core/study/StudyPlan.h"

#include "core/run/Errors.h"
#include "core/study/formats/PlanJson.h"

#include <algorithm>
#include <limits>
#include <set>

namespace vitrine::study {

StudyPlan StudyPlan::ofPaper(const model::SampleRecipe& first, int sampleCount)
{
    constexpr int largestSampleCount = 10'000;
    if (sampleCount < 1 || sampleCount > largestSampleCount)
        throw run::InvalidInput("The number of samples is " + std::to_string(sampleCount) +
                                ", but has to be from 1 to " + std::to_string(largestSampleCount) + ".");
    const auto steps = static_cast<std::uint64_t>(sampleCount - 1);
    if (first.seed > std::numeric_limits<std::uint64_t>::max() - steps)
        throw run::InvalidInput("The seed " + std::to_string(first.seed) + " leaves no room for " +
                                std::to_string(sampleCount) + " samples with ascending seeds.");
    StudyPlan plan;
    for (int number = 0; number < sampleCount; ++number) {
        SamplePlan sample{sampleName(number), first, {}};
        sample.recipe.seed += static_cast<std::uint64_t>(number);
        plan.samples.push_back(sample);
    }
    plan.quench = quench::FireSettings::forPotential(first.potential);
    plan.scan = anharmonicity::ScanSettings::forSample(first.potential, first.particleCount);
    return plan;
}

std::string StudyPlan::add(const model::SampleRecipe& recipe)
{
    recipe.validate();
    std::set<std::string> names;
    for (const SamplePlan& sample : samples) {
        if (sample.recipe.potential.index() != recipe.potential.index())
            throw run::InvalidInput("The potential of the new sample is " +
                                    std::string(potential::potentialName(recipe.potential)) +
                                    ", but that of the study is " +
                                    std::string(potential::potentialName(sample.recipe.potential)) + ".");
        if (formats::recipeText(sample.recipe) == formats::recipeText(recipe))
            throw run::InvalidInput("The study has a sample of this recipe already: " + sample.name + ".");
        names.insert(sample.name);
    }
    int number = 0;
    while (names.contains(sampleName(number)))
        ++number;
    SamplePlan sample{sampleName(number), recipe, {}};
    const double first =
        anharmonicity::ScanSettings::forSample(recipe.potential, recipe.particleCount).firstAmplitude;
    if (first != scan.firstAmplitude)
        sample.firstAmplitude = first;
    samples.push_back(sample);
    return sample.name;
}

anharmonicity::ScanSettings StudyPlan::scanOf(const SamplePlan& sample, quench::MinimizerKind method) const
{
    anharmonicity::ScanSettings settings = scan;
    settings.firstAmplitude = sample.firstAmplitude.value_or(scan.firstAmplitude);
    settings.method = method;
    return settings;
}

std::string sampleName(int number)
{
    std::string name;
    for (int rest = number + 1; rest > 0; rest = (rest - 1) / 26)
        name += static_cast<char>('A' + (rest - 1) % 26);
    std::ranges::reverse(name);
    return name;
}

}  // namespace vitrine::study

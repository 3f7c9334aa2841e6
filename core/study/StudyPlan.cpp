#include "core/study/StudyPlan.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <limits>

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
        SamplePlan sample{sampleName(number), first};
        sample.recipe.seed += static_cast<std::uint64_t>(number);
        plan.samples.push_back(sample);
    }
    plan.quench = quench::FireSettings::forPotential(first.potential);
    plan.scan = anharmonicity::ScanSettings::forSample(first.potential, first.particleCount);
    return plan;
}

anharmonicity::ScanSettings StudyPlan::scanBy(quench::MinimizerKind method) const
{
    anharmonicity::ScanSettings settings = scan;
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

#include "core/study/PackingImport.h"

#include "core/run/Errors.h"
#include "core/study/formats/PackingFile.h"

#include <optional>

namespace vitrine::study {

namespace {

model::SampleRecipe importedRecipe(const potential::PairPotential& potential, const model::Packing& packing)
{
    model::SampleRecipe recipe;
    recipe.potential = potential;
    recipe.particleCount = packing.particleCount();
    recipe.numberDensity = packing.numberDensity();
    recipe.origin = model::Origin::imported;
    return recipe;
}

/// A plan with the paper's settings and no samples yet.
StudyPlan emptyPlan(const model::SampleRecipe& first, const PackingImport& wish)
{
    StudyPlan plan = StudyPlan::ofPaper(first, 1);
    plan.samples.clear();
    plan.solver = wish.solver;
    plan.phononOrder = wish.phononOrder;
    return plan;
}

/// The packing of a file as a structure; what is wrong with it is said with the file's name.
std::shared_ptr<const quench::InherentStructure> adopt(const PackingImport& wish,
                                                       const std::filesystem::path& file,
                                                       const model::Packing& packing,
                                                       const quench::FireSettings& settings,
                                                       const run::RunControl& control)
{
    try {
        return quench::adoptPacking(importedRecipe(wish.potential, packing), packing, settings, wish.minimise,
                                    control);
    }
    catch (const run::InvalidInput& error) {
        throw run::UnreadableFile("The file " + file.string() + " cannot be used: " + error.what());
    }
    catch (const run::NotAMinimum& error) {
        throw run::NotAMinimum("The file " + file.string() + " cannot be used: " + error.what());
    }
}

}  // namespace

void importPackings(const PackingImport& wish, const run::RunControl& control, const ImportListener& listener)
{
    if (wish.files.empty())
        throw run::InvalidInput("There is no file to import a packing from.");
    std::vector<model::Packing> packings;
    for (const std::filesystem::path& file : wish.files)
        packings.push_back(formats::readPacking(file));

    std::optional<Study> study;
    if (std::filesystem::exists(wish.folder / "study.json"))
        study = Study::open(wish.folder);
    const StudyPlan plan =
        study ? study->plan() : emptyPlan(importedRecipe(wish.potential, packings.front()), wish);
    for (std::size_t i = 0; i < packings.size(); ++i) {
        const auto structure = adopt(wish, wish.files[i], packings[i], plan.quench, control);
        if (!study)
            study = Study::create(wish.folder, plan);
        listener(wish.files[i], study->addImported(*structure), *structure);
    }
}

}  // namespace vitrine::study

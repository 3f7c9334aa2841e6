#pragma once

#include "core/study/StudyPlan.h"

#include <string>
#include <string_view>

namespace vitrine::study::formats {

/// The content of study.json: readable, in a fixed order, numbers with the fewest digits that read back exactly.
std::string planText(const StudyPlan& plan);

/// @throws run::InvalidInput in one sentence with the key's path, its value and the allowed range: for broken
/// JSON, another format version, missing, repeated or unknown keys, and values out of range
StudyPlan planFromText(std::string_view text);

/// One line each that holds all that decides: the same values give the same text, other values another.
std::string recipeText(const model::SampleRecipe& recipe);
std::string settingsText(const quench::FireSettings& settings);
std::string settingsText(const quench::EquilibrationSettings& settings);
std::string settingsText(const modes::PhononOrderSettings& settings);
std::string settingsText(const anharmonicity::ScanSettings& settings);

/// @throws run::InvalidInput as planFromText
model::SampleRecipe recipeFromText(std::string_view text);

}  // namespace vitrine::study::formats

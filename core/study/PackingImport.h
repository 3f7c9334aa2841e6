#pragma once

#include "core/potential/PairPotential.h"
#include "core/quench/InherentStructure.h"
#include "core/run/RunControl.h"
#include "core/study/Study.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::study {

/// Packings of the user's that are to become samples.
struct PackingImport {
    std::filesystem::path folder;  ///< of the study; made if there is none
    std::vector<std::filesystem::path> files;
    potential::PairPotential potential;
    bool minimise = false;  ///< by FIRE first; else each has to be at a minimum
    modes::EigenSolver solver = modes::EigenSolver::automatic;  ///< of a study that is made
    modes::PhononOrderSettings phononOrder;                     ///< of a study that is made
};

/// Told for each sample that was added, or was there already.
using ImportListener = std::function<void(const std::filesystem::path& file, const std::string& sample,
                                          const quench::InherentStructure& structure)>;

/// Reads the files, all of them before the first is added, and adds each as a sample to the study.
/// @throws run::UnreadableFile, run::NotAMinimum, run::UnwritableFile, run::RunCancelled; what was told is kept
void importPackings(const PackingImport& wish, const run::RunControl& control, const ImportListener& listener);

}  // namespace vitrine::study

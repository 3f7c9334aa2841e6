#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/model/SampleRecipe.h"
#include "core/modes/NormalModes.h"
#include "core/quench/FireMinimizer.h"

#include <string>
#include <vector>

namespace vitrine::study {

/// One sample of a study.
struct SamplePlan {
    std::string name;  ///< "A", "B", ..., "Z", "AA": a folder's name
    model::SampleRecipe recipe;
};

/// What a study is to contain: the content of study.json. Samples of one study share the potential.
struct StudyPlan {
    std::vector<SamplePlan> samples;
    quench::FireSettings quench;
    modes::EigenSolver solver = modes::EigenSolver::automatic;
    anharmonicity::ScanSettings scan;  ///< its method does not matter: see scanBy()

    /// The paper's settings for a potential and sampleCount samples with seeds seed, seed + 1, ...
    static StudyPlan ofPaper(const model::SampleRecipe& first, int sampleCount);

    /// The settings of scans by one of the minimisers, all of which a study may hold side by side.
    anharmonicity::ScanSettings scanBy(quench::MinimizerKind method) const;
};

/// The name of the sample with this number (0: "A", 25: "Z", 26: "AA").
std::string sampleName(int number);

}  // namespace vitrine::study

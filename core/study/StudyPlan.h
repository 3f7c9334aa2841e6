#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/model/SampleRecipe.h"
#include "core/modes/NormalModes.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/quench/FireMinimizer.h"
#include "core/quench/LiquidEquilibration.h"
#include "core/rearrangement/DecayProfile.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// One sample of a study.
struct SamplePlan {
    std::string name;  ///< "A", "B", ..., "Z", "AA": a folder's name
    model::SampleRecipe recipe;
    /// Lowest A of this sample's grid instead of the study's, sigma: transitions begin lower in larger samples.
    std::optional<double> firstAmplitude;
};

/// What a study is to contain: the content of study.json. Samples of one study share the potential.
struct StudyPlan {
    std::vector<SamplePlan> samples;
    quench::EquilibrationSettings equilibration;  ///< of the samples that come from a liquid
    quench::FireSettings quench;
    modes::EigenSolver solver = modes::EigenSolver::automatic;
    modes::PhononOrderSettings phononOrder;
    anharmonicity::ScanSettings scan;  ///< its method does not matter: see scanOf()
    rearrangement::TailSettings tail;  ///< may be changed at any time: exponents are fitted again

    /// The paper's settings for a potential and sampleCount samples with seeds seed, seed + 1, ...
    static StudyPlan ofPaper(const model::SampleRecipe& first, int sampleCount);

    /// Adds a sample under the next free name, with a first amplitude of its own where that of the paper's
    /// settings for its N is another than the study's; returns the name.
    /// @throws run::InvalidInput if its potential is not that of the other samples, if one of them has the same
    /// recipe, or for a recipe out of range
    std::string add(const model::SampleRecipe& recipe);

    /// The settings of a sample's scans by one of the minimisers, all of which a study may hold side by side.
    anharmonicity::ScanSettings scanOf(const SamplePlan& sample, quench::MinimizerKind method) const;
};

/// The name of the sample with this number (0: "A", 25: "Z", 26: "AA").
std::string sampleName(int number);

}  // namespace vitrine::study

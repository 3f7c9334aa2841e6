#pragma once

#include "core/quench/QuenchWatcher.h"
#include "core/run/RunControl.h"
#include "core/study/Study.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::study {

/// What a run has just finished and saved. Called from computing threads, never two at once.
struct StudyListener {
    std::function<void(const std::string& sample, std::shared_ptr<const quench::InherentStructure>)> structure;
    std::function<void(const std::string& sample, std::shared_ptr<const modes::NormalModes>)> modes;
    std::function<void(const std::string& sample, std::shared_ptr<const anharmonicity::ScanResult>)> scan;
    std::function<void(const std::string& sample, std::shared_ptr<const modes::ElasticModuli>)> moduli;
    /// A sample or stage begins: sample name and stage, before the stage's first progress.
    std::function<void(const std::string& sample, run::Stage)> begins;
    /// Asked often while a sample is quenched, and told a state where that was wanted.
    std::function<bool()> wantsQuenchState;
    std::function<void(const std::string& sample, quench::QuenchState)> quenching;
};

/// What to do; stages whose pieces are there already are skipped.
struct StudyGoal {
    bool quench = true;
    bool moduli = false;                                         ///< the elastic ones
    bool allModes = false;                                       ///< all 3N - 3, whatever the modeCount
    Eigen::Index modeCount = 0;                                  ///< modes 1..modeCount; 0: none
    std::vector<Eigen::Index> scanModes;                         ///< which modes to scan, k >= 1
    quench::MinimizerKind method = quench::MinimizerKind::fire;  ///< that scans
    bool scanPlus = true;
    bool scanMinus = true;
    std::vector<std::string> samples;  ///< which samples; empty: all

    /// All stages for the modeCount lowest modes, the elastic moduli last.
    static StudyGoal everything(Eigen::Index modeCount);
};

/// Carries a study towards a goal, sample by sample, saving each piece as it is finished.
/// @throws run::RunCancelled (what was saved stays), run::Error
/// @throws run::NotAMinimum at the end, when all else is reached, naming the samples whose moduli were not found
/// @throws run::InvalidInput if modes to scan were not found and are not part of the goal
void runStudy(const Study& study, const StudyGoal& goal, const run::RunControl& control,
              const StudyListener& listener = {});

}  // namespace vitrine::study

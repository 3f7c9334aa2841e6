#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/modes/NormalModes.h"
#include "core/quench/InherentStructure.h"
#include "core/results/MinimizerComparison.h"
#include "core/results/ModeRecord.h"
#include "core/study/Study.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::app {

/// What is there of a sample. The pieces are shared and never edited; a copy costs a few pointers each.
struct SampleContents {
    std::string name;
    std::shared_ptr<const quench::InherentStructure> structure;
    std::shared_ptr<const modes::NormalModes> modes;
    std::shared_ptr<const modes::ElasticModuli> moduli;
    std::map<study::ScanKey, std::shared_ptr<const anharmonicity::ScanResult>> scans;
    std::vector<results::ModeRecord> records;               ///< of FIRE's scans, which the views are about
    std::vector<results::MinimizerComparison> comparisons;  ///< of other minimisers' scans with those
    std::vector<std::string> foreign;                       ///< files that do not belong here, with the reason

    std::shared_ptr<const anharmonicity::ScanResult> scan(study::ScanKey key) const;
};

/// The rows of a sample that the window shows: those of scans by FIRE, which give a mode its A_c.
std::vector<results::ModeRecord> shownRecords(const study::Study& study, const std::string& sample);

/// What a run would have to add to a study.
struct MissingPieces {
    Eigen::Index packings = 0;
    Eigen::Index modes = 0;  ///< of all samples together; those without a packing count with what is wanted
    Eigen::Index scans = 0;
    Eigen::Index moduli = 0;  ///< samples without their elastic moduli

    bool operator==(const MissingPieces&) const = default;
};

/// A study as it was when it was read.
struct StudyContents {
    std::filesystem::path folder;
    study::StudyPlan plan;
    std::vector<SampleContents> samples;  ///< in the plan's order

    const SampleContents* sample(const std::string& name) const;
    SampleContents* sample(const std::string& name);
    /// What is not there yet of a run that finds and scans the modeCount lowest modes of each sample by FIRE.
    MissingPieces missing(Eigen::Index modeCount) const;

    /// Takes over what is in an other state of the same study and not here.
    void completeFrom(const StudyContents& other);

    /// Reads a study; pieces that known has already are taken from there.
    /// @throws run::UnreadableFile
    static StudyContents read(const study::Study& study, const StudyContents* known = nullptr);
};

}  // namespace vitrine::app

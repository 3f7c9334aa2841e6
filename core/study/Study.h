#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/modes/ElasticModuli.h"
#include "core/modes/NormalModes.h"
#include "core/quench/InherentStructure.h"
#include "core/results/ModeRecord.h"
#include "core/run/RunControl.h"
#include "core/study/StudyPlan.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

using anharmonicity::ScanKey;

/// What of a sample is finished.
struct SampleState {
    bool hasStructure = false;
    std::optional<quench::EquilibrationRecord> equilibration;  ///< of a structure that comes from a liquid
    bool hasModuli = false;                                    ///< the elastic ones
    Eigen::Index modeCount = 0;                                ///< modes 1..modeCount are there
    std::vector<std::string> modeEvidence;  ///< for each block of modes, how it is known that none is missing
    std::vector<ScanKey> scans;             ///< that are there, ascending
    std::vector<std::string> foreign;  ///< files that do not belong to the recipe, with the reason; never read
};

/// A study: a folder with study.json and one immutable HDF5 file per finished piece.
///
///     STUDY/study.json                          plan and format version
///     STUDY/A/packing.h5                        inherent structure, H5MD 1.1
///     STUDY/A/moduli.h5                         elastic moduli
///     STUDY/A/modes-00001-00020.h5              a block of modes
///     STUDY/A/scan/00001-plus.h5                one scanned mode and sign, by FIRE
///     STUDY/A/scan/00001-plus-gradient-flow.h5  the same by another minimiser
///
/// A piece is written beside its place, flushed, then renamed: it is whole or absent. Each carries the
/// fingerprint of all that decided it (recipe, settings, and the pieces it was computed from); a piece with
/// another fingerprint is reported as foreign and never mixed in. Several processes may read and write one
/// study: equal pieces are equal bytes, and a piece that is there is never replaced by another.
class Study {
public:
    /// @throws run::UnwritableFile, run::InvalidInput if the folder exists and is not empty
    static Study create(const std::filesystem::path& folder, const StudyPlan& plan);
    /// @throws run::UnreadableFile naming file and reason
    static Study open(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return m_folder; }
    const StudyPlan& plan() const { return m_plan; }

    /// Adds samples to be computed, under the next free names, which it returns; see StudyPlan::add().
    /// @throws run::InvalidInput, run::UnwritableFile
    std::vector<std::string> addSamples(const std::vector<model::SampleRecipe>& recipes);

    /// Adds an imported sample, structure included, under the next free name, its recipe's hash set to that of its
    /// content; returns the name. A packing that is there already, bit for bit, keeps its name and is not added.
    /// @throws run::InvalidInput if its potential is not that of the other samples
    std::string addImported(const quench::InherentStructure& structure);

    /// Looks at the folder; costs a directory listing and the headers of files not seen before.
    SampleState state(const std::string& sample) const;

    /// SHA-256 of the plan and of the content of every finished piece of it: another number as soon as anything
    /// was added or is different. Costs what state() does.
    std::string dataHash() const;

    /// Null where the piece is not there yet. @throws run::UnreadableFile if it is there but damaged
    std::shared_ptr<const quench::InherentStructure> structure(const std::string& sample) const;
    std::shared_ptr<const modes::ElasticModuli> moduli(const std::string& sample) const;
    /// All modes there are, as one block; null where there is none.
    std::shared_ptr<const modes::NormalModes> modes(const std::string& sample) const;
    /// The same without the eigenvectors, which are most of it: quick, for spectra.
    std::shared_ptr<const modes::NormalModes> modesWithoutFields(const std::string& sample) const;
    std::shared_ptr<const anharmonicity::ScanResult> scan(const std::string& sample, ScanKey key) const;

    /// Each writes one piece, unless it is there already: another process may have been faster, and its piece
    /// stays. A foreign file that is in the way is moved into a folder "foreign" beside it.
    /// @throws run::UnwritableFile; run::InvalidInput if the piece does not continue what is there
    void save(const std::string& sample, const quench::InherentStructure& structure) const;
    void save(const std::string& sample, const modes::ElasticModuli& moduli) const;
    /// Works out O_k of the modes and keeps it beside them, so that tables need no eigenvectors; that is what the
    /// control is for. @throws run::RunCancelled
    void save(const std::string& sample, const modes::NormalModes& block,
              const run::RunControl& control = run::RunControl()) const;
    void save(const std::string& sample, const anharmonicity::ScanResult& result) const;

    /// One row per (sample, mode, sign, minimiser), sorted so, FIRE first; from what is there now.
    std::vector<results::ModeRecord> records() const;
    /// The same for one sample.
    std::vector<results::ModeRecord> records(const std::string& sample) const;

private:
    class Index;

    Study(std::filesystem::path folder, StudyPlan plan);

    std::filesystem::path m_folder;
    StudyPlan m_plan;
    std::shared_ptr<Index> m_index;  ///< headers of files seen before; copies share it
};

}  // namespace vitrine::study

#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/potential/PairPotential.h"
#include "core/quench/InherentStructure.h"
#include "core/rearrangement/DecayProfile.h"
#include "core/results/ModeRecord.h"
#include "ui/charts/ScatterGuides.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::figures {

/// One scan, for Figs. 2 and 9.
struct ScanSubject {
    QString words;  ///< which it is
    std::shared_ptr<const quench::InherentStructure> structure;
    std::shared_ptr<const anharmonicity::ScanResult> scan;
    double transitionDistance = 1e-4;                            ///< |Delta r| that is a transition, sigma
    std::shared_ptr<const rearrangement::DecayProfile> profile;  ///< null without a transition
};

/// All glasses of one potential, of any number of studies. Samples have names of their own, in the order of N.
struct FigureSystem {
    potential::PairPotential potential;
    std::vector<results::ModeRecord> modes;    ///< one for each mode: of the direction with the smaller A_c
    std::vector<results::ModeRecord> scans;    ///< one for each scan
    std::map<std::string, QString> sizes;      ///< of each sample: "N = 4000"
    std::map<std::string, QString> names;      ///< of each sample: "A"
    std::map<std::string, double> bosonPeaks;  ///< omega_BP for each sample; empty: nowhere known
    charts::ScatterGuides guides;
    std::optional<ScanSubject> subject;  ///< read for the figures that show one scan only
};

/// What the 3D view shows.
struct SceneSubject {
    QString words;  ///< which it is
    std::shared_ptr<const quench::InherentStructure> structure;
    std::optional<Eigen::Matrix3Xd> mode;                   ///< e_k
    std::shared_ptr<const anharmonicity::ScanResult> scan;  ///< null where the mode was not scanned
};

/// What figures are made from.
struct FigureData {
    std::vector<FigureSystem> systems;  ///< the harmonic one first
    std::optional<SceneSubject> scene;  ///< read for the 3D view only
};

}  // namespace vitrine::figures

#pragma once

#include "core/modes/BosonPeak.h"
#include "core/modes/ModeKind.h"
#include "core/modes/SpectralLevel.h"
#include "core/modes/VibrationalDensityOfStates.h"
#include "core/results/Spread.h"
#include "core/results/TransitionSummary.h"
#include "core/study/Study.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::study {

struct SummarySettings {
    modes::ModeKindBounds bounds;  ///< of phonons and quasilocalised modes
    /// Up to where A_D and alpha are fitted, (epsilon/(m sigma^2))^(1/2), within the spectrum; without it up to
    /// omega_BP, or to the end of a spectrum that ends below it.
    std::optional<double> fitUpTo;
    modes::BosonPeakSettings bosonPeak;
};

/// Vibrational spectrum of one or several samples.
struct SpectrumSummary {
    std::size_t modeCount = 0;  ///< found, of all samples
    Eigen::VectorXd omega;      ///< all of them, ascending
    bool complete = false;      ///< all modes of all samples are there
    bool proved = false;        ///< that none is missing below the highest found, of every sample
    modes::PooledSpectrum pooled;
    modes::VibrationalDensityOfStates states;
    std::variant<modes::BosonPeak, modes::NoBosonPeak> bosonPeak;
    std::optional<double> fitUpTo;  ///< b of the fits; absent where there is no range to fit
    std::variant<modes::SpectralLevel, modes::NoSpectralLevel> debye;  ///< A_D: of the phonons, exponent 2
    std::variant<modes::SpectralLevel, modes::NoSpectralLevel>
        quartic;                     ///< alpha: of quasilocalised ones, exponent 4
    std::size_t phonons = 0;         ///< of the modes found
    std::size_t quasilocalised = 0;  ///< likewise
    std::size_t neither = 0;         ///< likewise
};

/// Means over samples of what their elastic moduli are, in the units of ElasticModuli.
struct ElasticSummary {
    std::optional<results::Mean> bulk;
    std::optional<results::Mean> shear;
    std::optional<results::Mean> affineBulk;
    std::optional<results::Mean> affineShear;
    std::optional<results::Mean> longitudinalSpeed;
    std::optional<results::Mean> transverseSpeed;
    std::optional<results::Mean> debyeLevel;  ///< A_D from the speeds of sound
};

/// What is known of one sample, or of all samples of one kind and size together.
struct GroupSummary {
    std::string name;                                  ///< "A", or "N = 4000", with what tells it from others
    std::vector<std::string> samples;                  ///< their names
    model::SampleRecipe recipe;                        ///< of the first
    std::optional<results::Mean> energyPerParticle;    ///< Phi/N, epsilon
    std::optional<results::Mean> pressure;             ///< p, epsilon/sigma^3
    std::optional<results::Mean> contactsPerParticle;  ///< 2 pairs within the cutoff / N
    std::optional<results::Mean> rattlers;
    std::vector<std::string> notEquilibrated;  ///< samples whose liquid still drifted when it was quenched
    ElasticSummary elastic;
    std::variant<SpectrumSummary, std::string> spectrum;  ///< or why there is none
    results::TransitionSummary transitions;
    /// Crystals: largest |omega - omega_analytic| / omega_analytic of the modes found.
    std::optional<double> dispersionError;
    std::vector<std::string> missing;  ///< what was not computed yet, in words for people

    bool isCrystal() const { return recipe.origin == model::Origin::crystal; }
    /// omega_BP, (epsilon/(m sigma^2))^(1/2); nothing where it is not known.
    std::optional<double> bosonPeak() const;
};

/// All numbers of a study that are not of a single mode; worked out from the pieces that are there.
struct StudySummary {
    std::string folder;
    potential::PairPotential potential;
    SummarySettings settings;
    std::vector<GroupSummary> samples;  ///< each by itself
    std::vector<GroupSummary> sizes;    ///< glasses of one N, density and origin together, then crystals likewise
    results::TransitionSummary glassTransitions;    ///< of all glasses, cut at omega_BP of the size of each
    std::vector<results::ModeRecord> glassRecords;  ///< the records behind that
};

/// @throws run::InvalidInput for settings out of range, an end of the fits above all spectra, or a study without
/// samples; run::UnreadableFile
StudySummary summarise(const Study& study, const SummarySettings& settings = {});

}  // namespace vitrine::study

#include "app/desktop/Analyses.h"

#include "core/modes/Spectrum.h"
#include "core/run/ThreadTeam.h"
#include "ui/MainWindow.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/look/Numbers.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/SpectrumPanel.h"

namespace vitrine::app {

using anharmonicity::CurvePoint;

namespace {

/// A sample as far as its spectrum needs it. Owns what it points to.
struct SpectrumSample {
    std::string name;
    std::shared_ptr<const quench::InherentStructure> structure;
    std::shared_ptr<const modes::NormalModes> modes;
    std::optional<modes::ElasticModuli> moduli;  ///< known from before
};

charts::SpectrumFindings findingsFor(const std::vector<SpectrumSample>& samples, const modes::BinSettings& bins,
                                     const run::RunControl& control)
{
    std::vector<modes::Spectrum> spectra;
    for (const SpectrumSample& sample : samples)
        spectra.push_back(modes::spectrumOf(*sample.modes, sample.structure->participantCount()));
    const modes::PooledSpectrum pooled = modes::pool(spectra);
    charts::SpectrumFindings findings;
    findings.states = modes::densityOfStates(pooled, bins);
    control.checkpoint();
    findings.curve = modes::reducedDensityCurve(pooled);
    control.checkpoint();
    findings.bosonPeak = modes::findBosonPeak(pooled);
    return findings;
}

}  // namespace

Analyses::Analyses(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
    panels::CurvePanel* curve = m_window.curve();
    connect(&m_session, &Session::studyChanged, this, &Analyses::forgetStudy);
    connect(&m_session, &Session::contentsChanged, this, [this] {
        findSpectrum();
        showCurve();
    });
    connect(&m_session, &Session::selectionChanged, this, &Analyses::showCurve);
    connect(curve, &panels::CurvePanel::curveWanted, this, &Analyses::traceCurve);
    connect(curve, &panels::CurvePanel::cancelWanted, &m_curveAnalyst, &Analyst::cancel);
    connect(m_window.spectrum(), &panels::SpectrumPanel::settingsChanged, this, &Analyses::findSpectrum);

    connect(&m_curveAnalyst, &Analyst::progressed, curve, [curve](const run::Progress& progress) {
        curve->setProgress(tr("%1 of %2").arg(progress.done).arg(progress.total));
    });
    connect(&m_curveAnalyst, &Analyst::finished, curve, [curve] { curve->setProgress({}); });
    connect(&m_curveAnalyst, &Analyst::cancelled, curve, [curve] { curve->setProgress({}); });
    connect(&m_curveAnalyst, &Analyst::failed, curve, [curve](const QString& reason) {
        curve->setProgress({});
        curve->setFailure(reason);
    });
    connect(&m_spectrumAnalyst, &Analyst::finished, this, [this] { m_window.spectrum()->setComputing(false); });
    connect(&m_spectrumAnalyst, &Analyst::failed, this, [this](const QString& reason) {
        m_window.spectrum()->setComputing(false);
        m_window.spectrum()->chart()->setEmptyHint(tr("There is no spectrum: %1").arg(reason));
    });
    findSpectrum();
    showCurve();
}

Analyses::CurveKey Analyses::keyOf(const ui::Selection& selection)
{
    return {selection.sample, selection.mode, selection.direction.value_or(anharmonicity::Direction::plus)};
}

const std::vector<CurvePoint>* Analyses::curve(const ui::Selection& selection) const
{
    const auto found = m_curves.find(keyOf(selection));
    return found == m_curves.end() ? nullptr : &found->second;
}

void Analyses::addCurvePoint(const ui::Selection& selection, const CurvePoint& point)
{
    m_curves[keyOf(selection)].push_back(point);
    showCurve();
}

/// Another study: what is being worked out belongs to the old one.
void Analyses::forgetStudy()
{
    m_curveAnalyst.cancel();
    m_spectrumAnalyst.cancel();
    m_curves.clear();
    m_moduli.clear();
}

void Analyses::traceCurve()
{
    const SampleContents* sample = m_session.selectedSample();
    const Eigen::Index column = m_session.selectedModeColumn();
    const auto amplitudes = m_window.curve()->amplitudes();
    if (!sample || !sample->structure || column < 0 || !amplitudes)
        return;
    const ui::Selection selection = m_session.selection();
    const CurveKey key = keyOf(selection);
    m_curves[key].clear();
    m_window.curve()->setProgress(tr("0 of %1").arg(amplitudes->size()));
    m_window.curve()->setFailure({});
    showCurve();
    const auto work = [this, key, column, structure = sample->structure, modes = sample->modes, grid = *amplitudes,
                       settings = m_session.contents().plan.scan, direction = std::get<2>(key)](
                          const run::RunControl& control, const Analyst::Deliver& deliver) {
        const anharmonicity::PulledMode mode{modes->firstIndex + column, modes->omega[column], modes->tau[column],
                                             modes->field(column)};
        anharmonicity::excitationCurve(structure, mode, direction, grid, settings, control,
                                       [&](const CurvePoint& point) {
                                           deliver([this, key, point] {
                                               m_curves[key].push_back(point);
                                               showCurve();
                                           });
                                       });
    };
    m_curveAnalyst.start(work, run::ThreadTeam::hardwareThreads());
}

void Analyses::showCurve()
{
    const bool hasMode = m_session.selectedModeColumn() >= 0;
    m_window.curve()->setReason(hasMode ? QString() : tr("Select a mode first."));
    const auto* points = hasMode ? curve(m_session.selection()) : nullptr;
    const std::vector<CurvePoint> shown = points ? *points : std::vector<CurvePoint>();
    m_window.curve()->sweep()->setCurve(shown);
    m_window.curve()->energy()->setCurve(shown);
}

void Analyses::findSpectrum()
{
    panels::SpectrumPanel* panel = m_window.spectrum();
    SpectrumKey key{.modes = {}, .spacing = panel->bins().spacing, .withModuli = panel->wantsModuli()};
    std::vector<SpectrumSample> samples;
    for (const SampleContents& sample : m_session.contents().samples) {
        if (!sample.structure || !sample.modes)
            continue;
        key.modes.push_back(sample.modes);
        const auto known = m_moduli.find(sample.structure);
        std::optional<modes::ElasticModuli> moduli;
        if (sample.moduli)  // a run worked them out
            moduli = *sample.moduli;
        else if (known != m_moduli.end())
            moduli = known->second;
        samples.push_back({sample.name, sample.structure, sample.modes, std::move(moduli)});
    }
    if (key == m_spectrumKey && !samples.empty())
        return;
    m_spectrumKey = key;
    panel->setCanCompute(!samples.empty());
    if (samples.empty()) {
        m_spectrumAnalyst.cancel();
        showSpectrum(nullptr);
        panel->chart()->setEmptyHint(
            tr("How many modes there are at each frequency, g(\u03c9), and the boson peak: "
               "once there are modes."));
        return;
    }
    panel->setComputing(true);
    m_spectrumAnalyst.start(
        [this, samples, bins = panel->bins(), withModuli = key.withModuli](const run::RunControl& control,
                                                                           const Analyst::Deliver& deliver) {
            charts::SpectrumFindings findings = findingsFor(samples, bins, control);
            const auto tell = [this, &deliver, &findings] {
                deliver([this, told = std::make_shared<const charts::SpectrumFindings>(findings)] {
                    showSpectrum(told);
                });
            };
            tell();
            if (!withModuli)
                return;
            for (const SpectrumSample& sample : samples) {
                const modes::ElasticModuli moduli =
                    sample.moduli ? *sample.moduli : modes::elasticModuli(*sample.structure, control);
                findings.moduli.emplace_back(sample.name, moduli);
                deliver([this, structure = sample.structure, moduli] { m_moduli.emplace(structure, moduli); });
                tell();
            }
        },
        1);
}

void Analyses::showSpectrum(std::shared_ptr<const charts::SpectrumFindings> findings)
{
    std::optional<modes::BosonPeak> peak;
    if (findings) {
        if (const auto* found = std::get_if<modes::BosonPeak>(&findings->bosonPeak))
            peak = *found;
    }
    m_window.spectrum()->chart()->setFindings(std::move(findings));
    emit bosonPeakChanged(peak);
}

}  // namespace vitrine::app

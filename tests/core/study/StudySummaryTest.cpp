#include "core/run/Errors.h"
#include "core/study/StudyRunner.h"
#include "core/study/StudySummary.h"
#include "core/study/SummaryQuantities.h"
#include "core/study/formats/SummaryJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <thread>

using namespace vitrine;
namespace fs = std::filesystem;

namespace {
const study::Quantity& find(const std::vector<study::QuantitySection>& sections, const std::string& key)
{
    for (const study::QuantitySection& section : sections)
        for (const study::Quantity& quantity : section.quantities)
            if (quantity.key == key)
                return quantity;
    throw run::Error("There is no quantity " + key + ".");
}

/// Mode k + 1 alone.
modes::NormalModes blockOf(const modes::NormalModes& all, Eigen::Index k)
{
    modes::NormalModes block = all;
    block.firstIndex = k + 1;
    block.omega = all.omega.segment(k, 1).eval();
    block.residuals = all.residuals.segment(k, 1).eval();
    block.participation = all.participation.segment(k, 1).eval();
    block.tau = all.tau.segment(k, 1).eval();
    block.eigenvectors = all.eigenvectors.middleCols(k, 1).eval();
    return block;
}
}  // namespace

/// A study of two small glasses, a third of another size that is not computed, and a crystal.
class StudySummaryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_folder = fs::path(m_temporary.path().toStdString()) / "study";
        const potential::PairPotential harmonic = potential::HarmonicPotential{};
        study::StudyPlan plan = study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(harmonic, 100, 1), 2);
        plan.add(model::SampleRecipe::ofPaper(harmonic, 200, 1));
        plan.add(model::SampleRecipe::ofCrystal(harmonic, model::Lattice::faceCentred, 3));
        const study::Study study = study::Study::create(m_folder, plan);
        study::StudyGoal goal;
        goal.samples = {"A", "B", "D"};
        goal.allModes = true;
        goal.moduli = true;
        study::runStudy(study, goal, run::RunControl(2));
        goal = study::StudyGoal::everything(6);
        goal.samples = {"A", "B"};
        study::runStudy(study, goal, run::RunControl(2));
        m_summary = study::summarise(study::Study::open(m_folder));
    }

    void namesEachSampleAndEachSize()
    {
        QCOMPARE(m_summary.samples.size(), std::size_t(4));
        QCOMPARE(m_summary.sizes.size(), std::size_t(3));
        QCOMPARE(m_summary.sizes[0].name, std::string("N = 100"));
        QCOMPARE(m_summary.sizes[0].samples, (std::vector<std::string>{"A", "B"}));
        QCOMPARE(m_summary.sizes[1].name, std::string("N = 200"));
        QCOMPARE(m_summary.sizes[2].name, std::string("fcc crystal, N = 108"));
    }

    void namesWhatIsMissingAndGivesNoNumberForIt()
    {
        const study::GroupSummary& c = m_summary.samples[2];
        QCOMPARE(c.missing.size(), std::size_t(3));
        const auto sections = study::quantitiesOf(c);
        for (const char* key : {"energy_per_particle", "bulk_modulus", "boson_peak", "debye_level_fit", "ac",
                                "onset_temperature", "slope", "decay_exponent", "correlation_omega_ac"}) {
            QVERIFY2(!find(sections, key).value, key);
            QVERIFY2(!find(sections, key).note.empty(), key);
            QVERIFY(study::text(find(sections, key)).starts_with("none: "));
        }
        QVERIFY(std::get<std::string>(c.spectrum).find("sample C are missing") != std::string::npos);
        // A and B lack the scans of all modes but six.
        QVERIFY(m_summary.samples[0].missing.front().starts_with("582 of 594 scans of sample A"));
    }

    void poolsSamplesOfOneSize()
    {
        const auto& spectrum = std::get<study::SpectrumSummary>(m_summary.sizes[0].spectrum);
        QCOMPARE(spectrum.modeCount, std::size_t(2 * 297));
        QVERIFY(spectrum.complete && spectrum.proved);
        double integral = 0;
        for (std::size_t bin = 0; bin < spectrum.states.density.size(); ++bin)
            integral +=
                spectrum.states.density[bin] * (spectrum.states.edges[bin + 1] - spectrum.states.edges[bin]);
        QVERIFY(std::abs(integral - 1) < 1e-12);
        QCOMPARE(spectrum.phonons + spectrum.quasilocalised + spectrum.neither, spectrum.modeCount);

        const study::Study study = study::Study::open(m_folder);
        const double first = study.moduli("A")->shear;
        const double second = study.moduli("B")->shear;
        QCOMPARE(m_summary.sizes[0].elastic.shear->value, (first + second) / 2);
        QVERIFY(std::abs(*m_summary.sizes[0].elastic.shear->error - std::abs(first - second) / 2) < 1e-12);
        QVERIFY(m_summary.sizes[0].elastic.shear->value < m_summary.sizes[0].elastic.affineShear->value);
        QCOMPARE(m_summary.sizes[0].transitions.modesScanned, std::size_t(12));
        QCOMPARE(m_summary.glassTransitions.modesScanned, std::size_t(12));
        QCOMPARE(m_summary.glassRecords.size(), 2 * (std::size_t(297) + 6));
    }

    /// Partial spectra are normalised with 3N - 3: with the lowest modes alone the density is what it is with all.
    void aPartialSpectrumHasTheSameDensity()
    {
        const study::Study study = study::Study::open(m_folder);
        const auto whole = modes::pool({modes::spectrumOf(*study.modesWithoutFields("A"), 100)});
        modes::NormalModes low = *study.modesWithoutFields("A");
        low.omega.conservativeResize(150);
        const auto partial = modes::pool({modes::spectrumOf(low, 100)});
        const double end = partial.completeUpTo;
        const auto all = std::get<modes::SpectralLevel>(modes::fitSpectralLevel(whole, 2, end));
        const auto part = std::get<modes::SpectralLevel>(modes::fitSpectralLevel(partial, 2, end));
        QCOMPARE(all.modeCount, std::size_t(149));
        QCOMPARE(all.level, part.level);
    }

    void crystalsFollowTheirDispersion()
    {
        QVERIFY(m_summary.samples[3].dispersionError.has_value());
        QVERIFY2(*m_summary.samples[3].dispersionError < 1e-9,
                 qPrintable(QString::number(*m_summary.samples[3].dispersionError)));
        QVERIFY(!m_summary.samples[0].dispersionError);
    }

    /// What another process adds between two looks at the folder belongs to the next summary.
    void summarisesAStudyThatGrowsMeanwhile()
    {
        const study::Study whole = study::Study::open(m_folder);
        const fs::path folder = fs::path(m_temporary.path().toStdString()) / "growing";
        const study::Study growing = study::Study::create(
            folder,
            study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, 1), 1));
        growing.save("A", *whole.structure("A"));
        const auto modes = whole.modes("A");
        std::atomic<bool> grown = false;
        const std::jthread writer([&] {
            for (Eigen::Index k = 0; k < 60; ++k)
                growing.save("A", blockOf(*modes, k));
            grown = true;
        });
        study::SummarySettings quick;
        quick.bosonPeak.bootstrapSamples = 20;
        while (!grown) {
            const auto summary = study::summarise(growing, quick);
            if (const auto* spectrum = std::get_if<study::SpectrumSummary>(&summary.samples[0].spectrum))
                QCOMPARE(summary.glassRecords.size(), spectrum->modeCount);
        }
    }

    void boundsDecideTheKinds()
    {
        study::SummarySettings settings;
        settings.bounds.phononOrderFrom = 0;
        settings.bounds.localisedOrderBelow = 0;
        const auto summary = study::summarise(study::Study::open(m_folder), settings);
        const auto& spectrum = std::get<study::SpectrumSummary>(summary.samples[0].spectrum);
        QCOMPARE(spectrum.phonons, spectrum.modeCount);
        settings.bounds.phononOrderFrom = -1;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::summarise(study::Study::open(m_folder), settings));
    }

    void fitsUpToWhereItIsTold()
    {
        study::SummarySettings settings;
        settings.fitUpTo = 1.0;
        settings.bounds.phononOrderFrom = 0;
        settings.bounds.localisedOrderBelow = 0;
        const auto summary = study::summarise(study::Study::open(m_folder), settings);
        const auto& spectrum = std::get<study::SpectrumSummary>(summary.sizes[0].spectrum);
        const auto& debye = std::get<modes::SpectralLevel>(spectrum.debye);
        QCOMPARE(debye.upTo, 1.0);
        QCOMPARE(debye.level, 3 * static_cast<double>(debye.modeCount) / (2 * 297));
        settings.fitUpTo = -1;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::summarise(study::Study::open(m_folder), settings));
        settings.fitUpTo = 1000;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::summarise(study::Study::open(m_folder), settings));
    }

    /// The lowest modes alone, too few for omega_BP: their end need not lie below it.
    void fitsNothingWhereTheBosonPeakMayBeBelow()
    {
        const study::Study whole = study::Study::open(m_folder);
        const fs::path folder = fs::path(m_temporary.path().toStdString()) / "partial";
        const study::Study partial = study::Study::create(
            folder,
            study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, 1), 1));
        partial.save("A", *whole.structure("A"));
        study::StudyGoal goal;
        goal.modeCount = 9;
        study::runStudy(partial, goal, run::RunControl(2));
        study::SummarySettings settings;
        settings.bounds.phononOrderFrom = 0;
        settings.bounds.localisedOrderBelow = 0;
        auto summary = study::summarise(partial, settings);
        const auto& spectrum = std::get<study::SpectrumSummary>(summary.samples[0].spectrum);
        QVERIFY(std::get<modes::NoBosonPeak>(spectrum.bosonPeak).cause == modes::NoBosonPeakCause::tooFewModes);
        QVERIFY(!spectrum.fitUpTo);
        QVERIFY(std::holds_alternative<modes::NoSpectralLevel>(spectrum.debye));
        settings.fitUpTo = spectrum.pooled.end();
        summary = study::summarise(partial, settings);
        QCOMPARE(*std::get<study::SpectrumSummary>(summary.samples[0].spectrum).fitUpTo, *settings.fitUpTo);
    }

    void keepsGlassesOfDifferentOriginApart()
    {
        const potential::PairPotential potential = potential::LennardJonesPotential{};
        const auto recipe = model::SampleRecipe::ofPaper(potential, 150, 1);
        study::StudyPlan plan = study::StudyPlan::ofPaper(recipe, 1);
        model::SampleRecipe other = recipe;
        other.temperature = 1;
        plan.add(other);
        other = recipe;
        other.origin = model::Origin::random;
        plan.add(other);
        other.numberDensity = 1.1;
        plan.add(other);
        plan.add(model::SampleRecipe::ofPaper(potential, 200, 1));
        const auto summary =
            study::summarise(study::Study::create(fs::path(m_temporary.path().toStdString()) / "origins", plan));
        std::vector<std::string> names;
        for (const study::GroupSummary& size : summary.sizes)
            names.push_back(size.name + ": " + size.samples.front());
        const std::string density = fmt::format("{:.6g}", recipe.numberDensity);
        QCOMPARE(names, (std::vector<std::string>{"N = 150, liquid, N/V = " + density + ", T = 1: B",
                                                  "N = 150, liquid, N/V = " + density + ", T = 2: A",
                                                  "N = 150, random, N/V = " + density + ": C",
                                                  "N = 150, random, N/V = 1.1: D", "N = 200: E"}));
    }

    void writesAllOfItAsJson()
    {
        const QByteArray text = QByteArray::fromStdString(study::formats::summaryText(m_summary));
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QCOMPARE(json["samples"].toArray().size(), 4);
        const QJsonObject a = json["samples"].toArray()[0].toObject();
        QVERIFY(a["structure"]["pressure"]["value"].toDouble() > 0);
        QCOMPARE(a["structure"]["pressure"]["unit"].toString(), QString("epsilon/sigma^3"));
        QCOMPARE(a["elasticity"]["shear_modulus"]["value"].toDouble(),
                 study::Study::open(m_folder).moduli("A")->shear);
        QVERIFY(!a["densityOfStates"]["g"].toArray().isEmpty());
        const QJsonObject c = json["samples"].toArray()[2].toObject();
        QVERIFY(c["structure"]["pressure"]["value"].isNull());
        QCOMPARE(c["missing"].toArray().size(), 3);
    }

private:
    QTemporaryDir m_temporary;
    fs::path m_folder;
    study::StudySummary m_summary;
};

QTEST_GUILESS_MAIN(StudySummaryTest)
#include "StudySummaryTest.moc"

#include "core/study/validation/ValidationReport.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace vitrine;
using study::validation::pictureNames;
using study::validation::validationReport;
namespace fs = std::filesystem;

namespace {
constexpr int modeCount = 24;

/// Transitions with A_c = omega^power and |Delta Phi| = |Delta r|^slope, O and P in no order with omega.
std::vector<results::ModeRecord> records(double power, double slope, double onset)
{
    std::vector<results::ModeRecord> records;
    for (int mode = 1; mode <= modeCount; ++mode) {
        const double scrambled = std::fmod(0.618 * mode, 1.0);
        results::ModeRecord record;
        record.sample = "A";
        record.particleCount = 4000;
        record.mode = mode;
        record.omega = 0.01 * mode;
        record.participationRatio = scrambled;
        record.phononOrder = scrambled;
        record.sign = "+";
        record.method = "fire";
        record.outcome = "transition";
        record.criticalAmplitude = 0.1 * std::pow(record.omega, power);
        record.thirdOrderAmplitude = 100 * *record.criticalAmplitude;
        record.barrier = onset / 2 * mode;
        record.distance = scrambled + 0.1;
        record.energyDifference = -std::pow(*record.distance, slope);
        record.rearrangedCount = 50;
        record.overlap = 0.1;
        record.transition = (mode + 2) / 3;
        records.push_back(record);
    }
    return records;
}

study::GroupSummary group(const std::string& name, Eigen::Index particles,
                          const std::vector<results::ModeRecord>& records)
{
    study::GroupSummary group;
    group.name = name;
    group.samples = {"A"};
    group.rattlers = results::Mean{static_cast<double>(particles) / 4, std::nullopt, 1};
    group.recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, particles, 1);
    group.spectrum = std::string("The modes were made by hand.");
    group.transitions = results::summariseTransitions(records, group.recipe.potential);
    return group;
}

study::StudySummary made(const std::string& folder, Eigen::Index particles,
                         const std::vector<results::ModeRecord>& records)
{
    study::StudySummary summary;
    summary.folder = folder;
    summary.samples = {group("A", particles, records)};
    summary.sizes = {group("N = " + std::to_string(particles), particles, records)};
    summary.glassTransitions = summary.samples.front().transitions;
    summary.glassRecords = records;
    return summary;
}

/// The part of a report under a heading that begins so.
QString section(const std::string& report, const QString& heading)
{
    const QString text = QString::fromStdString(report);
    const qsizetype begin = text.indexOf("### " + heading);
    return begin < 0 ? QString() : text.mid(begin, text.indexOf("\n### ", begin + 1) - begin);
}
}  // namespace

class ValidationReportTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWhereTheNumbersDo()
    {
        const std::string report = validationReport({made("one", 4000, records(2, 3, 1e-5))}, "", "");
        QVERIFY(section(report, "Low frequencies").contains("**Verdict:** agrees:"));
        QVERIFY(section(report, "A_c does not depend").contains("**Verdict:** agrees:"));
        QVERIFY(section(report, "The third-order").contains("agrees: larger by a factor of 100 in the median"));
        QVERIFY(section(report, "\\|Delta Phi\\|").isEmpty());  // bars are escaped in tables only
        QVERIFY(section(report, "|Delta Phi| goes").contains("agrees: 3 lies within two standard errors"));
        QVERIFY(section(report, "Many modes").contains("**Verdict:** agrees"));
        QVERIFY(section(report, "T_c falls").contains("cannot tell: one size alone"));
        QVERIFY(section(report, "The field decays").contains("cannot tell: no tail can be fitted"));
    }

    void differsWhereTheNumbersDo()
    {
        const std::string report = validationReport({made("one", 4000, records(-2, 1, 1e-5))}, "", "");
        QVERIFY(section(report, "Low frequencies").contains("**Verdict:** differs: A_c falls as omega rises."));
        QVERIFY(section(report, "|Delta Phi| goes").contains("**Verdict:** differs:"));
    }

    void followsTheOnsetThroughSizes()
    {
        const std::vector<study::StudySummary> falling = {made("large", 16000, records(2, 3, 1e-6)),
                                                          made("small", 4000, records(2, 3, 1.6e-5))};
        // A sixteenth for a fourfold N.
        QVERIFY(section(validationReport(falling, "", ""), "T_c falls")
                    .contains("agrees: from N = 4000 to 16000 T_c changes as N^-2.00"));
        const std::vector<study::StudySummary> rising = {made("large", 16000, records(2, 3, 1e-4)),
                                                         made("small", 4000, records(2, 3, 1e-5))};
        QVERIFY(section(validationReport(rising, "", ""), "T_c falls").contains("differs: "));
    }

    /// N = 4000 with 1000 rattlers; records of another minimiser do not count.
    void comparesTheBarrierWithThatOfTheParticlesThatTakePart()
    {
        const auto verdict = [](double ratio) {
            std::vector<results::ModeRecord> harmonic = records(2, 3, 1e-5);
            for (results::ModeRecord& record : harmonic)
                record.barrier = ratio * 0.5 * 3000 * std::pow(record.omega * *record.criticalAmplitude, 2);
            for (const results::ModeRecord& record : std::vector<results::ModeRecord>(harmonic)) {
                harmonic.push_back(record);
                harmonic.back().method = "gradient-flow";
                *harmonic.back().barrier *= 1000;
            }
            return section(validationReport({made("one", 4000, harmonic)}, "", ""), "The barrier");
        };
        QVERIFY(verdict(1).contains("N without rattlers: 1 to 1, median 1 (24)"));
        QVERIFY(verdict(1).contains("**Verdict:** agrees: the ratio is 1 in the median."));
        QVERIFY(verdict(0.5).contains("**Verdict:** differs: the pulled state is lower than that."));
        QVERIFY(verdict(2).contains("**Verdict:** differs: the pulled state is higher than that: pulled so far"));
    }

    /// Sizes are cut at their own omega_BP, and the verdict on both knows it.
    void poolsSizesBelowTheBosonPeakOfEach()
    {
        std::vector<study::StudySummary> studies = {made("large", 16000, records(2, 3, 1e-6)),
                                                    made("small", 4000, records(2, 3, 1e-5))};
        double end = 0.105;
        for (study::StudySummary& study : studies) {
            study.sizes[0].transitions =
                results::summariseTransitions(study.glassRecords, potential::HarmonicPotential{}, {{"A", end}});
            end = 0.165;
        }
        const QString nature = section(validationReport(studies, "", ""), "A_c does not depend");
        QVERIFY(nature.contains("| N = 4000, 1 sample | modes below omega_BP = 0.165 |"));
        QVERIFY(nature.contains("| all | modes below omega_BP of each size, 0.105 to 0.165 |"));
        QVERIFY(nature.contains(", 26 modes)"));  // 10 + 16
        const QString uncut =
            section(validationReport({made("one", 4000, records(2, 3, 1e-5))}, "", ""), "A_c does not");
        QVERIFY(uncut.contains("all modes: omega_BP is not known"));
    }

    /// A partial spectrum of a large system ends below omega_BP, which whole spectra of small ones show.
    void lendsTheBosonPeakToSizesThatDoNotShowIt()
    {
        study::StudySummary spectrum = made("spectrum", 2000, {});
        study::SpectrumSummary shown;
        shown.omega = Eigen::Vector2d(0.01, 2);
        shown.bosonPeak = modes::BosonPeak{0.105, 0.1, 0.11, 1, 1};
        shown.debye = shown.quartic = modes::NoSpectralLevel{};
        spectrum.sizes[0].spectrum = shown;
        const std::string report = validationReport({spectrum, made("one", 4000, records(2, 3, 1e-5))}, "", "");
        QVERIFY(section(report, "Spectrum").contains("that of N = 2000, 0.105, is taken."));
        QVERIFY(section(report, "A_c does not").contains("| modes below omega_BP = 0.105 |"));
        QVERIFY(section(report, "A_c does not").contains(", 10 modes)"));
    }

    void tellsStudiesOfOneSizeApart()
    {
        const QString low = section(validationReport({made("runs/one", 4000, records(2, 3, 1e-5)),
                                                      made("runs/two", 4000, records(2, 3, 1e-5))},
                                                     "", ""),
                                    "Low frequencies");
        QVERIFY(low.contains("| N = 4000 of one, 1 sample |") && low.contains("| N = 4000 of two, 1 sample |"));
    }

    void spectraAloneDoNotCountAsScans()
    {
        std::vector<results::ModeRecord> unscanned = records(2, 3, 1e-5);
        for (results::ModeRecord& record : unscanned) {
            record = {};
            record.sample = "A";
            record.thirdOrderAmplitude = 1e9;
        }
        const std::string report =
            validationReport({made("one", 4000, records(2, 3, 1e-5)), made("spectrum", 500, unscanned)}, "", "");
        QVERIFY(report.find("| N = 500 | 1 |") != std::string::npos);  // among the glasses
        QVERIFY(!section(report, "Low frequencies").contains("N = 500"));
        QVERIFY(report.find("1e+09") == std::string::npos);
    }

    void crystalsAreTheControl()
    {
        std::vector<results::ModeRecord> stable = records(0, 3, 1e-5);
        for (results::ModeRecord& record : stable) {
            record.outcome = "no-transition";
            record.criticalAmplitude.reset();
            record.distance.reset();
        }
        const auto crystal = [](const std::vector<results::ModeRecord>& of) {
            study::StudySummary summary = made("crystal", 500, of);
            for (auto* groups : {&summary.samples, &summary.sizes})
                for (study::GroupSummary& each : *groups) {
                    each.recipe = model::SampleRecipe::ofCrystal(potential::HarmonicPotential{},
                                                                 model::Lattice::faceCentred, 5);
                    each.dispersionError = 3e-15;
                }
            summary.glassRecords.clear();
            return summary;
        };
        const std::string good = validationReport({crystal(stable)}, "", "");
        QVERIFY(good.find("agrees: no scan of a crystal left its lattice") != std::string::npos);
        QVERIFY(good.find("| 3e-15 | 24 no-transition | none |") != std::string::npos);
        const std::string bad =
            validationReport({crystal(records(0, 3, 1e-5)), made("glass", 4000, records(2, 3, 1e-5))}, "", "");
        // 0.1 against 0.1 * 0.01^2 to 0.1 * 0.24^2
        QVERIFY(bad.find("only from A = 0.1 sigma on, 1e+04 times the smallest and 17.4 times the largest") !=
                std::string::npos);
    }

    void showsOnlyPicturesThatAreThere()
    {
        QTemporaryDir folder;
        const fs::path pictures = folder.path().toStdString();
        const auto report = [&] {
            return validationReport({made("one", 4000, records(2, 3, 1e-5))}, pictures, "images");
        };
        QVERIFY(report().find("![") == std::string::npos);
        for (const std::string& name : pictureNames())
            std::ofstream(pictures / name) << "picture";
        QVERIFY(report().find("](images/harmonic-fig3-ac-omega.png)") != std::string::npos);
        QVERIFY(report().find("lj-fig3") == std::string::npos);
    }

    void namesWhatIsMissing()
    {
        study::StudySummary summary = made("one", 4000, records(2, 3, 1e-5));
        QVERIFY(validationReport({summary}, "", "").find("Nothing of these studies is missing.") !=
                std::string::npos);
        summary.samples.front().missing = {"the elastic moduli of sample A"};
        QVERIFY(validationReport({summary}, "", "").find("- one: the elastic moduli of sample A") !=
                std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ValidationReportTest)
#include "ValidationReportTest.moc"

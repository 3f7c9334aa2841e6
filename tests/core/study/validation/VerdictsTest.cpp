#include "core/potential/PairPotential.h"
#include "core/study/validation/Verdicts.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::study::validation;

namespace {
const PaperNumbers& harmonic()
{
    return paperNumbers(potential::HarmonicPotential{});
}

results::Spread spread(std::size_t count, double least, double median, double largest)
{
    return {count, least, std::sqrt(least * median), median, std::sqrt(median * largest), largest};
}

results::TransitionSummary correlated(double coefficient, std::size_t count = 101)
{
    results::TransitionSummary summary;
    const double chance = 1 / std::sqrt(static_cast<double>(count - 1));  // 0.1 for 101
    summary.correlations = {{"omega", "ac", results::RankCorrelation{coefficient, 0.05, chance, count}}};
    summary.criticalAmplitude = spread(count, 1e-4, 1e-3, 1e-2);
    return summary;
}

results::TransitionSummary sharing(std::size_t modes, std::size_t states)
{
    results::TransitionSummary summary;
    summary.modesWithTransition = modes + 3;
    summary.looseModes = 3;  // nearly loose particles are nobody's common state
    summary.states.resize(states);
    return summary;
}
}  // namespace

class VerdictsTest : public QObject {
    Q_OBJECT

private slots:
    void amplitudesHaveToRiseBeyondChance()
    {
        QCOMPARE(amplitudeVerdict(correlated(0.7), harmonic()).agreement, Agreement::agrees);
        QCOMPARE(amplitudeVerdict(correlated(0.3), harmonic()).agreement, Agreement::roughly);
        QCOMPARE(amplitudeVerdict(correlated(0.15), harmonic()).agreement, Agreement::differs);
        QCOMPARE(amplitudeVerdict(correlated(-0.7), harmonic()).agreement, Agreement::differs);
        QCOMPARE(amplitudeVerdict(correlated(0.9, 10), harmonic()).agreement, Agreement::unknown);
        results::TransitionSummary large = correlated(0.7);
        QVERIFY(amplitudeVerdict(large, harmonic()).text().find("lie in the paper's range") != std::string::npos);
        large.criticalAmplitude = spread(101, 1e-4, 1e-2, 0.2);
        QVERIFY(amplitudeVerdict(large, harmonic()).text().find("outside the paper's range") != std::string::npos);
    }

    void independenceIsNoCorrelationBeyondChance()
    {
        const auto of = [](double coefficient) {
            return independenceVerdict({correlationOf(correlated(0.01), "omega", "ac"),
                                        correlationOf(correlated(coefficient), "omega", "ac")})
                .agreement;
        };
        QCOMPARE(of(-0.15), Agreement::agrees);
        QCOMPARE(of(-0.4), Agreement::roughly);
        QCOMPARE(of(0.6), Agreement::differs);
        QCOMPARE(independenceVerdict({std::nullopt}).agreement, Agreement::unknown);
    }

    void thirdOrderIsLargerByTenAtLeast()
    {
        results::TransitionSummary summary;
        QCOMPARE(thirdOrderVerdict(summary).agreement, Agreement::unknown);
        summary.thirdOrderRatio = spread(30, 1, 12, 1000);
        QCOMPARE(thirdOrderVerdict(summary).agreement, Agreement::agrees);
        summary.thirdOrderRatio = spread(30, 1, 8, 1000);
        QCOMPARE(thirdOrderVerdict(summary).agreement, Agreement::differs);
    }

    /// Ratios that grow with A_c, from a start: the tenth with the smallest A_c is looked at by itself.
    void barriersAreHarmonicAtLeastWhereAmplitudesAreSmall()
    {
        const auto of = [](double first, double growth) {
            std::vector<std::pair<double, double>> points;
            for (int i = 20; i > 0; --i)
                points.emplace_back(0.001 * i, first * std::pow(growth, i - 1));
            return barrierVerdict(barrierRatios(points)).agreement;
        };
        QCOMPARE(of(1, 1), Agreement::agrees);
        QCOMPARE(of(1, 1.1), Agreement::roughly);
        QCOMPARE(of(2, 1), Agreement::differs);
        QCOMPARE(of(0.5, 1), Agreement::differs);
        QCOMPARE(barrierVerdict({}).agreement, Agreement::unknown);
    }

    void onsetsFallBeyondTheScatterOfSamples()
    {
        QCOMPARE(onsetVerdict({{4000, {1e-5}}}, harmonic()).agreement, Agreement::unknown);
        QCOMPARE(onsetVerdict({{4000, {1e-5, 1.1e-5}}, {16000, {1e-6, 1.2e-6}}}, harmonic()).agreement,
                 Agreement::agrees);
        QCOMPARE(onsetVerdict({{4000, {1e-6, 1.1e-6}}, {16000, {1e-5, 1.2e-5}}}, harmonic()).agreement,
                 Agreement::differs);
        const Verdict scattered = onsetVerdict({{4000, {1e-5, 1e-7}}, {16000, {1e-6, 1e-4}}}, harmonic());
        QCOMPARE(scattered.agreement, Agreement::unknown);
        QVERIFY(scattered.text().find("factors of up to 100,") != std::string::npos);
    }

    void slopesAreThreeWithinTheirErrors()
    {
        const auto of = [](double slope, double error, std::size_t count) {
            results::TransitionSummary summary;
            summary.slope = results::TransitionSlope{slope, error, 1, 0.9, count, 0};
            return slopeVerdict(summary).agreement;
        };
        QCOMPARE(of(2.5, 0.3, 20), Agreement::agrees);
        QCOMPARE(of(2.5, 0.1, 20), Agreement::roughly);
        QCOMPARE(of(2.1, 0.1, 20), Agreement::differs);
        QCOMPARE(of(3, 0.1, 5), Agreement::unknown);
    }

    void statesAreFewerThanTheirModes()
    {
        QCOMPARE(sharingVerdict(sharing(20, 10)).agreement, Agreement::agrees);
        QCOMPARE(sharingVerdict(sharing(20, 19)).agreement, Agreement::roughly);
        QCOMPARE(sharingVerdict(sharing(20, 24)).agreement, Agreement::differs);  // two directions, two states
        QCOMPARE(sharingVerdict(sharing(0, 0)).agreement, Agreement::unknown);
    }

    void rearrangedParticlesAreFewAndTheirNumberIsNotOfTheSize()
    {
        results::TransitionSummary summary;
        summary.rearrangedCount = spread(20, 3, 50, 300);
        summary.withinBoundsOfPaper = 20;
        const auto of = [&](double small, double large) {
            return rearrangedCountVerdict(summary,
                                          {{4000, spread(10, 3, small, 200)}, {16000, spread(10, 3, large, 300)}})
                .agreement;
        };
        QCOMPARE(of(50, 60), Agreement::agrees);
        QCOMPARE(of(50, 160), Agreement::differs);
        QCOMPARE(rearrangedCountVerdict(summary, {{500, spread(20, 3, 50, 300)}}).agreement, Agreement::unknown);
        summary.withinBoundsOfPaper = 12;
        QCOMPARE(of(50, 60), Agreement::roughly);
        summary.rearrangedCount = spread(20, 3, 50, 1300);
        QCOMPARE(of(50, 60), Agreement::differs);
        summary.rearrangedCount = spread(5, 3, 50, 300);
        QCOMPARE(of(50, 60), Agreement::unknown);
    }

    void tailsFallFasterThanElasticOnes()
    {
        results::TransitionSummary summary;
        QCOMPARE(decayVerdict(summary).agreement, Agreement::unknown);
        for (const auto& [a, agreement] : {std::pair{2.1, Agreement::differs}, std::pair{2.8, Agreement::agrees},
                                           std::pair{3.5, Agreement::differs}}) {
            summary.decayExponent = spread(10, 1.5, a, 4);
            QCOMPARE(decayVerdict(summary).agreement, agreement);
        }
    }

    void overlapsAreSmall()
    {
        results::TransitionSummary summary;
        summary.overlap = {100, 0.001, 0.01, 0.1, 0.4, 0.9};
        QCOMPARE(overlapVerdict(summary).agreement, Agreement::agrees);
        summary.overlap->high = 0.6;
        QCOMPARE(overlapVerdict(summary).agreement, Agreement::roughly);
        summary.overlap->median = 0.4;
        QCOMPARE(overlapVerdict(summary).agreement, Agreement::differs);
    }

    void crystalsStayOrLeaveFarBeyondTheGlasses()
    {
        QCOMPARE(crystalVerdict(std::nullopt, std::pair{1e-4, 1e-2}).agreement, Agreement::agrees);
        QCOMPARE(crystalVerdict(0.5, std::pair{1e-4, 1e-2}).agreement, Agreement::roughly);
        QCOMPARE(crystalVerdict(0.05, std::pair{1e-4, 1e-2}).agreement, Agreement::differs);
        QCOMPARE(crystalVerdict(0.5, std::nullopt).agreement, Agreement::differs);
    }
};

QTEST_APPLESS_MAIN(VerdictsTest)
#include "VerdictsTest.moc"

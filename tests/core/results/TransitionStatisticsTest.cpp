#include "core/model/RandomNumbers.h"
#include "core/results/TransitionStatistics.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace vitrine;
using namespace vitrine::results;

namespace {

ModeRecord transition(double distance, double energyDifference, double rearrangedCount = 10,
                      std::optional<int> finalState = std::nullopt, double amplitude = 1e-3)
{
    ModeRecord record;
    record.sample = "A";
    record.sign = "+";
    record.outcome = "transition";
    record.distance = distance;
    record.energyDifference = energyDifference;
    record.rearrangedCount = rearrangedCount;
    record.transition = finalState;
    record.criticalAmplitude = amplitude;
    return record;
}

}  // namespace

class TransitionStatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void findsAnExactPowerLaw();
    void statesTheErrorOfANoisyOne();
    void needsThreeDifferentDistances();
    void countsEachTransitionOnce();
    void leavesLooseParticlesOut();
    void boundsHoldAllTransitions();
    void distributionIntegratesToOne();
    void refusesValuesWithoutLogarithm();
};

void TransitionStatisticsTest::findsAnExactPowerLaw()
{
    std::vector<ModeRecord> records;
    for (const double distance : {0.01, 0.03, 0.1, 0.5})
        records.push_back(transition(distance, (distance > 0.05 ? -1 : 1) * 0.2 * std::pow(distance, 3)));
    records.push_back(transition(0.2, 0));
    const auto fit = fitTransitionSlope(records);
    QVERIFY(fit.has_value());
    QVERIFY(std::abs(fit->slope - 3) < 1e-12);
    QVERIFY(std::abs(fit->prefactor - 0.2) < 1e-12);
    QVERIFY(fit->slopeError < 1e-6);
    QVERIFY(std::abs(fit->correlation - 1) < 1e-12);
    QCOMPARE(fit->transitionCount, std::size_t{4});
    QCOMPARE(fit->leftOut, std::size_t{1});
}

void TransitionStatisticsTest::statesTheErrorOfANoisyOne()
{
    // Over many repetitions the slopes found scatter by the error stated.
    model::RandomNumbers random(1);
    double squares = 0;
    double stated = 0;
    constexpr int repetitions = 300;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        std::vector<ModeRecord> records;
        for (int number = 0; number < 40; ++number) {
            const double distance = std::pow(10, -3 * random.uniform());
            records.push_back(transition(distance, std::pow(distance, 3) * std::exp(random.normal())));
        }
        const auto fit = fitTransitionSlope(records);
        squares += (fit->slope - 3) * (fit->slope - 3) / repetitions;
        stated += fit->slopeError * fit->slopeError / repetitions;
    }
    QVERIFY2(std::abs(squares / stated - 1) < 0.3, qPrintable(QString::number(squares / stated)));
}

void TransitionStatisticsTest::needsThreeDifferentDistances()
{
    QVERIFY(!fitTransitionSlope({transition(0.1, 1e-3), transition(0.2, 1e-2)}));
    QVERIFY(!fitTransitionSlope({transition(0.1, 1e-3), transition(0.1, 1e-2), transition(0.1, 1e-4)}));
}

void TransitionStatisticsTest::countsEachTransitionOnce()
{
    std::vector<ModeRecord> records = {transition(0.1, 1e-3, 10, 1, 1e-3), transition(0.1, 1e-3, 10, 1, 5e-4),
                                       transition(0.2, 1e-2, 10, 2), transition(0.3, 1e-2), transition(0.3, 1e-2)};
    records.push_back(records.front());
    records.back().sample = "B";  // its first final state is another
    const auto selected = selectTransitions(records);
    QCOMPARE(selected.size(), std::size_t{5});
    QCOMPARE(*selected[0].criticalAmplitude, 5e-4);
    QCOMPARE(selectTransitions(records, {.eachTransitionOnce = false}).size(), std::size_t{6});
}

void TransitionStatisticsTest::leavesLooseParticlesOut()
{
    std::vector<ModeRecord> records = {transition(0.1, 1e-3), transition(0.2, 1e-14, 1), ModeRecord{}};
    records[1].outcome = "loose-particle";
    QCOMPARE(selectTransitions(records).size(), std::size_t{1});
    QCOMPARE(selectTransitions(records, {.looseParticles = true}).size(), std::size_t{2});
}

void TransitionStatisticsTest::boundsHoldAllTransitions()
{
    const std::vector<ModeRecord> records = {transition(0.1, 1, 10), transition(0.1, 1, 1000),
                                             transition(0.5, 1, 5)};
    const auto bounds = displacementBounds(records);
    QVERIFY(std::abs(bounds->lower - 1e-5) < 1e-18);
    QVERIFY(std::abs(bounds->upper - 0.05) < 1e-15);
    QCOMPARE(countWithin(records, *bounds), std::size_t{3});
    QCOMPARE(countWithin(records, displacementBoundsOfPaper(potential::HarmonicPotential{})), std::size_t{2});
    QCOMPARE(countWithin(records, displacementBoundsOfPaper(potential::LennardJonesPotential{})), std::size_t{1});
    QVERIFY(!displacementBounds({}));
}

void TransitionStatisticsTest::distributionIntegratesToOne()
{
    std::vector<double> values;
    for (int number = 0; number < 500; ++number)
        values.push_back(std::pow(10, -number / 100.0));
    const LogarithmicDistribution distribution = logarithmicDistribution(values, 9);
    double integral = 0;
    for (std::size_t bin = 0; bin < 9; ++bin)
        integral += distribution.densities[bin] * (distribution.edges[bin + 1] - distribution.edges[bin]);
    QVERIFY(std::abs(integral - 1) < 1e-12);
    QCOMPARE(std::accumulate(distribution.counts.begin(), distribution.counts.end(), std::int64_t{0}), 500);
    const LogarithmicDistribution single = logarithmicDistribution({2, 2, 2}, 5);
    QCOMPARE(single.counts, (std::vector<std::int64_t>{3}));
}

void TransitionStatisticsTest::refusesValuesWithoutLogarithm()
{
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicDistribution({1, 0}, 3));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicDistribution({}, 3));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, logarithmicDistribution({1, 2}, 0));
}

QTEST_APPLESS_MAIN(TransitionStatisticsTest)
#include "TransitionStatisticsTest.moc"

#include "core/results/RankCorrelation.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace vitrine;

class RankCorrelationTest : public QObject {
    Q_OBJECT

private slots:
    void isOneAlongAnyRisingCurve()
    {
        std::vector<std::pair<double, double>> points;
        for (int i = 1; i <= 20; ++i)
            points.emplace_back(i, std::exp(i));
        QCOMPARE(results::rankCorrelation(points)->coefficient, 1.0);
        for (auto& point : points)
            point.second = 1 / point.second;
        QCOMPARE(results::rankCorrelation(points)->coefficient, -1.0);
        QCOMPARE(results::rankCorrelation(points)->error, 0.0);
    }

    /// 1 - 6 sum d^2 / (n (n^2 - 1)) for ranks without ties.
    void isSpearmans()
    {
        const auto found = results::rankCorrelation({{1, 2}, {2, 1}, {3, 4}, {4, 3}, {5, 5}, {6, 6}});
        QVERIFY(std::abs(found->coefficient - (1 - 6.0 * 4 / (6 * 35))) < 1e-14);
        const double rest = 1 - found->coefficient * found->coefficient;
        QVERIFY(std::abs(found->error - rest * std::sqrt(1.06 / 3)) < 1e-14);
        QVERIFY(std::abs(found->chance - 1 / std::sqrt(5.0)) < 1e-14);
    }

    void equalValuesShareTheirRank()
    {
        // Ranks of y: 0.5, 0.5, 2.5, 2.5, 4: covariance 9.5 (of 10), spread of y 9.
        const auto found = results::rankCorrelation({{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 3}});
        QVERIFY(std::abs(found->coefficient - 9 / std::sqrt(10 * 9.0)) < 1e-14);
    }

    void independentQuantitiesShowWhatChanceDoes()
    {
        std::mt19937_64 generator(5);
        std::normal_distribution<double> normal;
        double squares = 0;
        constexpr int trials = 400;
        constexpr int count = 30;
        double chance = 0;
        for (int trial = 0; trial < trials; ++trial) {
            std::vector<std::pair<double, double>> points(count);
            for (auto& [x, y] : points) {
                x = normal(generator);
                y = normal(generator);
            }
            const auto found = results::rankCorrelation(points);
            squares += found->coefficient * found->coefficient;
            chance = found->chance;
        }
        // The scatter of 400 coefficients is known to 1/sqrt(800).
        QVERIFY(std::abs(std::sqrt(squares / trials) / chance - 1) < 0.12);
    }

    void saysNothingOfTooFewOrEqualValues()
    {
        QVERIFY(!results::rankCorrelation({{1, 1}, {2, 2}, {3, 3}, {4, 4}}));
        QVERIFY(!results::rankCorrelation({{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}));
    }
};

QTEST_APPLESS_MAIN(RankCorrelationTest)
#include "RankCorrelationTest.moc"

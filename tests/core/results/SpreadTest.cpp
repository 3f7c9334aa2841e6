#include "core/results/Spread.h"

#include <QTest>

#include <cmath>

using namespace vitrine;

class SpreadTest : public QObject {
    Q_OBJECT

private slots:
    void namesPercentilesOfTheValues()
    {
        std::vector<double> values;
        for (int i = 100; i >= 0; --i)
            values.push_back(i);
        const auto spread = results::spreadOf(values);
        QCOMPARE(spread->count, std::size_t(101));
        QCOMPARE(spread->least, 0.0);
        QCOMPARE(spread->low, 16.0);
        QCOMPARE(spread->median, 50.0);
        QCOMPARE(spread->high, 84.0);
        QCOMPARE(spread->largest, 100.0);
        QVERIFY(!results::spreadOf({}));
    }

    void meansCarryTheErrorOfTheirScatter()
    {
        const auto mean = results::meanOf({1, 2, 3, 6});
        QCOMPARE(mean->value, 3.0);
        // Deviations -2, -1, 0, 3: variance 14/3, of the mean 14/12.
        QVERIFY(std::abs(*mean->error - std::sqrt(14.0 / 12)) < 1e-14);
        QVERIFY(!results::meanOf({5})->error);
        QVERIFY(!results::meanOf({}));
    }
};

QTEST_APPLESS_MAIN(SpreadTest)
#include "SpreadTest.moc"

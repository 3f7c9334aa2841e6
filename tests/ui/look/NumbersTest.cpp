#include "ui/look/Numbers.h"

#include <QTest>
#include <QTextBoundaryFinder>

#include <limits>

using namespace vitrine;

class NumbersTest : public QObject {
    Q_OBJECT
private slots:
    void writesPowersOfTenAsSuperscripts()
    {
        QCOMPARE(look::powerOfTen(-3), QStringLiteral("10⁻³"));
        QCOMPARE(look::powerOfTen(12), QStringLiteral("10¹²"));
    }

    void groupsDigitsWithThinSpaces()
    {
        QCOMPARE(look::grouped(999), QStringLiteral("999"));
        QCOMPARE(look::grouped(16000), QStringLiteral("16\u2009000"));
        QCOMPARE(look::grouped(-1234567), QStringLiteral("−1\u2009234\u2009567"));
    }

    void keepsAQuantityOnOneLine()
    {
        const QString quantity = QStringLiteral("ω = 16\u2009000 √(ε/mσ²), |Δr|");
        const QString text = look::unbroken(quantity);
        QVERIFY(!text.contains(QLatin1Char(' ')));
        QTextBoundaryFinder lines(QTextBoundaryFinder::Line, text);
        QCOMPARE(lines.toNextBoundary(), text.size());
        QCOMPARE(look::withPlainSpaces(text), quantity);
    }

    void keepsSignificantDigits_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 0.0213 << 3 << QStringLiteral("0.0213");
        QTest::newRow("smaller") << 0.0023137 << 3 << QStringLiteral("2.31 × 10⁻³");
        QTest::newRow("rounds up to another decade") << 0.0099999 << 3 << QStringLiteral("0.0100");
        QTest::newRow("negative") << -1.5 << 2 << QStringLiteral("−1.5");
        QTest::newRow("large") << 123456.0 << 3 << QStringLiteral("1.23 × 10⁵");
        QTest::newRow("zero") << 0.0 << 3 << QStringLiteral("0");
        QTest::newRow("nothing") << std::numeric_limits<double>::quiet_NaN() << 3 << QStringLiteral("–");
    }
    void keepsSignificantDigits()
    {
        QFETCH(double, value);
        QFETCH(int, digits);
        QTEST(look::number(value, digits), "text");
    }

    void showsAsManyDigitsAsTheErrorLeaves_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("error");
        QTest::addColumn<QString>("text");
        QTest::newRow("one digit of error") << 0.0023137 << 0.0000023 << QStringLiteral("2.314(2) × 10⁻³");
        QTest::newRow("error that starts with 1") << 0.013737 << 0.0000124 << QStringLiteral("0.013737(12)");
        QTest::newRow("error above one") << 1234.0 << 30.0 << QStringLiteral("1234(30)");
        QTest::newRow("no error") << 0.5 << 0.0 << QStringLiteral("0.5000");
    }
    void showsAsManyDigitsAsTheErrorLeaves()
    {
        QFETCH(double, value);
        QFETCH(double, error);
        QTEST(look::withError(value, error), "text");
    }

    void writesExponentsWithPlusMinus()
    {
        QCOMPARE(look::plusMinus(2.93, 0.08), QStringLiteral("2.93 ± 0.08"));
        QCOMPARE(look::plusMinus(2.93, 0.12), QStringLiteral("2.9 ± 0.1"));
        QCOMPARE(look::plusMinus(3.0, 0.0), QStringLiteral("3.000"));
    }
};

QTEST_APPLESS_MAIN(NumbersTest)
#include "NumbersTest.moc"

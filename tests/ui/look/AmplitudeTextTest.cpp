#include "ui/look/AmplitudeText.h"

#include <QTest>

using namespace vitrine;

class AmplitudeTextTest : public QObject {
    Q_OBJECT

private slots:
    void givesNoMoreDigitsThanAllMinimizersAgreeOn()
    {
        QCOMPARE(look::criticalAmplitude(0.0023137), QStringLiteral("2.314 × 10⁻³"));
        QCOMPARE(look::criticalAmplitude(0.0099999), QStringLiteral("0.01000"));
        QCOMPARE(look::criticalAmplitude(0.02317), QStringLiteral("≈ 0.023"));
        QCOMPARE(look::criticalAmplitudeWords(0.0023137), QStringLiteral("A_c = 2.314 × 10⁻³ σ"));
        QCOMPARE(look::criticalAmplitudeWords(0.02317), QStringLiteral("A_c ≈ 0.023 σ"));
    }

    void writesBothEndsOfABracket_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 0.002312 << 0.002314 << QStringLiteral("(2.312–2.314) × 10⁻³");
        QTest::newRow("plain") << 0.02312 << 0.02314 << QStringLiteral("0.02312–0.02314");
        QTest::newRow("narrow") << 0.0231234 << 0.0231236 << QStringLiteral("0.023123–0.023124");
        QTest::newRow("across a decade") << 0.9991 << 1.0001 << QStringLiteral("0.999–1.000");
        QTest::newRow("large") << 12.31 << 12.32 << QStringLiteral("12.31–12.32");
    }
    void writesBothEndsOfABracket()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QTEST(look::interval(low, high), "text");
    }
};

QTEST_APPLESS_MAIN(AmplitudeTextTest)
#include "AmplitudeTextTest.moc"

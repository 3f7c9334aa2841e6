#include "ui/scene/FieldGain.h"

#include <QTest>

#include <cmath>

using namespace vitrine;

class FieldGainTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheLongestColumnsInOrder()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 6);
        field.col(1) << 0, 3, 0;
        field.col(4) << 0, 0, -5;
        field.col(2) << 3, 0, 0;
        QCOMPARE(scene::longestColumns(field, 2), (std::vector<Eigen::Index>{4, 1}));
        QCOMPARE(scene::longestColumns(field, 100), (std::vector<Eigen::Index>{4, 1, 2}));
        QVERIFY(scene::longestColumns(field, 0).empty());
    }

    void roundsTheGainDownToOneDigit()
    {
        QCOMPARE(scene::readableGain(0.09, 3.0), 30.0);
        QCOMPARE(scene::readableGain(0.031, 3.0), 90.0);
        QVERIFY(std::abs(scene::readableGain(7.0, 3.0) - 0.4) < 1e-12);
        QCOMPARE(scene::readableGain(0.0, 3.0), 0.0);
    }

    void makesArrowsIndependentOfTheNumberOfParticles()
    {
        // A mode spread over N particles: |e_i| = 1/sqrt(N).
        for (const double count : {1e3, 1.6e4, 1e6}) {
            const double length = scene::readableGain(1 / std::sqrt(count), 3.0) / std::sqrt(count);
            QVERIFY(length <= 3.0 && length > 1.5);
        }
    }

    void roundsLengthsDownTo125()
    {
        QCOMPARE(scene::roundedDown125(4.9), 2.0);
        QCOMPARE(scene::roundedDown125(0.5), 0.5);
        QCOMPARE(scene::roundedDown125(0.0), 0.0);
    }
};

QTEST_APPLESS_MAIN(FieldGainTest)
#include "FieldGainTest.moc"

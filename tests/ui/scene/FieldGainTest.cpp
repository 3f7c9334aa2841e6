#include "ui/scene/FieldGain.h"

#include <QTest>

#include <cmath>

using namespace vitrine;

namespace {
double gain(const Eigen::Matrix3Xd& field)
{
    return scene::readableGain(field, scene::longestColumns(field, 2000), 2, 6);
}
}  // namespace

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

    void makesTheHundredthLongestAsLongAsWanted()
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 300);
        for (Eigen::Index i = 0; i < 300; ++i)
            field(0, i) = i < 100 ? 0.09 : 0.001;
        QCOMPARE(gain(field), 20.0);  // 2 / 0.09 = 22.2
        field(1, 7) = 0.2;
        QCOMPARE(gain(field), 20.0);
        field(1, 7) = 1.5;  // 6 / 1.5 = 4: no arrow crosses the box
        QVERIFY(std::abs(gain(field) - 3.0) < 1e-12);
        QCOMPARE(gain(Eigen::Matrix3Xd::Zero(3, 300)), 0.0);
        QCOMPARE(gain(Eigen::Matrix3Xd::Constant(3, 1, 1)), 1.0);  // 2 / sqrt(3)
    }

    void makesArrowsIndependentOfTheNumberOfParticles()
    {
        // A mode spread over N particles: |e_i| = 1/sqrt(N).
        for (const Eigen::Index count : {1'000, 16'000, 1'000'000}) {
            Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, count);
            field.row(2).setConstant(1 / std::sqrt(static_cast<double>(count)));
            const double length = gain(field) * field(2, 0);
            QVERIFY(length <= 2.0 && length > 1.0);
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

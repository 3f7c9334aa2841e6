#include "core/anharmonicity/ModeExcitation.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace vitrine;

class ModeExcitationTest : public QObject {
    Q_OBJECT

private slots:
    /// A is the root-mean-square displacement of the particles that take part (after Eq. (5)).
    void amplitudeIsTheRootMeanSquareDisplacement()
    {
        std::mt19937_64 generator(1);
        std::normal_distribution<double> normal;
        const Eigen::Matrix3Xd positions = Eigen::Matrix3Xd::NullaryExpr(3, 40, [&] { return normal(generator); });
        Eigen::Matrix3Xd e = Eigen::Matrix3Xd::NullaryExpr(3, 40, [&] { return normal(generator); });
        e.rightCols(10).setZero();  // rattlers
        e.normalize();
        const Eigen::Matrix3Xd pulled = anharmonicity::pulledPositions(positions, e, 0.02, 30);
        const Eigen::Matrix3Xd moved = pulled - positions;
        QVERIFY(std::abs(std::sqrt(moved.squaredNorm() / 30) - 0.02) < 1e-15);
        QVERIFY((moved - 0.02 * std::sqrt(30.0) * e).cwiseAbs().maxCoeff() < 1e-15);
        QVERIFY(moved.rightCols(10).isZero(0));
    }

    void negativeAmplitudePullsAgainstTheMode()
    {
        const Eigen::Matrix3Xd positions = Eigen::Matrix3Xd::Zero(3, 4);
        const Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Constant(3, 4, std::sqrt(1.0 / 12));
        QCOMPARE(anharmonicity::pulledPositions(positions, e, -0.5, 4),
                 Eigen::Matrix3Xd(-anharmonicity::pulledPositions(positions, e, 0.5, 4)));
    }
};

QTEST_APPLESS_MAIN(ModeExcitationTest)
#include "ModeExcitationTest.moc"

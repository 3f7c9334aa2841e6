#include "core/anharmonicity/ModeExcitation.h"
#include "core/anharmonicity/ModeMotion.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <Eigen/QR>

#include <cmath>

using namespace vitrine;
using namespace vitrine::anharmonicity;

namespace {

constexpr Eigen::Index particles = 20;

/// Orthonormal fields, as the modes of a packing are.
std::vector<Eigen::Matrix3Xd> fields(int count)
{
    std::srand(3);
    const Eigen::MatrixXd basis = Eigen::MatrixXd::Random(3 * particles, count).householderQr().householderQ() *
                                  Eigen::MatrixXd::Identity(3 * particles, count);
    std::vector<Eigen::Matrix3Xd> made;
    for (int k = 0; k < count; ++k)
        made.emplace_back(basis.col(k).reshaped(3, particles));
    return made;
}

double largest(const Eigen::Matrix3Xd& displacements)
{
    return displacements.colwise().norm().maxCoeff();
}

}  // namespace

class ModeMotionTest : public QObject {
    Q_OBJECT

private slots:
    /// Eq. (5) at the widest, and against the mode half a loop later.
    void reachesThePulledPositions()
    {
        const auto e = fields(1);
        const ModeMotion motion({{e[0], 0.1}}, 17, Tempo::together);
        const Eigen::Matrix3Xd start = Eigen::Matrix3Xd::Random(3, particles);
        const Eigen::Matrix3Xd pulled = pulledPositions(start, e[0], 0.02, 17) - start;
        const int quarter = motion.frameCount() / 4;
        QVERIFY((motion.displacements(0.02, quarter) - pulled).cwiseAbs().maxCoeff() < 1e-15);
        QVERIFY((motion.displacements(0.02, 3 * quarter) + pulled).cwiseAbs().maxCoeff() < 1e-15);
        QVERIFY(std::abs(0.02 * motion.largestPerAmplitude() - largest(pulled)) < 1e-15);
    }

    void isAtRestInTheFirstFrame()
    {
        const auto e = fields(2);
        const ModeMotion motion({{e[0], 0.1}, {e[1], 0.17}}, particles, Tempo::byFrequency);
        QVERIFY(motion.displacements(1, 0).isZero(0));
    }

    void closesTheLoopExactly_data()
    {
        QTest::addColumn<bool>("together");
        QTest::newRow("together") << true;
        QTest::newRow("by frequency") << false;
    }

    /// The step from the last frame to the first is the one from the first to the second, backwards in time.
    void closesTheLoopExactly()
    {
        QFETCH(const bool, together);
        const Tempo tempo = together ? Tempo::together : Tempo::byFrequency;
        const auto e = fields(3);
        const ModeMotion motion({{e[0], 0.1}, {e[1], 0.131}, {e[2], 0.25}}, particles, tempo);
        const int n = motion.frameCount();
        for (const int frame : {0, 1, 7, n - 1})
            QCOMPARE(motion.displacements(0.3, frame + n), motion.displacements(0.3, frame));
        QCOMPARE(motion.displacements(0.3, -1), motion.displacements(0.3, n - 1));
        QVERIFY((motion.displacements(0.3, n - 1) + motion.displacements(0.3, 1)).cwiseAbs().maxCoeff() < 1e-14);
    }

    void spacesThePhasesEvenly()
    {
        const auto e = fields(1);
        const ModeMotion motion({{e[0], 0.1}}, particles, Tempo::byFrequency);
        QCOMPARE(motion.cycleCount(), 1);
        const int n = motion.frameCount();
        const Eigen::Matrix3Xd widest = motion.displacements(1, n / 4);
        for (int frame = 0; frame < n; ++frame)
            QVERIFY(
                (motion.displacements(1, frame) - std::sin(2 * M_PI * frame / n) * widest).cwiseAbs().maxCoeff() <
                1e-14);
    }

    /// A sum of M modes is a direction of unit norm: A stays the root mean square displacement.
    void keepsTheAmplitudeOfASum()
    {
        const auto e = fields(4);
        const ModeMotion motion({{e[0], 0.1}, {e[1], 0.2}, {e[2], 0.3}, {e[3], 0.4}}, particles, Tempo::together);
        const Eigen::Matrix3Xd widest = motion.displacements(0.05, motion.frameCount() / 4);
        QVERIFY(std::abs(std::sqrt(widest.squaredNorm() / particles) - 0.05) < 1e-14);
    }

    void givesEachModeItsOwnFrequency()
    {
        const auto e = fields(2);
        const ModeMotion motion({{e[1], 0.3}, {e[0], 0.1}}, particles, Tempo::byFrequency);
        QCOMPARE(motion.cycleCount(), 8);
        QVERIFY(motion.frequencyRounding() < 1e-12);
        const double scale = std::sqrt(particles / 2.0);
        const int n = motion.frameCount();
        for (const int frame : {5, 77, n / 2 + 1}) {
            const double slow = std::sin(2 * M_PI * 8 * frame / n);
            const double fast = std::sin(2 * M_PI * 24 * frame / n);
            const Eigen::Matrix3Xd expected = 0.1 * scale * (slow * e[0] + fast * e[1]);
            QVERIFY((motion.displacements(0.1, frame) - expected).cwiseAbs().maxCoeff() < 1e-14);
        }
    }

    void saysHowFarItRoundsTheFrequencies()
    {
        const auto e = fields(2);
        const ModeMotion motion({{e[0], 0.1}, {e[1], 0.1 * 9.4 / 8}}, particles, Tempo::byFrequency);
        QVERIFY(std::abs(motion.frequencyRounding() - (1 - 9 / 9.4)) < 1e-12);
    }

    void isNeverWiderThanItSays()
    {
        const auto e = fields(3);
        const ModeMotion motion({{e[0], 0.1}, {e[1], 0.13}, {e[2], 0.22}}, particles, Tempo::byFrequency);
        for (int frame = 0; frame < motion.frameCount(); ++frame)
            QVERIFY(largest(motion.displacements(0.2, frame)) <= 0.2 * motion.largestPerAmplitude() + 1e-15);
    }

    void rejectsWhatCannotSwing()
    {
        const auto e = fields(1);
        const Eigen::Matrix3Xd other = Eigen::Matrix3Xd::Zero(3, 4);
        QVERIFY_EXCEPTION_THROWN(ModeMotion({}, particles, Tempo::together), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(ModeMotion({{e[0], 0}}, particles, Tempo::together), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(ModeMotion({{e[0], 0.1}, {other, 0.1}}, particles, Tempo::together),
                                 run::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(ModeMotionTest)
#include "ModeMotionTest.moc"

#include "core/rearrangement/DecayProfile.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace vitrine;

namespace {
constexpr double density = 1.394;  // of the harmonic system at packing fraction 0.73, sigma^-3

/// Random points no nearer than 0.6 to the first, which sits in a corner so that the box's faces matter.
model::Packing randomPacking(Eigen::Index particleCount, unsigned seed)
{
    std::mt19937_64 generator(seed);
    const double side = std::cbrt(static_cast<double>(particleCount) / density);
    std::uniform_real_distribution<double> coordinate(0, side);
    model::Packing packing{{side}, Eigen::Matrix3Xd(3, particleCount)};
    packing.positions.col(0) = Eigen::Vector3d(0.1, side - 0.1, 0.3);
    for (Eigen::Index i = 1; i < particleCount; ++i) {
        do {
            packing.positions.col(i) = Eigen::Vector3d::NullaryExpr([&] { return coordinate(generator); });
        } while (packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm() < 0.6);
    }
    return packing;
}

/// |Delta r_i| = r^-a of the nearest image, in random directions, times noise of mean square 1.
Eigen::Matrix3Xd noisyPowerLaw(const model::Packing& packing, double a, double noise, unsigned seed)
{
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    Eigen::Matrix3Xd field(3, packing.particleCount());
    field.col(0) = Eigen::Vector3d(0, 0, 10);
    for (Eigen::Index i = 1; i < packing.particleCount(); ++i) {
        const double r = packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm();
        const Eigen::Vector3d direction = Eigen::Vector3d::NullaryExpr([&] { return normal(generator); });
        field.col(i) =
            std::pow(r, -a) * std::exp(noise * normal(generator) - noise * noise) * direction.normalized();
    }
    return field;
}

/// What an elastic quadrupole looks like, with another exponent: n (n.Qn) r^-a with traceless Q, summed over the
/// images of the periodic box up to imageCount boxes away.
Eigen::Matrix3Xd quadrupole(const model::Packing& packing, double a, const Eigen::Matrix3d& q, int imageCount)
{
    Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, packing.particleCount());
    for (Eigen::Index i = 1; i < packing.particleCount(); ++i) {
        const Eigen::Vector3d nearest =
            packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0));
        for (int x = -imageCount; x <= imageCount; ++x)
            for (int y = -imageCount; y <= imageCount; ++y)
                for (int z = -imageCount; z <= imageCount; ++z) {
                    const Eigen::Vector3d r = nearest + packing.box.side * Eigen::Vector3d(x, y, z);
                    const Eigen::Vector3d n = r.normalized();
                    field.col(i) += n * n.dot(q * n) * std::pow(r.norm(), -a);
                }
    }
    field.col(0) = Eigen::Vector3d(0, 0, 10);
    return field;
}

Eigen::Matrix3d randomQuadrupole(std::mt19937_64& generator)
{
    std::normal_distribution<double> normal;
    const Eigen::Matrix3d m = Eigen::Matrix3d::NullaryExpr([&] { return normal(generator); });
    Eigen::Matrix3d q = 0.5 * (m + m.transpose());
    q -= q.trace() / 3 * Eigen::Matrix3d::Identity();
    return q.normalized();
}
}  // namespace

class DecayProfileTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheExponentOfASmoothField_data()
    {
        QTest::addColumn<double>("exponent");
        QTest::newRow("elastic") << 2.0;
        QTest::newRow("2.5") << 2.5;
        QTest::newRow("3") << 3.0;
    }

    void findsTheExponentOfASmoothField()
    {
        QFETCH(double, exponent);
        const model::Packing packing = randomPacking(16000, 1);
        const auto profile = rearrangement::decayProfile(packing, noisyPowerLaw(packing, exponent, 0, 2), {});
        QVERIFY(std::holds_alternative<rearrangement::TailFit>(profile.tail));
        const auto& tail = std::get<rearrangement::TailFit>(profile.tail);
        QVERIFY(std::abs(tail.exponent - exponent) < 0.02);
        QVERIFY(std::abs(std::log(tail.prefactor / 0.1)) < 0.05);  // |Delta r_1| = 10
        QVERIFY(tail.rangeBegin >= 4);
        QVERIFY(tail.rangeEnd < 0.8 * packing.box.side / 2);
        QVERIFY(tail.binCount >= 5);
    }

    /// 200 noisy fields: the mean exponent is right, and the errors say how far single ones stray.
    void errorsAreHonest_data()
    {
        QTest::addColumn<double>("exponent");
        QTest::addColumn<double>("noise");
        QTest::newRow("3, noise 0.5") << 3.0 << 0.5;
        QTest::newRow("2.5, noise 0.5") << 2.5 << 0.5;
        QTest::newRow("3, noise 0.8") << 3.0 << 0.8;
    }

    void errorsAreHonest()
    {
        QFETCH(double, exponent);
        QFETCH(double, noise);
        constexpr int fieldCount = 200;
        const model::Packing packing = randomPacking(16000, 3);
        double pulls = 0;
        double squaredPulls = 0;
        for (unsigned seed = 0; seed < fieldCount; ++seed) {
            const auto profile =
                rearrangement::decayProfile(packing, noisyPowerLaw(packing, exponent, noise, 100 + seed), {});
            const auto& tail = std::get<rearrangement::TailFit>(profile.tail);
            const double pull = (tail.exponent - exponent) / tail.exponentError;
            pulls += pull;
            squaredPulls += pull * pull;
        }
        const double width = std::sqrt(squaredPulls / fieldCount);
        qInfo("mean of (a - a_true)/error %.2f, root mean square %.2f", pulls / fieldCount, width);
        QVERIFY(std::abs(pulls / fieldCount) < 0.4);
        QVERIFY(width > 0.6 && width < 1.2);
    }

    /// The images flatten the tail near L/2; within the default range the exponent survives them.
    void imagesHardlyChangeTheExponent_data()
    {
        QTest::addColumn<double>("exponent");
        QTest::newRow("2.5") << 2.5;
        QTest::newRow("3") << 3.0;
    }

    void imagesHardlyChangeTheExponent()
    {
        QFETCH(double, exponent);
        const model::Packing packing = randomPacking(16000, 5);
        std::mt19937_64 generator(6);
        double sum = 0;
        constexpr int sampleCount = 6;
        for (int sample = 0; sample < sampleCount; ++sample) {
            const Eigen::Matrix3d q = randomQuadrupole(generator);
            const Eigen::Matrix3Xd alone = quadrupole(packing, exponent, q, 0);
            const Eigen::Matrix3Xd periodic = quadrupole(packing, exponent, q, 2);
            const auto exponentOf = [&](const Eigen::Matrix3Xd& field) {
                return std::get<rearrangement::TailFit>(rearrangement::decayProfile(packing, field, {}).tail)
                    .exponent;
            };
            QVERIFY(std::abs(exponentOf(periodic) - exponentOf(alone)) < 0.12);
            sum += exponentOf(periodic);
        }
        QVERIFY(std::abs(sum / sampleCount - exponent) < 0.05);
    }

    void listsParticipantsByDistanceUpToHalfTheBox()
    {
        const model::Packing packing = randomPacking(3000, 7);
        Eigen::Matrix3Xd field = noisyPowerLaw(packing, 3, 0.3, 8);
        field.col(5) = Eigen::Vector3d(100, 0, 0);  // a rattler: not the core, whatever it did
        const auto profile = rearrangement::decayProfile(packing, field, {5, 2999});
        QCOMPARE(profile.core, 0);
        QVERIFY(std::is_sorted(profile.distances.begin(), profile.distances.end()));
        QCOMPARE(profile.ratios.size(), profile.distances.size());
        std::size_t expected = 0;
        for (Eigen::Index i = 1; i < 2999; ++i) {
            const double r = packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm();
            expected += i != 5 && r <= packing.box.side / 2;
        }
        QCOMPARE(profile.distances.size(), expected);
        QVERIFY(
            std::all_of(profile.ratios.begin(), profile.ratios.end(), [](double q) { return q > 0 && q < 1; }));
    }

    void binsHoldTheRootMeanSquare()
    {
        // Three particles in one bin, one in another; L/2 = 5, bins of 10^(1/30).
        model::Packing packing{{10}, Eigen::Matrix3Xd::Zero(3, 5)};
        packing.positions.row(0) << 0, 4.7, 4.8, -4.9, 2;
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 5);
        field.row(2) << 10, 1, 2, 3, 5;
        const auto profile = rearrangement::decayProfile(packing, field, {});
        QCOMPARE(profile.binDistances.size(), std::size_t{2});
        QCOMPARE(profile.binDistances[1], 5 * std::pow(10, -0.5 / 30));
        QCOMPARE(profile.binRatios[1], std::sqrt((0.01 + 0.04 + 0.09) / 3));
        QCOMPARE(profile.binRatios[0], 0.5);
        QVERIFY(std::isnan(profile.binErrors[0]));
        // Of the mean square 0.14/3: its standard error is the scatter of 0.01, 0.04, 0.09 over sqrt(3).
        const double mean = 0.14 / 3;
        const double variance =
            (std::pow(0.01 - mean, 2) + std::pow(0.04 - mean, 2) + std::pow(0.09 - mean, 2)) / 2;
        QCOMPARE(profile.binErrors[1], 0.5 * std::sqrt(variance / 3) / mean);
    }

    void fitsTheRangeAskedFor()
    {
        const model::Packing packing = randomPacking(16000, 9);
        Eigen::Matrix3Xd field = noisyPowerLaw(packing, 3, 0.2, 10);
        // A kink at 6 sigma: the inner part decays as r^-2.
        for (Eigen::Index i = 1; i < packing.particleCount(); ++i) {
            const double r = packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm();
            if (r < 6)
                field.col(i) *= r / 6;
        }
        const auto inner =
            std::get<rearrangement::TailFit>(rearrangement::decayProfile(packing, field, {}, {2, 6}).tail);
        const auto outer =
            std::get<rearrangement::TailFit>(rearrangement::decayProfile(packing, field, {}, {6, 10}).tail);
        QVERIFY(std::abs(inner.exponent - 2) < 0.1);
        QVERIFY(std::abs(outer.exponent - 3) < 0.1);
        QVERIFY(inner.rangeBegin >= 2 && inner.rangeEnd <= 6);
        QVERIFY(outer.rangeBegin >= 6 && outer.rangeEnd <= 10);
    }

    void saysWhyThereIsNoTail_data()
    {
        QTest::addColumn<int>("particleCount");
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        QTest::addColumn<QString>("reason");
        QTest::newRow("small box")
            << 2048 << 0.0 << 0.0
            << "The box is too small for a tail: it has 2048 particles that are no rattlers, but more than "
               "2048 are needed.";
        QTest::newRow("no room") << 2049 << 0.0 << 0.0
                                 << "There is no room for a tail: the range "
                                    "goes from 4 to 4.52 sigma, but has to span a factor of 1.6.";
        QTest::newRow("narrow range")
            << 16000 << 5.0 << 7.0
            << "There is no room for a tail: the range goes from 5 to 7 sigma, but has to "
               "span a factor of 1.6.";
        QTest::newRow("few particles")
            << 16000 << 0.2 << 0.5
            << "There are too few particles for a tail: 0 bins from 0.2 to 0.5 sigma hold "
               "at least 8 particles, but 5 are needed.";
    }

    void saysWhyThereIsNoTail()
    {
        QFETCH(int, particleCount);
        QFETCH(double, begin);
        QFETCH(double, end);
        QFETCH(QString, reason);
        const model::Packing packing = randomPacking(particleCount, 11);
        const auto profile =
            rearrangement::decayProfile(packing, noisyPowerLaw(packing, 3, 0.3, 12), {}, {begin, end});
        QCOMPARE(QString::fromStdString(std::get<rearrangement::NoTail>(profile.tail).reason), reason);
    }

    void rattlersDoNotMakeABoxLargeEnough()
    {
        const model::Packing packing = randomPacking(2100, 18);
        std::vector<Eigen::Index> rattlers(60);
        std::iota(rattlers.begin(), rattlers.end(), 100);
        const auto profile = rearrangement::decayProfile(packing, noisyPowerLaw(packing, 3, 0.3, 12), rattlers);
        QVERIFY(std::get<rearrangement::NoTail>(profile.tail)
                    .reason.starts_with("The box is too small for a tail: it has 2040 particles"));
    }

    void aRangeForALargerBoxLeavesTheProfileWithoutATail()
    {
        const model::Packing packing = randomPacking(2100, 18);  // L/2 = 5.73
        const Eigen::Matrix3Xd field = noisyPowerLaw(packing, 3, 0.3, 12);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, rearrangement::decayProfile(packing, field, {}, {4, 8}));
        const auto profile = rearrangement::decayProfileWhereInRange(packing, field, {}, {4, 8});
        QCOMPARE(profile.distances, rearrangement::decayProfile(packing, field, {}).distances);
        QVERIFY(std::get<rearrangement::NoTail>(profile.tail).reason.find("8") != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, rearrangement::decayProfileWhereInRange(
                                                        packing, Eigen::Matrix3Xd::Zero(3, 2100), {}, {4, 8}));
    }

    void describesSettingsThatDifferDifferently()
    {
        const rearrangement::TailSettings settings;
        QVERIFY(settings.description() != rearrangement::TailSettings({0, 8}).description());
        QVERIFY(settings.description().starts_with("tail begin 0 end 0 (0: by rule) bins per decade 30 core 4 "));
    }

    void oneMovedParticleHasNoTail()
    {
        const model::Packing packing = randomPacking(16000, 13);
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, 16000);
        field.col(0) = Eigen::Vector3d(0.1, 0, 0);
        const auto profile = rearrangement::decayProfile(packing, field, {});
        QVERIFY(std::holds_alternative<rearrangement::NoTail>(profile.tail));
    }

    void tailBeginsBeyondAWideCore()
    {
        const model::Packing packing = randomPacking(16000, 14);
        Eigen::Matrix3Xd field = noisyPowerLaw(packing, 3, 0, 15);
        for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
            if (packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm() < 5)
                field.col(i) = Eigen::Vector3d(0, i == 0 ? 1.001 : 1, 0);
        const auto tail = std::get<rearrangement::TailFit>(rearrangement::decayProfile(packing, field, {}).tail);
        // Nine in ten of a full ball of radius 5 lie within 5 * 0.9^(1/3) = 4.83.
        QVERIFY(tail.rangeBegin > 4.7);
    }

    void rejectsImpossibleRanges()
    {
        const model::Packing packing = randomPacking(3000, 16);
        const Eigen::Matrix3Xd field = noisyPowerLaw(packing, 3, 0, 17);
        using rearrangement::decayProfile;
        QVERIFY_EXCEPTION_THROWN(decayProfile(packing, field, {}, {-1, 0}), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(decayProfile(packing, field, {}, {0, 6.5}), run::InvalidInput);  // L/2 = 6.46
        QVERIFY_EXCEPTION_THROWN(decayProfile(packing, field, {}, {5, 3}), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(decayProfile(packing, 0 * field, {}), run::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(DecayProfileTest)
#include "DecayProfileTest.moc"

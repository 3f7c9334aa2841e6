#include "core/potential/EnergyDifference.h"
#include "core/potential/PotentialEnergy.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace vitrine;

namespace {
Eigen::Matrix3Xd randomField(Eigen::Index particleCount, double size, unsigned seed)
{
    std::mt19937_64 generator(seed);
    std::uniform_real_distribution<double> coordinate(-size, size);
    return Eigen::Matrix3Xd::NullaryExpr(3, particleCount, [&] { return coordinate(generator); });
}

model::Packing displaced(const model::Packing& packing, const Eigen::Matrix3Xd& displacements)
{
    return {packing.box, packing.positions + displacements};
}
}  // namespace

class EnergyDifferenceTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithSubtractingEnergies_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::addColumn<double>("size");
        for (const bool harmonic : {true, false})
            for (const double size : {1e-3, 0.05, 0.1, 0.3, 3.0})  // from 0.3 on most move far
                QTest::addRow("%s, up to %g sigma", harmonic ? "harmonic" : "Lennard-Jones", size)
                    << harmonic << size;
    }

    void agreesWithSubtractingEnergies()
    {
        QFETCH(bool, harmonic);
        QFETCH(double, size);
        const auto reference = harmonic ? test::ReferenceCase::harmonic() : test::ReferenceCase::lennardJones();
        const potential::EnergyDifference difference(reference.packing, reference.potential);
        const Eigen::Matrix3Xd u = randomField(1000, size, 1);
        const model::Packing moved = displaced(reference.packing, u);
        const double before = potential::potentialEnergy(reference.packing, reference.potential);
        const double after = potential::potentialEnergy(moved, reference.potential);
        const auto result = difference(u);
        // What subtracting loses: 1e-16 of each energy's 1000 to 30,000 terms. After 3 sigma one pair of nearly
        // coincident particles decides all, and the rounding of its coordinates with it.
        const double tolerance = size < 1 ? 1e-14 : 1e-11;
        QVERIFY(std::abs(result.energyDifference - (after - before)) <
                tolerance * (std::abs(after) + std::abs(before)));
        QVERIFY(std::abs(result.closestPair - potential::closestPairDistance(moved, reference.potential)) < 1e-14);
    }

    void backAgainIsTheOpposite()
    {
        const auto reference = test::ReferenceCase::harmonic();
        const Eigen::Matrix3Xd u = randomField(1000, 0.02, 2);
        const model::Packing moved = displaced(reference.packing, u);
        const double there =
            potential::EnergyDifference(reference.packing, reference.potential)(u).energyDifference;
        const double back = potential::EnergyDifference(moved, reference.potential)(-u).energyDifference;
        QVERIFY(std::abs(there + back) < 1e-14 * there);
    }

    /// 512 strongly overlapping pairs hold an energy of 31; another pair's overlap shrinks from 2^-23 to 2^-24,
    /// which changes the energy by (2^-48 - 2^-46)/2 = -5.3e-15. All coordinates are exact in binary.
    void seesAChangeOf5e15InAnEnergyOf31_data()
    {
        QTest::addColumn<int>("jumpCount");  // of lonely particles: more or fewer are dealt with in different ways
        QTest::newRow("nobody moves far") << 0;
        QTest::newRow("few move far") << 1;
        QTest::newRow("many move far") << 81;
    }

    void seesAChangeOf5e15InAnEnergyOf31()
    {
        QFETCH(int, jumpCount);
        model::Packing packing{{32}, Eigen::Matrix3Xd(3, 1107)};
        for (int n = 0; n < 512; ++n) {
            packing.positions.col(2 * n) = 3.0 * Eigen::Vector3d(n % 8, n / 8 % 8, n / 64);
            packing.positions.col(2 * n + 1) = packing.positions.col(2 * n) + Eigen::Vector3d(0, 0.65625, 0);
        }
        const double overlap = std::ldexp(1, -23);
        packing.positions.col(1024) = Eigen::Vector3d(28, 28, 28);
        packing.positions.col(1025) = Eigen::Vector3d(29 - overlap, 28, 28);
        for (int n = 0; n < 81; ++n)
            packing.positions.col(1026 + n) = Eigen::Vector3d(25, 3 * (n % 9), 3 * (n / 9));
        Eigen::Matrix3Xd u = Eigen::Matrix3Xd::Constant(3, 1107, std::ldexp(1, -10));
        u(0, 1025) += overlap / 2;
        u.row(0).segment(1026, jumpCount).array() += 2;
        const potential::PairPotential harmonic = potential::HarmonicPotential{};
        QVERIFY(potential::potentialEnergy(packing, harmonic) > 30);
        const double exact = 0.5 * (std::ldexp(1, -48) - std::ldexp(1, -46));
        const double found = potential::EnergyDifference(packing, harmonic)(u).energyDifference;
        QVERIFY(std::abs(found - exact) < 1e-8 * std::abs(exact));
    }

    /// One particle jumps into a neighbour, others shiver.
    void agreesWhereOneParticleJumps()
    {
        for (const auto& reference : {test::ReferenceCase::harmonic(), test::ReferenceCase::lennardJones()}) {
            const potential::EnergyDifference difference(reference.packing, reference.potential);
            Eigen::Matrix3Xd u = randomField(1000, 1e-3, 3);
            u.col(0) += Eigen::Vector3d(0.5, 0, 0);
            u.col(1) += Eigen::Vector3d(0, 3, 0);
            const double before = potential::potentialEnergy(reference.packing, reference.potential);
            const double after = potential::potentialEnergy(displaced(reference.packing, u), reference.potential);
            QVERIFY(std::abs(difference(u).energyDifference - (after - before)) <
                    1e-13 * (std::abs(after) + std::abs(before)));
        }
    }

    /// A pair that begins or ceases to interact, through a face of the box as well.
    void countsContactsThatOpenAndClose_data()
    {
        QTest::addColumn<double>("before");
        QTest::addColumn<double>("after");
        QTest::newRow("opens") << 0.9 << 1.1;
        QTest::newRow("closes") << 1.1 << 0.9;
        QTest::newRow("closes from afar") << 4.0 << 0.9;
        QTest::newRow("opens widely") << 0.9 << 4.0;
        QTest::newRow("through the particle") << 0.9 << -0.8;
        QTest::newRow("to the other image") << 0.9 << 10 - 0.8;
    }

    void countsContactsThatOpenAndClose()
    {
        QFETCH(double, before);
        QFETCH(double, after);
        model::Packing packing{{10}, Eigen::Matrix3Xd::Zero(3, 2)};
        packing.positions.col(0) = Eigen::Vector3d(9.7, 5, 5);
        packing.positions.col(1) = Eigen::Vector3d(9.7 + before, 5, 5);
        Eigen::Matrix3Xd u = Eigen::Matrix3Xd::Zero(3, 2);
        u(0, 1) = after - before;
        const potential::PairPotential harmonic = potential::HarmonicPotential{};
        const auto energyAt = [&](double separation) {
            const double r = std::abs(separation - 10 * std::round(separation / 10));
            return potential::pairTerms(harmonic, r).value;
        };
        const auto result = potential::EnergyDifference(packing, harmonic)(u);
        QVERIFY(std::abs(result.energyDifference - (energyAt(after) - energyAt(before))) < 1e-14);
    }

    void hasNoClosestPairWhereNoneInteracts()
    {
        model::Packing packing{{10}, Eigen::Matrix3Xd::Zero(3, 2)};
        packing.positions(0, 1) = 1.2;
        const potential::EnergyDifference difference(packing, potential::HarmonicPotential{});
        QVERIFY(std::isinf(difference(Eigen::Matrix3Xd::Zero(3, 2)).closestPair));
    }

    /// The smallest Lennard-Jones box leaves nearly no room between the cutoff and L/2.
    void worksInTheSmallestBox()
    {
        const double side = std::cbrt(126 / 0.997);
        std::mt19937_64 generator(4);
        std::uniform_real_distribution<double> coordinate(-0.1, 0.1);
        model::Packing packing{{side}, Eigen::Matrix3Xd(3, 126)};
        for (int n = 0; n < 126; ++n)
            packing.positions.col(n) = side / 5.01 * Eigen::Vector3d(n % 5, n / 5 % 5, n / 25) +
                                       Eigen::Vector3d::NullaryExpr([&] { return coordinate(generator); });
        packing.positions.col(125) = side / 5.01 * Eigen::Vector3d(0.5, 0.5, 0.5);
        const potential::PairPotential lennardJones = potential::LennardJonesPotential{};
        const potential::EnergyDifference difference(packing, lennardJones);
        for (const double size : {1e-4, 1e-2, 0.1}) {
            const Eigen::Matrix3Xd u = randomField(126, size, 5);
            const double before = potential::potentialEnergy(packing, lennardJones);
            const double after = potential::potentialEnergy(displaced(packing, u), lennardJones);
            QVERIFY(std::abs(difference(u).energyDifference - (after - before)) <
                    1e-13 * (std::abs(before) + std::abs(after)));
        }
    }
};

QTEST_APPLESS_MAIN(EnergyDifferenceTest)
#include "EnergyDifferenceTest.moc"

#include "core/model/RandomNumbers.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vitrine;
using namespace vitrine::potential;
using test::ReferenceCase;

namespace {
// All pairs, one by one.
std::vector<std::pair<Eigen::Index, Eigen::Index>> pairsWithin(const model::Packing& packing, double range)
{
    std::vector<std::pair<Eigen::Index, Eigen::Index>> pairs;
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
        for (Eigen::Index j = i + 1; j < packing.particleCount(); ++j)
            if (packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(j)).norm() < range)
                pairs.emplace_back(i, j);
    return pairs;
}
}  // namespace

class PotentialEnergyTest : public QObject {
    Q_OBJECT

private slots:
    void sharesTheEnergyAmongTheParticles_data() { agreesWithTheReference_data(); }

    void sharesTheEnergyAmongTheParticles()
    {
        QFETCH(const bool, harmonic);
        const PairPotential potential =
            harmonic ? PairPotential(HarmonicPotential{}) : PairPotential(LennardJonesPotential{});
        const model::Packing packing{{6.0}, model::RandomNumbers(5).pointsInCube(200, 6.0)};
        double energy = 0;
        Eigen::Index contactCount = 0;
        for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
            const Surroundings around = surroundingsOf(packing, potential, i);
            energy += around.energy;
            contactCount += around.contactCount;
        }
        const double whole = potentialEnergy(packing, potential);
        QVERIFY(std::abs(energy - whole) <= 1e-10 * std::abs(whole));  // rounding of 10^4 terms
        QCOMPARE(contactCount, 2 * static_cast<Eigen::Index>(contactsWithin(packing, cutoff(potential)).size()));
        QVERIFY_EXCEPTION_THROWN(surroundingsOf(packing, potential, 200), run::InvalidInput);
    }

    void agreesWithTheReference_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::newRow("harmonic") << true;
        QTest::newRow("Lennard-Jones") << false;
    }

    void agreesWithTheReference()
    {
        QFETCH(bool, harmonic);
        const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
        const auto relative = [](double value, double expected) { return std::abs(value / expected - 1); };
        QVERIFY(relative(potentialEnergy(reference.packing, reference.potential), reference.energy) < 1e-12);
        QVERIFY(relative(pressure(reference.packing, reference.potential), reference.pressure) < 1e-12);
        QCOMPARE(static_cast<Eigen::Index>(contactsWithin(reference.packing, cutoff(reference.potential)).size()),
                 reference.contactCount);
        // The rounding of another order of summation, at forces of about 30 that cancel in Lennard-Jones.
        QVERIFY(largestForce(forces(reference.packing, reference.potential)) < (harmonic ? 1.1e-12 : 3e-12));
    }

    void findsAllPairsInOrder_data()
    {
        QTest::addColumn<double>("range");
        QTest::newRow("many cells") << 0.9;
        QTest::newRow("three cells a side") << 1.6;
        QTest::newRow("too few for cells") << 2.2;
        QTest::newRow("half the box") << 2.5;
    }

    void findsAllPairsInOrder()
    {
        QFETCH(double, range);
        model::Packing packing{{5.0}, model::RandomNumbers(2).pointsInCube(150, 5.0)};
        packing.positions.col(3) += Eigen::Vector3d(50, -35, 5);  // other images are the same place
        std::vector<std::pair<Eigen::Index, Eigen::Index>> found;
        for (const Contact& contact : contactsWithin(packing, range))
            found.emplace_back(contact.i, contact.j);
        QVERIFY(!found.empty());
        QVERIFY(found == pairsWithin(packing, range));
    }

    void excludesAPairAtTheRangeItself()
    {
        model::Packing packing{{4.0}, Eigen::Matrix3Xd::Zero(3, 2)};
        packing.positions(0, 1) = 1.0;
        QVERIFY(contactsWithin(packing, 1.0).empty());
        QCOMPARE(contactsWithin(packing, std::nextafter(1.0, 2.0)).size(), std::size_t{1});
        QCOMPARE(closestPairDistance(packing, HarmonicPotential{}), std::numeric_limits<double>::infinity());
        packing.positions(0, 1) = 3.5;
        QCOMPARE(closestPairDistance(packing, HarmonicPotential{}), 0.5);
    }

    void pairsOfAContactPointFromJToI()
    {
        model::Packing packing{{4.0}, Eigen::Matrix3Xd::Zero(3, 2)};
        packing.positions.col(1) = Eigen::Vector3d(3.5, 0.25, 0);
        const std::vector<Contact> contacts = contactsWithin(packing, 1.0);
        QCOMPARE(contacts.size(), std::size_t{1});
        QVERIFY(contacts[0].separation == Eigen::Vector3d(0.5, -0.25, 0));
        // Overlapping spheres repel each other.
        QVERIFY(forces(packing, HarmonicPotential{})(0, 0) > 0);
    }

    void givesEachParticleItsContactsAndHalfOfEachPairsEnergy()
    {
        // A row: 0 and 1 overlap by 0.2, 1 and 2 by 0.1 through the boundary of the box, 3 touches nobody.
        model::Packing packing{{4.0}, Eigen::Matrix3Xd::Constant(3, 4, 2.0)};
        packing.positions.row(0) << 2.4, 3.2, 0.1, 1.25;
        packing.positions(1, 3) = 0.5;
        const auto all = surroundingsOfAll(packing, HarmonicPotential{});
        const auto phi = [](double overlap) { return overlap * overlap / 2; };
        QCOMPARE(all[0].contactCount, Eigen::Index(1));
        QCOMPARE(all[1].contactCount, Eigen::Index(2));
        QCOMPARE(all[2].contactCount, Eigen::Index(1));
        QCOMPARE(all[3].contactCount, Eigen::Index(0));
        constexpr double rounding = 1e-14;
        QVERIFY(std::abs(all[0].energy - phi(0.2) / 2) < rounding);
        QVERIFY(std::abs(all[1].energy - phi(0.2) / 2 - phi(0.1) / 2) < rounding);
        QVERIFY(std::abs(all[2].energy - phi(0.1) / 2) < rounding);
        QCOMPARE(all[3].energy, 0.0);
    }

    void addsTheEnergiesOfAllParticlesUpToPhi()
    {
        const model::Packing packing{{6.0}, model::RandomNumbers(4).pointsInCube(150, 6.0)};
        const auto all = surroundingsOfAll(packing, HarmonicPotential{});
        double sum = 0;
        for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
            const Surroundings& each = all[static_cast<std::size_t>(i)];
            const Surroundings alone = surroundingsOf(packing, HarmonicPotential{}, i);
            QCOMPARE(each.contactCount, alone.contactCount);
            QVERIFY(std::abs(each.energy - alone.energy) < 1e-12);
            sum += each.energy;
        }
        const double phi = potentialEnergy(packing, HarmonicPotential{});
        QVERIFY(std::abs(sum - phi) < 1e-12 * phi);
    }

    void rejectsARangeAboveHalfTheBox()
    {
        const model::Packing packing{{5.0}, model::RandomNumbers(2).pointsInCube(20, 5.0)};
        try {
            contactsWithin(packing, 2.6);
            QFAIL("accepted");
        }
        catch (const run::InvalidInput& error) {
            QVERIFY(QString(error.what()).contains("2.6"));
        }
    }

    void rejectsCoordinatesThatAreNoNumbers()
    {
        model::Packing packing{{5.0}, model::RandomNumbers(2).pointsInCube(20, 5.0)};
        packing.positions(1, 7) = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, contactsWithin(packing, 1.0));
    }
};

QTEST_APPLESS_MAIN(PotentialEnergyTest)
#include "PotentialEnergyTest.moc"

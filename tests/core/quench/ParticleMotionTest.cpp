#include "core/model/RandomNumbers.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/ParticleMotion.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <hwy/targets.h>

#include <cmath>
#include <limits>

using namespace vitrine;
using quench::MotionSums;
using quench::ParticleMotion;
using test::ReferenceCase;

namespace {

// A liquid-like start: points on a jittered lattice, so that no pair of Lennard-Jones particles is too close.
model::Packing jitteredLattice(Eigen::Index perSide, double spacing)
{
    model::RandomNumbers random(7);
    model::Packing packing{{spacing * static_cast<double>(perSide)},
                           Eigen::Matrix3Xd(3, perSide * perSide * perSide)};
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
        const Eigen::Vector3d cell(static_cast<double>(i % perSide), static_cast<double>(i / perSide % perSide),
                                   static_cast<double>(i / perSide / perSide));
        packing.positions.col(i) =
            spacing * cell + 0.1 * Eigen::Vector3d(random.uniform(), random.uniform(), random.uniform());
    }
    return packing;
}

// The forces as the motion has them: the velocities' change over a time of 1 from rest moves particles by F.
Eigen::Matrix3Xd forcesOf(const model::Packing& packing, const potential::PairPotential& potential)
{
    ParticleMotion motion(potential, packing.box);
    motion.place(packing.positions, {}, {});
    motion.kick(0, {});
    Eigen::Matrix3Xd moved;
    motion.advance(0, 1, 1e-3, {});
    motion.copyPositions(moved);
    return 1e3 * (moved - packing.positions);
}

}  // namespace

class ParticleMotionTest : public QObject {
    Q_OBJECT

    static void forcesAreThose(bool harmonic)
    {
        const model::Packing packing = jitteredLattice(7, harmonic ? 0.9 : 1.0);
        const potential::PairPotential potential = harmonic
                                                       ? potential::PairPotential(potential::HarmonicPotential{})
                                                       : potential::LennardJonesPotential{};
        const Eigen::Matrix3Xd expected = potential::forces(packing, potential);
        ParticleMotion motion(potential, packing.box);
        motion.place(packing.positions, {}, {});
        QVERIFY(std::abs(motion.kick(0, {}).forceSquared / expected.squaredNorm() - 1) < 1e-12);
        QVERIFY(std::abs(motion.potentialEnergy({}) / potential::potentialEnergy(packing, potential) - 1) < 1e-12);
        QVERIFY((forcesOf(packing, potential) - expected).cwiseAbs().maxCoeff() < 2e-11);
    }

private slots:
    void forcesAreThoseOfTheReadableImplementation_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::addColumn<Eigen::Index>("perSide");
        QTest::newRow("harmonic") << true << Eigen::Index{9};
        QTest::newRow("harmonic, small box") << true << Eigen::Index{3};
        QTest::newRow("Lennard-Jones") << false << Eigen::Index{9};
        QTest::newRow("Lennard-Jones, small box") << false << Eigen::Index{6};
    }

    void forcesAreThoseOfTheReadableImplementation()
    {
        QFETCH(bool, harmonic);
        QFETCH(Eigen::Index, perSide);
        model::Packing packing = jitteredLattice(perSide, harmonic ? 0.9 : 1.0);
        const potential::PairPotential potential = harmonic
                                                       ? potential::PairPotential(potential::HarmonicPotential{})
                                                       : potential::LennardJonesPotential{};
        packing.positions.col(5) += Eigen::Vector3d(2, -3, 1) * packing.box.side;
        const Eigen::Matrix3Xd expected = potential::forces(packing, potential);
        // Positions of about 10 come back rounded to 1e-15, here multiplied by 1000; forces reach 30.
        QVERIFY((forcesOf(packing, potential) - expected).cwiseAbs().maxCoeff() < 2e-11);

        ParticleMotion motion(potential, packing.box);
        motion.place(packing.positions, {}, {});
        const MotionSums sums = motion.kick(0.5, {});
        QVERIFY(std::abs(sums.forceSquared / expected.squaredNorm() - 1) < 1e-12);
        QVERIFY(std::abs(sums.speedSquared / (0.25 * expected.squaredNorm()) - 1) < 1e-12);
        QVERIFY(std::abs(sums.power / (0.5 * expected.squaredNorm()) - 1) < 1e-12);
        QVERIFY(std::abs(std::sqrt(sums.largestForceSquared) / potential::largestForce(expected) - 1) < 1e-12);
        QVERIFY(std::abs(motion.potentialEnergy({}) / potential::potentialEnergy(packing, potential) - 1) < 1e-12);
    }

    void findsTheForcesOfTheReferencesFarBelowTheirRounding()
    {
        // Where forces of size 30 cancel, the readable implementation leaves 1e-12 of rounding.
        const ReferenceCase reference = ReferenceCase::lennardJones();
        ParticleMotion motion(reference.potential, reference.packing.box);
        motion.place(reference.packing.positions, {}, {});
        QVERIFY(std::sqrt(motion.kick(0, {}).largestForceSquared) < 3e-12);
        QVERIFY(std::abs(motion.potentialEnergy({}) / reference.energy - 1) < 1e-12);
    }

    // Processors without the widest registers get other code; it has to do the same.
    void forcesAreTheSameOnEveryInstructionSet()
    {
        const std::int64_t supported = hwy::SupportedTargets();
        for (std::int64_t rest = supported; rest != 0; rest &= rest - 1) {
            // Lower bits are better instruction sets; those above the lowest of the rest are left out.
            hwy::DisableTargets(supported & ~rest);
            forcesAreThose(true);
            forcesAreThose(false);
        }
        hwy::DisableTargets(0);
    }

    // Lists are renewed often here; a pair that was missed would show in the energy.
    void conservesEnergyAndMomentumWhileNeighborsChange()
    {
        const model::Packing packing = jitteredLattice(8, 1.0);
        model::RandomNumbers random(3);
        Eigen::Matrix3Xd velocities(3, packing.particleCount());
        for (double& component : velocities.reshaped())
            component = 1.5 * random.normal();
        velocities.colwise() -= velocities.rowwise().mean().eval();

        const double dt = 0.001;
        ParticleMotion motion(potential::LennardJonesPotential{}, packing.box);
        motion.place(packing.positions, velocities, {});
        MotionSums sums = motion.kick(0, {});
        const double before = motion.potentialEnergy({}) + 0.5 * sums.speedSquared;
        for (int step = 0; step < 2000; ++step) {
            motion.advance(1, 0.5 * dt, dt, {});
            sums = motion.kick(0.5 * dt, {});
        }
        const double after = motion.potentialEnergy({}) + 0.5 * sums.speedSquared;
        QVERIFY(motion.listBuilds() > 20);
        // phi'' jumps at the cutoff, which verlet's error of order dt^2 sees: 1e-4 of the kinetic energy of about
        // 1700
        QVERIFY2(std::abs(after - before) < 0.2, qPrintable(QString::number(after - before)));

        Eigen::Matrix3Xd moved;
        motion.copyPositions(moved);
        QVERIFY((moved - packing.positions).rowwise().mean().norm() < 1e-12);
        const model::Packing end{packing.box, moved};
        QVERIFY(std::abs(motion.potentialEnergy({}) /
                             potential::potentialEnergy(end, potential::LennardJonesPotential{}) -
                         1) < 1e-11);
    }

    void rejectsCoordinatesThatAreNoNumbers()
    {
        model::Packing packing = jitteredLattice(4, 1.0);
        packing.positions(2, 9) = std::numeric_limits<double>::infinity();
        ParticleMotion motion(potential::HarmonicPotential{}, packing.box);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, motion.place(packing.positions, {}, {}));
    }
};

QTEST_APPLESS_MAIN(ParticleMotionTest)
#include "ParticleMotionTest.moc"

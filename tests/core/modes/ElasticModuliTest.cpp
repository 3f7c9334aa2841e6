#include "core/modes/ElasticModuli.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <Eigen/Cholesky>

#include <cmath>

using namespace vitrine;
using namespace vitrine::modes;
using potential::HarmonicPotential;
using potential::LennardJonesPotential;

namespace {

using Vector6d = Eigen::Matrix<double, 6, 1>;

/// A packing strained by force, its bonds frozen as they are unstrained (phi'' jumps where one opens or closes):
/// Newton's method on the dense second derivatives, independent of the code under test.
class StrainedPacking {
public:
    explicit StrainedPacking(const quench::InherentStructure& structure)
        : m_bonds(potential::contactsWithin(structure.packing, potential::cutoff(structure.potential()))),
          m_potential(structure.potential()),
          m_particleCount(structure.packing.particleCount())
    {}

    /// Energy minimised at the Green-Lagrange strain eta (Voigt, shear strains twice).
    double energy(const Vector6d& eta) const
    {
        Eigen::Matrix3d metric;  // F^T F = 1 + 2 eta
        metric << 1 + 2 * eta[0], eta[5], eta[4], eta[5], 1 + 2 * eta[1], eta[3], eta[4], eta[3], 1 + 2 * eta[2];
        const Eigen::Matrix3d deformation = metric.llt().matrixU();
        Eigen::VectorXd u = Eigen::VectorXd::Zero(3 * m_particleCount);
        for (int step = 0; step < 8; ++step) {
            Eigen::VectorXd force = Eigen::VectorXd::Zero(u.size());
            Eigen::MatrixXd hessian = Eigen::MatrixXd::Zero(u.size(), u.size());
            for (const auto& bond : m_bonds) {
                const Eigen::Vector3d separation = separationOf(bond, deformation, u);
                const double r = separation.norm();
                const potential::PairTerms terms = termsAt(r);
                const Eigen::Matrix3d along = separation * separation.transpose() / (r * r);
                const Eigen::Matrix3d stiffness =
                    terms.second * along + terms.first / r * (Eigen::Matrix3d::Identity() - along);
                force.segment<3>(3 * bond.i) -= terms.first / r * separation;
                force.segment<3>(3 * bond.j) += terms.first / r * separation;
                hessian.block<3, 3>(3 * bond.i, 3 * bond.i) += stiffness;
                hessian.block<3, 3>(3 * bond.j, 3 * bond.j) += stiffness;
                hessian.block<3, 3>(3 * bond.i, 3 * bond.j) -= stiffness;
                hessian.block<3, 3>(3 * bond.j, 3 * bond.i) -= stiffness;
            }
            if (force.norm() < 1e-14)
                break;
            // The first particle stays where it is: no translations.
            const Eigen::Index free = u.size() - 3;
            u.tail(free) += hessian.bottomRightCorner(free, free).ldlt().solve(force.tail(free));
        }
        double sum = 0;
        for (const auto& bond : m_bonds)
            sum += termsAt(separationOf(bond, deformation, u).norm()).value;
        return sum;
    }

private:
    Eigen::Vector3d separationOf(const potential::Contact& bond, const Eigen::Matrix3d& deformation,
                                 const Eigen::VectorXd& u) const
    {
        return deformation * bond.separation + u.segment<3>(3 * bond.i) - u.segment<3>(3 * bond.j);
    }

    /// phi beyond its range too: the bond stays.
    potential::PairTerms termsAt(double r) const
    {
        return std::visit([r](const auto& pair) { return pair(r); }, m_potential);
    }

    std::vector<potential::Contact> m_bonds;
    potential::PairPotential m_potential;
    Eigen::Index m_particleCount;
};

std::shared_ptr<const quench::InherentStructure> sample(const model::SampleRecipe& recipe)
{
    return quench::quenchSample(recipe, quench::FireSettings::forPotential(recipe.potential), run::RunControl());
}

/// Pressure of a packing compressed alike in all directions and minimised again.
double pressureAt(const quench::InherentStructure& structure, double stretch)
{
    model::Packing packing = structure.packing;
    packing.box.side *= stretch;
    packing.positions *= stretch;
    quench::FireMinimizer minimizer(structure.potential(), packing.box,
                                    quench::FireSettings::forPotential(structure.potential()));
    minimizer.minimize(packing.positions, run::RunControl());
    return potential::pressure(packing, structure.potential());
}

void compareVolumeChange(const quench::InherentStructure& structure, const ElasticModuli& moduli)
{
    const double h = 1e-6;
    const double pressureDifference = pressureAt(structure, 1 - h) - pressureAt(structure, 1 + h);
    const double bulk = pressureDifference / (6 * h);  // dV/V = 3 h
    QVERIFY2(std::abs(bulk / moduli.bulk - 1) < 1e-3,
             qPrintable(QString("%1 %2").arg(bulk, 0, 'g', 9).arg(moduli.bulk, 0, 'g', 9)));
}

}  // namespace

class ElasticModuliTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithStrainingTheBox();
    void bulkModulusIsTheChangeOfPressure();
    void knowsTheFccCrystal();
    void aGlassIsSofterThanItsAffineResponse();
    void soundInAnIsotropicBody();
    void debyeLevelCountsElasticWaves();
    void isTheSameForAnyNumberOfThreads();
    void canBeCancelled();
    void refusesWhatIsNoMinimum();
};

void ElasticModuliTest::agreesWithStrainingTheBox()
{
    const auto structure = sample(model::SampleRecipe::ofPaper(HarmonicPotential{}, 60, 3));
    QVERIFY(structure->rattlers.empty());
    const ElasticModuli moduli = elasticModuli(*structure, run::RunControl());
    const StrainedPacking strained(*structure);
    const double h = 5e-5;
    const double volume = structure->packing.box.volume();
    const std::pair<int, int> entries[] = {{0, 0}, {1, 1}, {0, 1}, {0, 3}, {3, 3}, {5, 5}, {3, 4}, {2, 5}};
    for (const auto& [i, j] : entries) {
        const auto at = [&, i = i, j = j](double a, double b) {
            Vector6d eta = Vector6d::Zero();
            eta[i] += a * h;
            eta[j] += b * h;
            return strained.energy(eta);
        };
        const double second = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h * volume);
        QVERIFY2(std::abs(second - moduli.stiffness(i, j)) < 5e-6,
                 qPrintable(QString("%1%2: %3 %4").arg(i).arg(j).arg(second).arg(moduli.stiffness(i, j))));
        QVERIFY(std::abs(moduli.stiffness(i, j) - moduli.affineStiffness(i, j)) > 1e-3);  // the test can tell
    }
}

void ElasticModuliTest::bulkModulusIsTheChangeOfPressure()
{
    const auto glass = sample(model::SampleRecipe::ofPaper(HarmonicPotential{}, 200, 1));
    compareVolumeChange(*glass, elasticModuli(*glass, run::RunControl()));
    const quench::InherentStructure reference = test::ReferenceCase::lennardJones().structure();
    const ElasticModuli moduli = elasticModuli(reference, run::RunControl());
    QVERIFY(std::abs(moduli.pressure - reference.pressure) < 1e-12);
    qInfo(
        "LJ N = 1000: K %.4f (affine %.4f), G %.4f (affine %.4f; %.3f to %.3f), c_L %.4f, c_T %.4f, A_D %.3e, %ld",
        moduli.bulk, moduli.affineBulk, moduli.shear, moduli.affineShear, moduli.shearModuli[0],
        moduli.shearModuli[4], *moduli.longitudinalSpeed, *moduli.transverseSpeed, *moduli.debyeLevel,
        static_cast<long>(moduli.iterations));
    compareVolumeChange(reference, moduli);
}

void ElasticModuliTest::knowsTheFccCrystal()
{
    const auto recipe = model::SampleRecipe::ofCrystal(HarmonicPotential{}, model::Lattice::faceCentred, 3);
    const ElasticModuli moduli = elasticModuli(*sample(recipe), run::RunControl());
    // Nearest neighbours only, distance a, volume a^3/sqrt(2) each: C_11 = sqrt(2) (phi'' - phi'/a)/a, and
    // C_12 = C_44 = C_11/2 (Cauchy); nothing non-affine in a Bravais lattice.
    const double a = std::cbrt(std::sqrt(2.0) / recipe.numberDensity);
    const double c11 = std::sqrt(2.0) * (1 + (1 - a) / a) / a;
    const double p = 2 * std::sqrt(2.0) * (1 - a) / (a * a);
    VoigtMatrix known = VoigtMatrix::Zero();
    known.topLeftCorner<3, 3>().setConstant(c11 / 2);
    known.diagonal() << c11, c11, c11, c11 / 2, c11 / 2, c11 / 2;
    QVERIFY((moduli.stiffness - known).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((moduli.affineStiffness - known).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((moduli.stress + p * Eigen::Matrix3d::Identity()).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY(std::abs(moduli.bulk - (2 * c11 / 3 + p / 3)) < 1e-12);
    QVERIFY(std::abs(moduli.shear - (2 * c11 / 5 - p)) < 1e-12);
    QVERIFY(std::abs(moduli.shearModuli[0] - (c11 / 4 - p)) < 1e-12);  // (C_11 - C_12)/2, twice
    QVERIFY(std::abs(moduli.shearModuli[1] - (c11 / 4 - p)) < 1e-12);
    for (int number = 2; number < 5; ++number)
        QVERIFY(std::abs(moduli.shearModuli[static_cast<std::size_t>(number)] - (c11 / 2 - p)) < 1e-12);
}

void ElasticModuliTest::aGlassIsSofterThanItsAffineResponse()
{
    const quench::InherentStructure reference = test::ReferenceCase::harmonic().structure();
    const ElasticModuli moduli = elasticModuli(reference, run::RunControl());
    qInfo(
        "harmonic N = 1000: K %.5f (affine %.5f), G %.5f (affine %.5f; %.4f to %.4f), c_L %.4f, c_T %.4f, A_D "
        "%.4f, "
        "%ld iterations",
        moduli.bulk, moduli.affineBulk, moduli.shear, moduli.affineShear, moduli.shearModuli[0],
        moduli.shearModuli[4], *moduli.longitudinalSpeed, *moduli.transverseSpeed, *moduli.debyeLevel,
        static_cast<long>(moduli.iterations));
    QVERIFY(std::abs(moduli.pressure - reference.pressure) < 1e-12);
    QVERIFY(moduli.residual <= 1e-10);
    QVERIFY(0 < moduli.shear && moduli.shear < 0.7 * moduli.affineShear);
    QVERIFY(0 < moduli.bulk && moduli.bulk < moduli.affineBulk);
    double mean = 0;
    for (const double modulus : moduli.shearModuli)
        mean += modulus / 5;
    QVERIFY(std::abs(mean - moduli.shear) < 1e-13);
    // The longest transverse wave of the box is among the lowest modes.
    const double lowest = 2 * M_PI / reference.packing.box.side * *moduli.transverseSpeed;
    const Eigen::VectorXd omega = test::ReferenceCase::harmonic().modes.omega;
    QVERIFY2(omega[0] < lowest && lowest < omega[59], qPrintable(QString::number(lowest)));
}

void ElasticModuliTest::soundInAnIsotropicBody()
{
    ElasticModuli moduli;
    const double lambda = 2;
    const double mu = 0.7;
    const double p = 0.1;
    moduli.stiffness.setZero();
    moduli.stiffness.topLeftCorner<3, 3>().setConstant(lambda);
    moduli.stiffness.diagonal() += (Vector6d() << 2 * mu, 2 * mu, 2 * mu, mu, mu, mu).finished();
    moduli.stress = -p * Eigen::Matrix3d::Identity();
    moduli.massDensity = 1.3;
    const Eigen::Vector3d squares = squaredSoundSpeeds(moduli, {1, -2, 0.5});
    QVERIFY(std::abs(squares[0] - (mu - p) / 1.3) < 1e-14);
    QVERIFY(std::abs(squares[1] - (mu - p) / 1.3) < 1e-14);
    QVERIFY(std::abs(squares[2] - (lambda + 2 * mu - p) / 1.3) < 1e-14);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, squaredSoundSpeeds(moduli, Eigen::Vector3d::Zero()));
}

void ElasticModuliTest::debyeLevelCountsElasticWaves()
{
    // Waves of speeds c_L and 2 c_T in a box of side L with 3N degrees of freedom, counted one by one.
    const double side = 40;
    const double longitudinal = 2;
    const double transverse = 1;
    const double numberDensity = 1.1;
    const double upTo = 6;
    double count = 0;
    const int reach = 40;
    for (int x = -reach; x <= reach; ++x)
        for (int y = -reach; y <= reach; ++y)
            for (int z = -reach; z <= reach; ++z) {
                const double q = 2 * M_PI / side * std::sqrt(static_cast<double>(x * x + y * y + z * z));
                count += (longitudinal * q < upTo ? 1 : 0) + (transverse * q < upTo ? 2 : 0);
            }
    const double degreesOfFreedom = 3 * numberDensity * side * side * side;
    const double level = 3 * count / (degreesOfFreedom * upTo * upTo * upTo);
    QVERIFY(std::abs(debyeLevel(longitudinal, transverse, numberDensity) / level - 1) < 2e-3);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, debyeLevel(1, 0, 1));
}

void ElasticModuliTest::isTheSameForAnyNumberOfThreads()
{
    const quench::InherentStructure reference = test::ReferenceCase::harmonic().structure();
    const ElasticModuli one = elasticModuli(reference, run::RunControl(1));
    const ElasticModuli three = elasticModuli(reference, run::RunControl(3));
    QVERIFY(one.stiffness == three.stiffness);
    QCOMPARE(one.iterations, three.iterations);
}

void ElasticModuliTest::canBeCancelled()
{
    std::stop_source source;
    source.request_stop();
    const quench::InherentStructure reference = test::ReferenceCase::harmonic().structure();
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled, elasticModuli(reference, run::RunControl(1, source.get_token())));
}

void ElasticModuliTest::refusesWhatIsNoMinimum()
{
    quench::InherentStructure structure = *sample(model::SampleRecipe::ofPaper(HarmonicPotential{}, 60, 3));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, elasticModuli(structure, run::RunControl(), {.tolerance = 0}));
    QVERIFY_THROWS_EXCEPTION(run::NotAMinimum,
                             elasticModuli(structure, run::RunControl(), {.largestIterationCount = 3}));
    // Squeezed without minimising, the forces between neighbours make it buckle.
    structure.packing.box.side *= 0.8;
    structure.packing.positions *= 0.8;
    QVERIFY_THROWS_EXCEPTION(run::NotAMinimum, elasticModuli(structure, run::RunControl()));
}

QTEST_APPLESS_MAIN(ElasticModuliTest)
#include "ElasticModuliTest.moc"

#include "core/potential/PotentialEnergy.h"
#include "core/quench/InherentStructure.h"
#include "core/quench/QuenchWatcher.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using quench::FireSettings;
using quench::InherentStructure;

namespace {
std::shared_ptr<const InherentStructure> sample(const potential::PairPotential& potential, Eigen::Index count,
                                                std::uint64_t seed, int threads = 1)
{
    return quench::quenchSample(model::SampleRecipe::ofPaper(potential, count, seed),
                                FireSettings::forPotential(potential), run::RunControl(threads));
}
}  // namespace

class InherentStructureTest : public QObject {
    Q_OBJECT

private slots:
    void harmonicGlassIsAsExpected()
    {
        const auto glass = sample(potential::HarmonicPotential{}, 1000, 1);
        QCOMPARE(glass->record.outcome, quench::MinimizerOutcome::converged);
        QVERIFY(glass->record.maxForce <= 1e-12);
        QVERIFY(glass->maxForce < 1.5e-12);
        // physics.md, sections 1 and 2; one small sample scatters by a few per cent
        QVERIFY2(std::abs(glass->pressure - 0.0515) < 0.002, qPrintable(QString::number(glass->pressure)));
        QVERIFY2(std::abs(glass->energy / 1000 - 2.1e-3) < 2e-4, qPrintable(QString::number(glass->energy)));
        QVERIFY(std::abs(2 * static_cast<double>(glass->contactCount) / 1000 - 8.7) < 0.2);
        QVERIFY(glass->rattlers.empty());
        QVERIFY(!glass->equilibration.has_value());
        QVERIFY(glass->packing.positions.minCoeff() >= 0);
        QVERIFY(glass->packing.positions.maxCoeff() < glass->packing.box.side);
    }

    void canBeWatchedWithoutChangingIt()
    {
        const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 200, 4);
        const FireSettings settings = FireSettings::forPotential(recipe.potential);
        std::vector<quench::QuenchState> states;
        int asked = 0;
        const auto watched =
            quench::quenchSample(recipe, settings, run::RunControl(), {},
                                 {[&] { return ++asked % 2 == 1; },
                                  [&](quench::QuenchState state) { states.push_back(std::move(state)); }});
        const auto unseen = quench::quenchSample(recipe, settings, run::RunControl());
        QCOMPARE(watched->packing.positions, unseen->packing.positions);
        QVERIFY(states.size() > 5);
        QCOMPARE(static_cast<int>(states.size()), (asked + 1) / 2);
        const auto energy = [&](const quench::QuenchState& state) {
            return potential::potentialEnergy(state.packing, recipe.potential);
        };
        QVERIFY(energy(states.front()) > energy(states.back()));
        QVERIFY(energy(states.back()) >= watched->energy * (1 - 1e-12));
        QVERIFY(states.back().evaluations <= watched->record.evaluations);
    }

    void lennardJonesGlassIsAsExpected()
    {
        const auto glass = sample(potential::LennardJonesPotential{}, 1000, 1);
        QVERIFY2(std::abs(glass->energy / 1000 + 6.06) < 0.05, qPrintable(QString::number(glass->energy / 1000)));
        QVERIFY(glass->equilibration.has_value());
        QVERIFY(glass->equilibration->equilibrated);
        QVERIFY(std::abs(glass->equilibration->meanTemperature - 2) < 0.05);
    }

    /// The pressure expected, 0 to within 0.05, is a mean: at N = 1000 one sample scatters by 0.075 about it (24
    /// samples: mean 0.047, standard error 0.015; N = 4000: 0.012 from 4).
    void lennardJonesGlassesAreUnderNoPressure()
    {
        constexpr int count = 6;
        double sum = 0;
        double squares = 0;
        for (int seed = 1; seed <= count; ++seed) {
            const double p =
                sample(potential::LennardJonesPotential{}, 1000, static_cast<std::uint64_t>(seed), 2)->pressure;
            sum += p;
            squares += p * p;
        }
        const double mean = sum / count;
        const double error = std::sqrt((squares / count - mean * mean) / (count - 1));
        QVERIFY2(error < 0.06, qPrintable(QString::number(error)));
        QVERIFY2(std::abs(mean) < 0.05 + 2 * error, qPrintable(QString::number(mean)));
    }

    void dependsOnTheSeedButNotOnTheThreads()
    {
        const auto first = sample(potential::HarmonicPotential{}, 200, 5, 1);
        const auto again = sample(potential::HarmonicPotential{}, 200, 5, 2);
        const auto other = sample(potential::HarmonicPotential{}, 200, 6, 1);
        QVERIFY(first->packing.positions == again->packing.positions);
        QVERIFY(first->energy == again->energy);
        QVERIFY(first->energy != other->energy);
    }

    void refusesToMakeAnImportedSample()
    {
        auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, 1);
        recipe.origin = model::Origin::imported;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, quench::quenchSample(recipe, {}, {}));
    }

    void refusesAStateThatIsNoMinimum()
    {
        const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, 1);
        FireSettings hasty;
        hasty.largestEvaluationCount = 10;
        QVERIFY_THROWS_EXCEPTION(run::NotAMinimum, quench::quenchSample(recipe, hasty, {}));
    }

    void adoptsAMinimumAsItIs()
    {
        const auto reference = test::ReferenceCase::harmonic();
        const auto recipe = reference.structure().recipe;
        const auto adopted = quench::adoptPacking(recipe, reference.packing, {}, false, {});
        QCOMPARE(adopted->minimizer, std::string("none"));
        QCOMPARE(adopted->contactCount, reference.contactCount);
        QVERIFY(adopted->packing.positions == reference.packing.positions);
    }

    void refusesParticlesAtTheSamePlace()
    {
        auto reference = test::ReferenceCase::harmonic();
        const auto recipe = reference.structure().recipe;
        reference.packing.positions.col(7) = reference.packing.positions.col(8);
        for (const bool minimise : {false, true})
            QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                                     quench::adoptPacking(recipe, reference.packing, {}, minimise, {}));
    }

    void refusesAPackingOfAnotherRecipe()
    {
        const auto reference = test::ReferenceCase::harmonic();
        auto recipe = reference.structure().recipe;
        recipe.particleCount -= 1;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                                 quench::adoptPacking(recipe, reference.packing, {}, false, {}));
        recipe = reference.structure().recipe;
        recipe.numberDensity *= 1.001;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                                 quench::adoptPacking(recipe, reference.packing, {}, false, {}));
    }

    void adoptsOtherPackingsOnlyAfterMinimising()
    {
        auto reference = test::ReferenceCase::harmonic();
        const auto recipe = reference.structure().recipe;
        reference.packing.positions(0, 0) += 1e-4;
        try {
            quench::adoptPacking(recipe, reference.packing, {}, false, {});
            QFAIL("accepted");
        }
        catch (const run::NotAMinimum& error) {
            QVERIFY2(QString(error.what()).contains("1e-09"), error.what());
        }
        const auto adopted = quench::adoptPacking(recipe, reference.packing, {}, true, {});
        QVERIFY(adopted->maxForce < 1.5e-12);
        QVERIFY(std::abs(adopted->energy / reference.energy - 1) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(InherentStructureTest)
#include "InherentStructureTest.moc"

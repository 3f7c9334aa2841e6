#include "core/run/Errors.h"
#include "core/study/StudyPlan.h"

#include <QtTest>

#include <limits>

using namespace vitrine;

class StudyPlanTest : public QObject {
    Q_OBJECT

private slots:
    void namesSamplesAsSpreadsheetsNameColumns()
    {
        QCOMPARE(study::sampleName(0), std::string("A"));
        QCOMPARE(study::sampleName(25), std::string("Z"));
        QCOMPARE(study::sampleName(26), std::string("AA"));
        QCOMPARE(study::sampleName(26 + 26 * 26), std::string("AAA"));
    }

    void givesEverySampleASeedOfItsOwn()
    {
        const auto plan = study::StudyPlan::ofPaper(recipe(7), 3);
        QCOMPARE(plan.samples.size(), std::size_t(3));
        QCOMPARE(plan.samples[2].name, std::string("C"));
        QCOMPARE(plan.samples[2].recipe.seed, std::uint64_t(9));
    }

    void refusesNumbersOfSamplesItCannotMake()
    {
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::StudyPlan::ofPaper(recipe(1), 0));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::StudyPlan::ofPaper(recipe(1), 10'001));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                                 study::StudyPlan::ofPaper(recipe(std::numeric_limits<std::uint64_t>::max()), 2));
    }

private:
    static model::SampleRecipe recipe(std::uint64_t seed)
    {
        return model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, seed);
    }
};

QTEST_APPLESS_MAIN(StudyPlanTest)
#include "StudyPlanTest.moc"

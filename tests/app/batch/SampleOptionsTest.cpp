#include "app/batch/SampleOptions.h"
#include "core/run/Errors.h"

#include <QTest>

using namespace vitrine;

class SampleOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void makesEachSizeWithEachSeed()
    {
        const auto recipes = parsed("--particles 200,400 --samples 2 --seed 5");
        QCOMPARE(recipes.size(), std::size_t(4));
        QCOMPARE(recipes[0].particleCount, Eigen::Index(200));
        QCOMPARE(recipes[1].seed, std::uint64_t(6));
        QCOMPARE(recipes[2].particleCount, Eigen::Index(400));
        QCOMPARE(recipes[2].seed, std::uint64_t(5));
        QVERIFY(recipes[0].origin == model::Origin::random);
        QCOMPARE(parsed("--particles 200").front().seed, std::uint64_t(3));  // the first that is free
    }

    void makesCrystals()
    {
        const auto recipes = parsed("--crystal fcc --cells 3,4");
        QCOMPARE(recipes.size(), std::size_t(2));
        QCOMPARE(recipes[1].particleCount, Eigen::Index(256));
        QVERIFY(recipes[0].origin == model::Origin::crystal);
        QCOMPARE(parsed("--crystal bcc --cells 4 --density 1.4").front().numberDensity, 1.4);
    }

    void makesLiquids()
    {
        const auto recipes = parsed("--particles 200 --start liquid --temperature 1.5");
        QVERIFY(recipes.front().origin == model::Origin::liquid);
        QCOMPARE(recipes.front().temperature, 1.5);
    }

    void refusesWhatDoesNotGoTogether_data()
    {
        QTest::addColumn<QString>("options");
        for (const char* options : {"", "--crystal fcc", "--crystal fcc --cells 3 --particles 108", "--cells 3",
                                    "--crystal fcc --cells 3 --samples 2", "--particles 200 --temperature 2",
                                    "--particles 200 --start crystal", "--particles 200 --start imported",
                                    "--particles 200 --samples 0", "--particles 3", "--crystal hcp --cells 3",
                                    "--particles 200 --samples 2 --seed 18446744073709551615"})
            QTest::newRow(options) << QString(options);
    }

    void refusesWhatDoesNotGoTogether()
    {
        QFETCH(QString, options);
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, parsed(options.toStdString()));
    }

private:
    static std::vector<model::SampleRecipe> parsed(const std::string& text)
    {
        CLI::App command;
        batch::SampleOptions options;
        options.addTo(command);
        command.parse(text);
        return options.recipes(potential::HarmonicPotential{}, 3);
    }
};

QTEST_APPLESS_MAIN(SampleOptionsTest)
#include "SampleOptionsTest.moc"

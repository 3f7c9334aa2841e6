#include "core/run/Errors.h"
#include "core/study/Study.h"
#include "core/study/formats/PackingFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <thread>

using namespace vitrine;
using anharmonicity::Direction;
namespace fs = std::filesystem;

/// Saves and loads pieces that were made by hand: no physics in here.
class StudyTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = fs::path(m_temporary->path().toStdString()) / "study";
    }

    void opensWhatItMade()
    {
        const study::Study made = study::Study::create(m_folder, plan());
        const study::Study opened = study::Study::open(m_folder);
        QCOMPARE(opened.plan().samples.size(), std::size_t(2));
        const study::SampleState state = opened.state("A");
        QVERIFY(!state.hasStructure && state.modeCount == 0 && state.scans.empty() && state.foreign.empty());
        QVERIFY(!opened.structure("A") && !opened.modes("A") && !opened.scan("A", {1, Direction::plus}));
        QVERIFY(opened.records().empty());
    }

    void makesNoStudyInAFolderThatIsNotEmpty()
    {
        fs::create_directory(m_folder);
        study::Study::create(m_folder, plan());
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study::Study::create(m_folder, plan()));
    }

    void saysWhyAFolderIsNoStudy()
    {
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study::Study::open(m_folder));
        fs::create_directory(m_folder);
        std::ofstream(m_folder / "study.json") << "{}";
        try {
            study::Study::open(m_folder);
            QFAIL("it was opened");
        }
        catch (const run::UnreadableFile& error) {
            QVERIFY(std::string(error.what()).find("study.json cannot be used: format is missing.") !=
                    std::string::npos);
        }
    }

    void givesBackEveryPieceBitForBit()
    {
        const study::Study study = filledStudy();
        const study::Study reader = study::Study::open(m_folder);
        const auto structure = reader.structure("A");
        QVERIFY(structure->packing.positions == exampleStructure().packing.positions);
        QCOMPARE(structure->packing.box.side, exampleStructure().packing.box.side);
        QCOMPARE(structure->rattlers, exampleStructure().rattlers);
        QCOMPARE(structure->energy, exampleStructure().energy);
        QCOMPARE(structure->minimizer, exampleStructure().minimizer);
        QCOMPARE(structure->equilibration->energyDrift, exampleStructure().equilibration->energyDrift);

        const auto modes = reader.modes("A");
        QCOMPARE(modes->count(), Eigen::Index(5));
        QVERIFY(modes->eigenvectors.leftCols(2) == exampleModes(1, 2).eigenvectors);
        QVERIFY(modes->eigenvectors.rightCols(3) == exampleModes(3, 3).eigenvectors);
        QVERIFY(modes->omega.tail(3) == exampleModes(3, 3).omega);

        const auto scan = reader.scan("A", {2, Direction::minus});
        QVERIFY(scan->transition->displacements ==
                exampleScan(2, Direction::minus, true).transition->displacements);
        QCOMPARE(scan->pulls.size(), std::size_t(2));
        QCOMPARE(scan->pulls[0].pulledEnergy, exampleScan(2, Direction::minus, true).pulls[0].pulledEnergy);
        QVERIFY(std::isnan(scan->pulls[1].distance) && !scan->pulls[1].converged);
        QVERIFY(!reader.scan("A", {1, Direction::plus})->transition);
    }

    void listsWhatIsThere()
    {
        const study::Study study = filledStudy();
        const study::SampleState state = study.state("A");
        QVERIFY(state.hasStructure);
        QCOMPARE(state.modeCount, Eigen::Index(5));
        QCOMPARE(state.scans,
                 (std::vector<study::ScanKey>{{1, Direction::plus}, {2, Direction::plus}, {2, Direction::minus}}));
        QVERIFY(state.foreign.empty());
        QVERIFY(fs::exists(m_folder / "A" / "modes-00001-00002.h5"));
        QVERIFY(fs::exists(m_folder / "A" / "modes-00003-00005.h5"));
        QVERIFY(fs::exists(m_folder / "A" / "scan" / "00002-minus.h5"));
    }

    void makesOneRowForEachModeAndSign()
    {
        const auto records = filledStudy().records();
        QCOMPARE(records.size(), std::size_t(6));
        const std::vector<std::pair<Eigen::Index, std::string>> expected = {{1, "+"}, {2, "+"}, {2, "-"},
                                                                            {3, ""},  {4, ""},  {5, ""}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(records[i].mode, expected[i].first);
            QCOMPARE(records[i].sign, expected[i].second);
        }
        QCOMPARE(records[0].outcome, std::string("no-transition"));
        QVERIFY(!records[0].criticalAmplitude && !records[0].transition);
        QCOMPARE(records[2].outcome, std::string("transition"));
        QCOMPARE(*records[2].criticalAmplitude, 0.002);
        QCOMPARE(*records[1].transition, 1);
        QCOMPARE(*records[2].transition, 1);  // the same field
        QVERIFY(!records[2].decayExponent);   // the box is too small for a tail
        QVERIFY(records[5].outcome.empty() && !records[5].evaluations);
        QCOMPARE(records[5].omega, 5.0);
    }

    void keepsScansByOtherMinimizersBesideThoseByFire()
    {
        const study::Study study = filledStudy();
        anharmonicity::ScanResult other = exampleScan(1, Direction::plus, true);
        other.method = quench::MinimizerKind::gradientFlow;
        other.minimizer = "gradient flow, by hand";
        study.save("A", other);
        QVERIFY(fs::exists(m_folder / "A" / "scan" / "00001-plus-gradient-flow.h5"));
        const study::Study reader = study::Study::open(m_folder);
        const study::ScanKey key{1, Direction::plus, quench::MinimizerKind::gradientFlow};
        QVERIFY(reader.state("A").foreign.empty());
        QCOMPARE(reader.state("A").scans[1], key);
        QCOMPARE(reader.scan("A", key)->minimizer, std::string("gradient flow, by hand"));
        QVERIFY(!reader.scan("A", {1, Direction::plus})->transition);
        const auto records = reader.records();
        QCOMPARE(records.size(), std::size_t(7));
        QCOMPARE(records[0].method, std::string("fire"));
        QCOMPARE(records[1].method, std::string("gradient-flow"));
        QCOMPARE(records[1].mode, Eigen::Index(1));
        QCOMPARE(*records[1].reachedAmplitude, 0.5);
        QCOMPARE(*records[1].transition, *records[2].transition);  // the field of mode 2
        // The name of one minimiser on the file of another is found out.
        fs::copy_file(m_folder / "A" / "scan" / "00001-plus-gradient-flow.h5",
                      m_folder / "A" / "scan" / "00001-plus-conjugate-gradients.h5");
        QCOMPARE(reader.state("A").foreign.size(), std::size_t(1));
    }

    void writesEqualBytesForEqualPieces()
    {
        filledStudy();
        const std::vector<std::string> first = allFiles();
        fs::remove_all(m_folder);
        QTest::qWait(1100);  // HDF5's time stamps have a resolution of one second
        filledStudy();
        QCOMPARE(allFiles(), first);
    }

    void neverReplacesAPieceThatIsThere()
    {
        const study::Study study = filledStudy();
        const std::vector<std::string> before = allFiles();
        quench::InherentStructure other = exampleStructure();
        other.packing.positions.array() += 0.1;
        study.save("A", other);
        study.save("A", exampleModes(1, 5));
        study.save("A", exampleScan(1, Direction::plus, true));
        QCOMPARE(allFiles(), before);
    }

    void readsNothingThatAnotherRecipeMade()
    {
        filledStudy();
        study::StudyPlan other = plan();
        other.samples[0].recipe.seed = 99;
        overwritePlan(other);
        const study::Study study = study::Study::open(m_folder);
        const study::SampleState state = study.state("A");
        QVERIFY(!state.hasStructure && state.modeCount == 0 && state.scans.empty());
        QCOMPARE(state.foreign.size(), std::size_t(6));
        QVERIFY(state.foreign.front().find("does not belong to this study") != std::string::npos);
        QVERIFY(!study.structure("A") && !study.modes("A") && study.records().empty());
    }

    void readsNoScansOfOtherSettings()
    {
        filledStudy();
        study::StudyPlan other = plan();
        other.scan.pointsPerDecade = 20;
        overwritePlan(other);
        const study::SampleState state = study::Study::open(m_folder).state("A");
        QCOMPARE(state.modeCount, Eigen::Index(5));
        QVERIFY(state.scans.empty());
        QCOMPARE(state.foreign.size(), std::size_t(3));
    }

    void readsNoModesOfAnotherPhononOrder()
    {
        filledStudy();
        study::StudyPlan other = plan();
        other.phononOrder.thresholdModes = 10;
        overwritePlan(other);
        const study::SampleState state = study::Study::open(m_folder).state("A");
        QVERIFY(state.hasStructure);
        QCOMPARE(state.modeCount, Eigen::Index(0));
        QCOMPARE(state.foreign.size(), std::size_t(5));
    }

    void readsNoLiquidOfAnotherProtocol()
    {
        study::StudyPlan liquid = plan();
        liquid.samples[0].recipe.origin = model::Origin::liquid;
        quench::InherentStructure structure = exampleStructure();
        structure.recipe = liquid.samples[0].recipe;
        study::Study::create(m_folder, liquid).save("A", structure);
        QVERIFY(study::Study::open(m_folder).state("A").hasStructure);
        QVERIFY(!study::Study::open(m_folder).state("A").equilibration->equilibrated);
        liquid.equilibration.timeStep = 0.004;
        overwritePlan(liquid);
        QVERIFY(!study::Study::open(m_folder).state("A").hasStructure);
        QCOMPARE(study::Study::open(m_folder).state("A").foreign.size(), std::size_t(1));
        // The protocol of liquids decides nothing about a random start.
        fs::remove_all(m_folder);
        filledStudy();
        study::StudyPlan other = plan();
        other.equilibration.timeStep = 0.004;
        overwritePlan(other);
        QVERIFY(study::Study::open(m_folder).state("A").hasStructure);
    }

    void fitsTailsAgainWhenTheirRangeChanges()
    {
        const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 12000, 1);
        study::StudyPlan plan = study::StudyPlan::ofPaper(recipe, 1);
        const study::Study study = study::Study::create(m_folder, plan);
        const quench::InherentStructure structure = exampleStructure(recipe);
        study.save("A", structure);
        study.save("A", exampleModes(1, 1, 12000));
        anharmonicity::ScanResult scan = exampleScan(1, Direction::plus, true);
        scan.transition->displacements = powerLaw(structure.packing);
        study.save("A", scan);
        const auto before = study.records().front();
        QVERIFY2(std::abs(before.decayExponent.value_or(-1) - 3) < 0.05,
                 qPrintable(QString::number(before.decayExponent.value_or(-1))));

        plan.tail.rangeBegin = 2;
        plan.tail.rangeEnd = 3.8;  // the field is flat there
        overwritePlan(plan);
        const study::Study changed = study::Study::open(m_folder);
        QCOMPARE(changed.state("A").scans.size(), std::size_t(1));
        const auto after = changed.records().front();
        QVERIFY2(after.decayExponent && std::abs(*after.decayExponent) < 0.01,
                 qPrintable(QString::number(after.decayExponent.value_or(-1))));
        QCOMPARE(*changed.records().front().decayExponent, *after.decayExponent);

        plan.tail.rangeEnd = 900;  // right for no box of this study
        overwritePlan(plan);
        QVERIFY(!study::Study::open(m_folder).records().front().decayExponent);
    }

    void readsNoModesOfAnotherPacking()
    {
        filledStudy();
        // The same recipe on another kind of machine: other bits, so these modes are not this packing's.
        fs::remove(m_folder / "A" / "packing.h5");
        quench::InherentStructure other = exampleStructure();
        other.packing.positions(0, 0) += 1e-15;
        const study::Study study = study::Study::open(m_folder);
        study.save("A", other);
        QCOMPARE(study.state("A").modeCount, Eigen::Index(0));
        QCOMPARE(study.state("A").foreign.size(), std::size_t(5));
    }

    void movesForeignFilesAsideWhenTheirPieceIsSaved()
    {
        const study::Study study = study::Study::create(m_folder, plan());
        fs::create_directory(m_folder / "A");
        std::ofstream(m_folder / "A" / "packing.h5") << "something else";
        std::ofstream(m_folder / "A" / "notes.txt") << "mine";
        QCOMPARE(study.state("A").foreign.size(), std::size_t(2));
        study.save("A", exampleStructure());
        QVERIFY(study.state("A").hasStructure);
        QVERIFY(fs::exists(m_folder / "A" / "foreign" / "packing-1.h5"));
        QVERIFY(fs::exists(m_folder / "A" / "notes.txt"));
    }

    void findsDamage()
    {
        const study::Study study = filledStudy();
        const fs::path path = m_folder / "A" / "packing.h5";
        std::string bytes = contentOf(path);
        const double x = exampleStructure().packing.positions(0, 5);
        const std::size_t at = bytes.find(std::string(reinterpret_cast<const char*>(&x), sizeof x));
        QVERIFY(at != std::string::npos);
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        std::ofstream(path, std::ios::binary) << bytes;
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study.structure("A"));
        std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() / 2);
        QVERIFY(!study.state("A").hasStructure);
        QVERIFY(study.state("A").foreign.front().find("cannot be used") != std::string::npos);
    }

    /// Whatever number or word of a packing's file is changed, it is not taken for what was written.
    void findsChangesOfEachNumberOfAPacking_data()
    {
        QTest::addColumn<QByteArray>("written");
        const auto bytes = [](auto value) {
            return QByteArray(reinterpret_cast<const char*>(&value), sizeof value);
        };
        QTest::newRow("energy") << bytes(exampleStructure().energy);
        QTest::newRow("pressure") << bytes(exampleStructure().pressure);
        QTest::newRow("largest force") << bytes(exampleStructure().maxForce);
        QTest::newRow("evaluations") << bytes(exampleStructure().record.evaluations);
        QTest::newRow("contacts") << bytes(std::int64_t(exampleStructure().contactCount));
        QTest::newRow("rattlers") << bytes(std::int64_t(17));
        QTest::newRow("energy drift") << bytes(exampleStructure().equilibration->energyDrift);
        QTest::newRow("minimiser") << QByteArray("FIRE, by hand");
        QTest::newRow("recipe") << QByteArray("\"seed\":1");
    }

    void findsChangesOfEachNumberOfAPacking()
    {
        QFETCH(QByteArray, written);
        const study::Study study = filledStudy();
        std::string bytes = contentOf(m_folder / "A" / "packing.h5");
        const std::string old = written.toStdString();
        std::size_t changes = 0;
        // Wherever these bytes are: observables keep some of the numbers again, for other programs.
        for (std::size_t at = bytes.find(old); at != std::string::npos; at = bytes.find(old, at + 1)) {
            bytes[at] = static_cast<char>(bytes[at] ^ 2);
            ++changes;
        }
        QVERIFY(changes > 0);
        std::ofstream(m_folder / "A" / "packing.h5", std::ios::binary) << bytes;
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study.structure("A"));
    }

    /// Tables read neither eigenvectors nor fields, and yet notice a changed number.
    void findsDamageInWhatTablesRead()
    {
        const study::Study study = filledStudy();
        const auto change = [&](const fs::path& path, double written) {
            std::string bytes = contentOf(path);
            const std::size_t at =
                bytes.find(std::string(reinterpret_cast<const char*>(&written), sizeof written));
            QVERIFY(at != std::string::npos);
            bytes[at] = static_cast<char>(bytes[at] ^ 1);
            std::ofstream(path, std::ios::binary) << bytes;
        };
        change(m_folder / "A" / "scan" / "00002-minus.h5", 11);  // N_rearr
        QCOMPARE(study.state("A").scans.size(), std::size_t(2));
        QVERIFY(study.state("A").foreign.front().find("damaged") != std::string::npos);
        change(m_folder / "A" / "modes-00003-00005.h5", -1.5);
        QCOMPARE(study.state("A").modeCount, Eigen::Index(2));
    }

    void addsSamplesOfOtherSizes()
    {
        study::Study study = filledStudy();
        auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 3000, 7);
        auto another = exampleRecipe();
        another.seed = 9;
        QCOMPARE(study.addSamples({recipe, another}), (std::vector<std::string>{"C", "D"}));
        const study::Study reader = study::Study::open(m_folder);
        QCOMPARE(reader.plan().samples.size(), std::size_t(4));
        QCOMPARE(reader.state("A").scans.size(), std::size_t(3));  // what was there still belongs
        const auto firstOf = [&](std::size_t number) {
            return reader.plan().scanOf(reader.plan().samples[number], quench::MinimizerKind::fire).firstAmplitude;
        };
        QCOMPARE(firstOf(2), 1e-5);  // of N = 3000, a decade below that of N = 1000
        QCOMPARE(firstOf(3), firstOf(0));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.addSamples({exampleRecipe()}));  // is there
        recipe.potential = potential::LennardJonesPotential{};
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.addSamples({recipe}));
        QCOMPARE(study::Study::open(m_folder).plan().samples.size(), std::size_t(4));
    }

    void refusesPiecesThatDoNotContinue()
    {
        const study::Study study = study::Study::create(m_folder, plan());
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.save("A", exampleModes(1, 2)));
        study.save("A", exampleStructure());
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.save("A", exampleModes(3, 2)));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.save("A", exampleScan(1, Direction::plus, false)));
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.save("B", exampleStructure()));  // another seed
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, study.state("nobody"));
    }

    void addsImportedSamplesOnce()
    {
        study::StudyPlan empty = plan();
        empty.samples.clear();
        study::Study study = study::Study::create(m_folder, empty);
        quench::InherentStructure structure = exampleStructure();
        structure.recipe.origin = model::Origin::imported;
        QCOMPARE(study.addImported(structure), std::string("A"));
        QCOMPARE(study.addImported(structure), std::string("A"));
        structure.packing.positions(0, 0) += 0.5;
        study::Study other = study::Study::open(m_folder);
        QCOMPARE(other.addImported(structure), std::string("B"));
        structure.recipe.potential = potential::LennardJonesPotential{};
        structure.packing.positions(0, 0) += 0.5;
        QVERIFY_THROWS_EXCEPTION(run::InvalidInput, other.addImported(structure));
        const study::Study reader = study::Study::open(m_folder);
        QCOMPARE(reader.plan().samples.size(), std::size_t(2));
        QVERIFY(reader.state("A").hasStructure && reader.state("B").hasStructure);
        QVERIFY(reader.structure("A")->packing.positions == exampleStructure().packing.positions);
    }

    void writesPackingsThatItsOwnImportReads()
    {
        filledStudy();
        const model::Packing packing = study::formats::readPacking(m_folder / "A" / "packing.h5");
        QVERIFY(packing.positions == exampleStructure().packing.positions);
        QCOMPARE(packing.box.side, exampleStructure().packing.box.side);
    }

    void letsManyWriteAtOnce()
    {
        study::Study::create(m_folder, plan());
        {
            std::vector<std::jthread> writers;
            for (int i = 0; i < 4; ++i)
                writers.emplace_back([this] { fill(study::Study::open(m_folder)); });
        }
        QCOMPARE(study::Study::open(m_folder).state("A").scans.size(), std::size_t(3));
        QVERIFY(study::Study::open(m_folder).state("A").foreign.empty());
    }

private:
    static study::StudyPlan plan() { return study::StudyPlan::ofPaper(exampleRecipe(), 2); }

    static model::SampleRecipe exampleRecipe()
    {
        return model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 20, 1);
    }

    /// Numbers that are the same each time, and in no order.
    static double scrambled(Eigen::Index number)
    {
        return std::fmod(0.754877666 * static_cast<double>(number + 1), 1.0);
    }

    static quench::InherentStructure exampleStructure(const model::SampleRecipe& recipe = exampleRecipe())
    {
        quench::InherentStructure structure;
        structure.recipe = recipe;
        structure.packing.box.side = structure.recipe.boxSide();
        // A low-discrepancy sequence fills the box evenly.
        const Eigen::Array3d steps(0.8191725134, 0.6710436067, 0.5497004779);
        structure.packing.positions =
            Eigen::Matrix3Xd::NullaryExpr(3, recipe.particleCount, [&](Eigen::Index i, Eigen::Index j) {
                return structure.packing.box.side * std::fmod(steps[i] * static_cast<double>(j + 1), 1.0);
            });
        structure.minimizer = "FIRE, by hand";
        structure.record = {quench::MinimizerOutcome::converged, 1234, 5, 1e-13};
        structure.energy = 0.1;
        structure.pressure = 0.2;
        structure.maxForce = 1e-13;
        structure.contactCount = 8081;
        structure.rattlers = {3, 17};
        structure.equilibration = quench::EquilibrationRecord{};
        structure.equilibration->energyDrift = 0.3;
        return structure;
    }

    /// |Delta r_i| = r^-3 beyond 3.9 sigma from the first particle, flat inside.
    static Eigen::Matrix3Xd powerLaw(const model::Packing& packing)
    {
        Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, packing.particleCount());
        field(0, 0) = 1;
        for (Eigen::Index i = 1; i < packing.particleCount(); ++i) {
            const double r = packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(0)).norm();
            field(i % 3, i) = 0.1 * std::pow(std::max(r, 3.9) / 3.9, -3);
        }
        return field;
    }

    static modes::NormalModes exampleModes(Eigen::Index first, Eigen::Index count, Eigen::Index particleCount = 20)
    {
        modes::NormalModes block;
        block.firstIndex = first;
        block.omega =
            Eigen::VectorXd::LinSpaced(count, static_cast<double>(first), static_cast<double>(first + count - 1));
        block.eigenvectors = Eigen::MatrixXd::NullaryExpr(
            3 * particleCount, count,
            [first](Eigen::Index i, Eigen::Index j) { return scrambled(i + 60 * (j + first)); });
        block.residuals = Eigen::VectorXd::Constant(count, 1e-12);
        block.tau = Eigen::VectorXd::Constant(count, -1.5);
        block.participation = Eigen::VectorXd::Constant(count, 0.5);
        block.largestEigenvalue = 7;
        block.solver = "by hand";
        block.completeness = modes::Completeness::statistical;
        block.missProbability = 1e-12;
        block.countedBelow = 0.25;
        block.completenessReason = "Said so.";
        return block;
    }

    static anharmonicity::ScanResult exampleScan(Eigen::Index mode, Direction direction, bool transition)
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        anharmonicity::ScanResult result;
        result.mode = mode;
        result.direction = direction;
        result.outcome =
            transition ? anharmonicity::ScanOutcome::transition : anharmonicity::ScanOutcome::noTransition;
        result.reachedAmplitude = 0.5;
        result.pulls = {{1e-3, 0.1 + 0.2, 1e-9, 1e-15, 100, true}, {2e-3, 0.2, nan, nan, 1000, false}};
        result.evaluations = 1100;
        result.minimizer = "FIRE, by hand";
        if (transition) {
            result.transition.emplace();
            result.transition->criticalAmplitude = 0.002;
            result.transition->lowAmplitude = 0.001;
            result.transition->displacements = Eigen::Matrix3Xd::NullaryExpr(
                3, 20, [](Eigen::Index i, Eigen::Index j) { return scrambled(3 * j + i) - 0.5; });
            result.transition->distance = result.transition->displacements.norm();
            result.transition->rearrangedCount = 11;
        }
        return result;
    }

    static void fill(const study::Study& study)
    {
        study.save("A", exampleStructure());
        study.save("A", exampleModes(1, 2));
        study.save("A", exampleModes(3, 3));
        study.save("A", exampleScan(2, Direction::plus, true));
        study.save("A", exampleScan(2, Direction::minus, true));
        study.save("A", exampleScan(1, Direction::plus, false));
    }

    study::Study filledStudy() const
    {
        const study::Study study = study::Study::create(m_folder, plan());
        fill(study);
        return study;
    }

    void overwritePlan(const study::StudyPlan& plan) const
    {
        const fs::path beside = m_folder.parent_path() / "other";
        study::Study::create(beside, plan);
        fs::rename(beside / "study.json", m_folder / "study.json");
        fs::remove_all(beside);
    }

    static std::string contentOf(const fs::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }

    /// Name and content of every file but the lock, in the order of the names.
    std::vector<std::string> allFiles() const
    {
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(m_folder))
            if (entry.is_regular_file())
                files.push_back(entry.path().string() + "\n" + contentOf(entry.path()));
        std::ranges::sort(files);
        return files;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(StudyTest)
#include "StudyTest.moc"

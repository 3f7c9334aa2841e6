#include "ui/panels/RecipePanel.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using panels::RecipePanel;

namespace {

/// Types a text into an entry, in place of what is there.
void type(RecipePanel& panel, const char* entry, const QString& text)
{
    auto* edit = panel.findChild<QLineEdit*>(QString::fromLatin1(entry));
    QVERIFY2(edit, entry);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

QString message(const RecipePanel& panel)
{
    return panel.findChild<QLabel*>(QStringLiteral("message"))->text();
}

}  // namespace

class RecipePanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void startsWithAValidRecipeOfThePaper();
    void readsWhatIsTyped();
    void acceptsSpacesBetweenDigits();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void tellsThePriceBeforeTheStart();
    void takesTheDensityForLennardJones();
    void refusesAFolderThatIsNotEmpty();
    void fixesTheRecipeOfAnOpenStudy();
    void namesNewStudiesUntilTheUserDoes();
    void saysAndMarksEverythingThatIsWrong();
    void makesSeveralSizesAndSamples();
    void makesCrystals();
    void makesLiquidsOfAnyTemperature();
};

void RecipePanelTest::startsWithAValidRecipeOfThePaper()
{
    const RecipePanel panel;
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    QVERIFY(wish->isNew);
    QVERIFY(std::abs(model::packingFraction(wish->recipes.front().numberDensity) - 0.73) < 1e-12);
    QCOMPARE(wish->recipes.front().origin, model::Origin::random);
}

void RecipePanelTest::readsWhatIsTyped()
{
    RecipePanel panel;
    QSignalSpy changed(&panel, &RecipePanel::wishChanged);
    type(panel, "particles", QStringLiteral("4000"));
    type(panel, "density", QStringLiteral("0.8"));
    type(panel, "samples", QStringLiteral("3"));
    type(panel, "seed", QStringLiteral("17"));
    type(panel, "modes", QStringLiteral("12"));
    type(panel, "threads", QStringLiteral("2"));
    QVERIFY(changed.count() > 0);
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    QCOMPARE(wish->recipes.front().particleCount, Eigen::Index(4000));
    QVERIFY(std::abs(model::packingFraction(wish->recipes.front().numberDensity) - 0.8) < 1e-12);
    QCOMPARE(wish->recipes.size(), std::size_t(3));
    QCOMPARE(wish->recipes.front().seed, std::uint64_t(17));
    QCOMPARE(wish->modeCount, Eigen::Index(12));
    QCOMPARE(wish->threadCount, 2);
}

void RecipePanelTest::acceptsSpacesBetweenDigits()
{
    RecipePanel panel;
    type(panel, "particles", QStringLiteral("16 000"));
    QVERIFY(panel.wish().has_value());
    QCOMPARE(panel.wish()->recipes.front().particleCount, Eigen::Index(16'000));
}

void RecipePanelTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("letters") << "particles"
                             << "many"
                             << "many";
    QTest::newRow("no particles") << "particles"
                                  << "0"
                                  << "number of particles";
    QTest::newRow("negative density") << "density"
                                      << "-1"
                                      << "densi";
    QTest::newRow("no density") << "density"
                                << "dense"
                                << "dense";
    QTest::newRow("no samples") << "samples"
                                << "0"
                                << "number of samples";
    QTest::newRow("negative seed") << "seed"
                                   << "-3"
                                   << "-3";
    QTest::newRow("more modes than there are") << "modes"
                                               << "9000000"
                                               << "9000000";
    QTest::newRow("no threads") << "threads"
                                << "0"
                                << "number of threads";
    QTest::newRow("no folder") << "folder"
                               << ""
                               << "folder";
    QTest::newRow("half a path") << "folder"
                                 << "glass"
                                 << "full path";
}

void RecipePanelTest::saysWhatIsWrong()
{
    QFETCH(QString, entry);
    QFETCH(QString, typed);
    QFETCH(QString, said);
    RecipePanel panel;
    type(panel, entry.toLatin1().constData(), typed);
    QVERIFY(!panel.wish().has_value());
    QVERIFY2(panel.problem().contains(said), qPrintable(panel.problem()));
    QVERIFY2(message(panel).contains(panel.problem().toHtmlEscaped()), qPrintable(message(panel)));
}

void RecipePanelTest::tellsThePriceBeforeTheStart()
{
    const RecipePanel panel;
    QVERIFY2(message(panel).contains(QStringLiteral("rough estimate")), qPrintable(message(panel)));
}

void RecipePanelTest::takesTheDensityForLennardJones()
{
    RecipePanel panel;
    auto* system = panel.findChild<QComboBox*>(QStringLiteral("system"));
    QTest::keyClick(system, Qt::Key_Down);
    QVERIFY2(panel.wish().has_value(), qPrintable(panel.problem()));
    QCOMPARE(panel.wish()->recipes.front().numberDensity, 0.997);
    QCOMPARE(panel.wish()->recipes.front().origin, model::Origin::liquid);
    type(panel, "particles", QStringLiteral("100"));  // the box would not hold two cutoffs
    QVERIFY(!panel.wish().has_value());
    QVERIFY2(panel.problem().contains(QStringLiteral("100")), qPrintable(panel.problem()));
}

void RecipePanelTest::refusesAFolderThatIsNotEmpty()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    RecipePanel panel;
    type(panel, "folder", folder.path());
    QVERIFY(!panel.wish().has_value());
    QVERIFY2(panel.problem().contains(QStringLiteral("not empty")), qPrintable(panel.problem()));
    type(panel, "folder", folder.filePath(QStringLiteral("glass")));
    QVERIFY2(panel.wish().has_value(), qPrintable(panel.problem()));
}

void RecipePanelTest::fixesTheRecipeOfAnOpenStudy()
{
    model::SampleRecipe recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 500, 7);
    const auto plan = study::StudyPlan::ofPaper(recipe, 2);
    RecipePanel panel;
    panel.showStudy(plan, "/tmp/a-study", 10);
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    QVERIFY(!wish->isNew);
    QCOMPARE(wish->recipes.front().particleCount, Eigen::Index(500));
    QCOMPARE(wish->recipes.size(), std::size_t(2));
    QCOMPARE(wish->modeCount, Eigen::Index(10));
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("particles"))->isEnabled());
    QVERIFY(panel.findChild<QLineEdit*>(QStringLiteral("modes"))->isEnabled());
    panel.editNew();
    QVERIFY(panel.findChild<QLineEdit*>(QStringLiteral("particles"))->isEnabled());
    QVERIFY(panel.wish()->isNew);
}

void RecipePanelTest::namesNewStudiesUntilTheUserDoes()
{
    RecipePanel panel;
    type(panel, "particles", QStringLiteral("1234"));
    QVERIFY(panel.wish()->folder.string().find("1234") != std::string::npos);
    type(panel, "folder", QStringLiteral("/tmp/my-own-name"));
    type(panel, "particles", QStringLiteral("4321"));
    QCOMPARE(panel.wish()->folder.string(), std::string("/tmp/my-own-name"));
}

void RecipePanelTest::saysAndMarksEverythingThatIsWrong()
{
    RecipePanel panel;
    const auto isMarked = [&panel](const char* name) {
        const auto* edit = panel.findChild<QLineEdit*>(QString::fromLatin1(name));
        const auto* sign = edit->findChild<QAction*>(QStringLiteral("wrong"));
        return sign && !sign->toolTip().isEmpty() && edit->accessibleDescription() == sign->toolTip();
    };
    const QString folder = panel.findChild<QLineEdit*>(QStringLiteral("folder"))->text();
    type(panel, "particles", QStringLiteral("abc"));
    type(panel, "seed", QStringLiteral("-1"));
    type(panel, "modes", QStringLiteral("0"));
    QCOMPARE(panel.problem().count(QLatin1Char('\n')), 2);
    for (const char* said : {"abc", "The seed", "The number of modes"})
        QVERIFY2(message(panel).contains(QLatin1String(said)), said);
    for (const char* entry : {"particles", "seed", "modes"})
        QVERIFY2(isMarked(entry), entry);
    for (const char* entry : {"density", "samples", "threads", "folder"})
        QVERIFY2(!isMarked(entry), entry);
    // A folder is not named after what cannot be.
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("folder"))->text().contains(QStringLiteral("abc")));
    QVERIFY(!folder.isEmpty());
    type(panel, "particles", QStringLiteral("300"));
    QVERIFY(!isMarked("particles"));
    QVERIFY(isMarked("seed"));
    type(panel, "seed", QStringLiteral("1"));
    type(panel, "modes", QStringLiteral("5"));
    type(panel, "density", QStringLiteral("50"));  // a number, but no density
    QVERIFY(isMarked("density"));
    QVERIFY(!isMarked("particles"));
}

void RecipePanelTest::makesSeveralSizesAndSamples()
{
    RecipePanel panel;
    type(panel, "particles", QStringLiteral("400, 1 000"));
    type(panel, "samples", QStringLiteral("2"));
    type(panel, "seed", QStringLiteral("5"));
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    const study::StudyPlan plan = wish->plan();
    QCOMPARE(plan.samples.size(), std::size_t(4));
    QCOMPARE(plan.samples[1].recipe.particleCount, Eigen::Index(400));
    QCOMPARE(plan.samples[1].recipe.seed, std::uint64_t(6));
    QCOMPARE(plan.samples[2].recipe.particleCount, Eigen::Index(1000));
    QCOMPARE(plan.samples[2].recipe.seed, std::uint64_t(5));
    QVERIFY(wish->folder.string().ends_with("harmonic-N400-1000-seed5"));
    type(panel, "particles", QStringLiteral("400, 400"));
    QVERIFY2(panel.problem().contains(QStringLiteral("twice")), qPrintable(panel.problem()));
    panel.showStudy(plan, "/tmp/a-study", 10);
    QCOMPARE(panel.findChild<QLineEdit*>(QStringLiteral("particles"))->text(), QStringLiteral("400, 1000"));
    QCOMPARE(panel.findChild<QLineEdit*>(QStringLiteral("samples"))->text(), QStringLiteral("2"));
}

void RecipePanelTest::makesCrystals()
{
    RecipePanel panel;
    panel.show();
    auto* start = panel.findChild<QComboBox*>(QStringLiteral("start"));
    QVERIFY(panel.findChild<QLineEdit*>(QStringLiteral("particles"))->isVisible());
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("cells"))->isVisible());
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("temperature"))->isVisible());
    start->setCurrentIndex(start->findData(QStringLiteral("bcc")));
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("particles"))->isVisible());
    QVERIFY(!panel.findChild<QLineEdit*>(QStringLiteral("seed"))->isVisible());
    type(panel, "cells", QStringLiteral("5,6"));
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    QCOMPARE(wish->recipes.size(), std::size_t(2));
    QCOMPARE(wish->recipes[0].particleCount, Eigen::Index(250));
    QCOMPARE(wish->recipes[1].lattice, model::Lattice::bodyCentred);
    QCOMPARE(wish->recipes[1].cellsPerSide, 6);
    QCOMPARE(wish->plan().samples.size(), std::size_t(2));
    QVERIFY(wish->folder.string().ends_with("harmonic-bcc-5-6cells"));
}

void RecipePanelTest::makesLiquidsOfAnyTemperature()
{
    RecipePanel panel;
    panel.show();
    auto* start = panel.findChild<QComboBox*>(QStringLiteral("start"));
    start->setCurrentIndex(start->findData(QStringLiteral("liquid")));
    QVERIFY(panel.findChild<QLineEdit*>(QStringLiteral("temperature"))->isVisible());
    type(panel, "temperature", QStringLiteral("0.7"));
    QVERIFY2(panel.wish().has_value(), qPrintable(panel.problem()));
    QCOMPARE(panel.wish()->recipes.front().origin, model::Origin::liquid);
    QCOMPARE(panel.wish()->recipes.front().temperature, 0.7);
    type(panel, "temperature", QStringLiteral("-1"));
    QVERIFY2(panel.problem().contains(QStringLiteral("-1")), qPrintable(panel.problem()));
}

QTEST_MAIN(RecipePanelTest)
#include "RecipePanelTest.moc"

#include "ui/panels/RecipePanel.h"

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
};

void RecipePanelTest::startsWithAValidRecipeOfThePaper()
{
    const RecipePanel panel;
    const auto wish = panel.wish();
    QVERIFY2(wish.has_value(), qPrintable(panel.problem()));
    QVERIFY(wish->isNew);
    QVERIFY(std::abs(model::packingFraction(wish->recipe.numberDensity) - 0.73) < 1e-12);
    QCOMPARE(wish->recipe.origin, model::Origin::random);
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
    QCOMPARE(wish->recipe.particleCount, Eigen::Index(4000));
    QVERIFY(std::abs(model::packingFraction(wish->recipe.numberDensity) - 0.8) < 1e-12);
    QCOMPARE(wish->sampleCount, 3);
    QCOMPARE(wish->recipe.seed, std::uint64_t(17));
    QCOMPARE(wish->modeCount, Eigen::Index(12));
    QCOMPARE(wish->threadCount, 2);
}

void RecipePanelTest::acceptsSpacesBetweenDigits()
{
    RecipePanel panel;
    type(panel, "particles", QStringLiteral("16 000"));
    QVERIFY(panel.wish().has_value());
    QCOMPARE(panel.wish()->recipe.particleCount, Eigen::Index(16'000));
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
    QCOMPARE(panel.wish()->recipe.numberDensity, 0.997);
    QCOMPARE(panel.wish()->recipe.origin, model::Origin::liquid);
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
    QCOMPARE(wish->recipe.particleCount, Eigen::Index(500));
    QCOMPARE(wish->sampleCount, 2);
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

QTEST_MAIN(RecipePanelTest)
#include "RecipePanelTest.moc"

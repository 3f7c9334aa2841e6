#include "ui/ActionPalette.h"
#include "ui/FuzzyMatch.h"
#include "ui/ShortcutSheet.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using ui::ActionPalette;
using ui::fuzzyScore;

namespace {

/// A window with a few menus.
struct Window {
    Window()
    {
        QMenu* file = bar->addMenu(QStringLiteral("&File"));
        open = file->addAction(QStringLiteral("&Open study\u2026"), QKeySequence(QStringLiteral("Ctrl+O")), &root,
                               [] {});
        closed = file->addAction(QStringLiteral("&Save picture\u2026"));
        closed->setEnabled(false);
        QMenu* view = bar->addMenu(QStringLiteral("&View"));
        QMenu* docks = view->addMenu(QStringLiteral("&Docks"));
        spectrum = docks->addAction(QStringLiteral("Spectrum"));
        spectrum->setCheckable(true);
        docks->addAction(QStringLiteral("Transitions"));
        view->addSeparator();
        root.show();
    }

    QMainWindow root;
    QMenuBar* bar = root.menuBar();
    QAction* open;
    QAction* closed;
    QAction* spectrum;
};

QStringList shown(const ActionPalette& palette)
{
    QStringList lines;
    const auto* list = palette.findChild<QListWidget*>(QStringLiteral("matches"));
    for (int row = 0; row < list->count(); ++row)
        lines << list->item(row)->text();
    return lines;
}

}  // namespace

class ActionPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void findsLettersInTheirOrder();
    void prefersBeginningsOfWordsAndLettersInARow();
    void offersAllThatTheMenusHave();
    void doesWhatIsFound();
    void doesNothingThatCannotBeDoneNow();
    void writesTheKeysThatTheMenusHave();
};

void ActionPaletteTest::findsLettersInTheirOrder()
{
    QVERIFY(fuzzyScore(QStringLiteral("vds"), QStringLiteral("View \u203a Docks \u203a Spectrum")));
    QVERIFY(!fuzzyScore(QStringLiteral("svd"), QStringLiteral("View \u203a Docks")));
    QVERIFY(!fuzzyScore(QStringLiteral("docksx"), QStringLiteral("View \u203a Docks")));
    QVERIFY(fuzzyScore(QString(), QStringLiteral("anything")));
    QVERIFY(fuzzyScore(QStringLiteral("SP do"), QStringLiteral("spectrum dock")));
}

void ActionPaletteTest::prefersBeginningsOfWordsAndLettersInARow()
{
    const auto better = [](const char* typed, const char* good, const char* bad) {
        return *fuzzyScore(QLatin1String(typed), QLatin1String(good)) >
               *fuzzyScore(QLatin1String(typed), QLatin1String(bad));
    };
    QVERIFY(better("rc", "Reset the camera", "Light source"));
    QVERIFY(better("lig", "Theme light", "Look along g"));
    QVERIFY(better("undo", "Undo", "Unknown docks"));
}

void ActionPaletteTest::offersAllThatTheMenusHave()
{
    Window window;
    const ActionPalette palette(commands::menuActions(window.bar), &window.root);
    const QStringList lines = shown(palette);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("File \u203a Open study\u2026   (Ctrl+O)"));
    QVERIFY(lines.contains(QStringLiteral("View \u203a Docks \u203a Spectrum")));
    QCOMPARE(lines.last(), QStringLiteral("File \u203a Save picture\u2026"));  // what cannot be done comes last
}

void ActionPaletteTest::doesWhatIsFound()
{
    Window window;
    const QSignalSpy triggered(window.spectrum, &QAction::triggered);
    ActionPalette palette(commands::menuActions(window.bar), &window.root);
    palette.open();
    auto* search = palette.findChild<QLineEdit*>(QStringLiteral("search"));
    QTest::keyClicks(search, QStringLiteral("spec"));
    QCOMPARE(shown(palette).first(), QStringLiteral("View \u203a Docks \u203a Spectrum"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(triggered.count(), 1);
    QVERIFY(!palette.isVisible());
}

void ActionPaletteTest::doesNothingThatCannotBeDoneNow()
{
    Window window;
    const QSignalSpy triggered(window.closed, &QAction::triggered);
    ActionPalette palette(commands::menuActions(window.bar), &window.root);
    palette.open();
    auto* search = palette.findChild<QLineEdit*>(QStringLiteral("search"));
    QTest::keyClicks(search, QStringLiteral("picture"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(triggered.count(), 0);
    QVERIFY(palette.isVisible());
}

void ActionPaletteTest::writesTheKeysThatTheMenusHave()
{
    Window window;
    window.spectrum->setShortcuts({QKeySequence(QStringLiteral("Ctrl+9")), QKeySequence(QStringLiteral("F7"))});
    const ui::ShortcutSheet sheet(commands::menuActions(window.bar), &window.root);
    QVERIFY2(sheet.text().contains(QStringLiteral("Ctrl+9, F7")), qPrintable(sheet.text()));
    QVERIFY(sheet.text().contains(QStringLiteral("Docks \u203a Spectrum")));
    QVERIFY(!sheet.text().contains(QStringLiteral("Transitions")));  // it has no key
    QVERIFY(sheet.text().contains(QStringLiteral("mark the points in the frame")));
}

QTEST_MAIN(ActionPaletteTest)
#include "ActionPaletteTest.moc"

#include "ui/Workspaces.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using ui::Workspaces;

namespace {

constexpr int version = 7;

/// A window with docks of the names that workspaces know.
struct Window {
    Window()
    {
        root.setCentralWidget(new QWidget);
        for (const char* name :
             {"scatter", "spectrum", "sweep", "decay", "trust", "modes", "transitions", "run"}) {
            auto* dock = new QDockWidget(QLatin1String(name));
            dock->setObjectName(QLatin1String(name));
            dock->setWidget(new QWidget);
            root.addDockWidget(Qt::RightDockWidgetArea, dock);
        }
        root.tabifyDockWidget(dock("scatter"), dock("spectrum"));
        root.tabifyDockWidget(dock("modes"), dock("transitions"));
        dock("scatter")->raise();
        dock("modes")->raise();
        root.resize(1200, 900);
        root.show();
    }
    QDockWidget* dock(const char* name) const { return root.findChild<QDockWidget*>(QLatin1String(name)); }
    bool isInFront(const char* name) const { return !dock(name)->visibleRegion().isEmpty(); }

    QMainWindow root;
};

}  // namespace

class WorkspacesTest : public QObject {
    Q_OBJECT

private slots:
    void bringsWhatItIsForToTheFront();
    void remembersEachArrangementApart();
    void comesBackWithTheSession();
};

void WorkspacesTest::bringsWhatItIsForToTheFront()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowExposed(&window.root));
    Workspaces workspaces(window.root, version);
    QSignalSpy chosen(&workspaces, &Workspaces::chosen);
    workspaces.choose(QStringLiteral("Spectrum"));
    QTRY_VERIFY(window.isInFront("spectrum"));
    QCOMPARE(chosen.count(), 1);
    workspaces.choose(QStringLiteral("Transitions"));
    QTRY_VERIFY(window.isInFront("transitions"));
    QTRY_VERIFY(window.isInFront("scatter"));
    workspaces.choose(QStringLiteral("Kitchen"));
    QCOMPARE(workspaces.current(), QStringLiteral("Transitions"));
}

void WorkspacesTest::remembersEachArrangementApart()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowExposed(&window.root));
    Workspaces workspaces(window.root, version);
    window.dock("trust")->close();
    workspaces.choose(QStringLiteral("Pull"));
    QVERIFY(!window.dock("trust")->isHidden());
    window.dock("decay")->close();
    workspaces.choose(QStringLiteral("Explore"));
    QVERIFY(window.dock("trust")->isHidden());
    QVERIFY(!window.dock("decay")->isHidden());
    workspaces.choose(QStringLiteral("Pull"));
    QVERIFY(window.dock("decay")->isHidden());
    workspaces.reset();
    QVERIFY(!window.dock("decay")->isHidden());
}

void WorkspacesTest::comesBackWithTheSession()
{
    QJsonObject kept;
    {
        Window window;
        Workspaces workspaces(window.root, version);
        window.dock("trust")->close();
        workspaces.choose(QStringLiteral("Spectrum"));
        kept = workspaces.state();
    }
    Window window;
    Workspaces workspaces(window.root, version);
    workspaces.restore(kept);
    QCOMPARE(workspaces.current(), QStringLiteral("Spectrum"));
    workspaces.choose(QStringLiteral("Explore"));
    QVERIFY(window.dock("trust")->isHidden());
}

QTEST_MAIN(WorkspacesTest)
#include "WorkspacesTest.moc"

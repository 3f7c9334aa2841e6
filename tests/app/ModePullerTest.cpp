#include "app/desktop/Analyses.h"
#include "app/desktop/ModePuller.h"
#include "app/desktop/SessionViews.h"
#include "core/study/StudyRunner.h"
#include "ui/MainWindow.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/PullPanel.h"
#include "ui/scene/SceneView.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using anharmonicity::Direction;

namespace {

constexpr int patience = 120'000;  // ms

}  // namespace

/// The window with a small study, pulled and let go by hand.
class ModePullerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void pullsByTheSliderAndDrawsTheEnergy();
    void turnsToTheOtherDirectionLeftOfTheMiddle();
    void comesBackWhenLetGoBelowTheCriticalAmplitude();
    void endsElsewhereWhenLetGoAtTheCriticalAmplitude();
    void canBeCancelledOnItsWayDown();
    void findsTheCriticalAmplitudeOfTheScan();
    void canBeCancelledWhileSearching();
    void putsEverythingBack();
    void letsGoWhenAnotherModeIsSelected();
    void refusesAnAmplitudeThatIsNone();
    void cannotPullWithoutAMode();

private:
    template <typename Widget>
    Widget* child(const char* name) const
    {
        return m_window->pull()->findChild<Widget*>(QString::fromLatin1(name));
    }
    void pullTo(double amplitude) const
    {
        auto* entry = child<QLineEdit>("pullAmplitude");
        entry->setFocus();
        entry->selectAll();
        QTest::keyClicks(entry, QString::number(amplitude, 'g', 12));
        QTest::keyClick(entry, Qt::Key_Return);
    }
    void click(const char* name) const { QTest::mouseClick(child<QPushButton>(name), Qt::LeftButton); }
    QString status() const { return look::withPlainSpaces(m_window->pull()->status()); }
    Eigen::Matrix3Xf way() const { return m_window->scene()->scene().packing().centers() - m_places; }
    const anharmonicity::ScanResult::AtTransition& transition(Direction direction) const
    {
        return *m_contents.samples.front().scan({1, direction})->transition;
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    app::StudyContents m_contents;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<app::SessionViews> m_views;
    std::unique_ptr<app::Analyses> m_analyses;
    std::unique_ptr<app::ModePuller> m_puller;
    Eigen::Matrix3Xf m_places;
};

void ModePullerTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    const auto plan =
        study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 120, 3), 1);
    const auto study = study::Study::create(m_folder.filePath(QStringLiteral("study")).toStdString(), plan);
    study::StudyGoal goal;
    goal.modeCount = 3;
    goal.scanModes = {1};
    study::runStudy(study, goal, run::RunControl(2));
    m_contents = app::StudyContents::read(study);
    for (const Direction direction : {Direction::plus, Direction::minus})
        QVERIFY(m_contents.samples.front().scan({1, direction})->transition);
}

void ModePullerTest::init()
{
    m_session = std::make_unique<app::Session>();
    m_window = std::make_unique<ui::MainWindow>();
    m_views = std::make_unique<app::SessionViews>(*m_session, *m_window);
    m_analyses = std::make_unique<app::Analyses>(*m_session, *m_window);
    m_puller = std::make_unique<app::ModePuller>(*m_session, *m_window);
    connect(m_puller.get(), &app::ModePuller::pointFound, m_analyses.get(), &app::Analyses::addCurvePoint);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->findChild<QTabWidget*>(QStringLiteral("moving"))->setCurrentWidget(m_window->pull());
    m_session->setStudy(m_contents);
    m_session->select({m_contents.samples.front().name, 1, Direction::plus});
    child<QCheckBox>("slowly")->setChecked(false);
    m_places = m_window->scene()->scene().packing().centers();
}

void ModePullerTest::cleanup()
{
    m_puller.reset();
    m_analyses.reset();
    m_views.reset();
    m_window.reset();
    m_session.reset();
}

void ModePullerTest::pullsByTheSliderAndDrawsTheEnergy()
{
    auto* slider = child<QSlider>("pullSlider");
    slider->setFocus();
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(slider, Qt::Key_PageUp);
    QVERIFY(way().norm() > 0);
    const double shown = child<QLineEdit>("pullAmplitude")->text().toDouble();
    QVERIFY(std::abs(shown / (0.3 * transition(Direction::plus).criticalAmplitude) - 1) < 1e-3);
    QTRY_VERIFY_WITH_TIMEOUT(status().startsWith(QStringLiteral("\u03a6(A)")), patience);
    const charts::EnergyChart* chart = m_window->curve()->energy();
    QVERIFY(chart->isVisible());
    m_window->grab();  // the chart is made when it is painted
    const auto drawn = [&] {
        return std::ranges::any_of(chart->hotPoints(),
                                   [&](const auto& point) { return std::abs(point.x / shown - 1) < 1e-3; });
    };
    QVERIFY(drawn());
    QVERIFY2(chart->caption().contains(QStringLiteral("A1")), qPrintable(chart->caption()));
}

void ModePullerTest::turnsToTheOtherDirectionLeftOfTheMiddle()
{
    auto* slider = child<QSlider>("pullSlider");
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_PageUp);
    const Eigen::Matrix3Xf along = way();
    QTest::keyClick(slider, Qt::Key_PageDown);
    QVERIFY(way().isZero(0));
    QTest::keyClick(slider, Qt::Key_PageDown);
    QCOMPARE(m_session->selection().direction, std::optional(Direction::minus));
    QVERIFY((way().array() * along.array()).sum() < 0);
}

void ModePullerTest::comesBackWhenLetGoBelowTheCriticalAmplitude()
{
    pullTo(0.5 * transition(Direction::plus).lowAmplitude);
    click("release");
    QTRY_VERIFY2_WITH_TIMEOUT(status().contains(QStringLiteral("it returned")), qPrintable(status()), patience);
    QVERIFY(way().cwiseAbs().maxCoeff() < 1e-4F);
    const auto* curve = m_analyses->curve(m_session->selection());
    QVERIFY(curve && curve->size() == 1);
    QCOMPARE(curve->front().outcome, anharmonicity::CurveOutcome::returned);
}

void ModePullerTest::endsElsewhereWhenLetGoAtTheCriticalAmplitude()
{
    const auto& known = transition(Direction::minus);
    pullTo(-known.criticalAmplitude);
    click("release");
    QTRY_VERIFY2_WITH_TIMEOUT(status().contains(QStringLiteral("it rearranged")), qPrintable(status()), patience);
    const auto* curve = m_analyses->curve({m_contents.samples.front().name, 1, Direction::minus});
    QVERIFY(curve && curve->size() == 1);
    QVERIFY(std::abs(*curve->front().distance / known.distance - 1) < 1e-5);
    QVERIFY(m_window->sweep()->isVisible());
    QVERIFY(way().norm() > 0);
    const QString notes = m_window->scene()->scene().annotations().notes.join(QLatin1Char(' '));
    QVERIFY2(notes.contains(QStringLiteral("rearranged: a particle is")), qPrintable(notes));
}

/// Slowly: it waits between states, so that it cannot be over before the button is clicked.
void ModePullerTest::canBeCancelledOnItsWayDown()
{
    child<QCheckBox>("slowly")->setChecked(true);
    pullTo(transition(Direction::plus).criticalAmplitude);
    click("release");
    QCOMPARE(child<QPushButton>("release")->text(), QStringLiteral("Cancel"));
    QTRY_VERIFY_WITH_TIMEOUT(status().contains(QStringLiteral("force evaluations")), patience);
    click("release");
    QTRY_COMPARE_WITH_TIMEOUT(status(), QStringLiteral("Cancelled."), patience);
    QVERIFY(!m_analyses->curve(m_session->selection()));
    QCOMPARE(child<QPushButton>("release")->text(), QStringLiteral("Release"));
}

void ModePullerTest::findsTheCriticalAmplitudeOfTheScan()
{
    click("findCriticalAmplitude");
    QVERIFY(!child<QPushButton>("findCriticalAmplitude")->isEnabled());
    QTRY_VERIFY2_WITH_TIMEOUT(status().startsWith(QStringLiteral("A_c")), qPrintable(status()), patience);
    const auto& known = transition(Direction::plus);
    const QString expected = look::withPlainSpaces(look::criticalAmplitudeWords(known.criticalAmplitude));
    QVERIFY2(status().startsWith(expected), qPrintable(status() + expected));
    m_window->grab();
    const QString bracket = look::interval(known.lowAmplitude, known.criticalAmplitude);
    QVERIFY2(m_window->sweep()->distanceChart()->note().contains(bracket),
             qPrintable(m_window->sweep()->distanceChart()->note()));
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>("findCriticalAmplitude")->isEnabled(), patience);
}

void ModePullerTest::canBeCancelledWhileSearching()
{
    click("findCriticalAmplitude");
    click("release");  // says Cancel now
    QTRY_VERIFY_WITH_TIMEOUT(!m_puller->isWorking(), patience);
    QVERIFY2(status() == QStringLiteral("Cancelled.") || status().startsWith(QStringLiteral("A_c")),
             qPrintable(status()));
}

void ModePullerTest::putsEverythingBack()
{
    pullTo(0.01);
    QVERIFY(way().norm() > 0);
    click("pullReset");
    QVERIFY(way().isZero(0));
    QCOMPARE(child<QLineEdit>("pullAmplitude")->text(), QStringLiteral("0"));
    QVERIFY(!child<QPushButton>("release")->isEnabled());
}

void ModePullerTest::letsGoWhenAnotherModeIsSelected()
{
    pullTo(0.01);
    m_session->select({m_contents.samples.front().name, 2, {}});
    QVERIFY(way().isZero(0));
    QVERIFY(
        !m_window->scene()->scene().annotations().notes.join(QLatin1Char(' ')).contains(QStringLiteral("pulled")));
}

void ModePullerTest::refusesAnAmplitudeThatIsNone()
{
    auto* entry = child<QLineEdit>("pullAmplitude");
    entry->setFocus();
    entry->selectAll();
    QTest::keyClicks(entry, QStringLiteral("far"));
    QTest::keyClick(entry, Qt::Key_Return);
    QVERIFY2(status().contains(QStringLiteral("far")), qPrintable(status()));
    QVERIFY(way().isZero(0));
}

void ModePullerTest::cannotPullWithoutAMode()
{
    m_session->select({m_contents.samples.front().name, 0, {}});
    QVERIFY(!child<QSlider>("pullSlider")->isEnabled());
    QVERIFY(!child<QPushButton>("findCriticalAmplitude")->isEnabled());
    QCOMPARE(child<QPushButton>("release")->toolTip(), QStringLiteral("Select a mode first."));
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("ModePullerTest"));
    ModePullerTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ModePullerTest.moc"

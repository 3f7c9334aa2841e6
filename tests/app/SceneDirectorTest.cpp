#include "app/desktop/Application.h"
#include "core/model/ParticleDistances.h"
#include "core/potential/PotentialEnergy.h"
#include "core/rearrangement/Rearrangement.h"
#include "ui/charts/TriggerChart.h"
#include "ui/look/Numbers.h"
#include "ui/panels/SceneControls.h"
#include "ui/panels/SecondScenePanel.h"
#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace vitrine;

namespace {

constexpr int patience = 20'000;  // ms

QString words(Eigen::Index count)
{
    return look::withPlainSpaces(look::grouped(count));
}

}  // namespace

/// The 3D view of the window with the study that comes with the program.
class SceneDirectorTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void coloursParticlesByContactsEnergyAndTransitions();
    void showsASliceAndSaysHowMuch();
    void showsTheSurroundingsOfTheCore();
    void hidesByACondition();
    void drawsPeriodicImagesAndSaysSo();
    void drawsThePackingAroundTheCoreOrAPickedParticle();
    void measuresADistanceUntilEscape();
    void showsTheModeBesideTheRearrangement();
    void showsAfterBesideBefore();
    void selectsByModesAndFinalStates();

private:
    /// Notes of the view, one a line.
    QString notes() { return look::withPlainSpaces(annotations().notes.join(QLatin1Char('\n'))); }
    const model::Packing& packing() { return m_application->session().selectedSample()->structure->packing; }
    Eigen::Index core();
    /// Clicks a particle that is seen, from the left. @param beyond pixels from the left edge to begin at
    Eigen::Index clickAParticle(int beyond);
    void openTab(int index);

    ui::MainWindow& window() { return m_application->window(); }
    scene::SceneAnnotations annotations() { return window().scene()->scene().annotations(); }
    /// Of the first view and its controls.
    template <typename Widget>
    Widget* find(const char* name)
    {
        return window().centralWidget()->findChild<Widget*>(QString::fromLatin1(name));
    }
    void choose(const char* box, const QString& text);

    QTemporaryDir m_settings;
    std::unique_ptr<app::Application> m_application;
};

void SceneDirectorTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    app::CommandLine line;
    line.study = QStringLiteral(VITRINE_TEST_STUDIES "/harmonic-4000");
    line.size = QSize(1440, 900);
    m_application = std::make_unique<app::Application>(line);
    QSignalSpy opened(m_application.get(), &app::Application::openingEnded);
    m_application->start();
    window().activateWindow();  // shortcuts need it
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    QVERIFY2(window().scene()->hasOpenGl(), "the test is about the 3D view");
    QVERIFY(m_application->session().selectedScan());
}

/// By the keyboard, as an entry of the list.
void SceneDirectorTest::choose(const char* box, const QString& text)
{
    auto* choice = find<QComboBox>(box);
    QVERIFY(choice->findText(text) >= 0);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Home);
    for (int i = choice->findText(text); i > 0; --i)
        QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(choice->currentText(), text);
}

void SceneDirectorTest::coloursParticlesByContactsEnergyAndTransitions()
{
    const app::SampleContents& sample = *m_application->session().selectedSample();
    const quench::InherentStructure& structure = *sample.structure;
    const auto legend = [this] {
        const auto legends = annotations().legends;
        const auto found = std::ranges::find_if(
            legends, [](const auto& l) { return l.title.startsWith(QStringLiteral("spheres")); });
        return found == legends.end() ? scene::ColorLegend{} : *found;
    };
    const auto all = potential::surroundingsOfAll(structure.packing, structure.potential());

    choose("colors", QStringLiteral("By contacts"));
    QTRY_COMPARE_WITH_TIMEOUT(legend().title, QStringLiteral("spheres: contacts, r < r_c"), patience);
    const auto [fewest, most] = std::ranges::minmax(all, {}, &potential::Surroundings::contactCount);
    QCOMPARE(legend().low, static_cast<double>(fewest.contactCount));
    QCOMPARE(legend().high, static_cast<double>(most.contactCount));

    choose("colors", QStringLiteral("By energy"));
    QVERIFY2(legend().title.contains(QStringLiteral("Φᵢ / ε")), qPrintable(legend().title));
    const auto [least, largest] = std::ranges::minmax(all, {}, &potential::Surroundings::energy);
    QCOMPARE(legend().low, least.energy);
    QCOMPARE(legend().high, largest.energy);

    choose("colors", QStringLiteral("By transitions"));
    int states = 0;
    for (const results::ModeRecord& record : sample.records)
        states = std::max(states, record.transition.value_or(0));
    QVERIFY(states > 1);
    QVERIFY2(legend().title.contains(QStringLiteral("transitions that displaced it (of ")),
             qPrintable(legend().title));
    QVERIFY(legend().high >= 1 && legend().high <= states);

    choose("colors", QStringLiteral("One colour"));
    QCOMPARE(legend().title, QString());
}

void SceneDirectorTest::openTab(int index)
{
    find<QTabWidget>("moving")->setCurrentIndex(index);
}

Eigen::Index SceneDirectorTest::core()
{
    return rearrangement::largestDisplacements(m_application->session().selectedScan()->transition->displacements,
                                               1)
        .front();
}

Eigen::Index SceneDirectorTest::clickAParticle(int beyond)
{
    scene::SceneView* view = window().scene();
    const QSignalSpy clicked(view, &scene::SceneView::particlePicked);
    for (int x = beyond; x < view->width(); x += 2) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(x, view->height() / 2));
        if (clicked.last()[0].toLongLong() >= 0)
            return clicked.last()[0].toLongLong();
    }
    return -1;
}

void SceneDirectorTest::showsASliceAndSaysHowMuch()
{
    openTab(2);
    const double side = packing().box.side;
    QTest::mouseClick(find<QCheckBox>("sliced"), Qt::LeftButton, {},
                      QPoint(6, find<QCheckBox>("sliced")->height() / 2));
    QVERIFY(find<QCheckBox>("sliced")->isChecked());
    find<QComboBox>("sliceAxis")->setCurrentIndex(2);
    find<QSlider>("slicePlace")->setValue(250);
    const double middle = find<QDoubleSpinBox>("sliceMiddle")->value();
    QVERIFY2(std::abs(middle - side / 4) < 0.06, "a quarter of the way through the box");
    Eigen::Index inside = 0;
    for (Eigen::Index i = 0; i < packing().particleCount(); ++i)
        inside += std::abs(packing().box.wrapped(packing().positions.col(i)).z() - middle) <= 2 ? 1 : 0;
    const scene::PackingActor& actor = window().scene()->scene().packing();
    QVERIFY(inside > 100 && inside < packing().particleCount() / 2);
    QCOMPARE(actor.sphereCount(), inside);
    const QString shown =
        QStringLiteral("%1 of %2 particles shown: z of the box as drawn from ").arg(words(inside), words(4000));
    QVERIFY2(notes().contains(shown), qPrintable(notes()));
    QCOMPARE(look::withPlainSpaces(find<QLabel>("partState")->text()),
             QStringLiteral("%1 of %2 shown").arg(words(inside), words(4000)));
    // Its arrows go with a particle.
    QVERIFY(window().scene()->scene().rearrangement().arrowCount() <= inside);
    QVERIFY2(notes().contains(QStringLiteral("largest of particles shown, in red ")), qPrintable(notes()));

    QTest::mouseClick(find<QToolButton>("showAll"), Qt::LeftButton);
    QCOMPARE(actor.sphereCount(), packing().particleCount());
    QVERIFY2(!notes().contains(QStringLiteral("shown")), qPrintable(notes()));
}

void SceneDirectorTest::showsTheSurroundingsOfTheCore()
{
    openTab(2);
    auto* around = find<QCheckBox>("aroundCore");
    QTest::mouseClick(around, Qt::LeftButton, {}, QPoint(6, around->height() / 2));
    find<QDoubleSpinBox>("coreRadius")->setValue(3);
    const std::vector<double> distances = model::distancesFrom(packing(), core());
    const auto near = std::ranges::count_if(distances, [](double r) { return r <= 3; });
    QVERIFY(near > 20);
    QCOMPARE(window().scene()->scene().packing().sphereCount(), near);
    QVERIFY2(notes().contains(QStringLiteral("within 3 σ of the core")), qPrintable(notes()));
    QTest::mouseClick(find<QToolButton>("showAll"), Qt::LeftButton);
    QVERIFY(!around->isChecked());
}

void SceneDirectorTest::hidesByACondition()
{
    openTab(2);
    auto* condition = find<QLineEdit>("particleCondition");
    const scene::PackingActor& actor = window().scene()->scene().packing();
    condition->setText(QStringLiteral("contacts >= 7 and x < 5"));
    const auto& structure = *m_application->session().selectedSample()->structure;
    const auto around = potential::surroundingsOfAll(structure.packing, structure.potential());
    Eigen::Index expected = 0;
    for (Eigen::Index i = 0; i < packing().particleCount(); ++i)
        expected += around[static_cast<std::size_t>(i)].contactCount >= 7 &&
                            packing().box.wrapped(packing().positions.col(i)).x() < 5
                        ? 1
                        : 0;
    QVERIFY(expected > 0);
    QTRY_COMPARE_WITH_TIMEOUT(actor.sphereCount(), expected, patience);
    QVERIFY2(notes().contains(QStringLiteral("where contacts >= 7 and x < 5")), qPrintable(notes()));

    const double largest =
        m_application->session().selectedScan()->transition->displacements.colwise().norm().maxCoeff();
    condition->setText(QStringLiteral("dr > %1 and r < 0.001").arg(largest / 2));
    QCOMPARE(actor.sphereCount(), 1);  // the core itself

    // Half a condition hides nothing more, and says what is wrong.
    condition->setText(QStringLiteral("dr >"));
    QCOMPARE(actor.sphereCount(), 1);
    QVERIFY2(find<QLabel>("partProblem")->text().contains(QStringLiteral("not understood")),
             qPrintable(find<QLabel>("partProblem")->text()));
    condition->clear();
    QCOMPARE(actor.sphereCount(), packing().particleCount());
}

void SceneDirectorTest::drawsPeriodicImagesAndSaysSo()
{
    openTab(3);
    const scene::PackingActor& actor = window().scene()->scene().packing();
    const double side = packing().box.side;
    find<QDoubleSpinBox>("images_x")->setValue(0.25);
    Eigen::Index expected = packing().particleCount();
    for (Eigen::Index i = 0; i < packing().particleCount(); ++i) {
        const double x = packing().box.wrapped(packing().positions.col(i)).x();
        expected += (x < side / 4 ? 1 : 0) + (x > side * 3 / 4 ? 1 : 0);
    }
    QCOMPARE(actor.sphereCount(), expected);
    QVERIFY2(notes().contains(QStringLiteral("periodic images, x by 0.25 L on either side")), qPrintable(notes()));
    for (const char* axis : {"images_x", "images_y", "images_z"})
        find<QDoubleSpinBox>(axis)->setValue(1);
    QCOMPARE(actor.sphereCount(), 27 * packing().particleCount());
    for (const char* axis : {"images_x", "images_y", "images_z"})
        find<QDoubleSpinBox>(axis)->setValue(0);
    QCOMPARE(actor.sphereCount(), packing().particleCount());
    QVERIFY2(!notes().contains(QStringLiteral("images")), qPrintable(notes()));
}

void SceneDirectorTest::drawsThePackingAroundTheCoreOrAPickedParticle()
{
    openTab(3);
    const scene::PackingActor& actor = window().scene()->scene().packing();
    const Eigen::Vector3f middle = Eigen::Vector3f::Constant(static_cast<float>(packing().box.side / 2));
    constexpr float rounding = 1e-4F;
    const Eigen::Vector3f before = actor.centers().col(core());
    QTest::mouseClick(find<QToolButton>("centreOnCore"), Qt::LeftButton);
    QVERIFY((actor.centers().col(core()) - middle).norm() < rounding);
    QVERIFY2(
        notes().contains(
            QStringLiteral("drawn around the core, particle %1, by periodic wrapping").arg(words(core() + 1))),
        qPrintable(notes()));
    QVERIFY(actor.centers().minCoeff() >= 0);
    QVERIFY(actor.centers().maxCoeff() <= static_cast<float>(packing().box.side) + rounding);

    const Eigen::Index picked = clickAParticle(window().scene()->width() / 3);
    QVERIFY(picked >= 0);
    QTest::mouseClick(find<QToolButton>("centreOnPicked"), Qt::LeftButton);
    QVERIFY((actor.centers().col(picked) - middle).norm() < rounding);

    QTest::mouseClick(find<QToolButton>("centreReset"), Qt::LeftButton);
    QVERIFY((actor.centers().col(core()) - before).norm() < rounding);
    QVERIFY2(!notes().contains(QStringLiteral("drawn around")), qPrintable(notes()));
}

void SceneDirectorTest::measuresADistanceUntilEscape()
{
    auto* measure = find<QToolButton>("measure");
    QTest::mouseClick(measure, Qt::LeftButton);
    QVERIFY2(notes().contains(QStringLiteral("click a particle (Esc leaves)")), qPrintable(notes()));
    const int width = window().scene()->width();
    const Eigen::Index first = clickAParticle(width / 3);
    const Eigen::Index second = clickAParticle(width / 2);
    QVERIFY(first >= 0 && second >= 0 && first != second);
    const auto line = annotations().measured;
    QVERIFY(line && line->to);
    const double distance = model::distanceBetween(packing(), first, second);
    QCOMPARE(look::withPlainSpaces(line->text),
             look::withPlainSpaces(look::number(distance, 4)) + QStringLiteral(" σ"));
    QVERIFY2(notes().contains(QStringLiteral("nearest image of particle %1").arg(words(second + 1))),
             qPrintable(notes()));
    QTest::mouseClick(window().scene()->viewport(), Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(!annotations().measured);
    clickAParticle(width / 2);
    QVERIFY(annotations().measured && !annotations().measured->to);
    window().scene()->viewport()->setFocus();
    QTest::keyClick(window().scene()->viewport(), Qt::Key_Escape);
    QVERIFY(!measure->isChecked());
    QVERIFY(!annotations().measured);
    QVERIFY2(!notes().contains(QStringLiteral("measuring")), qPrintable(notes()));
}

void SceneDirectorTest::showsTheModeBesideTheRearrangement()
{
    panels::SecondScenePanel* second = window().secondScene();
    QVERIFY(!second->isVisible());
    QTest::keyClick(&window(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(second->isVisible());
    const scene::GlassScene& scene = second->view()->scene();
    QTRY_VERIFY(scene.modeField().isShown());
    QVERIFY(window().scene()->scene().rearrangement().isShown());
    QCOMPARE(scene.packing().particleCount(), packing().particleCount());

    // Its camera goes along, and the first's with it.
    const auto rotation = [](const scene::SceneView* view) { return view->scene().cameraView(300).rotation; };
    QTest::keyClick(window().scene()->viewport(), Qt::Key_X);
    QVERIFY(rotation(window().scene()).isApprox(rotation(second->view())));
    QTest::keyClick(second->view()->viewport(), Qt::Key_Up);
    QTest::keyClick(second->view()->viewport(), Qt::Key_P);
    QVERIFY(rotation(window().scene()).isApprox(rotation(second->view())));
    QVERIFY(window().scene()->isParallelProjection());
    auto* linked = second->findChild<QCheckBox*>(QStringLiteral("camerasLinked"));
    linked->setChecked(false);
    QTest::keyClick(second->view()->viewport(), Qt::Key_Y);
    QVERIFY(!rotation(window().scene()).isApprox(rotation(second->view())));
    linked->setChecked(true);
    QVERIFY(rotation(window().scene()).isApprox(rotation(second->view())));
    QTest::keyClick(second->view()->viewport(), Qt::Key_P);

    // The same part of the same particles.
    openTab(2);
    find<QCheckBox>("aroundCore")->setChecked(true);
    QCOMPARE(scene.packing().sphereCount(), window().scene()->scene().packing().sphereCount());
    QVERIFY(scene.packing().sphereCount() < packing().particleCount());
    QTest::mouseClick(find<QToolButton>("showAll"), Qt::LeftButton);
}

void SceneDirectorTest::showsAfterBesideBefore()
{
    panels::SecondScenePanel* second = window().secondScene();
    second->controls()->findChild<QComboBox*>(QStringLiteral("places"))->setCurrentIndex(1);
    const Eigen::Matrix3Xd& moved = m_application->session().selectedScan()->transition->displacements;
    const Eigen::Vector3f difference = second->view()->scene().packing().centers().col(core()) -
                                       window().scene()->scene().packing().centers().col(core());
    QVERIFY((difference - moved.col(core()).cast<float>()).norm() < 1e-4F);
    QVERIFY2(second->view()
                 ->scene()
                 .annotations()
                 .notes.join(QLatin1Char(' '))
                 .contains(QStringLiteral("after the rearrangement")),
             qPrintable(second->view()->scene().annotations().notes.join(QLatin1Char(' '))));
    second->controls()->findChild<QComboBox*>(QStringLiteral("places"))->setCurrentIndex(0);
    QVERIFY(second->view()->scene().packing().centers().isApprox(window().scene()->scene().packing().centers()));
    QTest::keyClick(&window(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(!second->isVisible());
}

void SceneDirectorTest::selectsByModesAndFinalStates()
{
    charts::TriggerChart* chart = window().triggers();
    for (QWidget* parent = chart; parent; parent = parent->parentWidget())
        if (auto* dock = qobject_cast<QDockWidget*>(parent))
            dock->raise();
    QTRY_VERIFY(!chart->hotPoints().empty() && !chart->plotArea().isEmpty());
    const ui::Selection before = m_application->session().selection();
    for (const charts::HotPoint& point : std::vector(chart->hotPoints())) {
        if (!point.tooltip.startsWith(QStringLiteral("state ")))
            continue;
        QTest::mouseClick(chart, Qt::LeftButton, {}, chart->placeOf(point).toPoint());
        if (m_application->session().selection() != before)
            break;
    }
    const ui::Selection after = m_application->session().selection();
    QVERIFY2(after != before, "no state reacted to a click");
    QVERIFY(m_application->session().selectedScan()->transition);
    QVERIFY(window().scene()->scene().rearrangement().isShown());
    QVERIFY2(window().selectionText().contains(QStringLiteral("mode %1,").arg(after.mode)),
             qPrintable(window().selectionText()));
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("SceneDirectorTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    SceneDirectorTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SceneDirectorTest.moc"

#include "app/desktop/ModePlayer.h"
#include "app/desktop/SessionViews.h"
#include "core/study/StudyRunner.h"
#include "ui/MainWindow.h"
#include "ui/look/Numbers.h"
#include "ui/panels/MotionPanel.h"
#include "ui/scene/SceneView.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace vitrine;

namespace {

constexpr int patience = 60'000;  // ms

}  // namespace

/// The window with a small study, whose modes swing.
class ModePlayerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void playsAndPauses();
    void swingsToThePulledPositions();
    void goesOnFromTheScrubbedPhase();
    void asksForNoFrameWhileOneWaits();
    void repeatsItselfAfterALoop();
    void widensToTheGivenAmplitudeAndSaysHowFarItIsEnlarged();
    void letsTheLargestWayDecide();
    void swingsToTheCriticalAmplitudeUnlessToldOtherwise();
    void swingsASumOfModes();
    void saysWhatIsWrongWithTheEntries_data();
    void saysWhatIsWrongWithTheEntries();
    void cannotPlayWithoutAMode();

private:
    template <typename Widget>
    Widget* child(const char* name) const
    {
        return m_window->motion()->findChild<Widget*>(QString::fromLatin1(name));
    }
    void enter(const char* name, const QString& text) const { child<QLineEdit>(name)->setText(text); }
    void scrub(double turns) const
    {
        auto* phase = child<QSlider>("motionPhase");
        phase->setValue(static_cast<int>(std::lround(turns * (phase->maximum() + 1))));
    }
    Eigen::Matrix3Xf centers() const { return m_window->scene()->scene().packing().centers(); }
    Eigen::Matrix3Xf way() const { return centers() - m_places; }
    double number(const char* entry) const { return child<QLineEdit>(entry)->placeholderText().toDouble(); }
    QString note() const
    {
        return look::withPlainSpaces(m_window->scene()->scene().annotations().notes.join(QLatin1Char(' ')));
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    app::StudyContents m_contents;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<app::SessionViews> m_views;
    std::unique_ptr<app::ModePlayer> m_player;
    Eigen::Matrix3Xf m_places;
};

void ModePlayerTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    const auto plan =
        study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 100, 3), 1);
    const auto study = study::Study::create(m_folder.filePath(QStringLiteral("study")).toStdString(), plan);
    study::StudyGoal goal;
    goal.modeCount = 4;
    goal.scanModes = {1};
    study::runStudy(study, goal, run::RunControl(2));
    m_contents = app::StudyContents::read(study);
}

void ModePlayerTest::init()
{
    m_session = std::make_unique<app::Session>();
    m_window = std::make_unique<ui::MainWindow>();
    m_views = std::make_unique<app::SessionViews>(*m_session, *m_window);
    m_player = std::make_unique<app::ModePlayer>(*m_session, *m_window);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(m_window->scene()->hasOpenGl());
    m_session->setStudy(m_contents);
    m_session->select({m_contents.samples.front().name, 2, {}});
    m_places = centers();
}

void ModePlayerTest::cleanup()
{
    m_player.reset();
    m_views.reset();
    m_window.reset();
    m_session.reset();
}

void ModePlayerTest::playsAndPauses()
{
    auto* play = child<QToolButton>("play");
    QTest::mouseClick(play, Qt::LeftButton);
    QVERIFY(m_player->isPlaying());
    QCOMPARE(play->accessibleName(), QStringLiteral("Pause"));
    QTRY_VERIFY_WITH_TIMEOUT(way().norm() > 0, patience);
    QTest::mouseClick(play, Qt::LeftButton);
    QVERIFY(!m_player->isPlaying());
    const Eigen::Matrix3Xf paused = centers();
    QTest::qWait(100);
    QVERIFY(centers() == paused);
    QCOMPARE(play->accessibleName(), QStringLiteral("Play"));
}

void ModePlayerTest::swingsToThePulledPositions()
{
    enter("motionAmplitude", QStringLiteral("0.03"));
    QTest::mouseClick(child<QToolButton>("trueToScale"), Qt::LeftButton);
    scrub(0.25);
    const auto& sample = m_contents.samples.front();
    const Eigen::Matrix3Xf expected =
        (0.03 * std::sqrt(static_cast<double>(sample.structure->participantCount())) * sample.modes->field(1))
            .cast<float>();
    QVERIFY((way() - expected).cwiseAbs().maxCoeff() < 1e-5F);  // of coordinates of 4 in single precision
    scrub(0);
    QVERIFY(way().isZero(0));
}

void ModePlayerTest::goesOnFromTheScrubbedPhase()
{
    scrub(0.5);
    const int frame = m_player->frame();
    QCOMPARE(frame, 24);
    QTest::mouseClick(child<QToolButton>("play"), Qt::LeftButton);
    QCOMPARE(m_player->frame(), frame);
    QVERIFY(m_player->isPlaying());
}

void ModePlayerTest::asksForNoFrameWhileOneWaits()
{
    scrub(0.25);  // its frame is drawn when the event loop comes to it
    QVERIFY(!m_window->scene()->isIdle());
    const int frame = m_player->frame();
    m_player->advance(0.6);
    QCOMPARE(m_player->frame(), frame);
}

void ModePlayerTest::repeatsItselfAfterALoop()
{
    const auto settled = [this] { return m_window->scene()->isIdle(); };
    scrub(0.125);
    const int frame = m_player->frame();
    const Eigen::Matrix3Xf before = centers();
    for (int part = 0; part < 4; ++part) {
        QTRY_VERIFY_WITH_TIMEOUT(settled(), patience);
        // Until the view has rested for as long as the frame took.
        const int shown = m_player->frame();
        m_player->advance(0.5);
        QTRY_VERIFY_WITH_TIMEOUT((m_player->advance(0), m_player->frame() != shown), patience);
    }
    QCOMPARE(m_player->frame(), frame);
    QVERIFY(centers() == before);
}

void ModePlayerTest::widensToTheGivenAmplitudeAndSaysHowFarItIsEnlarged()
{
    enter("motionAmplitude", QStringLiteral("1e-3"));
    scrub(0.25);
    const double largest = number("motionLargest");
    QVERIFY(largest > 1e-3 && largest < 1e-2);
    const QString enlargement = child<QLabel>("enlargementText")->text();
    const double factor = enlargement.mid(2).toDouble();
    QVERIFY2(factor > 10, qPrintable(enlargement));
    QVERIFY2(note().contains(QStringLiteral("drawn \u00d7 ")), qPrintable(note()));
    QVERIFY2(note().contains(QStringLiteral("1.00 \u00d7 10\u207b\u00b3")), qPrintable(note()));
    const double drawn = way().colwise().norm().maxCoeff();
    QVERIFY2(std::abs(drawn - factor * largest) < 0.01, qPrintable(QString::number(drawn)));
    QTest::mouseClick(child<QToolButton>("trueToScale"), Qt::LeftButton);
    QVERIFY(std::abs(static_cast<double>(way().colwise().norm().maxCoeff()) - largest) < 1e-5);
}

void ModePlayerTest::letsTheLargestWayDecide()
{
    enter("motionAmplitude", QStringLiteral("1e-3"));
    const double largest = number("motionLargest");
    enter("motionLargest", QString::number(2 * largest));
    QVERIFY(child<QLineEdit>("motionAmplitude")->text().isEmpty());
    QVERIFY(std::abs(number("motionAmplitude") - 2e-3) < 1e-5);
}

void ModePlayerTest::swingsToTheCriticalAmplitudeUnlessToldOtherwise()
{
    m_session->select({m_contents.samples.front().name, 1, {}});
    const results::ModeRecord* record = m_session->selectedRecord();
    QVERIFY(record && record->criticalAmplitude);
    QVERIFY(std::abs(number("motionAmplitude") / *record->criticalAmplitude - 1) < 1e-3);
}

void ModePlayerTest::swingsASumOfModes()
{
    enter("motionModes", QStringLiteral("1-2, 4"));
    enter("motionAmplitude", QStringLiteral("0.02"));
    QTest::mouseClick(child<QToolButton>("trueToScale"), Qt::LeftButton);
    scrub(0.25);
    const auto& sample = m_contents.samples.front();
    const Eigen::Matrix3Xd sum = sample.modes->field(0) + sample.modes->field(1) + sample.modes->field(3);
    const double scale = 0.02 * std::sqrt(static_cast<double>(sample.structure->participantCount()) / 3);
    QVERIFY((way() - (scale * sum).cast<float>()).cwiseAbs().maxCoeff() < 1e-5F);
    child<QComboBox>("tempo")->setCurrentIndex(1);
    QCOMPARE(child<QSlider>("motionPhase")->maximum(), 8 * 48 - 1);
    QVERIFY2(note().contains(QStringLiteral("frequencies rounded by")), qPrintable(note()));
}

void ModePlayerTest::saysWhatIsWrongWithTheEntries_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("text");
    QTest::newRow("a word") << QByteArray("motionAmplitude") << QStringLiteral("wide");
    QTest::newRow("zero") << QByteArray("motionAmplitude") << QStringLiteral("0");
    QTest::newRow("negative way") << QByteArray("motionLargest") << QStringLiteral("-0.1");
    QTest::newRow("huge") << QByteArray("motionAmplitude") << QStringLiteral("1e9");
    QTest::newRow("no such mode") << QByteArray("motionModes") << QStringLiteral("5");
    QTest::newRow("no list") << QByteArray("motionModes") << QStringLiteral("1,,2");
}

void ModePlayerTest::saysWhatIsWrongWithTheEntries()
{
    QFETCH(const QByteArray, entry);
    QFETCH(const QString, text);
    QTest::mouseClick(child<QToolButton>("play"), Qt::LeftButton);
    enter(entry.constData(), text);
    const auto* message = child<QLabel>("motionMessage");
    QVERIFY(message->isVisible());
    QVERIFY(!m_player->isPlaying());
    QVERIFY(!child<QToolButton>("play")->isEnabled());
    QVERIFY(way().isZero(0));
    enter(entry.constData(), {});
    QVERIFY(!message->isVisible());
    QVERIFY(child<QToolButton>("play")->isEnabled());
}

void ModePlayerTest::cannotPlayWithoutAMode()
{
    m_session->select({m_contents.samples.front().name, 0, {}});
    QVERIFY(!child<QToolButton>("play")->isEnabled());
    QCOMPARE(child<QToolButton>("play")->toolTip(), QStringLiteral("Select a mode first."));
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("ModePlayerTest"));
    ModePlayerTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "ModePlayerTest.moc"

#include "app/desktop/Application.h"
#include "app/desktop/DeskCommands.h"
#include "app/desktop/DeskFile.h"
#include "app/desktop/DroppedFiles.h"
#include "core/run/Errors.h"
#include "core/study/StudyRunner.h"
#include "ui/SelectionCode.h"
#include "ui/panels/ImportDialog.h"
#include "ui/panels/SceneControls.h"
#include "ui/panels/StudyPanel.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using app::Application;
using app::DeskFile;

namespace {

constexpr int patience = 120'000;  // ms

void drop(ui::MainWindow& window, const QStringList& files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &event);
}

QString writtenFile(const QString& name, const QByteArray& contents)
{
    QFile file(name);
    if (file.open(QIODevice::WriteOnly))
        file.write(contents);
    return file.fileName();
}

}  // namespace

class DeskFileTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void comesBackAsItWasWritten();
    void putsAFileAsideThatIsNoDesk_data();
    void putsAFileAsideThatIsNoDesk();
    void bringsTheWholeDeskBackWithoutAGoodbye();
    void startsAfreshWhenAskedTo();
    void saysOnceThatTheLastDeskCannotBeRead();
    void sortsWhatIsDropped();
    void opensADroppedStudy();
    void saysWhatCannotBeDropped();
    void importsADroppedPacking();
    void offersTheStudiesOpenedLately();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
};

void DeskFileTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    const auto plan =
        study::StudyPlan::ofPaper(model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 120, 3), 1);
    const auto study = study::Study::create(path("study").toStdString(), plan);
    study::runStudy(study, study::StudyGoal::everything(2), run::RunControl(2));
}

void DeskFileTest::init()
{
    QSettings().clear();
    QFile::remove(DeskFile::usualPath());
}

void DeskFileTest::comesBackAsItWasWritten()
{
    const DeskFile file(path("desk.json"));
    QVERIFY(file.read().desk.isEmpty());
    file.write({{QStringLiteral("study"), QStringLiteral("/home/a")}});
    const DeskFile::Reading reading = file.read();
    QCOMPARE(reading.problem, QString());
    QCOMPARE(reading.desk[QStringLiteral("study")].toString(), QStringLiteral("/home/a"));
    QVERIFY_EXCEPTION_THROWN(DeskFile(QStringLiteral("/proc/desk.json")).write({}), run::UnwritableFile);
}

void DeskFileTest::putsAFileAsideThatIsNoDesk_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("cut off") << QByteArray("{\"vitrineDesk\": 1, \"study\": \"/ho");
    QTest::newRow("something else") << QByteArray("\x89PNG\r\n");
    QTest::newRow("of another version") << QByteArray("{\"vitrineDesk\": 77}");
    QTest::newRow("empty") << QByteArray();
}

void DeskFileTest::putsAFileAsideThatIsNoDesk()
{
    QFETCH(const QByteArray, contents);
    const QTemporaryDir folder;
    const QString name = writtenFile(folder.filePath(QStringLiteral("desk.json")), contents);
    const DeskFile::Reading reading = DeskFile(name).read();
    QVERIFY(reading.desk.isEmpty());
    QVERIFY(!reading.problem.isEmpty());
    QVERIFY(!QFile::exists(name));
    const QStringList kept = QDir(folder.path()).entryList({QStringLiteral("desk.json.unreadable-*")});
    QCOMPARE(kept.size(), 1);
    QVERIFY2(reading.problem.contains(kept.first()), qPrintable(reading.problem));
    QFile file(folder.filePath(kept.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), contents);
}

void DeskFileTest::bringsTheWholeDeskBackWithoutAGoodbye()
{
    const auto colors = [](Application& application) {
        return application.window().sceneControls()->findChild<QComboBox*>(QStringLiteral("colors"));
    };
    const auto decay = [](Application& application) {
        return application.window().findChild<QDockWidget*>(QStringLiteral("decay"));
    };
    QString selected;
    {
        app::CommandLine line;
        line.study = path("study");
        Application application(line);
        QSignalSpy opened(&application, &Application::openingEnded);
        application.start();
        QVERIFY(opened.wait(patience));
        application.commands().commander().perform(
            {QStringLiteral("select"), {QStringLiteral("A"), QStringLiteral("2"), QStringLiteral("-")}});
        application.commands().commander().perform(
            {QStringLiteral("mark"), {QStringLiteral("A:1:+"), QStringLiteral("A:2:+")}});
        QTest::keyClick(colors(application), Qt::Key_Down);
        decay(application)->close();
        application.window().findChild<QDockWidget*>(QStringLiteral("sweep"))->setFloating(true);
        selected = ui::selectionCode(application.session().selection());
        QTest::qWait(1000);
        // Here the program dies: the window is never closed.
    }
    Application application(app::CommandLine{});
    QSignalSpy opened(&application, &Application::openingEnded);
    application.start();
    QVERIFY(opened.wait(patience));
    QCOMPARE(opened[0][0].toString(), QString());
    QCOMPARE(application.session().contents().folder, std::filesystem::path(path("study").toStdString()));
    QCOMPARE(ui::selectionCode(application.session().selection()), selected);
    QCOMPARE(application.commands().viewState()[QStringLiteral("marked")].toArray().size(), 2);
    QCOMPARE(colors(application)->currentIndex(), 1);
    QVERIFY(decay(application)->isHidden());
    QVERIFY(application.window().findChild<QDockWidget*>(QStringLiteral("sweep"))->isFloating());
    QVERIFY(!application.commands().commander().history().canUndo());
}

void DeskFileTest::startsAfreshWhenAskedTo()
{
    DeskFile().write({{QStringLiteral("study"), path("study")}});
    app::CommandLine line;
    line.isFresh = true;
    Application application(line);
    QSignalSpy opened(&application, &Application::openingEnded);
    application.start();
    QTest::qWait(300);
    QCOMPARE(opened.count(), 0);
    QVERIFY(!application.session().hasStudy());
}

void DeskFileTest::saysOnceThatTheLastDeskCannotBeRead()
{
    QDir().mkpath(QFileInfo(DeskFile::usualPath()).absolutePath());
    writtenFile(DeskFile::usualPath(), "no desk");
    {
        Application application(app::CommandLine{});
        application.start();
        const auto boxes = application.window().findChildren<QMessageBox*>();
        QCOMPARE(boxes.size(), 1);
        QVERIFY2(boxes.first()->text().contains(QStringLiteral("is kept as")), qPrintable(boxes.first()->text()));
        application.window().close();
    }
    Application application(app::CommandLine{});
    application.start();
    QVERIFY(application.window().findChildren<QMessageBox*>().isEmpty());
}

void DeskFileTest::sortsWhatIsDropped()
{
    const QString xyz = writtenFile(path("a.xyz"), "");
    const QString commands = writtenFile(path("log.vitrine"), "");
    const QString notes = writtenFile(path("notes.txt"), "");
    const auto dropped = app::DroppedFiles::sorted(
        {path("study"), path("study/study.json"), xyz, commands, notes, path("missing.h5"), m_folder.path()});
    QCOMPARE(dropped.studies, (QStringList{path("study"), path("study")}));
    QCOMPARE(dropped.packings, QStringList{xyz});
    QCOMPARE(dropped.commands, QStringList{commands});
    QVERIFY2(dropped.problem.contains(QStringLiteral("notes.txt, missing.h5, ")), qPrintable(dropped.problem));
    QCOMPARE(app::DroppedFiles::sorted({xyz}).problem, QString());
}

void DeskFileTest::opensADroppedStudy()
{
    app::CommandLine line;
    line.isNew = true;
    Application application(line);
    QSignalSpy opened(&application, &Application::openingEnded);
    application.start();
    drop(application.window(), {path("study")});
    QVERIFY(opened.wait(patience));
    QVERIFY(application.session().hasStudy());
    QCOMPARE(application.commands().commander().log().lines().first(), QStringLiteral("open ") + path("study"));
}

void DeskFileTest::saysWhatCannotBeDropped()
{
    app::CommandLine line;
    line.isNew = true;
    Application application(line);
    application.start();
    drop(application.window(), {writtenFile(path("notes.txt"), "")});
    auto* box = application.window().findChild<QMessageBox*>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("notes.txt")), qPrintable(box->text()));
    QVERIFY2(box->text().contains(QStringLiteral("extended XYZ")), qPrintable(box->text()));
    QVERIFY(!application.session().hasStudy());
}

void DeskFileTest::importsADroppedPacking()
{
    // Particles too far apart to touch, but for two: FIRE parts them.
    QByteArray packing("27\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n");
    for (int i = 0; i < 27; ++i) {
        const auto place = [](int step) { return QByteArray::number(step * 4.0 / 3, 'g', 17); };
        packing += "A " + place(i / 9) + ' ' + place(i / 3 % 3) + ' ' +
                   (i == 1 ? QByteArray("0.8") : place(i % 3)) + '\n';
    }
    const QString file = writtenFile(path("lattice.xyz"), packing);
    app::CommandLine line;
    line.isNew = true;
    Application application(line);
    QSignalSpy opened(&application, &Application::openingEnded);
    application.start();
    drop(application.window(), {file});
    auto* dialog = application.window().findChild<panels::ImportDialog*>();
    QVERIFY(dialog);
    auto* folder = dialog->findChild<QLineEdit*>(QStringLiteral("importFolder"));
    QPushButton* button = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    folder->setText(m_folder.path());  // neither a study nor free
    QVERIFY(!button->isEnabled());
    folder->setText(path("imported"));
    QVERIFY(button->isEnabled());
    dialog->findChild<QAbstractButton*>(QStringLiteral("importMinimise"))->click();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(opened.wait(patience));
    QCOMPARE(opened[0][0].toString(), QString());
    QCOMPARE(application.session().contents().samples.size(), std::size_t(1));
    QCOMPARE(application.session().contents().samples.front().structure->packing.particleCount(),
             Eigen::Index(27));
    QCOMPARE(application.commands().commander().log().lines().first(),
             QStringLiteral("import harmonic minimise %1 %2").arg(path("imported"), file));
}

void DeskFileTest::offersTheStudiesOpenedLately()
{
    app::CommandLine line;
    line.isNew = true;
    Application application(line);
    application.start();
    application.window().addRecentStudy(path("study"));
    auto* recent = application.window().studies()->findChild<QLabel*>(QStringLiteral("recent"));
    QVERIFY2(recent->text().contains(QStringLiteral(">study</a>")), qPrintable(recent->text()));
    QSignalSpy opened(&application, &Application::openingEnded);
    emit recent->linkActivated(QUrl::fromLocalFile(path("study")).toString());
    QVERIFY(opened.wait(patience));
    QVERIFY(application.session().hasStudy());
}

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QApplication::setApplicationName(QStringLiteral("DeskFileTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    DeskFileTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "DeskFileTest.moc"

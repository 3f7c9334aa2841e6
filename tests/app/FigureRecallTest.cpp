#include "app/desktop/Application.h"
#include "app/desktop/FigureCommand.h"
#include "core/study/Study.h"
#include "core/study/StudyRunner.h"
#include "ui/charts/ScatterChart.h"
#include "ui/figures/FigureDialog.h"
#include "ui/scene/SceneView.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace vitrine;
using app::Application;

namespace {

constexpr int patience = 60'000;  // ms

/// A window on a study that was copied to a place of the test's own.
class Desk {
public:
    explicit Desk(const QString& study = {}) : application(line(study))
    {
        application.start();
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
        if (!study.isEmpty())
            QTRY_VERIFY_WITH_TIMEOUT(application.session().hasStudy(), patience);
    }

    /// A file dropped on the window, as by the desktop.
    void drop(const QString& file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        ui::MainWindow& window = application.window();
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
    }

    QMessageBox* box(const char* name)
    {
        return application.window().findChild<QMessageBox*>(QString::fromLatin1(name));
    }

    Application application;

private:
    static app::CommandLine line(const QString& study)
    {
        app::CommandLine line;
        line.isNew = study.isEmpty();
        line.study = study;
        line.isFresh = true;
        line.size = QSize(1440, 900);
        return line;
    }
};

QStringList words(const QString& line)
{
    return QStringLiteral("vitrine figure ").append(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

}  // namespace

class FigureRecallTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QTemporaryDir m_settings;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        std::filesystem::copy(VITRINE_TEST_STUDIES "/harmonic-4000", path("study").toStdString(),
                              std::filesystem::copy_options::recursive);
        for (const char* file : {"fig.png", "fig.pdf", "fig.svg"})
            app::FigureCommand::parse(
                words(QStringLiteral("%1 --preset 4b --dpi 100 --output %2").arg(path("study"), path(file))))
                .run();
        app::FigureCommand::parse(words(QStringLiteral("%1 --preset 2 --select A:5:- --dpi 100 --output %2")
                                            .arg(path("study"), path("sweep.pdf"))))
            .run();
    }

    void aDroppedFigureOpensItsStudyAsTheFigureShowsIt()
    {
        for (const char* file : {"fig.png", "fig.pdf", "fig.svg"}) {
            Desk desk;
            QVERIFY(!desk.application.session().hasStudy());
            desk.drop(path(file));
            QTRY_VERIFY_WITH_TIMEOUT(desk.application.session().hasStudy(), patience);
            QTRY_COMPARE(desk.application.window().scatter()->xColumn(), charts::RecordColumn::participationRatio);
            QTest::qWait(300);
            QVERIFY(!desk.box("figureMessage"));
        }
    }

    void theModeOfTheFigureIsSelected()
    {
        Desk desk(path("study"));
        desk.drop(path("sweep.pdf"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.application.session().selection().mode, Eigen::Index(5), patience);
        QVERIFY(desk.application.session().selection().direction == anharmonicity::Direction::minus);
    }

    void aFigureCanBeNamedOnTheCommandLine()
    {
        Desk desk(path("sweep.pdf"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.application.session().selection().mode, Eigen::Index(5), patience);
    }

    void saysThatTheDataHaveChanged()
    {
        std::filesystem::copy(path("study").toStdString(), path("other").toStdString(),
                              std::filesystem::copy_options::recursive);
        app::FigureCommand::parse(
            words(QStringLiteral("%1 --preset 3 --dpi 100 --output %2").arg(path("other"), path("other.png"))))
            .run();
        QVERIFY(QFile::remove(path("other/A/scan/00016-plus.h5")));
        Desk desk;
        desk.drop(path("other.png"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.box("figureMessage"), patience);
        const QString said = desk.box("figureMessage")->text();
        QVERIFY2(said.contains(QStringLiteral("32 scans")) && said.contains(QStringLiteral("31")),
                 qPrintable(said));
    }

    void asksForAStudyThatIsNotThere()
    {
        app::FigureCommand::parse(
            words(QStringLiteral("%1 --preset 3 --dpi 100 --output %2").arg(path("study"), path("moved.png"))))
            .run();
        QVERIFY(QDir().rename(path("study"), path("elsewhere")));
        Desk desk;
        desk.drop(path("moved.png"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.box("whereIsTheStudy"), patience);
        QVERIFY(desk.box("whereIsTheStudy")->text().contains(path("study")));
        QVERIFY(desk.box("whereIsTheStudy")->findChild<QPushButton*>(QStringLiteral("chooseStudy")));
        desk.box("whereIsTheStudy")->close();
        QVERIFY(!desk.application.session().hasStudy());
        QVERIFY(QDir().rename(path("elsewhere"), path("study")));
    }

    void saysWhatIsWrongWithAPictureOfOthers()
    {
        QImage plain(4, 4, QImage::Format_RGB32);
        plain.fill(Qt::red);
        QVERIFY(plain.save(path("plain.png")));
        Desk desk;
        desk.drop(path("plain.png"));
        QTRY_VERIFY(desk.box("figureMessage"));
        QVERIFY(desk.box("figureMessage")->text().contains(QStringLiteral("plain.png")));
    }

    void theDialogPutsTheWindowsViewAndChartsOnOnePage()
    {
        Desk desk(path("study"));
        if (const QString reason = viewport::VtkViewport::unavailableReason(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        desk.application.session().select({"A", 3, anharmonicity::Direction::plus});
        desk.application.window().scene()->lookAlong(viewport::Axis::x);
        emit desk.application.window().figureWanted();
        auto* dialog = desk.application.window().findChild<figures::FigureDialog*>();
        QVERIFY(dialog);
        const auto child = [dialog](auto type, const char* name) {
            return dialog->findChild<decltype(type)>(QString::fromLatin1(name));
        };
        auto* preset = child(static_cast<QComboBox*>(nullptr), "figurePreset");
        auto* preview = child(static_cast<QLabel*>(nullptr), "figurePreview");
        auto* mode = child(static_cast<QLineEdit*>(nullptr), "figureMode");
        preset->setCurrentIndex(preset->findData(QStringLiteral("view")));
        QCOMPARE(mode->text(), QStringLiteral("A:3:+"));
        QTest::mouseClick(child(static_cast<QPushButton*>(nullptr), "figureAdd"), Qt::LeftButton);
        preset->setCurrentIndex(preset->findData(QStringLiteral("8")));
        QTRY_VERIFY_WITH_TIMEOUT(!preview->pixmap().isNull(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->request().panels.size(), std::size_t(2), patience);
        child(static_cast<QSpinBox*>(nullptr), "figureDpi")->setValue(150);
        const QString file = path("page.png");
        QCOMPARE(dialog->save(file), QString());
        // What was previewed is what came out.
        const QImage image(file);
        const QImage shown = preview->pixmap().toImage().convertToFormat(image.format());
        QCOMPARE(image.size(), shown.size());
        qint64 different = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                different += image.pixel(x, y) != shown.pixel(x, y) ? 1 : 0;
        QVERIFY2(different == 0, qPrintable(QStringLiteral("%1 pixels differ").arg(different)));
        // A word that is no mode is said where the figure would be.
        child(static_cast<QListWidget*>(nullptr), "figurePage")->setCurrentRow(0);
        mode->clear();
        QTest::keyClicks(mode, QStringLiteral("12"));
        QTRY_VERIFY(preview->text().contains(QStringLiteral("A:12:+")));
        QVERIFY(!child(static_cast<QPushButton*>(nullptr), "figureSave")->isEnabled());
        mode->clear();
        QTest::keyClicks(mode, QStringLiteral("A:4"));
        QTRY_VERIFY(child(static_cast<QPushButton*>(nullptr), "figureSave")->isEnabled());
        // Grey shows no colour.
        child(static_cast<QComboBox*>(nullptr), "figureSight")->setCurrentIndex(4);
        const auto isGrey = [preview] {
            const QImage seen = preview->pixmap().toImage();
            for (int y = 0; y < seen.height(); ++y)
                for (int x = 0; x < seen.width(); ++x)
                    if (const QRgb pixel = seen.pixel(x, y);
                        qRed(pixel) != qGreen(pixel) || qRed(pixel) != qBlue(pixel))
                        return false;
            return !seen.isNull();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGrey(), patience);
        dialog->close();

        // The page comes back: its first figure is the view, with its camera.
        desk.application.window().scene()->lookAlong(viewport::Axis::z);
        desk.application.session().select({"A", 7, anharmonicity::Direction::plus});
        const auto along = desk.application.window().scene()->cameraPose();
        desk.drop(file);
        QTRY_COMPARE_WITH_TIMEOUT(desk.application.session().selection().mode, Eigen::Index(3), patience);
        QVERIFY(desk.application.window().scene()->cameraPose() != along);
        const auto pose = *desk.application.window().scene()->cameraPose();
        QVERIFY(pose.position[0] - pose.focalPoint[0] > 10 * std::abs(pose.position[2] - pose.focalPoint[2]));
    }

    void aTransparentViewHasNoGround()
    {
        if (const QString reason = viewport::VtkViewport::unavailableReason(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        const QString file = path("view.png");
        app::FigureCommand::parse(
            words(QStringLiteral("%1 --preset view --select A:3:+ --arrows mode --width 60mm "
                                 "--dpi 300 --transparent --output %2")
                      .arg(path("study"), file)))
            .run();
        const QImage image(file);
        QCOMPARE(image.width(), qRound(60 / 25.4 * 300));
        QVERIFY(image.hasAlphaChannel());
        QCOMPARE(qAlpha(image.pixel(1, 1)), 0);
        const QImage small =
            image.copy(image.width() / 3, image.height() / 3, image.width() / 3, image.height() / 3);
        qint64 opaque = 0;
        for (int y = 0; y < small.height(); ++y)
            for (int x = 0; x < small.width(); ++x)
                opaque += qAlpha(small.pixel(x, y)) > 200 ? 1 : 0;
        QVERIFY(opaque > small.width() * small.height() / 20);
    }
};

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("vitrine"));
    QApplication::setOrganizationName(QStringLiteral("VitrineTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    FigureRecallTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FigureRecallTest.moc"

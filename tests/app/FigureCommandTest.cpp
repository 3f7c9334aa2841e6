#include "app/desktop/FigureCommand.h"
#include "core/run/Errors.h"
#include "ui/figures/FigurePresets.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;

namespace {

const QString study = QStringLiteral(VITRINE_TEST_STUDIES "/harmonic-4000");

QStringList words(const QString& line)
{
    return QStringLiteral("vitrine figure ").append(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString refusal(const QString& line)
{
    try {
        app::FigureCommand::parse(words(line));
        return {};
    }
    catch (const run::InvalidInput& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

class FigureCommandTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

private slots:
    void understandsItsOptions()
    {
        const auto command = app::FigureCommand::parse(words(
            QStringLiteral("A B --preset 3a --width 8.6cm --output f.pdf --dpi 300 --font-size 7.5 --theme dark "
                           "--select A:12:- --caption")));
        QCOMPARE(command.studies, QStringList({QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(command.request.panels.front().preset, QStringLiteral("3a"));
        QCOMPARE(command.request.format.width, 86.0);
        QCOMPARE(command.request.format.dpi, 300);
        QCOMPARE(command.request.format.typeSize, 7.5);
        QVERIFY(command.request.format.dark && command.request.format.showCaption);
        QVERIFY(!command.request.panels.front().selection);  // Fig. 3 shows all modes
        const auto page = app::FigureCommand::parse(words(
            QStringLiteral("A --preset 2 --preset 3 --preset view --select A:12:- --select B:3 --output f.pdf")));
        QCOMPARE(page.request.panels[0].selection->mode, 12);
        QVERIFY(!page.request.panels[1].selection);
        QCOMPARE(page.request.panels[2].selection->sample, std::string("B"));
        QVERIFY(page.needsDisplay());
        QVERIFY(!command.needsDisplay());
    }

    void anUnknownPresetListsThePresets()
    {
        const QString message = refusal(QStringLiteral("A --preset 77 --output f.pdf"));
        for (const figures::FigurePreset& preset : figures::figurePresets())
            QVERIFY2(message.contains(preset.title), qPrintable(preset.title));
    }

    void hasEveryFigureOfThePaper()
    {
        for (int number = 2; number <= 15; ++number)
            QCOMPARE(figures::figurePreset(QString::number(number)).name, QString::number(number));
    }

    void refusesWhatMakesNoSense()
    {
        QVERIFY(refusal(QStringLiteral("A --output f.pdf")).contains(QStringLiteral("--preset")));
        QVERIFY(refusal(QStringLiteral("--preset 3 --output f.pdf")).contains(QStringLiteral("study")));
        QVERIFY(
            refusal(QStringLiteral("A --preset 3 --output f.pdf --width wide")).contains(QStringLiteral("8.6cm")));
        QVERIFY(
            refusal(QStringLiteral("A --preset 3 --output f.pdf --theme red")).contains(QStringLiteral("light")));
        QVERIFY(
            refusal(QStringLiteral("A --preset 2 --output f.pdf --select 12")).contains(QStringLiteral("A:12:+")));
    }

    void makesEveryChartOfAStudy()
    {
        for (const figures::FigurePreset& preset : figures::figurePresets()) {
            if (preset.needsDisplay || preset.title.contains(QStringLiteral("Lennard-Jones")))
                continue;
            const QString file = m_folder.filePath(preset.name + QStringLiteral(".svg"));
            app::FigureCommand::parse(
                words(QStringLiteral("%1 --preset %2 --output %3").arg(study, preset.name, file)))
                .run();
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QVERIFY2(written.readAll().count("<path") > 20, qPrintable(preset.name));
        }
    }

    void aStudyOfTheOtherSystemIsRefused()
    {
        const QString file = m_folder.filePath(QStringLiteral("other.pdf"));
        const auto command =
            app::FigureCommand::parse(words(QStringLiteral("%1 --preset 3b --output %2").arg(study, file)));
        QVERIFY_EXCEPTION_THROWN(command.run(), run::InvalidInput);
        QVERIFY(!QFile::exists(file));
    }

    void writesTableOne()
    {
        const QString file = m_folder.filePath(QStringLiteral("table.csv"));
        app::FigureCommand::parse(words(QStringLiteral("%1 --preset I --output %2").arg(study, file))).run();
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("\nharmonic,4000,\"A\","));
    }

    void theProgramNeedsNoDisplayForCharts()
    {
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());  // Qt says so where there is none
        program.setProcessEnvironment(environment);
        const QString file = m_folder.filePath(QStringLiteral("alone.pdf"));
        program.start(QStringLiteral(VITRINE_PROGRAM),
                      words(QStringLiteral("%1 --preset 3a --output %2").arg(study, file)).mid(1));
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.readAllStandardError(), QByteArray());
        QVERIFY(QFile::exists(file));

        program.start(QStringLiteral(VITRINE_PROGRAM),
                      words(QStringLiteral("%1 --preset 9 --output %2").arg(study, file)).mid(1));
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 3);
        QVERIFY(program.readAllStandardError().contains("DISPLAY"));
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    FigureCommandTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FigureCommandTest.moc"

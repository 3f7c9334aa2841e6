#include "app/desktop/Application.h"
#include "app/desktop/FigureCommand.h"
#include "app/desktop/FilmCommand.h"
#include "app/desktop/StudyPictures.h"
#include "core/run/Errors.h"
#include "ui/Theme.h"
#include "ui/figures/ScenePicture.h"
#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace {

using namespace vitrine;

constexpr int exitFailure = 1;
constexpr int exitWrongArguments = 2;
constexpr int exitNoDisplay = 3;

/// Qt aborts where it finds no display; one line is kinder.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int renderPictures(const app::CommandLine& line)
{
    for (const QString& file : app::renderStudy(line.study, line.renderOutput))
        std::printf("%s\n", qUtf8Printable(file));
    return EXIT_SUCCESS;
}

/// A figure needs no window: Qt paints it off the screen, display or not.
int writeFigure(int argc, char** argv, const QStringList& arguments)
{
    const app::FigureCommand command = app::FigureCommand::parse(arguments);
    if (!command.answer.isEmpty()) {
        std::printf("%s", qUtf8Printable(command.answer));
        return EXIT_SUCCESS;
    }
    if (const QString problem = command.needsDisplay() ? figures::scenePictureProblem() : QString();
        !problem.isEmpty()) {
        std::fprintf(stderr, "vitrine: %s: %s\n", qUtf8Printable(figures::figureTitle(command.request)),
                     qUtf8Printable(problem));
        return exitNoDisplay;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    for (const QString& caption : command.run())
        std::printf("%s\n", qUtf8Printable(caption));
    return EXIT_SUCCESS;
}

/// No window either, but a display that draws the three-dimensional frames.
int writeFilm(int argc, char** argv, const QStringList& arguments)
{
    const app::FilmCommand command = app::FilmCommand::parse(arguments);
    if (!command.answer.isEmpty()) {
        std::printf("%s", qUtf8Printable(command.answer));
        return EXIT_SUCCESS;
    }
    if (const QString problem = figures::scenePictureProblem(); !problem.isEmpty()) {
        std::fprintf(stderr, "vitrine: %s\n", qUtf8Printable(problem));
        return exitNoDisplay;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    std::printf("%d frames in %s\n", command.run(), qUtf8Printable(command.output));
    return EXIT_SUCCESS;
}

int showWindow(const app::CommandLine& line)
{
    const QString theme =
        line.theme.isEmpty() ? QSettings().value(QStringLiteral("theme")).toString() : line.theme;
    ui::applyTheme(ui::themeFromName(theme));
    app::Application application(line);
    application.start();
    return QApplication::exec();
}

int runProgram(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("vitrine"));
    QCoreApplication::setOrganizationName(QStringLiteral("Vitrine"));
    QCoreApplication::setApplicationVersion(QStringLiteral(VITRINE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Vitrine"));
    QStringList arguments;
    for (int index = 0; index < argc; ++index)
        arguments << QString::fromLocal8Bit(argv[index]);
    if (app::FigureCommand::isWanted(arguments))
        return writeFigure(argc, argv, arguments);
    if (app::FilmCommand::isWanted(arguments))
        return writeFilm(argc, argv, arguments);
    const app::CommandLine line = app::CommandLine::parse(arguments);
    if (!line.answer.isEmpty()) {
        std::printf("%s", qUtf8Printable(line.answer));
        return EXIT_SUCCESS;
    }
    if (!hasDisplay()) {
        std::fprintf(stderr,
                     "vitrine: there is no display; for pictures without one: xvfb-run -a vitrine --render "
                     "STUDY --output FOLDER\n");
        return exitNoDisplay;
    }
    viewport::VtkViewport::prepareApplication();
    const QApplication application(argc, argv);
    return line.renderOutput.isEmpty() ? showWindow(line) : renderPictures(line);
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return runProgram(argc, argv);
    }
    catch (const run::InvalidInput& error) {
        std::fprintf(stderr, "vitrine: %s\n", error.what());
        return exitWrongArguments;
    }
    catch (const std::exception& error) {
        std::fprintf(stderr, "vitrine: %s\n", error.what());
        return exitFailure;
    }
}

#include "app/desktop/FilmCommand.h"

#include "core/run/Errors.h"
#include "ui/SelectionCode.h"
#include "ui/figures/FilmWriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>
#include <QRegularExpression>

#include <cstdio>

namespace vitrine::app {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FilmCommand", text);
}

[[noreturn]] void refuse(const QString& reason)
{
    throw run::InvalidInput(reason.toStdString());
}

FilmKind kindFrom(const QString& name)
{
    if (name == QLatin1String("mode"))
        return FilmKind::mode;
    if (name == QLatin1String("pull"))
        return FilmKind::pull;
    if (name == QLatin1String("turntable"))
        return FilmKind::turntable;
    refuse(tr("--of is mode, pull or turntable, not \u201c%1\u201d.").arg(name));
}

QSize sizeFrom(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        refuse(tr("--size wants width x height in pixels, such as 1280x720; not \u201c%1\u201d.").arg(text));
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

double rateFrom(const QString& text)
{
    bool isNumber = false;
    const double rate = text.toDouble(&isNumber);
    if (!isNumber || !(rate >= 1 && rate <= 60))
        refuse(tr("--fps is a number from 1 to 60, not \u201c%1\u201d.").arg(text));
    return rate;
}

}  // namespace

figures::SceneShot usualShot(FilmKind kind)
{
    using panels::SceneChoice;
    figures::SceneShot shot;
    if (kind != FilmKind::turntable) {
        shot.choice.arrows = SceneChoice::Arrows::none;
        shot.choice.colors = SceneChoice::Colors::mode;
    }
    return shot;
}

bool FilmCommand::isWanted(const QStringList& arguments)
{
    return arguments.value(1) == QLatin1String("film");
}

FilmCommand FilmCommand::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Writes a film from a study: a mode that swings (a loop that closes), a pull that is let go, with its "
        "curve,\nor a turn around the box. As mp4, webm or gif where the program ffmpeg is installed; always as a "
        "folder of PNG\nfiles, one a frame: give a name without an ending."));
    const QCommandLineOption of(QStringLiteral("of"), tr("mode, pull or turntable."), tr("WHAT"),
                                QStringLiteral("mode"));
    const QCommandLineOption select(
        QStringLiteral("select"),
        tr("Which: sample:mode:sign, such as A:12:+; a sample is enough for a turntable."), tr("MODE"));
    const QCommandLineOption output(QStringLiteral("output"), tr("Film to write, or folder for the frames."),
                                    tr("FILE"));
    const QCommandLineOption size(QStringLiteral("size"), tr("In pixels, even numbers."), tr("SIZE"),
                                  QStringLiteral("960x720"));
    const QCommandLineOption rate(QStringLiteral("fps"), tr("Frames in a second, 1 to 60."), tr("NUMBER"),
                                  QStringLiteral("24"));
    const QCommandLineOption frames(QStringLiteral("frames"), tr("Of a turntable, 12 to 3600."), tr("NUMBER"),
                                    QStringLiteral("120"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light or dark."), tr("THEME"),
                                   QStringLiteral("light"));
    parser.addOptions({of, select, output, size, rate, frames, theme});
    const QCommandLineOption help = parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("STUDY"), tr("Folder of a study."));
    QStringList own = arguments;
    own.removeAt(1);
    if (!parser.parse(own))
        refuse(parser.errorText() + tr("."));
    FilmCommand command;
    if (parser.isSet(help)) {
        command.answer =
            parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("vitrine film"));
        return command;
    }
    if (parser.positionalArguments().size() != 1 || !parser.isSet(output) || !parser.isSet(select))
        refuse(tr("A film wants one study, --select MODE and --output FILE."));
    command.study = parser.positionalArguments().first();
    command.output = parser.value(output);
    command.framesPerSecond = rateFrom(parser.value(rate));
    FilmRequest& request = command.request;
    request.kind = kindFrom(parser.value(of));
    request.selection = ui::selectionFromText(parser.value(select));
    request.shot = usualShot(request.kind);
    request.size = sizeFrom(parser.value(size));
    bool isNumber = false;
    request.turnFrames = parser.value(frames).toInt(&isNumber);
    if (!isNumber)
        refuse(tr("--frames wants a whole number, not \u201c%1\u201d.").arg(parser.value(frames)));
    const QString wanted = parser.value(theme);
    if (wanted != QLatin1String("light") && wanted != QLatin1String("dark"))
        refuse(tr("--theme of a film is light or dark, not \u201c%1\u201d.").arg(wanted));
    request.dark = wanted == QLatin1String("dark");
    request.validate();
    return command;
}

int FilmCommand::run() const
{
    if (const QString problem = figures::filmProblem(output); !problem.isEmpty())
        refuse(problem);
    FilmMaker maker(study::Study::open(study.toStdString()), request);
    figures::FilmWriter writer;
    QEventLoop loop;
    QString problem;
    QObject::connect(&writer, &figures::FilmWriter::finished, &loop, &QEventLoop::quit);
    QObject::connect(&writer, &figures::FilmWriter::failed, &loop, [&](const QString& reason) {
        problem = reason;
        loop.quit();
    });
    QObject::connect(&writer, &figures::FilmWriter::progressed, &loop, [](int done, int total) {
        if (done % 10 == 0 || done == total)
            std::fprintf(stderr, "vitrine: %d of %d frames\n", done, total);
    });
    writer.start(
        {maker.frameCount(), [&maker](int frame) { return maker.frame(frame); }, output, framesPerSecond});
    if (writer.isWorking())
        loop.exec();
    if (!problem.isEmpty())
        throw run::Error(problem.toStdString());
    return maker.frameCount();
}

}  // namespace vitrine::app

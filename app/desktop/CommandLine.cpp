#include "app/desktop/CommandLine.h"

#include "core/run/Errors.h"
#include "ui/SelectionCode.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace vitrine::app {

namespace {

constexpr int smallestSide = 320;
constexpr int largestSide = 16'384;

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

[[noreturn]] void refuse(const QString& reason)
{
    throw run::InvalidInput(reason.toStdString());
}

QSize sizeFromText(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const auto match = pattern.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || std::min(size.width(), size.height()) < smallestSide ||
        std::max(size.width(), size.height()) > largestSide)
        refuse(
            tr("--size wants width x height in pixels, each from %1 to %2, such as 1440x900; not \u201c%3\u201d.")
                .arg(smallestSide)
                .arg(largestSide)
                .arg(text));
    return size;
}

}  // namespace

CommandLine CommandLine::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Makes model glasses, finds their vibrational modes, pushes them along modes until particles rearrange,\n"
        "and shows all of it. vitrine-batch does the same without a window; vitrine figure --help tells how "
        "figures\n"
        "for papers are made from studies."));
    const QCommandLineOption isNew(QStringLiteral("new"), tr("Start with an empty recipe."));
    const QCommandLineOption fresh(
        QStringLiteral("fresh"), tr("Start without the desk of the last session: its docks, study and settings."));
    const QCommandLineOption select(QStringLiteral("select"),
                                    tr("Select a mode: sample:mode:sign, such as A:12:+."), tr("MODE"));
    const QCommandLineOption replay(QStringLiteral("replay"),
                                    tr("Perform the commands of FILE, such as a saved log."), tr("FILE"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light, dark or system."), tr("THEME"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        tr("Save a picture of the window to FILE and quit."), tr("FILE"));
    const QCommandLineOption size(QStringLiteral("size"), tr("Size of the window, such as 1440x900."), tr("SIZE"));
    const QCommandLineOption render(QStringLiteral("render"),
                                    tr("Save the pictures of STUDY to the folder of --output and quit."));
    const QCommandLineOption output(QStringLiteral("output"), tr("Folder for --render."), tr("FOLDER"));
    parser.addOptions({isNew, fresh, select, replay, theme, screenshot, size, render, output});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("STUDY"),
                                 tr("Folder of a study to open, or a figure made from one (PNG, PDF, SVG)."),
                                 tr("[STUDY]"));
    if (!parser.parse(arguments))
        refuse(parser.errorText() + tr("."));

    CommandLine line;
    if (parser.isSet(help)) {
        // Qt does not know the program's name before there is an application.
        line.answer = parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("vitrine"));
        return line;
    }
    if (parser.isSet(version)) {
        line.answer = QStringLiteral("%1 %2\n").arg(QCoreApplication::applicationName(),
                                                    QCoreApplication::applicationVersion());
        return line;
    }
    const QStringList studies = parser.positionalArguments();
    if (studies.size() > 1)
        refuse(tr("One study at a time: \u201c%1\u201d is one too many.").arg(studies.at(1)));
    line.study = studies.value(0);
    line.isNew = parser.isSet(isNew);
    line.isFresh = parser.isSet(fresh);
    if (parser.isSet(select))
        line.selection = ui::selectionFromText(parser.value(select));
    line.replay = parser.value(replay);
    line.theme = parser.value(theme);
    line.screenshot = parser.value(screenshot);
    line.renderOutput = parser.value(output);
    if (parser.isSet(size))
        line.size = sizeFromText(parser.value(size));
    if (!line.theme.isEmpty() &&
        !QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")}.contains(
            line.theme))
        refuse(tr("--theme is light, dark or system, not \u201c%1\u201d.").arg(line.theme));
    if (line.isNew && !line.study.isEmpty())
        refuse(tr("--new opens no study: leave out either it or %1.").arg(line.study));
    if (parser.isSet(render) && (line.study.isEmpty() || line.renderOutput.isEmpty()))
        refuse(tr("--render wants a study and --output FOLDER."));
    if (!parser.isSet(render) && parser.isSet(output))
        refuse(tr("--output goes with --render."));
    return line;
}

}  // namespace vitrine::app

#include "app/desktop/FigureCommand.h"

#include "app/desktop/FigureSource.h"
#include "core/run/Errors.h"
#include "core/study/StudyStore.h"
#include "ui/figures/FigureExport.h"
#include "ui/figures/FigurePresets.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace vitrine::app {

namespace {

const QString tableName = QStringLiteral("I");

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureCommand", text);
}

[[noreturn]] void refuse(const QString& reason)
{
    throw run::InvalidInput(reason.toStdString());
}

double numberFrom(const QString& option, const QString& text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber)
        refuse(tr("%1 wants a number, not \u201c%2\u201d.").arg(option, text));
    return number;
}

ui::Selection selectionFrom(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("^([A-Z]+):(\\d+)(?::([+-]))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        refuse(tr("--select wants sample:mode:sign, such as A:12:+; not \u201c%1\u201d.").arg(text));
    ui::Selection selection{match.captured(1).toStdString(), match.captured(2).toLongLong(), std::nullopt};
    if (const QString sign = match.captured(3); !sign.isEmpty())
        selection.direction =
            sign == QLatin1String("-") ? anharmonicity::Direction::minus : anharmonicity::Direction::plus;
    return selection;
}

QString presetsInWords()
{
    return tr("Presets:\n") + figures::figurePresetList() +
           QStringLiteral("  %1 %2\n")
               .arg(tableName, -4)
               .arg(tr("Table I, T_c of each sample, as CSV (.csv) or LaTeX (.tex)"));
}

}  // namespace

bool FigureCommand::isWanted(const QStringList& arguments)
{
    return arguments.value(1) == QLatin1String("figure");
}

FigureCommand FigureCommand::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Writes a figure of the paper from studies, without a window: PDF and SVG (vectors, fonts embedded), PNG\n"
        "and TIFF. Studies of several sizes give one colour and marker for each."));
    const QCommandLineOption preset(QStringLiteral("preset"), tr("Which figure, such as 3a; see below."),
                                    tr("NAME"));
    const QCommandLineOption output(QStringLiteral("output"), tr("File to write; its ending says the format."),
                                    tr("FILE"));
    const QCommandLineOption width(QStringLiteral("width"), tr("Of the finished figure: 8.6cm, 183mm, 3.4in."),
                                   tr("LENGTH"));
    const QCommandLineOption height(QStringLiteral("height"),
                                    tr("Likewise; three quarters of the width for each panel without it."),
                                    tr("LENGTH"));
    const QCommandLineOption dpi(QStringLiteral("dpi"), tr("Resolution of pixels, 72 to 1200."), tr("NUMBER"));
    const QCommandLineOption typeSize(QStringLiteral("font-size"),
                                      tr("Of the letters in the finished figure, 4 to 24 points."), tr("POINTS"));
    const QCommandLineOption family(QStringLiteral("font"), tr("Family of the letters."), tr("NAME"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light, for paper, or dark, for slides."),
                                   tr("THEME"));
    const QCommandLineOption caption(QStringLiteral("caption"), tr("Say within the figure what its lines are."));
    const QCommandLineOption select(QStringLiteral("select"),
                                    tr("For Figs. 2 and 9, the scan to show: sample:mode:sign, such as A:12:+."),
                                    tr("MODE"));
    parser.addOptions({preset, output, width, height, dpi, typeSize, family, theme, caption, select});
    const QCommandLineOption help = parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("STUDY"), tr("Folders of studies."), QStringLiteral("STUDY..."));
    QStringList own = arguments;
    own.removeAt(1);
    if (!parser.parse(own))
        refuse(parser.errorText() + tr("."));

    FigureCommand command;
    if (parser.isSet(help)) {
        command.answer =
            parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("vitrine figure")) +
            QLatin1Char('\n') + presetsInWords();
        return command;
    }
    command.studies = parser.positionalArguments();
    command.preset = parser.value(preset);
    command.output = parser.value(output);
    if (!parser.isSet(preset))
        refuse(tr("--preset says which figure.\n") + presetsInWords());
    if (command.preset != tableName)
        figures::figurePreset(command.preset);
    if (command.studies.isEmpty() || command.output.isEmpty())
        refuse(tr("A figure wants a study and --output FILE."));
    if (parser.isSet(width))
        command.format.width = figures::millimetresFromText(parser.value(width));
    if (parser.isSet(height))
        command.format.height = figures::millimetresFromText(parser.value(height));
    if (parser.isSet(dpi))
        command.format.dpi = static_cast<int>(numberFrom(QStringLiteral("--dpi"), parser.value(dpi)));
    if (parser.isSet(typeSize))
        command.format.typeSize = numberFrom(QStringLiteral("--font-size"), parser.value(typeSize));
    if (parser.isSet(family))
        command.format.family = parser.value(family);
    if (const QString wanted = parser.value(theme); !wanted.isEmpty()) {
        if (wanted != QLatin1String("light") && wanted != QLatin1String("dark"))
            refuse(tr("--theme of a figure is light or dark, not \u201c%1\u201d.").arg(wanted));
        command.format.dark = wanted == QLatin1String("dark");
    }
    command.format.showCaption = parser.isSet(caption);
    if (parser.isSet(select))
        command.selection = selectionFrom(parser.value(select));
    return command;
}

bool FigureCommand::needsDisplay() const
{
    return preset != tableName && figures::figurePreset(preset).needsDisplay;
}

QStringList FigureCommand::run() const
{
    std::vector<study::Study> opened;
    for (const QString& folder : studies)
        opened.push_back(study::Study::open(folder.toStdString()));
    if (preset == tableName) {
        const QString suffix = QFileInfo(output).suffix().toLower();
        if (suffix != QLatin1String("csv") && suffix != QLatin1String("tex"))
            refuse(tr("Table I is written as csv or tex, not as \u201c%1\u201d.").arg(output));
        const auto rows = readOnsetTable(opened);
        study::writeFile(output.toStdString(), suffix == QLatin1String("csv") ? results::onsetTableCsv(rows)
                                                                              : results::onsetTableLatex(rows));
        return {};
    }
    const figures::FigurePreset& wanted = figures::figurePreset(preset);
    const FigureWish wish{.scan = wanted.showsScan, .which = selection};
    figures::Figure figure(format, figures::makePanels(wanted, readFigureData(opened, wish), format.dark));
    figures::writeFigure(figure, output, {tr("Fig. %1: %2").arg(wanted.name, wanted.title), {}});
    return figure.captions();
}

}  // namespace vitrine::app

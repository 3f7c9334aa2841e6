#include "app/desktop/FigureCommand.h"

#include "app/desktop/FigureSource.h"
#include "core/run/Errors.h"
#include "core/study/StudyStore.h"
#include "ui/SelectionCode.h"
#include "ui/figures/FigureExport.h"
#include "ui/figures/FigurePresets.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

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

/// One selection is for all places of the page, several are for those that show one, in their order.
void placeSelections(std::vector<figures::PanelWish>& panels, const QStringList& codes)
{
    qsizetype next = 0;
    for (figures::PanelWish& panel : panels) {
        const figures::FigurePreset& preset = figures::figurePreset(panel.preset);
        if (codes.isEmpty() || !(preset.showsScan || preset.showsScene))
            continue;
        if (codes.size() > 1 && next >= codes.size())
            refuse(tr("There are fewer --select than figures that show one mode."));
        panel.selection = ui::selectionFromText(codes[codes.size() > 1 ? next++ : 0]);
        if (panel.selection->mode == 0 && !preset.showsScene)
            refuse(tr("Fig. %1 shows a scan: --select wants sample:mode:sign, such as A:12:+.").arg(preset.name));
    }
    if (codes.size() > 1 && next < codes.size())
        refuse(tr("There are more --select than figures that show one mode."));
}

figures::SceneShot shotWith(const QString& arrows)
{
    using Arrows = panels::SceneChoice::Arrows;
    figures::SceneShot shot;
    if (arrows == QLatin1String("mode"))
        shot.choice.arrows = Arrows::mode;
    else if (arrows == QLatin1String("none"))
        shot.choice.arrows = Arrows::none;
    else if (arrows != QLatin1String("rearrangement"))
        refuse(tr("--arrows is rearrangement, mode or none, not \u201c%1\u201d.").arg(arrows));
    return shot;
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
    const QCommandLineOption preset(
        QStringLiteral("preset"),
        tr("Which figure, such as 3a; see below. Several give a page with panels (a), (b)."), tr("NAME"));
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
                                    tr("For Figs. 2 and 9 and the view, what to show: sample:mode:sign, such as "
                                       "A:12:+. Several go to the presets in their order."),
                                    tr("MODE"));
    const QCommandLineOption arrows(QStringLiteral("arrows"), tr("Of the view: rearrangement, mode or none."),
                                    tr("WHICH"));
    const QCommandLineOption transparent(QStringLiteral("transparent"),
                                         tr("Without a ground, under 3D pictures neither."));
    parser.addOptions(
        {preset, output, width, height, dpi, typeSize, family, theme, caption, select, arrows, transparent});
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
    command.output = parser.value(output);
    const QStringList presets = parser.values(preset);
    if (presets.isEmpty())
        refuse(tr("--preset says which figure.\n") + presetsInWords());
    command.isTable = presets == QStringList{tableName};
    command.request.panels.clear();
    for (const QString& name : presets)
        if (!command.isTable)
            command.request.panels.push_back({figures::figurePreset(name).name, {}, {}});
    if (command.studies.isEmpty() || command.output.isEmpty())
        refuse(tr("A figure wants a study and --output FILE."));
    figures::FigureFormat& format = command.request.format;
    if (parser.isSet(width))
        format.width = figures::millimetresFromText(parser.value(width));
    if (parser.isSet(height))
        format.height = figures::millimetresFromText(parser.value(height));
    if (parser.isSet(dpi))
        format.dpi = static_cast<int>(numberFrom(QStringLiteral("--dpi"), parser.value(dpi)));
    if (parser.isSet(typeSize))
        format.typeSize = numberFrom(QStringLiteral("--font-size"), parser.value(typeSize));
    if (parser.isSet(family))
        format.family = parser.value(family);
    if (const QString wanted = parser.value(theme); !wanted.isEmpty()) {
        if (wanted != QLatin1String("light") && wanted != QLatin1String("dark"))
            refuse(tr("--theme of a figure is light or dark, not \u201c%1\u201d.").arg(wanted));
        format.dark = wanted == QLatin1String("dark");
    }
    format.showCaption = parser.isSet(caption);
    format.transparent = parser.isSet(transparent);
    placeSelections(command.request.panels, parser.values(select));
    if (const QString wanted = parser.value(arrows); !wanted.isEmpty())
        for (figures::PanelWish& panel : command.request.panels)
            panel.shot = shotWith(wanted);
    return command;
}

bool FigureCommand::needsDisplay() const
{
    return std::ranges::any_of(request.panels, [](const figures::PanelWish& panel) {
        return figures::figurePreset(panel.preset).needsDisplay;
    });
}

QStringList FigureCommand::run() const
{
    std::vector<study::Study> opened;
    for (const QString& folder : studies)
        opened.push_back(study::Study::open(folder.toStdString()));
    if (isTable) {
        const QString suffix = QFileInfo(output).suffix().toLower();
        if (suffix != QLatin1String("csv") && suffix != QLatin1String("tex"))
            refuse(tr("Table I is written as csv or tex, not as \u201c%1\u201d.").arg(output));
        const auto rows = readOnsetTable(opened);
        study::writeFile(output.toStdString(), suffix == QLatin1String("csv") ? results::onsetTableCsv(rows)
                                                                              : results::onsetTableLatex(rows));
        return {};
    }
    figures::Figure figure(request.format, figures::makePage(request, [&opened](const figures::PanelWish& panel) {
                               return readFigureData(opened, wishOf(panel));
                           }));
    figures::writeFigure(figure, output,
                         {figures::figureTitle(request), figures::memoryText(memoryOf(request, opened))});
    return figure.captions();
}

}  // namespace vitrine::app

#include "app/desktop/FigureRecall.h"

#include "app/desktop/FigureSource.h"
#include "core/run/Errors.h"
#include "core/study/formats/PlanJson.h"
#include "ui/MainWindow.h"
#include "ui/charts/ScatterPreset.h"
#include "ui/figures/FigurePresets.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/scene/SceneView.h"

#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace vitrine::app {

namespace {

/// Where the same folder is written in the same way.
QString cleanFolder(const QString& folder)
{
    return QDir::cleanPath(QDir(folder).absolutePath());
}

bool isStudy(const QString& folder)
{
    return QDir::isAbsolutePath(folder) && QFileInfo(folder + QStringLiteral("/study.json")).isFile();
}

/// The recipe of a figure's study as this program writes it; empty if it understands it no more.
QString normalRecipe(const QString& recipe)
{
    try {
        const study::StudyPlan plan = study::formats::planFromText(recipe.toStdString());
        return QString::fromStdString(study::formats::planText(plan)).simplified();
    }
    catch (const run::Error&) {
        return {};
    }
}

/// The chart of a figure that is one of the scatter plots.
const charts::ScatterPreset* scatterOf(const QString& preset)
{
    const auto& all = charts::scatterPresets();
    for (const QString& name : {preset, preset + QLatin1Char('a'), preset.chopped(1)}) {
        const auto found = std::ranges::find_if(
            all, [&name](const charts::ScatterPreset& each) { return each.figures.contains(name); });
        if (found != all.end())
            return &*found;
    }
    return nullptr;
}

}  // namespace

FigureRecall::FigureRecall(Session& session, ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_window(window)
{
    connect(&m_analyst, &Analyst::failed, this,
            [this](const QString& reason) { say(tr("The data cannot be compared"), reason); });
}

void FigureRecall::open(const QString& file)
{
    try {
        m_memory = figures::memoryOfFile(file);
    }
    catch (const run::Error& error) {
        say(tr("The picture cannot be opened"), QString::fromUtf8(error.what()));
        return;
    }
    m_name = QFileInfo(file).fileName();
    m_shown.clear();
    const figures::StudyTrace& trace = m_memory.studies.front();
    if (!isStudy(trace.folder)) {
        ask(trace);
        return;
    }
    m_awaited = cleanFolder(trace.folder);
    if (m_session.hasStudy() &&
        cleanFolder(QString::fromStdString(m_session.contents().folder.string())) == m_awaited)
        show();
    else
        emit studyWanted(m_awaited);
}

/// The study is not where it was: the user may know where it is now.
void FigureRecall::ask(const figures::StudyTrace& trace)
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Where is the study?"),
                                tr("%1 was made from the study %2, which is not there.")
                                    .arg(m_name, QDir::toNativeSeparators(trace.folder.left(300))),
                                QMessageBox::Cancel, &m_window);
    box->setObjectName(QStringLiteral("whereIsTheStudy"));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* choose = box->addButton(tr("&Choose its folder\u2026"), QMessageBox::AcceptRole);
    choose->setObjectName(QStringLiteral("chooseStudy"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(&m_window, tr("The study that %1 was made from").arg(m_name));
        if (folder.isEmpty())
            return;
        m_awaited = cleanFolder(folder);
        emit studyWanted(m_awaited);
    });
    box->open();
}

void FigureRecall::studyOpened(const StudyContents& contents)
{
    const QString folder = cleanFolder(QString::fromStdString(contents.folder.string()));
    if (!m_awaited.isEmpty() && folder == m_awaited)
        show();
    else
        m_awaited.clear();
}

std::optional<figures::FigureRequest> FigureRecall::request() const
{
    const QString open = cleanFolder(QString::fromStdString(m_session.contents().folder.string()));
    if (m_shown.isEmpty() || open != m_shown)
        return std::nullopt;
    return m_memory.request;
}

void FigureRecall::show()
{
    m_shown = m_awaited;
    m_awaited.clear();
    for (const figures::PanelWish& wish : m_memory.request.panels)
        if (wish.selection && m_session.contents().sample(wish.selection->sample)) {
            m_session.select(*wish.selection);
            break;
        }
    // The first figure of the page is seen last and so in front.
    for (auto wish = m_memory.request.panels.rbegin(); wish != m_memory.request.panels.rend(); ++wish)
        showView(*wish);
    compare();
}

void FigureRecall::showView(const figures::PanelWish& wish)
{
    const auto raise = [this](const char* name) {
        if (auto* dock = m_window.findChild<QDockWidget*>(QString::fromLatin1(name))) {
            dock->show();
            dock->raise();
        }
    };
    if (const charts::ScatterPreset* scatter = scatterOf(wish.preset)) {
        m_window.scatters().front()->showColumns(scatter->x, scatter->y);
        raise("scatter");
    }
    else if (wish.preset.startsWith(QLatin1Char('2'))) {
        raise("sweep");
    }
    else if (wish.preset.startsWith(QLatin1Char('9'))) {
        m_window.sceneControls()->showChoice({.arrows = panels::SceneChoice::Arrows::rearrangement});
        raise("decay");
    }
    else if (wish.shot) {
        m_window.sceneControls()->showChoice(wish.shot->choice);
        if (wish.shot->camera)
            m_window.scene()->setCameraPose(*wish.shot->camera);
    }
}

/// Says what the figure is, and whether its data are those of today.
void FigureRecall::compare()
{
    const figures::StudyTrace then = m_memory.studies.front();
    const QString made =
        tr("%1: %2, made by %3").arg(m_name, figures::figureTitle(m_memory.request), m_memory.program.left(60));
    m_window.notify(made);
    const QString others =
        m_memory.studies.size() > 1
            ? tr(" It was made from %1 studies; this is the first.").arg(m_memory.studies.size())
            : QString();
    m_analyst.start(
        [this, then, others, folder = m_shown.toStdString()](const run::RunControl&,
                                                             const Analyst::Deliver& deliver) {
            const figures::StudyTrace now = traceOf(study::Study::open(folder));
            deliver([this, then, now, others] {
                if (now.content != then.content)
                    say(tr("The data have changed"),
                        now.recipe.simplified() == normalRecipe(then.recipe)
                            ? tr("%1 was made when the study had %2 modes and %3 scans; now it has %4 and %5. The "
                                 "window shows the data of today.%6")
                                  .arg(m_name)
                                  .arg(then.modes)
                                  .arg(then.scans)
                                  .arg(now.modes)
                                  .arg(now.scans)
                                  .arg(others)
                            : tr("%1 was made from a study with another recipe. The window shows this one's "
                                 "data.%2")
                                  .arg(m_name, others));
                else if (!others.isEmpty())
                    m_window.notify(m_name + QLatin1Char(':') + others);
            });
        },
        1);
}

void FigureRecall::say(const QString& title, const QString& text)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Close, &m_window);
    box->setObjectName(QStringLiteral("figureMessage"));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

}  // namespace vitrine::app

#include "app/desktop/StudyTree.h"

#include "app/desktop/RunQueue.h"
#include "app/desktop/StudyShelf.h"
#include "ui/MainWindow.h"
#include "ui/look/Numbers.h"
#include "ui/panels/QueuePanel.h"
#include "ui/panels/StudyPanel.h"

#include <QDir>

namespace vitrine::app {

namespace {

QString textOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QString unequilibratedWords(const quench::EquilibrationRecord& record)
{
    return StudyTree::tr(
               "The liquid was not equilibrated before the quench: in the second half of its dynamics "
               "the energy per particle still drifted by %1 \u03b5.")
        .arg(look::plusMinus(record.energyDrift, record.energyDriftError));
}

std::vector<panels::SampleLine> linesOf(const StudyContents& contents)
{
    std::vector<panels::SampleLine> lines;
    for (const SampleContents& sample : contents.samples) {
        panels::SampleLine line{.name = sample.name,
                                .hasStructure = sample.structure != nullptr,
                                .modeCount = sample.modes ? sample.modes->count() : 0,
                                .scanCount = static_cast<Eigen::Index>(sample.scans.size()),
                                .problems = {}};
        for (const std::string& foreign : sample.foreign)
            line.problems << QString::fromStdString(foreign);
        if (sample.structure && sample.structure->equilibration && !sample.structure->equilibration->equilibrated)
            line.problems << unequilibratedWords(*sample.structure->equilibration);
        lines.push_back(std::move(line));
    }
    return lines;
}

QString stateOf(const QueuedRun& run)
{
    switch (run.state) {
        case QueuedRun::State::waiting:
            return StudyTree::tr("waiting");
        case QueuedRun::State::running:
            return StudyTree::tr("running");
        case QueuedRun::State::paused:
            return StudyTree::tr("paused");
        case QueuedRun::State::cancelling:
            return StudyTree::tr("cancelling\u2026");
        case QueuedRun::State::ended:
            break;
    }
    return run.outcome;
}

}  // namespace

StudyTree::StudyTree(const Session& session, const StudyShelf& shelf, const RunQueue& queue,
                     ui::MainWindow& window, QObject* parent)
    : QObject(parent), m_session(session), m_shelf(shelf), m_queue(queue), m_window(window)
{
    connect(&m_session, &Session::studyChanged, this, &StudyTree::showStudies);
    connect(&m_session, &Session::contentsChanged, this, &StudyTree::showStudies);
    connect(&m_shelf, &StudyShelf::changed, this, &StudyTree::showStudies);
    connect(&m_queue, &RunQueue::changed, this, [this] {
        showQueue();
        showStudies();
    });
}

void StudyTree::showStudies()
{
    std::vector<const StudyContents*> studies = m_shelf.studies();
    const StudyContents& shown = m_session.contents();
    if (m_session.hasStudy() && !m_shelf.find(shown.folder))
        studies.push_back(&shown);
    std::vector<panels::StudyLine> lines;
    for (const StudyContents* study : studies) {
        const bool isShown = study->folder == shown.folder;
        panels::StudyLine line{.folder = textOf(study->folder),
                               .state = {},
                               .isShown = isShown,
                               .samples = linesOf(isShown ? shown : *study)};
        for (const QueuedRun& run : m_queue.runs())
            if (run.request.folder == study->folder && run.state != QueuedRun::State::ended &&
                line.state.isEmpty())
                line.state = stateOf(run);
        lines.push_back(std::move(line));
    }
    m_window.studies()->setStudies(lines);
    m_window.studies()->select(m_session.selection().sample);
}

void StudyTree::showQueue()
{
    std::vector<panels::QueueLine> lines;
    for (const QueuedRun& run : m_queue.runs())
        lines.push_back(
            {.number = run.number,
             .study = textOf(run.request.folder.filename()),
             .state = stateOf(run),
             .folder = QDir::toNativeSeparators(textOf(run.request.folder)),
             .isWaiting = run.state == QueuedRun::State::waiting,
             .isGoingOn = run.state == QueuedRun::State::running || run.state == QueuedRun::State::paused});
    m_window.queue()->setRuns(lines);
}

}  // namespace vitrine::app

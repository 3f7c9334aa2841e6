#include "app/desktop/StudyOverlay.h"

#include "app/desktop/StudyShelf.h"
#include "ui/MainWindow.h"
#include "ui/charts/ScatterChart.h"
#include "ui/panels/ScatterPanel.h"

namespace vitrine::app {

StudyOverlay::StudyOverlay(const Session& session, const StudyShelf& shelf, ui::MainWindow& window,
                           QObject* parent)
    : QObject(parent), m_session(session), m_shelf(shelf), m_window(window)
{
    for (panels::ScatterPanel* scatter : m_window.scatters())
        add(scatter);
    connect(&m_window, &ui::MainWindow::scatterAdded, this, &StudyOverlay::add);
    connect(&m_session, &Session::studyChanged, this, &StudyOverlay::showAll);
    connect(&m_shelf, &StudyShelf::changed, this, &StudyOverlay::showAll);
}

void StudyOverlay::add(panels::ScatterPanel* scatter)
{
    connect(scatter, &panels::ScatterPanel::allStudiesChanged, this, [this, scatter] { show(scatter); });
    show(scatter);
}

void StudyOverlay::showAll() const
{
    for (panels::ScatterPanel* scatter : m_window.scatters())
        if (scatter->showsAllStudies())
            show(scatter);
}

void StudyOverlay::show(panels::ScatterPanel* scatter) const
{
    std::vector<results::ModeRecord> records = m_session.records();
    std::map<std::string, std::string> studies;
    const StudyContents& shown = m_session.contents();
    for (const SampleContents& sample : shown.samples)
        studies[sample.name] = shown.folder.filename().string();
    for (const StudyContents* study : m_shelf.studies()) {
        if (study->folder == shown.folder || !scatter->showsAllStudies())
            continue;
        const std::string name = study->folder.filename().string();
        for (const SampleContents& sample : study->samples) {
            studies[name + '/' + sample.name] = name;
            for (results::ModeRecord record : sample.records) {
                record.sample = name + '/' + sample.name;
                records.push_back(std::move(record));
            }
        }
    }
    scatter->setStudies(studies);
    scatter->chart()->setRecords(std::move(records));
}

}  // namespace vitrine::app

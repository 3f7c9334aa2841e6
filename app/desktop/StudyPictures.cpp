#include "app/desktop/StudyPictures.h"

#include "app/desktop/Session.h"
#include "core/rearrangement/DecayProfile.h"
#include "core/run/Errors.h"
#include "ui/SelectionText.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QDir>
#include <QImage>

namespace vitrine::app {

namespace {

constexpr QSize sceneSize(1200, 900);
constexpr QSize chartSize(640, 480);
constexpr double chartRatio = 2;  // device pixels for each

/// Writes pictures and remembers them.
class PictureFolder {
public:
    explicit PictureFolder(const QString& path) : m_folder(path)
    {
        if (!m_folder.mkpath(QStringLiteral(".")))
            throw run::UnwritableFile("The folder " + path.toStdString() + " cannot be made.");
    }

    void save(const QString& name, const QImage& picture)
    {
        const QString file = m_folder.absoluteFilePath(name);
        if (!picture.save(file))
            throw run::UnwritableFile(file.toStdString() + " cannot be written.");
        m_files.push_back(file);
    }

    const std::vector<QString>& files() const { return m_files; }

private:
    QDir m_folder;
    std::vector<QString> m_files;
};

QString words(const Session& session, const ui::Selection& selection, const results::ModeRecord* record)
{
    for (const study::SamplePlan& sample : session.contents().plan.samples) {
        if (sample.name == selection.sample)
            return ui::selectionInWords(sample.recipe, selection, record);
    }
    return {};
}

void renderScenes(const Session& session, PictureFolder& folder)
{
    const SampleContents* sample = session.selectedSample();
    if (!sample || !sample->structure)
        return;
    if (const QString reason = viewport::VtkViewport::unavailableReason(); !reason.isEmpty())
        throw run::Error(reason.toStdString());
    scene::SceneView view;
    view.resize(sceneSize);
    view.show();
    QApplication::processEvents();
    view.showPacking(sample->structure->packing);
    view.setCaption(words(session, {session.selection().sample, 0, {}}, nullptr));
    folder.save(QStringLiteral("packing.png"), view.toImage());
    const ui::Selection mode{session.selection().sample, session.selection().mode, std::nullopt};
    if (const Eigen::Index column = session.selectedModeColumn(); column >= 0) {
        view.showMode(sample->modes->field(column));
        view.setCaption(words(session, mode, session.selectedRecord()));
        folder.save(QStringLiteral("mode.png"), view.toImage());
    }
    if (const auto scan = session.selectedScan(); scan && scan->transition) {
        view.showRearrangement(scan->transition->displacements);
        view.setCaption(words(session, session.selection(), session.selectedRecord()));
        folder.save(QStringLiteral("rearrangement.png"), view.toImage());
    }
}

void renderCharts(const Session& session, PictureFolder& folder)
{
    if (const auto records = session.records(); !records.empty()) {
        charts::ScatterChart scatter;
        scatter.setRecords(records);
        folder.save(QStringLiteral("scatter.png"), scatter.toImage(chartSize, chartRatio));
    }
    const auto scan = session.selectedScan();
    if (!scan)
        return;
    charts::SweepChart sweep;
    if (!scan->transition) {
        sweep.setPulls(scan->pulls);
        folder.save(QStringLiteral("sweep.png"), sweep.toImage(chartSize, chartRatio));
        return;
    }
    sweep.setPulls(scan->pulls, charts::PullChart::Bracket{scan->transition->lowAmplitude,
                                                           scan->transition->criticalAmplitude});
    folder.save(QStringLiteral("sweep.png"), sweep.toImage(chartSize, chartRatio));
    const quench::InherentStructure& structure = *session.selectedSample()->structure;
    charts::DecayChart decay;
    decay.setProfile(
        std::make_shared<const rearrangement::DecayProfile>(session.profileOf(structure, *scan->transition)));
    folder.save(QStringLiteral("decay.png"), decay.toImage(chartSize, chartRatio));
}

}  // namespace

std::vector<QString> renderStudy(const QString& study, const QString& folder)
{
    Session session;
    session.setStudy(StudyContents::read(study::Study::open(study.toStdString())));
    PictureFolder pictures(folder);
    renderScenes(session, pictures);
    renderCharts(session, pictures);
    return pictures.files();
}

}  // namespace vitrine::app

#include "ui/MainWindow.h"

#include "ui/ActionPalette.h"
#include "ui/DockTitle.h"
#include "ui/ManualWindow.h"
#include "ui/ShortcutSheet.h"
#include "ui/Workspaces.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/charts/TriggerChart.h"
#include "ui/commands/MenuActions.h"
#include "ui/lessons/LessonPanel.h"
#include "ui/look/Numbers.h"
#include "ui/panels/BoxPanel.h"
#include "ui/panels/CurvePanel.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/ModeTablePanel.h"
#include "ui/panels/MotionPanel.h"
#include "ui/panels/PartPanel.h"
#include "ui/panels/PullPanel.h"
#include "ui/panels/QueuePanel.h"
#include "ui/panels/RecipePanel.h"
#include "ui/panels/RunPanel.h"
#include "ui/panels/ScatterPanel.h"
#include "ui/panels/SceneControls.h"
#include "ui/panels/SecondScenePanel.h"
#include "ui/panels/SpectrumPanel.h"
#include "ui/panels/StudyPanel.h"
#include "ui/panels/TransitionsPanel.h"
#include "ui/panels/TrustPanel.h"
#include "ui/scene/SceneView.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr int recentLimit = 8;
constexpr int notificationTime = 10'000;  // ms
constexpr int scatterLimit = 6;
constexpr int layoutVersion = 6;  // to be raised when docks come or go

QWidget* scrolling(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_studies(new panels::StudyPanel),
      m_recipe(new panels::RecipePanel),
      m_run(new panels::RunPanel),
      m_modes(new panels::ModeTablePanel),
      m_sceneControls(new panels::SceneControls),
      m_motion(new panels::MotionPanel),
      m_pull(new panels::PullPanel),
      m_part(new panels::PartPanel),
      m_box(new panels::BoxPanel),
      m_transitions(new panels::TransitionsPanel),
      m_trust(new panels::TrustPanel),
      m_scene(new scene::SceneView),
      m_secondScene(new panels::SecondScenePanel(m_scene)),
      m_curve(new panels::CurvePanel),
      m_spectrum(new panels::SpectrumPanel),
      m_log(new panels::LogPanel),
      m_queue(new panels::QueuePanel),
      m_decay(new charts::DecayChart),
      m_lessons(new lessons::LessonPanel),
      m_triggers(new charts::TriggerChart),
      m_selectionText(new QLabel),
      m_activity(new QLabel)
{
    setWindowTitle(tr("Vitrine"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCentralWidget(makeCentre());
    makeDocks();
    resize(1440, 900);
    m_workspaces = new Workspaces(*this, layoutVersion, this);
    makeMenus();
    statusBar()->addWidget(m_activity, 1);
    connect(m_studies, &panels::StudyPanel::openWanted, this, &MainWindow::openStudyWanted);
    m_studies->setRecent(recentStudies());
}

MainWindow::~MainWindow() = default;

charts::ScatterChart* MainWindow::scatter() const
{
    return m_scatters.front()->chart();
}

charts::SweepChart* MainWindow::sweep() const
{
    return m_curve->sweep();
}

QWidget* MainWindow::makeCentre()
{
    m_scene->setObjectName(QStringLiteral("view3d"));
    m_selectionText->setObjectName(QStringLiteral("selectionText"));
    m_selectionText->setTextFormat(Qt::PlainText);
    m_selectionText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_selectionText->setWordWrap(true);
    m_selectionText->setContentsMargins(10, 6, 10, 6);
    m_selectionText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_selectionText);
    column->addWidget(m_scene, 1);
    column->addWidget(m_sceneControls);
    column->addWidget(makeMoving());
    centre->setMinimumSize(470, 320);
    return centre;
}

/// What moves the particles, and which of them are drawn.
QWidget* MainWindow::makeMoving()
{
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("moving"));
    tabs->setDocumentMode(true);
    tabs->addTab(m_motion, tr("Swing"));
    tabs->addTab(m_pull, tr("Pull"));
    tabs->addTab(m_part, tr("Part"));
    tabs->addTab(m_box, tr("Box"));
    tabs->setTabToolTip(2,
                        tr("Shows a part of the particles: a slice, the surroundings of the core, a condition."));
    tabs->setTabToolTip(3, tr("Periodic images, and what is in the middle of the box."));
    tabs->setTabToolTip(0, tr("Lets modes swing."));
    tabs->setTabToolTip(1, tr("Pulls the packing along the mode and lets it go."));
    tabs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return tabs;
}

QDockWidget* MainWindow::addDock(Qt::DockWidgetArea area, const QString& name, const QString& title,
                                 QWidget* content)
{
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);  // by which saveState() knows it
    dock->setWidget(content);
    dock->setTitleBarWidget(new DockTitle(dock));
    addDockWidget(area, dock);
    m_docks.append(dock);
    for (auto moved : {&QDockWidget::visibilityChanged, &QDockWidget::topLevelChanged})
        connect(dock, moved, this, &MainWindow::showDockTitles, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::showDockTitles, Qt::QueuedConnection);
    for (auto changed : {&QDockWidget::visibilityChanged, &QDockWidget::topLevelChanged})
        connect(dock, changed, this, &MainWindow::layoutChanged);
    connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::layoutChanged);
    return dock;
}

/// A title stands on a dock only where no tab does.
void MainWindow::showDockTitles()
{
    for (QDockWidget* dock : std::as_const(m_docks))
        static_cast<DockTitle*>(dock->titleBarWidget())
            ->showTitle(dock->isFloating() || tabifiedDockWidgets(dock).isEmpty());
}

void MainWindow::makeDocks()
{
    auto* studies = addDock(Qt::LeftDockWidgetArea, QStringLiteral("studies"), tr("Studies"), m_studies);
    auto* recipe = addDock(Qt::LeftDockWidgetArea, QStringLiteral("recipe"), tr("Recipe"), scrolling(m_recipe));
    auto* run = addDock(Qt::LeftDockWidgetArea, QStringLiteral("run"), tr("Run"), scrolling(m_run));
    tabifyDockWidget(run, addDock(Qt::LeftDockWidgetArea, QStringLiteral("queue"), tr("Queue"), m_queue));
    run->raise();
    // Beside the first 3D view, with the charts in a column of their own.
    auto* second =
        addDock(Qt::RightDockWidgetArea, QStringLiteral("secondScene"), tr("Second 3D view"), m_secondScene);
    second->toggleViewAction()->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    connect(second->toggleViewAction(), &QAction::triggered, this, [this, second](bool wanted) {
        if (wanted)  // as wide as the first, and not at the cost of the recipe
            resizeDocks({m_docks.first(), second, m_scatterDocks.front()}, {280, 430, 300}, Qt::Horizontal);
    });
    QDockWidget* scatter = addScatter();
    splitDockWidget(second, scatter, Qt::Horizontal);
    auto* sweep = addDock(Qt::RightDockWidgetArea, QStringLiteral("sweep"), tr("Pushing along the mode"), m_curve);
    splitDockWidget(scatter, sweep, Qt::Vertical);
    auto* decay =
        addDock(Qt::RightDockWidgetArea, QStringLiteral("decay"), tr("Decay of the rearrangement"), m_decay);
    splitDockWidget(sweep, decay, Qt::Vertical);
    auto* trust = addDock(Qt::RightDockWidgetArea, QStringLiteral("trust"), tr("How far to trust it"), m_trust);
    tabifyDockWidget(decay, trust);
    decay->raise();
    auto* spectrum = addDock(Qt::RightDockWidgetArea, QStringLiteral("spectrum"), tr("Spectrum"), m_spectrum);
    tabifyDockWidget(scatter, spectrum);
    scatter->raise();
    auto* modes = addDock(Qt::BottomDockWidgetArea, QStringLiteral("modes"), tr("Modes"), m_modes);
    auto* transitions =
        addDock(Qt::BottomDockWidgetArea, QStringLiteral("transitions"), tr("Transitions"), m_transitions);
    tabifyDockWidget(modes, transitions);
    auto* triggers = addDock(Qt::BottomDockWidgetArea, QStringLiteral("triggers"), tr("Triggers"), m_triggers);
    tabifyDockWidget(transitions, triggers);
    tabifyDockWidget(triggers, addDock(Qt::BottomDockWidgetArea, QStringLiteral("log"), tr("Log"), m_log));
    modes->raise();
    addDock(Qt::LeftDockWidgetArea, QStringLiteral("lesson"), tr("Lesson"), m_lessons)->hide();
    second->hide();
    resizeDocks({studies, recipe, run}, {300, 300, 300}, Qt::Horizontal);
    resizeDocks({studies, recipe, run}, {130, 400, 300}, Qt::Vertical);
    resizeDocks({scatter, sweep, decay}, {420, 420, 420}, Qt::Horizontal);
    resizeDocks({scatter, sweep, decay}, {330, 300, 230}, Qt::Vertical);
    resizeDocks({modes}, {200}, Qt::Vertical);
}

/// Another scatter plot beside those that are there.
QDockWidget* MainWindow::addScatter()
{
    const auto number = m_scatters.size() + 1;
    const QString name =
        number == 1 ? QStringLiteral("scatter") : QStringLiteral("scatter%1").arg(number);  // as layouts know it
    auto* panel = new panels::ScatterPanel(name);
    const QString title = number == 1 ? tr("All modes") : tr("All modes (%1)").arg(number);
    QDockWidget* dock = addDock(Qt::RightDockWidgetArea, name, title, panel);
    if (number > 1)
        tabifyDockWidget(m_scatterDocks.back(), dock);
    m_scatters.push_back(panel);
    m_scatterDocks.push_back(dock);
    if (m_docksMenu)
        m_docksMenu->addAction(dock->toggleViewAction());
    emit scatterAdded(panel);
    return dock;
}

void MainWindow::showScatters(int count)
{
    while (static_cast<int>(m_scatters.size()) < std::min(count, scatterLimit))
        addScatter();
}

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_newAction = file->addAction(tr("&New study"), QKeySequence::New, this, &MainWindow::newStudyWanted);
    file->addAction(tr("&Open study\u2026"), QKeySequence::Open, this, &MainWindow::chooseStudy);
    file->addAction(tr("Open the study of a &figure\u2026"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this,
                    &MainWindow::chooseFigureFile);
    m_closeAction = file->addAction(tr("&Close the study"), QKeySequence(Qt::CTRL | Qt::Key_W), this,
                                    &MainWindow::closeStudyWanted);
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    file->addAction(tr("&Import packings\u2026"), this, &MainWindow::chooseImport);
    file->addSeparator();
    m_pictureAction =
        file->addAction(tr("&Save picture\u2026"), QKeySequence::Save, this, &MainWindow::choosePicture);
    m_figureAction = file->addAction(tr("&Export figure\u2026"), QKeySequence(Qt::CTRL | Qt::Key_E), this,
                                     &MainWindow::figureWanted);
    m_filmAction = file->addAction(tr("Export a fil&m\u2026"), QKeySequence(Qt::CTRL | Qt::Key_M), this,
                                   &MainWindow::filmWanted);
    m_tableMenu = file->addMenu(tr("Export the &table of modes (CSV)"));
    m_tableMenu->addAction(tr("&All rows, as vitrine-batch table\u2026"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this, [this] { chooseTable(false); });
    QAction* filtered = m_tableMenu->addAction(tr("Only the rows that the &filter leaves\u2026"), this,
                                               [this] { chooseTable(true); });
    connect(m_tableMenu, &QMenu::aboutToShow, this,
            [this, filtered] { filtered->setEnabled(m_modes->isFiltered()); });
    file->addSeparator();
    file->addAction(tr("Save the &log\u2026"), m_log, &panels::LogPanel::chooseFile);
    file->addAction(tr("&Replay commands\u2026"), m_log, &panels::LogPanel::chooseReplay);
    file->addSeparator();
    QAction* quit = file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);
    for (QAction* action : {m_newAction, m_closeAction, quit})
        commands::setHasOwnCommand(action);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    addHistory(edit);
    edit->addAction(tr("&Copy the selection in words"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                    &MainWindow::copySelection);

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("&Reset the camera"), QKeySequence(Qt::CTRL | Qt::Key_R), m_scene,
                    &scene::SceneView::resetCamera);
    constexpr std::array<std::pair<char, viewport::Axis>, 3> axes{
        {{'x', viewport::Axis::x}, {'y', viewport::Axis::y}, {'z', viewport::Axis::z}}};
    for (int number = 1; const auto& [letter, axis] : axes) {
        view->addAction(tr("Look along &%1").arg(QLatin1Char(letter)),
                        QKeySequence(Qt::CTRL | (Qt::Key_0 + number++)), this,
                        [this, axis] { m_scene->lookAlong(axis); });
    }
    view->addSeparator();
    view->addAction(tr("&Another scatter plot"), QKeySequence(Qt::CTRL | Qt::Key_T), this,
                    &MainWindow::anotherScatter);
    addWorkspaces(view);
    view->addAction(tr("&Measure a distance"), QKeySequence(Qt::CTRL | Qt::Key_M), m_sceneControls,
                    &panels::SceneControls::toggleMeasuring);
    m_docksMenu = view->addMenu(tr("&Docks"));
    for (const QDockWidget* dock : std::as_const(m_docks))
        m_docksMenu->addAction(dock->toggleViewAction());
    view->addAction(tr("Restore the usual &layout"), this, &MainWindow::resetLayout);
    view->addSeparator();
    QMenu* theme = view->addMenu(tr("&Theme"));
    auto* themes = new QActionGroup(this);
    const Theme current = themeFromName(QSettings().value(QStringLiteral("theme")).toString());
    for (const auto& [choice, name] :
         {std::pair(Theme::system, tr("As the &desktop")), std::pair(Theme::light, tr("&Light")),
          std::pair(Theme::dark, tr("D&ark"))}) {
        QAction* action = theme->addAction(name, this, [this, choice] { setTheme(choice); });
        action->setCheckable(true);
        action->setChecked(choice == current);
        themes->addAction(action);
    }

    addHelp();
}

void MainWindow::addWorkspaces(QMenu* view)
{
    QMenu* menu = view->addMenu(tr("&Workspace"));
    auto* group = new QActionGroup(this);
    int number = 0;
    for (const QString& name : Workspaces::names()) {
        QAction* action = menu->addAction(name, QKeySequence(Qt::CTRL | Qt::ALT | (Qt::Key_1 + number++)), this,
                                          [this, name] { m_workspaces->choose(name); });
        action->setCheckable(true);
        action->setChecked(name == m_workspaces->current());
        group->addAction(action);
        connect(m_workspaces, &Workspaces::chosen, action,
                [action, name](const QString& chosen) { action->setChecked(chosen == name); });
    }
}

void MainWindow::addHelp()
{
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Manual"), QKeySequence::HelpContents, this, &MainWindow::showManual);
    QAction* palette = help->addAction(tr("&Find an action\u2026"), this, &MainWindow::showPalette);
    palette->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), QKeySequence(Qt::CTRL | Qt::Key_K)});
    help->addAction(tr("&Lessons"), QKeySequence(Qt::SHIFT | Qt::Key_F1), this, &MainWindow::showLessons);
    help->addAction(tr("&Keys and mouse"), QKeySequence(Qt::CTRL | Qt::Key_F1), this, &MainWindow::showShortcuts);
    help->addAction(tr("&About Vitrine"), this, &MainWindow::showAbout);
    for (QAction* action : help->actions())
        commands::setHasOwnCommand(action);
}

/// One that was closed comes back before another is made.
void MainWindow::anotherScatter()
{
    for (QDockWidget* dock : m_scatterDocks) {
        if (!dock->isHidden())
            continue;
        dock->show();
        dock->raise();
        return;
    }
    if (static_cast<int>(m_scatters.size()) >= scatterLimit) {
        notify(tr("There are %1 scatter plots already.").arg(scatterLimit));
        return;
    }
    QDockWidget* dock = addScatter();
    dock->show();
    dock->raise();
}

void MainWindow::addHistory(QMenu* edit)
{
    m_undoAction = edit->addAction(tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), this, &MainWindow::undoWanted);
    m_redoAction = edit->addAction(tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), this,
                                   &MainWindow::redoWanted);
    for (QAction* action : {m_undoAction, m_redoAction})
        commands::setHasOwnCommand(action);
    edit->addSeparator();
}

void MainWindow::setHistory(const QString& undo, const QString& redo)
{
    m_undoAction->setEnabled(!undo.isEmpty());
    m_undoAction->setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(undo));
    m_redoAction->setEnabled(!redo.isEmpty());
    m_redoAction->setText(redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(redo));
}

void MainWindow::setSelectionText(const QString& text)
{
    m_selectionText->setText(text);
}

QString MainWindow::selectionText() const
{
    return look::withPlainSpaces(m_selectionText->text());
}

void MainWindow::setActivity(const QString& text)
{
    m_activity->setText(text);
}

void MainWindow::notify(const QString& text)
{
    statusBar()->showMessage(text, notificationTime);
}

void MainWindow::setHasStudy(bool hasStudy)
{
    m_closeAction->setEnabled(hasStudy);
    m_pictureAction->setEnabled(hasStudy);
    m_figureAction->setEnabled(hasStudy);
    m_filmAction->setEnabled(hasStudy);
    m_tableMenu->setEnabled(hasStudy);
}

QStringList MainWindow::recentStudies() const
{
    QStringList folders = QSettings().value(QStringLiteral("recent")).toStringList();
    folders.removeIf(
        [](const QString& folder) { return !QFileInfo::exists(folder + QStringLiteral("/study.json")); });
    return folders;
}

void MainWindow::addRecentStudy(const QString& folder)
{
    const QString path = QDir(folder).absolutePath();
    QStringList folders = recentStudies();
    folders.removeAll(path);
    folders.prepend(path);
    QSettings().setValue(QStringLiteral("recent"), folders.mid(0, recentLimit));
    m_studies->setRecent(recentStudies());
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString& folder : recentStudies())
        commands::setHasOwnCommand(m_recentMenu->addAction(QDir::toNativeSeparators(folder), this,
                                                           [this, folder] { emit openStudyWanted(folder); }));
    if (m_recentMenu->isEmpty())
        m_recentMenu->addAction(tr("No study was opened yet"))->setEnabled(false);
}

QJsonObject MainWindow::layout() const
{
    const auto text = [](const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); };
    return {{QStringLiteral("scatterCount"), static_cast<int>(m_scatters.size())},
            {QStringLiteral("geometry"), text(saveGeometry())},
            {QStringLiteral("docks"), text(saveState(layoutVersion))},
            {QStringLiteral("workspaces"), m_workspaces->state()}};
}

void MainWindow::restoreLayout(const QJsonObject& layout)
{
    const auto bytes = [&layout](const char* key) {
        return QByteArray::fromBase64(layout[QLatin1String(key)].toString().toLatin1());
    };
    showScatters(layout[QStringLiteral("scatterCount")].toInt(1));
    restoreGeometry(bytes("geometry"));
    restoreState(bytes("docks"), layoutVersion);
    m_workspaces->restore(layout[QStringLiteral("workspaces")].toObject());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    emit layoutChanged();
}

void MainWindow::moveEvent(QMoveEvent* event)
{
    QMainWindow::moveEvent(event);
    emit layoutChanged();
}

void MainWindow::resetLayout()
{
    m_workspaces->reset();
}

void MainWindow::chooseStudy()
{
    const QStringList recent = recentStudies();
    const QString start =
        recent.isEmpty() ? panels::RecipePanel::defaultParentFolder() : QFileInfo(recent.first()).absolutePath();
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a study: choose its folder"), start);
    if (!folder.isEmpty())
        emit openStudyWanted(folder);
}

void MainWindow::chooseImport()
{
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Import packings: choose their files"), {},
                                      tr("Packings (*.h5 *.h5md *.hdf5 *.xyz *.extxyz);;All files (*)"));
    if (!files.isEmpty())
        emit importWanted(files);
}

void MainWindow::chooseFigureFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("A figure that Vitrine made"), {},
                                                      tr("Figures (*.png *.pdf *.svg)"));
    if (!file.isEmpty())
        emit figureFileWanted(file);
}

void MainWindow::choosePicture()
{
    QString file =
        QFileDialog::getSaveFileName(this, tr("Save the 3D view as a picture"), {}, tr("PNG picture (*.png)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".png");
    emit pictureWanted(file);
}

void MainWindow::chooseTable(bool onlyFiltered)
{
    QString file = QFileDialog::getSaveFileName(this, tr("Export the table of modes"), {},
                                                tr("Comma-separated values (*.csv)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".csv");
    emit tableWanted(file, onlyFiltered);
}

/// In place of the recipe and the run, which no lesson needs; Docks brings those back.
void MainWindow::showLessons()
{
    for (QDockWidget* dock : std::as_const(m_docks)) {
        const QString name = dock->objectName();
        if (name == QLatin1String("recipe") || name == QLatin1String("run") || name == QLatin1String("queue"))
            dock->hide();
        if (name == QLatin1String("lesson")) {
            dock->show();
            dock->raise();
        }
    }
    m_lessons->setFocus();
}

void MainWindow::showManual()
{
    if (!m_manual)
        m_manual = new ManualWindow(this);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

void MainWindow::copySelection()
{
    const QString words = selectionText();
    if (words.isEmpty())
        return;
    QApplication::clipboard()->setText(words);
    notify(tr("Copied: %1").arg(words));
}

void MainWindow::setTheme(Theme theme)
{
    QSettings().setValue(QStringLiteral("theme"), themeName(theme));
    applyTheme(theme);
}

void MainWindow::showPalette()
{
    auto* palette = new ActionPalette(commands::menuActions(menuBar()), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::showShortcuts()
{
    auto* sheet = new ShortcutSheet(commands::menuActions(menuBar()), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Vitrine"),
        tr("<h3>Vitrine %1</h3><p>Makes model glasses, finds their vibrational modes, pushes them along modes "
           "until "
           "particles rearrange, and shows all of it.</p><p>After H. Mizuno, M. Shimada and A. Ikeda, "
           "Phys. Rev. Research 2, 013215 (2020).</p><p>Free software under the GNU General Public License, "
           "version 3 or later; without any warranty.</p>")
            .arg(QApplication::applicationVersion()));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && std::ranges::all_of(urls, &QUrl::isLocalFile))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        files << url.toLocalFile();
    emit filesDropped(files);
}

}  // namespace vitrine::ui

#include "app/desktop/FilmDialog.h"

#include "app/desktop/FilmCommand.h"
#include "core/run/Errors.h"
#include "ui/SelectionCode.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vitrine::app {

FilmDialog::FilmDialog(std::filesystem::path study, const ui::Selection& selection, const figures::SceneShot& shot,
                       QWidget* parent)
    : QDialog(parent),
      m_study(std::move(study)),
      m_selection(selection),
      m_shot(shot),
      m_kind(new QComboBox),
      m_size(new QComboBox),
      m_rate(new QDoubleSpinBox),
      m_frames(new QSpinBox),
      m_asInWindow(new QCheckBox(tr("camera, arrows and colours as in the window"))),
      m_ground(new QComboBox),
      m_facts(new QLabel),
      m_progress(new QProgressBar),
      m_save(new QPushButton(tr("Save\u2026"))),
      m_cancel(new QPushButton(tr("Cancel")))
{
    setWindowTitle(tr("Export a film of %1").arg(ui::selectionCode(selection)));
    m_kind->setObjectName(QStringLiteral("filmKind"));
    m_kind->addItem(tr("the mode swinging, a loop that closes"), static_cast<int>(FilmKind::mode));
    m_kind->addItem(tr("a pull beyond A_c, let go, with its curve"), static_cast<int>(FilmKind::pull));
    m_kind->addItem(tr("once around the box, a loop that closes"), static_cast<int>(FilmKind::turntable));
    if (selection.mode == 0)
        m_kind->setCurrentIndex(2);
    m_size->setObjectName(QStringLiteral("filmSize"));
    for (const QSize size :
         {QSize(960, 720), QSize(1280, 720), QSize(1920, 1080), QSize(3840, 2160), QSize(640, 480)})
        m_size->addItem(tr("%1 x %2").arg(size.width()).arg(size.height()), size);
    m_rate->setObjectName(QStringLiteral("filmRate"));
    m_rate->setRange(1, 60);
    m_rate->setDecimals(0);
    m_rate->setValue(24);
    m_rate->setSuffix(tr(" a second"));
    m_frames->setObjectName(QStringLiteral("filmFrames"));
    m_frames->setRange(12, 3600);
    m_frames->setValue(120);
    m_frames->setToolTip(tr("Frames of a turn around the box; a swing has 48, a pull what it needs."));
    m_asInWindow->setChecked(true);
    m_asInWindow->setObjectName(QStringLiteral("filmAsInWindow"));
    m_ground->addItems({tr("light"), tr("dark")});
    m_ground->setCurrentIndex(shot.look.palette.dark ? 1 : 0);
    m_facts->setObjectName(QStringLiteral("filmFacts"));
    m_facts->setWordWrap(true);
    m_progress->setAccessibleName(tr("Frames drawn"));
    m_save->setObjectName(QStringLiteral("filmSave"));
    m_save->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("filmCancel"));
    m_cancel->setToolTip(tr("Stops; no film is left behind."));
    layOut();
    setWorking(false);
    for (QComboBox* choice : {m_kind, m_size})
        connect(choice, &QComboBox::currentIndexChanged, this, &FilmDialog::showFacts);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &FilmDialog::showFacts);
    connect(m_frames, &QSpinBox::valueChanged, this, &FilmDialog::showFacts);
    connect(m_save, &QPushButton::clicked, this, &FilmDialog::chooseFile);
    connect(m_cancel, &QPushButton::clicked, &m_writer, &figures::FilmWriter::cancel);
    connect(&m_writer, &figures::FilmWriter::progressed, this, [this](int done, int total) {
        m_progress->setMaximum(total);
        m_progress->setValue(done);
        if (done == total)
            m_facts->setText(tr("All frames are drawn."));
    });
    connect(&m_writer, &figures::FilmWriter::finished, this, [this](const QString& output) {
        setWorking(false);
        m_facts->setText(tr("Saved %1").arg(QDir::toNativeSeparators(output)));
        emit ended({});
    });
    connect(&m_writer, &figures::FilmWriter::failed, this, [this](const QString& reason) {
        setWorking(false);
        m_facts->setText(reason);
        emit ended(reason);
    });
    showFacts();
}

FilmDialog::~FilmDialog() = default;

void FilmDialog::layOut()
{
    auto* choices = new QFormLayout;
    choices->addRow(tr("&Film"), m_kind);
    choices->addRow(tr("&Pixels"), m_size);
    choices->addRow(tr("F&rames"), m_rate);
    choices->addRow(tr("&Turn"), m_frames);
    choices->addRow(tr("&Ground"), m_ground);
    choices->addRow(QString(), m_asInWindow);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(m_cancel, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(choices);
    column->addWidget(m_facts);
    column->addWidget(m_progress);
    column->addWidget(buttons);
    resize(460, sizeHint().height());
}

FilmRequest FilmDialog::request() const
{
    FilmRequest request;
    request.kind = static_cast<FilmKind>(m_kind->currentData().toInt());
    request.selection = m_selection;
    request.shot = m_asInWindow->isChecked() ? m_shot : usualShot(request.kind);
    request.size = m_size->currentData().toSize();
    request.turnFrames = m_frames->value();
    request.dark = m_ground->currentIndex() == 1;
    return request;
}

void FilmDialog::showFacts()
{
    const FilmRequest wanted = request();
    m_frames->setEnabled(wanted.kind == FilmKind::turntable);
    try {
        wanted.validate();
        const int frames = wanted.kind == FilmKind::turntable ? wanted.turnFrames : 48;
        const QString length = wanted.kind == FilmKind::pull
                                   ? tr("About two seconds of pull, two of release and one of rest.")
                                   : tr("%1 frames, %2 s.").arg(frames).arg(frames / m_rate->value(), 0, 'f', 1);
        const QString problem = figures::filmProblem(QDir::tempPath() + QStringLiteral("/film.mp4"));
        m_facts->setText(problem.isEmpty() ? length : length + QLatin1Char(' ') + problem);
        m_save->setEnabled(true);
    }
    catch (const run::InvalidInput& error) {
        m_facts->setText(QString::fromUtf8(error.what()));
        m_save->setEnabled(false);
    }
}

void FilmDialog::setWorking(bool working)
{
    m_progress->setVisible(working);
    m_cancel->setVisible(working);
    m_save->setEnabled(!working);
    for (QWidget* choice :
         {static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_rate),
          static_cast<QWidget*>(m_ground), static_cast<QWidget*>(m_asInWindow)})
        choice->setEnabled(!working);
    if (!working)
        m_maker.reset();
}

void FilmDialog::save(const QString& output)
{
    try {
        QApplication::setOverrideCursor(Qt::WaitCursor);  // a pull is computed first: a second or two
        m_maker = std::make_unique<FilmMaker>(study::Study::open(m_study), request());
        QApplication::restoreOverrideCursor();
    }
    catch (const std::exception& error) {
        QApplication::restoreOverrideCursor();
        m_facts->setText(QString::fromUtf8(error.what()));
        emit ended(m_facts->text());
        return;
    }
    setWorking(true);
    m_writer.start(
        {m_maker->frameCount(), [this](int frame) { return m_maker->frame(frame); }, output, m_rate->value()});
}

void FilmDialog::chooseFile()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save the film, or name a folder for its frames"), QStringLiteral("film.mp4"),
        tr("Films (*.mp4 *.webm *.gif);;Folder of PNG files: a name without an ending (*)"));
    if (!file.isEmpty())
        save(file);
}

}  // namespace vitrine::app

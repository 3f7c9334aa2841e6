#include "ui/panels/ImportDialog.h"

#include "ui/panels/RecipePanel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace vitrine::panels {

namespace {

constexpr int folderWidth = 380;

/// A folder that is not there yet, named after the file.
QString freshFolder(const QString& file)
{
    const QDir parent(RecipePanel::defaultParentFolder());
    QString folder = parent.filePath(QFileInfo(file).completeBaseName());
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = parent.filePath(QStringLiteral("%1-%2").arg(QFileInfo(file).completeBaseName()).arg(number));
    return folder;
}

}  // namespace

ImportDialog::ImportDialog(QStringList files, const QString& studyFolder, QWidget* parent)
    : QDialog(parent),
      m_files(std::move(files)),
      m_potential(new QComboBox),
      m_minimise(new QCheckBox(tr("Minimise the energy first"))),
      m_folder(new QLineEdit),
      m_note(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(m_files.size() == 1 ? tr("Import a packing") : tr("Import %1 packings").arg(m_files.size()));
    QStringList names;
    for (const QString& file : m_files)
        names << QFileInfo(file).fileName();
    auto* title = new QLabel(names.join(QStringLiteral(", ")));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    m_potential->setObjectName(QStringLiteral("importPotential"));
    m_potential->addItem(tr("harmonic, Eq. (1)"), QStringLiteral("harmonic"));
    m_potential->addItem(tr("Lennard-Jones, Eq. (2)"), QStringLiteral("lj"));
    m_potential->setToolTip(
        tr("What the particles do to each other: a file of positions does not tell. Coordinates are taken in "
           "\u03c3."));
    m_minimise->setObjectName(QStringLiteral("importMinimise"));
    m_minimise->setToolTip(
        tr("By FIRE, until no force is above 10\u207b\u00b9\u00b2 \u03b5/\u03c3. Without it the "
           "packing has to be at a minimum: no force above 10\u207b\u2079 \u03b5/\u03c3."));
    m_folder->setObjectName(QStringLiteral("importFolder"));
    m_folder->setMinimumWidth(folderWidth);
    m_folder->setText(
        QDir::toNativeSeparators(studyFolder.isEmpty() ? freshFolder(m_files.first()) : studyFolder));
    m_folder->setToolTip(tr("Folder of the study whose samples they become; it is made if there is none."));
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto* browse = new QToolButton;
    browse->setText(QStringLiteral("\u2026"));
    browse->setToolTip(tr("Choose a folder"));
    auto* place = new QHBoxLayout;
    place->addWidget(m_folder);
    place->addWidget(browse);
    auto* form = new QFormLayout(this);
    form->addRow(title);
    form->addRow(tr("Potential"), m_potential);
    form->addRow(QString(), m_minimise);
    form->addRow(tr("Study"), place);
    form->addRow(m_note);
    form->addRow(m_buttons);

    connect(browse, &QToolButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("The study that they become samples of"), m_folder->text());
        if (!folder.isEmpty())
            m_folder->setText(QDir::toNativeSeparators(folder));
    });
    connect(m_folder, &QLineEdit::textChanged, this, &ImportDialog::check);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        emit importWanted(m_files, m_potential->currentData().toString(), m_minimise->isChecked(),
                          QDir::fromNativeSeparators(m_folder->text().trimmed()));
    });
    check();
}

void ImportDialog::check()
{
    const QDir folder(m_folder->text().trimmed());
    const bool isStudy = QFileInfo::exists(folder.filePath(QStringLiteral("study.json")));
    const bool isFree = !folder.exists() || folder.isEmpty();
    m_note->setText(isStudy  ? tr("They are added to the study that is there.")
                    : isFree ? tr("A new study is made.")
                             : tr("There is something else in this folder: choose a study or a new folder."));
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(!m_folder->text().trimmed().isEmpty() && (isStudy || isFree));
}

}  // namespace vitrine::panels

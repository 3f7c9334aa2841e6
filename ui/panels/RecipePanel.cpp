#include "ui/panels/RecipePanel.h"

#include "core/run/Errors.h"
#include "core/run/ThreadTeam.h"
#include "ui/look/Numbers.h"
#include "ui/panels/RunPrice.h"
#include "ui/panels/WarningSign.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace vitrine::panels {

namespace {

constexpr int largestSampleCount = 1000;
constexpr int largestThreadCount = 256;

/// The entry without the spaces that people put between groups of digits.
QString digits(const QLineEdit* entry)
{
    QString text = entry->text();
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

/// Reads a whole number into value. @return what is wrong, or nothing
template <typename Integer>
QString readWhole(const QLineEdit* entry, const QString& name, qint64 low, qint64 high, Integer& value)
{
    bool isNumber = false;
    const qint64 number = QLocale::c().toLongLong(digits(entry), &isNumber);
    if (!isNumber || number < low || number > high)
        return RecipePanel::tr("%1 has to be a whole number from %2 to %3, not \u201c%4\u201d.")
            .arg(name, look::grouped(low), look::grouped(high), entry->text());
    value = static_cast<Integer>(number);
    return {};
}

potential::PairPotential chosenPotential(const QComboBox* system)
{
    return potential::potentialFromName(system->currentData().toString().toStdString());
}

QString pathText(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

}  // namespace

RecipePanel::RecipePanel(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_system(new QComboBox),
      m_particles(new QLineEdit(QStringLiteral("2000"))),
      m_densityLabel(new QLabel),
      m_density(new QLineEdit),
      m_samples(new QLineEdit(QStringLiteral("1"))),
      m_seed(new QLineEdit(QStringLiteral("1"))),
      m_modes(new QLineEdit(QStringLiteral("20"))),
      m_threads(new QLineEdit(QString::number(run::ThreadTeam::hardwareThreads()))),
      m_folder(new QLineEdit),
      m_browse(new QToolButton),
      m_derived(new QLabel),
      m_message(new QLabel)
{
    m_system->setObjectName(QStringLiteral("system"));
    m_system->addItem(tr("Harmonic spheres"), QStringLiteral("harmonic"));
    m_system->addItem(tr("Lennard-Jones"), QStringLiteral("lj"));
    m_particles->setObjectName(QStringLiteral("particles"));
    m_density->setObjectName(QStringLiteral("density"));
    m_samples->setObjectName(QStringLiteral("samples"));
    m_seed->setObjectName(QStringLiteral("seed"));
    m_modes->setObjectName(QStringLiteral("modes"));
    m_threads->setObjectName(QStringLiteral("threads"));
    m_folder->setObjectName(QStringLiteral("folder"));
    m_message->setObjectName(QStringLiteral("message"));

    m_particles->setToolTip(tr("Number of particles N of each sample."));
    m_samples->setToolTip(tr("Independent samples of the same recipe; each takes the next seed."));
    m_seed->setToolTip(tr("The same seed and settings give the same sample, bit for bit."));
    m_modes->setToolTip(
        tr("How many of the lowest vibrational modes to find and to push along, in both directions."));
    m_threads->setToolTip(tr("Results do not depend on it."));
    m_folder->setToolTip(tr("Everything computed is kept in this folder, piece by piece."));
    m_browse->setText(QStringLiteral("\u2026"));
    m_browse->setToolTip(tr("Choose a folder"));

    QFont titleFont = font();
    titleFont.setBold(true);
    m_title->setFont(titleFont);
    m_title->setTextFormat(Qt::PlainText);
    m_derived->setWordWrap(true);
    m_derived->setForegroundRole(QPalette::PlaceholderText);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::RichText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* folderRow = new QHBoxLayout;
    folderRow->setSpacing(4);
    folderRow->addWidget(m_folder);
    folderRow->addWidget(m_browse);

    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("S&ystem"), m_system);
    form->addRow(tr("&Particles N"), m_particles);
    m_densityLabel->setBuddy(m_density);
    form->addRow(m_densityLabel, m_density);
    form->addRow(QString(), m_derived);
    form->addRow(tr("Sa&mples"), m_samples);
    form->addRow(tr("S&eed"), m_seed);
    form->addRow(tr("M&odes"), m_modes);
    form->addRow(tr("&Threads"), m_threads);
    auto* folderLabel = new QLabel(tr("Fo&lder"));
    folderLabel->setBuddy(m_folder);
    form->addRow(folderLabel, folderRow);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_title);
    column->addLayout(form);
    column->addWidget(m_message);
    column->addStretch(1);

    connect(m_system, &QComboBox::currentIndexChanged, this, &RecipePanel::systemChanged);
    for (QLineEdit* entry : {m_particles, m_density, m_samples, m_seed}) {
        connect(entry, &QLineEdit::textChanged, this, [this] {
            suggestFolder();
            check();
        });
    }
    for (QLineEdit* entry : {m_modes, m_threads, m_folder})
        connect(entry, &QLineEdit::textChanged, this, &RecipePanel::check);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderIsSuggested = false; });
    connect(m_browse, &QToolButton::clicked, this, &RecipePanel::chooseFolder);
    systemChanged();
    editNew();
}

std::optional<RecipeWish> RecipePanel::wish() const
{
    return m_wish;
}

void RecipePanel::editNew()
{
    m_shown.reset();
    m_modesThere = 0;
    m_folderIsSuggested = true;
    suggestFolder();
    enableEntries();
    check();
}

void RecipePanel::showStudy(const study::StudyPlan& plan, const std::filesystem::path& folder,
                            Eigen::Index modesThere)
{
    m_shown = plan;
    m_modesThere = modesThere;
    m_folderIsSuggested = false;
    const model::SampleRecipe& first = plan.samples.front().recipe;
    const auto name = potential::potentialName(first.potential);
    m_system->setCurrentIndex(
        m_system->findData(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
    const bool harmonic = m_system->currentIndex() == 0;
    const double density = harmonic ? model::packingFraction(first.numberDensity) : first.numberDensity;
    m_particles->setText(QString::number(first.particleCount));
    m_density->setText(QString::number(density, 'g', 10));
    m_samples->setText(QString::number(plan.samples.size()));
    m_seed->setText(QString::number(first.seed));
    if (modesThere > 0)
        m_modes->setText(QString::number(modesThere));
    m_folder->setText(pathText(folder));
    enableEntries();
    check();
}

void RecipePanel::setRunning(bool running)
{
    m_running = running;
    enableEntries();
    check();
}

QString RecipePanel::defaultParentFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const bool hasDocuments = !documents.isEmpty() && documents != QDir::homePath() && QDir(documents).exists();
    return hasDocuments ? documents + QStringLiteral("/Vitrine")
                        : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                              QStringLiteral("/Vitrine/studies");
}

void RecipePanel::systemChanged()
{
    const auto paper = model::SampleRecipe::ofPaper(chosenPotential(m_system), 1000, 1);
    const bool harmonic = m_system->currentIndex() == 0;
    m_densityLabel->setText(harmonic ? tr("Packing &fraction") : tr("&Density N/V (\u03c3\u207b\u00b3)"));
    m_density->setText(
        QString::number(harmonic ? model::packingFraction(paper.numberDensity) : paper.numberDensity, 'g', 6));
    suggestFolder();
    check();
}

/// Names the study after its recipe, as long as the user has not named it.
void RecipePanel::suggestFolder()
{
    if (!m_folderIsSuggested)
        return;
    const QString stem =
        QStringLiteral("%1/%2-N%3-seed%4")
            .arg(defaultParentFolder(), m_system->currentData().toString(), digits(m_particles), digits(m_seed));
    QString folder = stem;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = QStringLiteral("%1-%2").arg(stem).arg(number);
    m_folder->setText(folder);
}

void RecipePanel::chooseFolder()
{
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Folder of the new study"), m_folder->text(), {},
                                                        nullptr, QFileDialog::DontConfirmOverwrite);
    if (chosen.isEmpty())
        return;
    m_folderIsSuggested = false;
    m_folder->setText(chosen);
}

void RecipePanel::enableEntries()
{
    const bool isNew = !m_shown;
    for (QWidget* entry :
         std::initializer_list<QWidget*>{m_system, m_particles, m_density, m_samples, m_seed, m_folder, m_browse})
        entry->setEnabled(isNew && !m_running);
    m_modes->setEnabled(!m_running);
    m_threads->setEnabled(!m_running);
    m_title->setText(isNew ? tr("New study") : tr("Recipe of the open study"));
}

void RecipePanel::check()
{
    RecipeWish wish;
    m_problem = readEntries(wish);
    m_derived->clear();
    if (m_problem.isEmpty()) {
        m_wish = wish;
        const bool harmonic = m_system->currentIndex() == 0;
        const QString other =
            harmonic
                ? tr("N/V\u00a0=\u00a0%1\u00a0\u03c3\u207b\u00b3").arg(look::number(wish.recipe.numberDensity))
                : tr("packing fraction %1").arg(look::number(model::packingFraction(wish.recipe.numberDensity)));
        m_derived->setText(
            tr("%1, box edge L\u00a0=\u00a0%2\u00a0\u03c3").arg(other, look::number(wish.recipe.boxSide())));
        m_message->setForegroundRole(QPalette::PlaceholderText);
        m_message->setText(
            priceText(estimatePrice(wish.recipe, wish.sampleCount, wish.modeCount, wish.threadCount))
                .toHtmlEscaped());
    }
    else {
        m_wish.reset();
        m_message->setForegroundRole(QPalette::WindowText);
        m_message->setText(warningSign(this) + m_problem.toHtmlEscaped());
    }
    emit wishChanged();
}

/// Reads all entries. @return the first thing that is wrong, or nothing
QString RecipePanel::readEntries(RecipeWish& wish) const
{
    QString wrong = readWhole(m_threads, tr("The number of threads"), 1, largestThreadCount, wish.threadCount);
    wish.isNew = !m_shown;
    wish.folder = m_folder->text().toStdString();
    if (m_shown) {
        wish.recipe = m_shown->samples.front().recipe;
        wish.sampleCount = static_cast<int>(m_shown->samples.size());
    }
    else {
        Eigen::Index particles = 0;
        std::uint64_t seed = 0;
        bool isNumber = false;
        const double density = QLocale::c().toDouble(digits(m_density), &isNumber);
        if (const QString w = readWhole(m_particles, tr("The number of particles"), 16, 8'388'608, particles);
            !w.isEmpty())
            return w;
        if (!isNumber)
            return tr("The density has to be a number, not \u201c%1\u201d.").arg(m_density->text());
        if (const QString w =
                readWhole(m_samples, tr("The number of samples"), 1, largestSampleCount, wish.sampleCount);
            !w.isEmpty())
            return w;
        if (const QString w = readWhole(m_seed, tr("The seed"), 0, std::numeric_limits<qint64>::max(), seed);
            !w.isEmpty())
            return w;
        wish.recipe = model::SampleRecipe::ofPaper(chosenPotential(m_system), particles, seed);
        wish.recipe.numberDensity = m_system->currentIndex() == 0 ? model::numberDensityFor(density) : density;
        try {
            wish.recipe.validate();
        }
        catch (const run::InvalidInput& error) {
            return QString::fromUtf8(error.what());
        }
    }
    if (wrong.isEmpty())
        wrong =
            readWhole(m_modes, tr("The number of modes"), 1, 3 * wish.recipe.particleCount - 3, wish.modeCount);
    if (wrong.isEmpty() && wish.isNew && !m_running)
        wrong = folderProblem(wish.folder);
    return wrong;
}

QString RecipePanel::folderProblem(const std::filesystem::path& folder) const
{
    const QFileInfo info(pathText(folder));
    if (folder.empty())
        return tr("A study needs a folder.");
    if (!info.isAbsolute())
        return tr("The folder has to be a full path such as %1/glass, not \u201c%2\u201d.")
            .arg(defaultParentFolder(), pathText(folder));
    if (info.exists() && !info.isDir())
        return tr("%1 is a file, not a folder.").arg(pathText(folder));
    if (info.isDir() && !QDir(info.filePath()).isEmpty())
        return tr("%1 is not empty: choose another folder, or open it if it is a study.").arg(pathText(folder));
    QFileInfo parent = info;
    while (!parent.exists() && !parent.isRoot())
        parent = QFileInfo(parent.absolutePath());
    if (!parent.isDir() || !parent.isWritable())
        return tr("%1 cannot be made: %2 is not writable.").arg(pathText(folder), parent.filePath());
    return {};
}

}  // namespace vitrine::panels

#include "ui/panels/RecipePanel.h"

#include "core/run/Errors.h"
#include "core/run/ThreadTeam.h"
#include "ui/look/Numbers.h"
#include "ui/panels/RunPrice.h"
#include "ui/panels/WarningSign.h"

#include <QAction>
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
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace vitrine::panels {

namespace {

constexpr int largestSampleCount = 1000;
constexpr int largestThreadCount = 256;
constexpr Eigen::Index largestParticleCount = 8'388'608;
constexpr int largestCellCount = 128;  // along a side of a crystal

/// Without the spaces that people put between groups of digits.
QString digits(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

/// Reads a whole number into value. @return what is wrong, or nothing
template <typename Integer>
QString readWhole(const QString& text, const QString& name, qint64 low, qint64 high, Integer& value)
{
    bool isNumber = false;
    const qint64 number = QLocale::c().toLongLong(digits(text), &isNumber);
    if (!isNumber || number < low || number > high)
        return RecipePanel::tr("%1 has to be a whole number from %2 to %3, not \u201c%4\u201d.")
            .arg(name, look::grouped(low), look::grouped(high), text);
    value = static_cast<Integer>(number);
    return {};
}

/// Reads whole numbers with commas between them, in the order given, none twice. @return what is wrong, or nothing
QString readWholes(const QString& text, const QString& name, qint64 low, qint64 high,
                   std::vector<Eigen::Index>& values)
{
    for (const QString& part : text.split(QLatin1Char(','))) {
        Eigen::Index value = 0;
        if (const QString wrong = readWhole(part.trimmed(), name, low, high, value); !wrong.isEmpty())
            return wrong;
        if (std::ranges::find(values, value) != values.end())
            return RecipePanel::tr("%1 is %2 twice.").arg(name, look::grouped(value));
        values.push_back(value);
    }
    return {};
}

/// A sign at the end of the entry, whose tooltip is the reason; no reason takes it away.
void markEntry(QLineEdit* entry, const QString& reason)
{
    const QString name = QStringLiteral("wrong");
    auto* sign = entry->findChild<QAction*>(name);
    if (reason.isEmpty()) {
        delete sign;
    }
    else {
        if (!sign) {
            sign = entry->addAction(entry->style()->standardIcon(QStyle::SP_MessageBoxWarning),
                                    QLineEdit::TrailingPosition);
            sign->setObjectName(name);
        }
        sign->setToolTip(reason);
    }
    entry->setAccessibleDescription(reason);
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
      m_form(new QFormLayout),
      m_system(new QComboBox),
      m_start(new QComboBox),
      m_particles(new QLineEdit(QStringLiteral("2000"))),
      m_cells(new QLineEdit(QStringLiteral("8"))),
      m_temperature(new QLineEdit(QStringLiteral("2"))),
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
    m_start->setObjectName(QStringLiteral("start"));
    m_start->addItem(tr("Random positions"), QStringLiteral("random"));
    m_start->addItem(tr("Equilibrated liquid"), QStringLiteral("liquid"));
    m_start->addItem(tr("Crystal, face-centred"), QStringLiteral("fcc"));
    m_start->addItem(tr("Crystal, body-centred"), QStringLiteral("bcc"));
    m_start->addItem(tr("Crystal, simple cubic"), QStringLiteral("sc"));
    m_particles->setObjectName(QStringLiteral("particles"));
    m_cells->setObjectName(QStringLiteral("cells"));
    m_temperature->setObjectName(QStringLiteral("temperature"));
    m_density->setObjectName(QStringLiteral("density"));
    m_samples->setObjectName(QStringLiteral("samples"));
    m_seed->setObjectName(QStringLiteral("seed"));
    m_modes->setObjectName(QStringLiteral("modes"));
    m_threads->setObjectName(QStringLiteral("threads"));
    m_folder->setObjectName(QStringLiteral("folder"));
    m_message->setObjectName(QStringLiteral("message"));
    addToolTips();

    QFont titleFont = font();
    titleFont.setBold(true);
    m_title->setFont(titleFont);
    m_title->setTextFormat(Qt::PlainText);
    m_derived->setWordWrap(true);
    m_derived->setForegroundRole(QPalette::PlaceholderText);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::RichText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_title);
    column->addLayout(makeForm());
    column->addWidget(m_message);
    column->addStretch(1);

    connect(m_system, &QComboBox::currentIndexChanged, this, &RecipePanel::systemChanged);
    connect(m_start, &QComboBox::currentIndexChanged, this, &RecipePanel::startChanged);
    for (QLineEdit* entry : {m_particles, m_cells, m_temperature, m_density, m_samples, m_seed}) {
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

void RecipePanel::addToolTips()
{
    m_start->setToolTip(
        tr("Where the particles are before the energy is minimised. The paper quenches harmonic spheres "
           "from random positions and Lennard-Jones from a liquid; a crystal is the control, whose "
           "modes are plane waves."));
    m_particles->setToolTip(tr("Number of particles N of a sample; several sizes with commas: 4000, 16000."));
    m_cells->setToolTip(
        tr("Cubic cells along a side of the crystal; several sizes with commas. A face-centred cell "
           "holds 4 particles, a body-centred 2, a simple one 1."));
    m_temperature->setToolTip(tr("Of the liquid, in \u03b5/k_B; the paper's is 2."));
    m_samples->setToolTip(tr("Independent samples of each size; each takes the next seed."));
    m_seed->setToolTip(tr("The same seed and settings give the same sample, bit for bit."));
    m_modes->setToolTip(
        tr("How many of the lowest vibrational modes to find and to push along, in both directions."));
    m_threads->setToolTip(tr("Results do not depend on it."));
    m_folder->setToolTip(tr("Everything computed is kept in this folder, piece by piece."));
    m_browse->setText(QStringLiteral("\u2026"));
    m_browse->setToolTip(tr("Choose a folder"));
}

QLayout* RecipePanel::makeForm()
{
    auto* folderRow = new QHBoxLayout;
    folderRow->setSpacing(4);
    folderRow->addWidget(m_folder);
    folderRow->addWidget(m_browse);

    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->addRow(tr("S&ystem"), m_system);
    m_form->addRow(tr("St&art from"), m_start);
    m_form->addRow(tr("&Particles N"), m_particles);
    m_form->addRow(tr("&Cells per side"), m_cells);
    m_densityLabel->setBuddy(m_density);
    m_form->addRow(m_densityLabel, m_density);
    m_form->addRow(tr("Temperat&ure"), m_temperature);
    m_form->addRow(QString(), m_derived);
    m_form->addRow(tr("Sa&mples"), m_samples);
    m_form->addRow(tr("S&eed"), m_seed);
    m_form->addRow(tr("M&odes"), m_modes);
    m_form->addRow(tr("&Threads"), m_threads);
    auto* folderLabel = new QLabel(tr("Fo&lder"));
    folderLabel->setBuddy(m_folder);
    m_form->addRow(folderLabel, folderRow);
    // Long names make the lists no wider than the column.
    for (QComboBox* list : {m_system, m_start})
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return m_form;
}

study::StudyPlan RecipeWish::plan() const
{
    study::StudyPlan plan = study::StudyPlan::ofPaper(recipes.front(), 1);
    plan.samples.clear();
    for (const model::SampleRecipe& recipe : recipes)
        plan.add(recipe);
    return plan;
}

QString RecipePanel::problem() const
{
    QStringList lines;
    for (const EntryProblem& problem : m_problems)
        lines << problem.reason;
    return lines.join(QLatin1Char('\n'));
}

std::optional<RecipeWish> RecipePanel::wish() const
{
    return m_wish;
}

void RecipePanel::editNew()
{
    m_shown.reset();
    if (const int imported = m_start->findData(QStringLiteral("imported")); imported >= 0) {
        if (m_start->currentIndex() == imported)
            systemChanged();
        m_start->removeItem(imported);
    }
    m_folderIsSuggested = true;
    suggestFolder();
    showRows();
    enableEntries();
    check();
}

void RecipePanel::showStudy(const study::StudyPlan& plan, const std::filesystem::path& folder,
                            Eigen::Index modesThere)
{
    m_shown = plan;
    m_folderIsSuggested = false;
    const model::SampleRecipe& first = plan.samples.front().recipe;
    const auto select = [](QComboBox* list, std::string_view name) {
        list->setCurrentIndex(list->findData(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
    };
    select(m_system, potential::potentialName(first.potential));
    if (first.origin == model::Origin::imported && m_start->findData(QStringLiteral("imported")) < 0)
        m_start->addItem(tr("Imported file"), QStringLiteral("imported"));
    select(m_start, first.origin == model::Origin::crystal ? model::latticeName(first.lattice)
                                                           : model::originName(first.origin));
    QStringList sizes;
    QStringList cells;
    for (const study::SamplePlan& sample : plan.samples) {
        sizes << QString::number(sample.recipe.particleCount);
        cells << QString::number(sample.recipe.cellsPerSide);
    }
    sizes.removeDuplicates();
    cells.removeDuplicates();
    const bool harmonic = m_system->currentIndex() == 0;
    const double density = harmonic ? model::packingFraction(first.numberDensity) : first.numberDensity;
    m_particles->setText(sizes.join(QStringLiteral(", ")));
    if (first.origin == model::Origin::crystal)
        m_cells->setText(cells.join(QStringLiteral(", ")));
    m_density->setText(QString::number(density, 'g', 10));
    m_temperature->setText(QString::number(first.temperature, 'g', 10));
    m_samples->setText(QString::number(plan.samples.size() / static_cast<std::size_t>(sizes.size())));
    m_seed->setText(QString::number(first.seed));
    if (modesThere > 0)
        m_modes->setText(QString::number(modesThere));
    m_folder->setText(pathText(folder));
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

/// As the paper makes that system.
void RecipePanel::systemChanged()
{
    const bool harmonic = m_system->currentIndex() == 0;
    m_densityLabel->setText(harmonic ? tr("Packing &fraction") : tr("&Density N/V (\u03c3\u207b\u00b3)"));
    m_start->setCurrentIndex(m_start->findData(harmonic ? QStringLiteral("random") : QStringLiteral("liquid")));
    startChanged();
}

/// At the density of the paper, or of a crystal whose particles touch.
void RecipePanel::startChanged()
{
    const double density = paperRecipe(8, 1).numberDensity;
    m_density->setText(
        QString::number(m_system->currentIndex() == 0 ? model::packingFraction(density) : density, 'g', 6));
    showRows();
    suggestFolder();
    check();
}

model::Origin RecipePanel::origin() const
{
    const std::string name = m_start->currentData().toString().toStdString();
    const bool isLattice = name == "fcc" || name == "bcc" || name == "sc";
    return isLattice ? model::Origin::crystal : model::originFromName(name);
}

/// Only what matters to the chosen start.
void RecipePanel::showRows()
{
    const bool isCrystal = origin() == model::Origin::crystal;
    m_form->setRowVisible(m_particles, !isCrystal);
    m_form->setRowVisible(m_cells, isCrystal);
    m_form->setRowVisible(m_temperature, origin() == model::Origin::liquid);
    m_form->setRowVisible(m_samples, !isCrystal);
    m_form->setRowVisible(m_seed, !isCrystal);
}

/// The recipe of one sample, all but its density and temperature as entered.
/// @param size particles, or a crystal's cells along a side
model::SampleRecipe RecipePanel::paperRecipe(Eigen::Index size, std::uint64_t seed) const
{
    const potential::PairPotential potential = chosenPotential(m_system);
    if (origin() == model::Origin::crystal)
        return model::SampleRecipe::ofCrystal(
            potential, model::latticeFromName(m_start->currentData().toString().toStdString()),
            static_cast<int>(size));
    model::SampleRecipe recipe = model::SampleRecipe::ofPaper(potential, size, seed);
    recipe.origin = origin();
    return recipe;
}

/// Names the study after its recipe, as long as the user has not named it and the recipe can be.
void RecipePanel::suggestFolder()
{
    RecipeWish wish;
    if (!m_folderIsSuggested || m_shown || !readRecipes(wish).empty())
        return;
    const bool isCrystal = origin() == model::Origin::crystal;
    QStringList sizes;
    for (const model::SampleRecipe& recipe : wish.recipes)
        sizes << QString::number(isCrystal ? recipe.cellsPerSide : recipe.particleCount);
    sizes.removeDuplicates();
    const QString size = sizes.mid(0, 4).join(QLatin1Char('-'));
    const QString made = isCrystal ? QStringLiteral("%1-%2cells").arg(m_start->currentData().toString(), size)
                                   : QStringLiteral("N%1-seed%2").arg(size).arg(wish.recipes.front().seed);
    const QString stem =
        QStringLiteral("%1/%2-%3").arg(defaultParentFolder(), m_system->currentData().toString(), made);
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
    for (QWidget* entry : std::initializer_list<QWidget*>{m_system, m_start, m_particles, m_cells, m_temperature,
                                                          m_density, m_samples, m_seed, m_folder, m_browse})
        entry->setEnabled(isNew);
    m_title->setText(isNew ? tr("New study") : tr("Recipe of the open study"));
}

void RecipePanel::check()
{
    RecipeWish wish;
    m_problems = readEntries(wish);
    markEntries();
    m_derived->clear();
    if (m_problems.empty()) {
        m_wish = wish;
        const double density = wish.recipes.front().numberDensity;
        const QString other = m_system->currentIndex() == 0
                                  ? tr("N/V\u00a0=\u00a0%1\u00a0\u03c3\u207b\u00b3").arg(look::number(density))
                                  : tr("packing fraction %1").arg(look::number(model::packingFraction(density)));
        QStringList sides;
        for (const model::SampleRecipe& recipe : wish.recipes)
            sides << look::number(recipe.boxSide());
        sides.removeDuplicates();
        QString words =
            tr("%1, box edge L\u00a0=\u00a0%2\u00a0\u03c3").arg(other, sides.mid(0, 4).join(QStringLiteral(", ")));
        if (origin() == model::Origin::crystal)
            words += tr(", N\u00a0=\u00a0%1").arg(look::grouped(wish.recipes.front().particleCount));
        if (wish.recipes.size() > 1)
            words += tr("; %1 samples in all").arg(wish.recipes.size());
        m_derived->setText(words);
        m_message->setForegroundRole(QPalette::PlaceholderText);
        m_message->setText(
            priceText(estimatePrice(wish.recipes, wish.modeCount, wish.threadCount)).toHtmlEscaped());
    }
    else {
        m_wish.reset();
        QStringList lines;
        for (const EntryProblem& problem : m_problems)
            lines << warningSign(this) + problem.reason.toHtmlEscaped();
        m_message->setForegroundRole(QPalette::WindowText);
        m_message->setText(lines.join(QStringLiteral("<br>")));
    }
    emit wishChanged();
}

void RecipePanel::markEntries()
{
    for (QLineEdit* entry :
         {m_particles, m_cells, m_density, m_temperature, m_samples, m_seed, m_modes, m_threads, m_folder}) {
        const auto problem = std::ranges::find(m_problems, entry, &EntryProblem::entry);
        markEntry(entry, problem == m_problems.end() ? QString() : problem->reason);
    }
}

/// Reads all entries. @return everything that is wrong
std::vector<EntryProblem> RecipePanel::readEntries(RecipeWish& wish) const
{
    std::vector<EntryProblem> problems;
    const auto note = [&problems](QLineEdit* entry, const QString& reason) {
        if (!reason.isEmpty())
            problems.push_back({entry, reason});
    };
    wish.isNew = !m_shown;
    wish.folder = m_folder->text().toStdString();
    if (m_shown) {
        for (const study::SamplePlan& sample : m_shown->samples)
            wish.recipes.push_back(sample.recipe);
    }
    else {
        problems = readRecipes(wish);
    }
    Eigen::Index smallest = largestParticleCount;
    for (const model::SampleRecipe& recipe : wish.recipes)
        smallest = std::min(smallest, recipe.particleCount);
    note(m_modes, readWhole(m_modes->text(), tr("The number of modes"), 1, 3 * smallest - 3, wish.modeCount));
    note(m_threads,
         readWhole(m_threads->text(), tr("The number of threads"), 1, largestThreadCount, wish.threadCount));
    if (wish.isNew)
        note(m_folder, folderProblem(wish.folder));
    return problems;
}

/// Reads what the samples are made from. @return everything that is wrong
std::vector<EntryProblem> RecipePanel::readRecipes(RecipeWish& wish) const
{
    std::vector<EntryProblem> problems;
    const auto note = [&problems](QLineEdit* entry, const QString& reason) {
        if (!reason.isEmpty())
            problems.push_back({entry, reason});
    };
    const auto readNumber = [&note](QLineEdit* entry, const QString& name) {
        bool isNumber = false;
        const double number = QLocale::c().toDouble(digits(entry->text()), &isNumber);
        note(entry,
             isNumber ? QString() : tr("%1 has to be a number, not \u201c%2\u201d.").arg(name, entry->text()));
        return number;
    };
    const bool isCrystal = origin() == model::Origin::crystal;
    const bool isLiquid = origin() == model::Origin::liquid;
    std::vector<Eigen::Index> sizes;
    int sampleCount = 1;
    std::uint64_t seed = 1;
    if (isCrystal) {
        note(m_cells, readWholes(m_cells->text(), tr("The number of cells"), 1, largestCellCount, sizes));
    }
    else {
        note(m_particles,
             readWholes(m_particles->text(), tr("The number of particles"), 16, largestParticleCount, sizes));
        note(m_samples,
             readWhole(m_samples->text(), tr("The number of samples"), 1, largestSampleCount, sampleCount));
        note(m_seed, readWhole(m_seed->text(), tr("The seed"), 0, std::numeric_limits<qint64>::max(), seed));
    }
    const double density = readNumber(m_density, tr("The density"));
    const double temperature = isLiquid ? readNumber(m_temperature, tr("The temperature")) : 0;
    if (!problems.empty())
        return problems;
    for (const Eigen::Index size : sizes) {
        for (int sample = 0; sample < sampleCount; ++sample) {
            model::SampleRecipe recipe = paperRecipe(size, seed + static_cast<std::uint64_t>(sample));
            recipe.numberDensity = m_system->currentIndex() == 0 ? model::numberDensityFor(density) : density;
            if (isLiquid)
                recipe.temperature = temperature;
            if (const auto problem = outOfRange(recipe))
                return {*problem};
            wish.recipes.push_back(recipe);
        }
    }
    return {};
}

/// What core says of a recipe, and to which entry it belongs: the one without which there would be nothing to say.
std::optional<EntryProblem> RecipePanel::outOfRange(const model::SampleRecipe& recipe) const
{
    const auto problem = [](const model::SampleRecipe& tried) -> QString {
        try {
            tried.validate();
            return {};
        }
        catch (const run::InvalidInput& error) {
            return QString::fromUtf8(error.what());
        }
    };
    const QString reason = problem(recipe);
    if (reason.isEmpty())
        return std::nullopt;
    const model::SampleRecipe usual =
        paperRecipe(origin() == model::Origin::crystal ? recipe.cellsPerSide : recipe.particleCount, recipe.seed);
    model::SampleRecipe usuallyDense = recipe;
    usuallyDense.numberDensity = usual.numberDensity;
    model::SampleRecipe usuallyHot = recipe;
    usuallyHot.temperature = usual.temperature;
    if (problem(usuallyDense).isEmpty())
        return EntryProblem{m_density, reason};
    if (problem(usuallyHot).isEmpty())
        return EntryProblem{m_temperature, reason};
    return EntryProblem{origin() == model::Origin::crystal ? m_cells : m_particles, reason};
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

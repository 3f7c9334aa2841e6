#include "ui/panels/StudyPanel.h"

#include "ui/look/Numbers.h"
#include "ui/panels/WarningSign.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace vitrine::panels {

namespace {

constexpr int recentShown = 5;

enum Column { nameColumn, packingColumn, modesColumn, scansColumn };

void fill(QTreeWidgetItem* item, const SampleLine& line)
{
    QString name = QString::fromStdString(line.name);
    item->setToolTip(nameColumn, line.problems.join(QLatin1Char('\n')));
    if (!line.problems.isEmpty())
        name += QStringLiteral(" \u26a0");
    item->setText(nameColumn, name);
    item->setText(packingColumn, line.hasStructure ? StudyPanel::tr("quenched") : QStringLiteral("\u2013"));
    item->setText(modesColumn, look::grouped(line.modeCount));
    item->setText(scansColumn, look::grouped(line.scanCount));
    for (const int column : {modesColumn, scansColumn})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void fill(QTreeWidgetItem* item, const StudyLine& study)
{
    const QString name = QFileInfo(study.folder).fileName();
    item->setText(nameColumn,
                  study.state.isEmpty() ? name : StudyPanel::tr("%1 \u2013 %2").arg(name, study.state));
    item->setToolTip(nameColumn, study.folder);
    item->setFirstColumnSpanned(true);
    QFont font = item->font(nameColumn);
    font.setBold(study.isShown);
    item->setFont(nameColumn, font);
    const int count = static_cast<int>(study.samples.size());
    while (item->childCount() > count)
        delete item->takeChild(item->childCount() - 1);
    while (item->childCount() < count)
        item->addChild(new QTreeWidgetItem);
    for (int row = 0; row < count; ++row)
        fill(item->child(row), study.samples[static_cast<std::size_t>(row)]);
}

/// Of the study that an item belongs to, and of the sample in it; -1 for the study itself.
std::pair<int, int> placeOf(const QTreeWidget* tree, const QTreeWidgetItem* item)
{
    QTreeWidgetItem* study = item->parent() ? item->parent() : const_cast<QTreeWidgetItem*>(item);
    return {tree->indexOfTopLevelItem(study),
            item->parent() ? study->indexOfChild(const_cast<QTreeWidgetItem*>(item)) : -1};
}

}  // namespace

StudyPanel::StudyPanel(QWidget* parent)
    : QWidget(parent),
      m_empty(new QLabel),
      m_tree(new QTreeWidget),
      m_problems(new QLabel),
      m_pages(new QStackedWidget)
{
    m_empty->setObjectName(QStringLiteral("recent"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setTextFormat(Qt::RichText);
    m_empty->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    setRecent({});

    m_tree->setObjectName(QStringLiteral("samples"));
    m_tree->setHeaderLabels({tr("Sample"), tr("Packing"), tr("Modes"), tr("Scans")});
    m_tree->setAccessibleName(tr("Open studies and their samples"));
    m_tree->setIndentation(14);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
    for (const int column : {modesColumn, scansColumn})
        m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);

    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setWordWrap(true);
    m_problems->setTextFormat(Qt::RichText);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->hide();

    auto* page = new QWidget;
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_tree);
    inside->addWidget(m_problems);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_pages);

    connect(m_empty, &QLabel::linkActivated, this,
            [this](const QString& link) { emit openWanted(QUrl(link).toLocalFile()); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* current) {
        showProblems();
        if (current && !m_marking)
            tellCurrent(current);
    });
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &StudyPanel::showMenu);
}

void StudyPanel::tellCurrent(const QTreeWidgetItem* item)
{
    const auto [row, child] = placeOf(m_tree, item);
    const StudyLine& study = m_studies[static_cast<std::size_t>(row)];
    if (!study.isShown)
        emit studyWanted(study.folder);
    else if (child >= 0)
        emit selected(study.samples[static_cast<std::size_t>(child)].name);
}

void StudyPanel::showMenu(const QPoint& place)
{
    const QTreeWidgetItem* item = m_tree->itemAt(place);
    if (!item)
        return;
    const QString folder = m_studies[static_cast<std::size_t>(placeOf(m_tree, item).first)].folder;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Close %1").arg(QFileInfo(folder).fileName()), this,
                    [this, folder] { emit closeWanted(folder); });
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void StudyPanel::setRecent(const QStringList& folders)
{
    QString text =
        tr("No study is open. Fill in the recipe and press Start, open a study with Ctrl+O, or drop one "
           "here.");
    if (!folders.isEmpty())
        text += tr("<p>Lately:");
    for (const QString& folder : folders.mid(0, recentShown))
        text += QStringLiteral("<br><a href='%1' title='%2'>%3</a>")
                    .arg(QString::fromLatin1(QUrl::fromLocalFile(folder).toEncoded()), folder.toHtmlEscaped(),
                         QFileInfo(folder).fileName().toHtmlEscaped());
    m_empty->setText(text);
}

void StudyPanel::setStudies(const std::vector<StudyLine>& studies)
{
    m_pages->setCurrentIndex(studies.empty() ? 0 : 1);
    if (studies == m_studies)
        return;
    const QScopedValueRollback marking(m_marking, true);
    m_studies = studies;
    const int count = static_cast<int>(studies.size());
    while (m_tree->topLevelItemCount() > count)
        delete m_tree->takeTopLevelItem(m_tree->topLevelItemCount() - 1);
    for (int row = 0; row < count; ++row) {
        const StudyLine& study = studies[static_cast<std::size_t>(row)];
        const bool isNew = row == m_tree->topLevelItemCount();
        if (isNew)
            m_tree->addTopLevelItem(new QTreeWidgetItem);
        fill(m_tree->topLevelItem(row), study);
        if (isNew)
            m_tree->topLevelItem(row)->setExpanded(true);
    }
    showProblems();
}

/// A stranger's file or a liquid out of equilibrium decides what the numbers are worth: it is said, not hinted at.
void StudyPanel::showProblems()
{
    QStringList problems;
    if (const QTreeWidgetItem* item = m_tree->currentItem()) {
        const auto [row, child] = placeOf(m_tree, item);
        if (child >= 0)
            problems = m_studies[static_cast<std::size_t>(row)].samples[static_cast<std::size_t>(child)].problems;
    }
    m_problems->setVisible(!problems.isEmpty());
    m_problems->setText(
        warningSign(this) +
        problems.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

void StudyPanel::select(const std::string& sample)
{
    const QScopedValueRollback marking(m_marking, true);
    for (std::size_t row = 0; row < m_studies.size(); ++row) {
        const StudyLine& study = m_studies[row];
        for (std::size_t child = 0; study.isShown && child < study.samples.size(); ++child)
            if (study.samples[child].name == sample)
                m_tree->setCurrentItem(
                    m_tree->topLevelItem(static_cast<int>(row))->child(static_cast<int>(child)));
    }
    showProblems();
}

}  // namespace vitrine::panels

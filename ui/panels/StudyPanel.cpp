#include "ui/panels/StudyPanel.h"

#include "ui/look/Numbers.h"
#include "ui/panels/WarningSign.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
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
    item->setData(nameColumn, Qt::UserRole, name);
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

}  // namespace

StudyPanel::StudyPanel(QWidget* parent)
    : QWidget(parent),
      m_empty(new QLabel),
      m_folder(new QLabel),
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
    m_tree->setRootIsDecorated(false);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
    for (const int column : {modesColumn, scansColumn})
        m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);

    QFont bold = font();
    bold.setBold(true);
    m_folder->setFont(bold);
    m_folder->setTextFormat(Qt::PlainText);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setWordWrap(true);
    m_problems->setTextFormat(Qt::RichText);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->hide();

    auto* page = new QWidget;
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_folder);
    inside->addWidget(m_tree);
    inside->addWidget(m_problems);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_pages);

    connect(m_empty, &QLabel::linkActivated, this,
            [this](const QString& link) { emit openWanted(QUrl(link).toLocalFile()); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* current) {
        showProblems();
        if (current && !m_marking)
            emit selected(current->data(nameColumn, Qt::UserRole).toString().toStdString());
    });
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

void StudyPanel::setStudy(const QString& folder, const std::vector<SampleLine>& samples)
{
    m_pages->setCurrentIndex(folder.isEmpty() ? 0 : 1);
    m_folder->setText(QFileInfo(folder).fileName());
    m_folder->setToolTip(folder);
    if (samples == m_lines)
        return;
    const QScopedValueRollback marking(m_marking, true);
    while (m_tree->topLevelItemCount() > static_cast<int>(samples.size()))
        delete m_tree->takeTopLevelItem(m_tree->topLevelItemCount() - 1);
    for (int row = 0; const SampleLine& line : samples) {
        if (row == m_tree->topLevelItemCount())
            m_tree->addTopLevelItem(new QTreeWidgetItem);
        fill(m_tree->topLevelItem(row++), line);
    }
    m_lines = samples;
    showProblems();
}

/// A stranger's file or a liquid out of equilibrium decides what the numbers are worth: it is said, not hinted at.
void StudyPanel::showProblems()
{
    const int row = m_tree->currentIndex().row();
    const QStringList problems = row >= 0 && row < static_cast<int>(m_lines.size())
                                     ? m_lines[static_cast<std::size_t>(row)].problems
                                     : QStringList();
    m_problems->setVisible(!problems.isEmpty());
    m_problems->setText(
        warningSign(this) +
        problems.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

void StudyPanel::select(const std::string& sample)
{
    const QScopedValueRollback marking(m_marking, true);
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = m_tree->topLevelItem(row);
        if (item->data(nameColumn, Qt::UserRole).toString().toStdString() == sample)
            m_tree->setCurrentItem(item);
    }
    showProblems();
}

}  // namespace vitrine::panels

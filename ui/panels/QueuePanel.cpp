#include "ui/panels/QueuePanel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vitrine::panels {

namespace {

enum Column { numberColumn, studyColumn, stateColumn };

QToolButton* makeButton(const QString& name, const QString& text, const QString& explanation)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(explanation);
    button->setAccessibleName(explanation);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

}  // namespace

QueuePanel::QueuePanel(QWidget* parent)
    : QWidget(parent),
      m_list(new QTreeWidget),
      m_empty(
          new QLabel(tr("Runs wait here for their turn: while one goes on, Start puts the next one behind it."))),
      m_pages(new QStackedWidget),
      m_earlier(
          makeButton(QStringLiteral("queueEarlier"), tr("Earlier"), tr("Lets a run that waits begin earlier"))),
      m_later(makeButton(QStringLiteral("queueLater"), tr("Later"), tr("Lets a run that waits begin later"))),
      m_cancel(makeButton(QStringLiteral("queueCancel"), tr("Cancel"),
                          tr("Cancels the run, or takes it out if it waits; what was finished is kept")))
{
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(QStringLiteral("queue"));
    m_list->setAccessibleName(tr("Queue of runs"));
    m_list->setHeaderLabels({tr("No."), tr("Study"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setSectionResizeMode(numberColumn, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(studyColumn, QHeaderView::ResizeToContents);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_earlier);
    buttons->addWidget(m_later);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    auto* page = new QWidget;
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list, 1);
    rows->addLayout(buttons);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_pages);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &QueuePanel::refreshButtons);
    connect(m_earlier, &QToolButton::clicked, this, [this] { emit moveWanted(chosen()->number, -1); });
    connect(m_later, &QToolButton::clicked, this, [this] { emit moveWanted(chosen()->number, 1); });
    connect(m_cancel, &QToolButton::clicked, this, [this] { emit cancelWanted(chosen()->number); });
    refreshButtons();
}

const QueueLine* QueuePanel::chosen() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_runs.size()) ? nullptr : &m_runs[static_cast<std::size_t>(row)];
}

/// The chosen run stays chosen wherever it goes.
void QueuePanel::setRuns(const std::vector<QueueLine>& runs)
{
    if (runs == m_runs)
        return;
    const int number = chosen() ? chosen()->number : 0;
    m_runs = runs;
    const int count = static_cast<int>(runs.size());
    while (m_list->topLevelItemCount() > count)
        delete m_list->takeTopLevelItem(m_list->topLevelItemCount() - 1);
    while (m_list->topLevelItemCount() < count)
        m_list->addTopLevelItem(new QTreeWidgetItem);
    for (int row = 0; row < count; ++row) {
        const QueueLine& line = runs[static_cast<std::size_t>(row)];
        QTreeWidgetItem* item = m_list->topLevelItem(row);
        item->setText(numberColumn, QString::number(line.number));
        item->setText(studyColumn, line.study);
        item->setToolTip(studyColumn, line.folder);
        item->setText(stateColumn, line.state);
        item->setToolTip(stateColumn, line.state);
        if (line.number == number)
            m_list->setCurrentItem(item);
    }
    m_pages->setCurrentIndex(runs.empty() ? 0 : 1);
    refreshButtons();
}

void QueuePanel::refreshButtons()
{
    const QueueLine* line = chosen();
    m_earlier->setEnabled(line && line->isWaiting);
    m_later->setEnabled(line && line->isWaiting);
    m_cancel->setEnabled(line && (line->isWaiting || line->isGoingOn));
}

}  // namespace vitrine::panels

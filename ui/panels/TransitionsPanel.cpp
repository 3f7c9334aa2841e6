#include "ui/panels/TransitionsPanel.h"

#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::panels {

using results::ModeRecord;

namespace {

enum Column {
    stateColumn,
    triggersColumn,
    amplitudeColumn,
    distanceColumn,
    energyColumn,
    countColumn,
    overlapColumn
};

constexpr int selectionRole = Qt::UserRole;
constexpr int digits = 4;

QString triggerName(const ModeRecord& record)
{
    return look::grouped(record.mode) + (record.sign == "-" ? QStringLiteral("\u2212") : QStringLiteral("+"));
}

QString numberOrNothing(const std::optional<double>& value)
{
    return value ? look::number(*value, digits) : QString();
}

QString amplitudeText(const ModeRecord& record)
{
    if (!record.criticalAmplitude)
        return {};
    return look::criticalAmplitude(*record.criticalAmplitude);
}

/// By A_c, so that the first is the one that takes least.
std::vector<ModeRecord> softestFirst(std::vector<ModeRecord> triggers)
{
    std::ranges::stable_sort(triggers, {},
                             [](const ModeRecord& r) { return r.criticalAmplitude.value_or(1e300); });
    return triggers;
}

void fillTrigger(QTreeWidgetItem* item, const ModeRecord& record)
{
    item->setText(stateColumn, TransitionsPanel::tr("mode %1").arg(triggerName(record)));
    item->setText(
        triggersColumn,
        TransitionsPanel::tr("\u03c9 = %1, P = %2%3")
            .arg(look::number(record.omega, digits), look::number(record.participationRatio, 2),
                 record.phononOrder ? TransitionsPanel::tr(", O = %1").arg(look::number(*record.phononOrder, 2))
                                    : QString()));
    item->setText(amplitudeColumn, amplitudeText(record));
    item->setText(overlapColumn, numberOrNothing(record.overlap));
    item->setData(stateColumn, selectionRole, QVariant::fromValue(ui::selectionOf(record)));
}

}  // namespace

TransitionsPanel::TransitionsPanel(QWidget* parent)
    : QWidget(parent), m_tree(new QTreeWidget), m_empty(new QLabel), m_pages(new QStackedWidget)
{
    m_tree->setObjectName(QStringLiteral("transitions"));
    m_tree->setHeaderLabels({tr("Final state"), tr("Reached by"), QStringLiteral("A_c / \u03c3"),
                             QStringLiteral("|\u0394r| / \u03c3"), QStringLiteral("\u0394\u03a6 / \u03b5"),
                             QStringLiteral("N_rearr"), QStringLiteral("I")});
    QTreeWidgetItem* header = m_tree->headerItem();
    header->setToolTip(stateColumn, tr("States are the same if every particle ends at the same place, not merely "
                                       "if their |\u0394r| agree."));
    header->setToolTip(triggersColumn, tr("The modes and directions that lead there."));
    header->setToolTip(amplitudeColumn,
                       tr("The smallest critical amplitude A_c among the modes that lead there: the A of Eq. (5) "
                          "from which the system no longer returns. With \u2248 where it depends on "
                          "the minimiser."));
    header->setToolTip(distanceColumn, tr("How far apart the two minima are, Eq. (6)."));
    header->setToolTip(energyColumn, tr("Energy of the new minimum less that of the old, Eq. (7)."));
    header->setToolTip(countColumn, tr("Number of particles that rearranged, Eq. (9)."));
    header->setToolTip(overlapColumn, tr("How far the rearrangement points along the mode, Eq. (10)."));
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    const QFontMetrics metrics = m_tree->fontMetrics();
    const auto widen = [&](int column, const QString& widest) {
        m_tree->setColumnWidth(column, metrics.horizontalAdvance(widest) + 24);
        if (column > triggersColumn)
            header->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    };
    widen(stateColumn, QStringLiteral("\u25b8 AA: transition 8888"));
    widen(triggersColumn, QString(32, QLatin1Char('8')));
    widen(amplitudeColumn, look::criticalAmplitude(8.888e-10));
    widen(distanceColumn, look::number(8.888e-12));
    widen(energyColumn, look::number(-8.888e-12));
    widen(countColumn, QStringLiteral("N_rearr8"));
    m_tree->header()->setStretchLastSection(true);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_tree);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);

    connect(m_tree, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem* current) { tellSelection(current); });
}

void TransitionsPanel::setRecords(const std::vector<ModeRecord>& records)
{
    std::map<StateKey, std::vector<ModeRecord>> states;
    for (const ModeRecord& record : records)
        if (record.transition)
            states[{QString::fromStdString(record.sample), *record.transition}].push_back(record);
    const QScopedValueRollback marking(m_marking, true);
    // States come and grow while a run goes on; those that did not change keep their items, opened or not.
    int row = 0;
    const auto keyAt = [this](int place) {
        const QTreeWidgetItem* item = m_tree->topLevelItem(place);
        return item->data(stateColumn, selectionRole + 1).value<StateKey>();
    };
    for (auto& [key, triggers] : states) {
        while (row < m_tree->topLevelItemCount() && keyAt(row) < key)
            delete m_tree->takeTopLevelItem(row);
        const bool isThere = row < m_tree->topLevelItemCount() && keyAt(row) == key;
        if (!isThere) {
            auto* item = new QTreeWidgetItem;
            item->setData(stateColumn, selectionRole + 1, QVariant::fromValue(key));
            m_tree->insertTopLevelItem(row, item);
        }
        if (!isThere || m_states[key].size() != triggers.size())
            fillState(m_tree->topLevelItem(row), triggers);
        ++row;
    }
    while (m_tree->topLevelItemCount() > row)
        delete m_tree->takeTopLevelItem(row);
    m_states = std::move(states);
    m_pages->setCurrentIndex(m_states.empty() ? 0 : 1);
}

void TransitionsPanel::fillState(QTreeWidgetItem* item, const std::vector<ModeRecord>& triggers)
{
    const std::vector<ModeRecord> sorted = softestFirst(triggers);
    const ModeRecord& softest = sorted.front();
    QStringList names;
    for (const ModeRecord& trigger : triggers)
        names << triggerName(trigger);
    item->setText(
        stateColumn,
        tr("%1: transition %2").arg(QString::fromStdString(softest.sample), look::grouped(*softest.transition)));
    item->setText(triggersColumn, tr("%1: %2").arg(triggers.size()).arg(names.join(QStringLiteral(", "))));
    item->setToolTip(triggersColumn, tr("Modes %1").arg(names.join(QStringLiteral(", "))));
    item->setText(amplitudeColumn, amplitudeText(softest));
    item->setText(distanceColumn, numberOrNothing(softest.distance));
    item->setText(energyColumn, numberOrNothing(softest.energyDifference));
    item->setText(countColumn, numberOrNothing(softest.rearrangedCount));
    item->setData(stateColumn, selectionRole, QVariant::fromValue(ui::selectionOf(softest)));
    qDeleteAll(item->takeChildren());
    for (const ModeRecord& trigger : sorted)
        fillTrigger(new QTreeWidgetItem(item), trigger);
    const auto align = [](QTreeWidgetItem* line) {
        for (int column = amplitudeColumn; column <= overlapColumn; ++column)
            line->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    };
    align(item);
    for (int child = 0; child < item->childCount(); ++child)
        align(item->child(child));
}

void TransitionsPanel::setEmptyHint(const QString& hint)
{
    m_empty->setText(hint);
}

void TransitionsPanel::select(const ui::Selection& selection)
{
    const QScopedValueRollback marking(m_marking, true);
    const auto shows = [&selection](const QTreeWidgetItem* item) {
        return item && item->data(stateColumn, selectionRole).value<ui::Selection>() == selection;
    };
    if (shows(m_tree->currentItem()))
        return;
    for (int row = 0; row < m_tree->topLevelItemCount(); ++row) {
        QTreeWidgetItem* state = m_tree->topLevelItem(row);
        for (int child = 0; child < state->childCount(); ++child) {
            if (!shows(state->child(child)))
                continue;
            // A closed state stays closed and stands for its triggers.
            m_tree->setCurrentItem(state->isExpanded() ? state->child(child) : state);
            return;
        }
    }
    m_tree->setCurrentItem(nullptr);
}

void TransitionsPanel::tellSelection(const QTreeWidgetItem* item)
{
    if (item && !m_marking)
        emit selected(item->data(stateColumn, selectionRole).value<ui::Selection>());
}

}  // namespace vitrine::panels

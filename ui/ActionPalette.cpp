#include "ui/ActionPalette.h"

#include "ui/FuzzyMatch.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr int entryRole = Qt::UserRole;
constexpr QSize paletteSize(620, 380);

}  // namespace

ActionPalette::ActionPalette(std::vector<commands::MenuAction> actions, QWidget* parent)
    : QDialog(parent), m_search(new QLineEdit), m_list(new QListWidget)
{
    setWindowTitle(tr("Find an action"));
    for (const commands::MenuAction& found : actions) {
        QString words = found.path;
        words.replace(QLatin1Char('/'), QStringLiteral(" \u203a "));
        m_entries.push_back({words, found.action});
    }
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("A few letters, such as  sp dock  or  theme"));
    m_search->setAccessibleName(tr("Search for an action"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("matches"));
    m_list->setAccessibleName(tr("Actions that were found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_list);
    resize(paletteSize);
    connect(m_search, &QLineEdit::textChanged, this, &ActionPalette::showMatches);
    connect(m_search, &QLineEdit::returnPressed, this, &ActionPalette::choose);
    connect(m_list, &QListWidget::itemClicked, this, &ActionPalette::choose);
    showMatches();
}

void ActionPalette::showMatches()
{
    std::vector<std::pair<int, int>> found;  // score and number, the best first, equal ones in the menus' order
    for (int number = 0; number < static_cast<int>(m_entries.size()); ++number) {
        const Entry& entry = m_entries[static_cast<std::size_t>(number)];
        if (!entry.action)
            continue;
        // What cannot be done now is shown, but never before what can.
        if (const auto score = fuzzyScore(m_search->text(), entry.words))
            found.emplace_back(entry.action->isEnabled() ? -*score : 1'000'000 - *score, number);
    }
    std::ranges::sort(found);
    m_list->clear();
    for (const auto& [score, number] : found) {
        const Entry& entry = m_entries[static_cast<std::size_t>(number)];
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(keys.isEmpty() ? entry.words : tr("%1   (%2)").arg(entry.words, keys));
        item->setData(entryRole, number);
        item->setToolTip(entry.action->isEnabled() ? QString() : tr("Cannot be done now"));
        if (!entry.action->isEnabled())
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        if (entry.action->isCheckable())
            item->setCheckState(entry.action->isChecked() ? Qt::Checked : Qt::Unchecked);
        m_list->addItem(item);
    }
    m_list->setCurrentRow(found.empty() ? -1 : 0);
}

void ActionPalette::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = m_entries[static_cast<std::size_t>(item->data(entryRole).toInt())].action;
    accept();
    if (action)
        action->trigger();
}

/// The list is walked through while the letters are typed.
bool ActionPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int page = std::max(1, m_list->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    const int step = key == Qt::Key_Down       ? 1
                     : key == Qt::Key_Up       ? -1
                     : key == Qt::Key_PageDown ? page
                     : key == Qt::Key_PageUp   ? -page
                                               : 0;
    if (step == 0 || m_list->count() == 0)
        return QDialog::eventFilter(watched, event);
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
    return true;
}

}  // namespace vitrine::ui

#pragma once

#include "ui/commands/MenuActions.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QLineEdit;
class QListWidget;

namespace vitrine::ui {

/// Finds anything that the menus offer by a few of its letters, and does it.
class ActionPalette : public QDialog {
    Q_OBJECT

public:
    ActionPalette(std::vector<commands::MenuAction> actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        QString words;
        QPointer<QAction> action;
    };

    void showMatches();
    void choose();

    std::vector<Entry> m_entries;
    QLineEdit* m_search;
    QListWidget* m_list;
};

}  // namespace vitrine::ui

#pragma once

#include "ui/commands/MenuActions.h"

#include <QDialog>

#include <vector>

class QTextBrowser;

namespace vitrine::ui {

/// All keys of the window: those of the menus as they are, and what mouse and keys do in each kind of view.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    ShortcutSheet(const std::vector<commands::MenuAction>& actions, QWidget* parent);

    QString text() const;

private:
    QTextBrowser* m_sheet;
};

}  // namespace vitrine::ui

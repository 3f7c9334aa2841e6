#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;

namespace vitrine::ui {

/// The bar on top of a dock: its title, unless a tab says that already, and buttons to float and to close it. The
/// dock is dragged by it.
class DockTitle : public QWidget {
    Q_OBJECT

public:
    explicit DockTitle(QDockWidget* dock);

    /// @param shown false where the dock is one of several in tabs
    void showTitle(bool shown);

private:
    QLabel* m_title;
};

}  // namespace vitrine::ui

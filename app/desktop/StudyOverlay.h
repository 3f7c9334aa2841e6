#pragma once

#include "app/desktop/Session.h"

#include <QObject>

namespace vitrine::panels {
class ScatterPanel;
}

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

class StudyShelf;

/// Lays the points of all open studies over each other in the scatter plots that want it. Records of a study that
/// is not shown have samples named "study/A".
class StudyOverlay : public QObject {
    Q_OBJECT

public:
    StudyOverlay(const Session& session, const StudyShelf& shelf, ui::MainWindow& window,
                 QObject* parent = nullptr);

private:
    void add(panels::ScatterPanel* scatter);
    void show(panels::ScatterPanel* scatter) const;
    void showAll() const;

    const Session& m_session;
    const StudyShelf& m_shelf;
    ui::MainWindow& m_window;
};

}  // namespace vitrine::app

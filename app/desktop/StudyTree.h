#pragma once

#include "app/desktop/Session.h"

#include <QObject>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

class RunQueue;
class StudyShelf;

/// Keeps the list of open studies and the queue of runs in the window as they are.
class StudyTree : public QObject {
    Q_OBJECT

public:
    StudyTree(const Session& session, const StudyShelf& shelf, const RunQueue& queue, ui::MainWindow& window,
              QObject* parent = nullptr);

private:
    void showStudies();
    void showQueue();

    const Session& m_session;
    const StudyShelf& m_shelf;
    const RunQueue& m_queue;
    ui::MainWindow& m_window;
};

}  // namespace vitrine::app

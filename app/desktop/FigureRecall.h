#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/Session.h"
#include "ui/figures/FigureMemory.h"

#include <QObject>

#include <optional>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// Brings the file of a figure back as a view of its study: opens the study, asks where it is if it is not where
/// it was, selects what the figure shows, and says if the data are not those it was made from.
class FigureRecall : public QObject {
    Q_OBJECT

public:
    FigureRecall(Session& session, ui::MainWindow& window, QObject* parent = nullptr);

    /// @param file that was dropped, chosen or named; what is wrong with it is said in one message
    void open(const QString& file);
    /// A study was opened, whoever wanted it: if it is the awaited one, it is shown as in the figure.
    void studyOpened(const StudyContents& contents);
    /// The figure that was opened last, if its study is the one that is open: an export begins there.
    std::optional<figures::FigureRequest> request() const;

signals:
    void studyWanted(const QString& folder);

private:
    void ask(const figures::StudyTrace& trace);
    void show();
    void showView(const figures::PanelWish& wish);
    void compare();
    void say(const QString& title, const QString& text);

    Session& m_session;
    ui::MainWindow& m_window;
    figures::FigureMemory m_memory;  ///< of the figure opened last
    QString m_name;                  ///< of its file
    QString m_awaited;               ///< folder of its study, until that is open
    QString m_shown;                 ///< folder of its study, once it is
    Analyst m_analyst;
};

}  // namespace vitrine::app

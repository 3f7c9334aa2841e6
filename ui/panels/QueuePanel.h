#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace vitrine::panels {

/// A run in the queue, in words.
struct QueueLine {
    int number = 0;
    QString study;
    QString state;  ///< "running", "waiting", "finished", ...
    QString folder;
    bool isWaiting = false;  ///< it can be moved and taken out
    bool isGoingOn = false;  ///< it can be cancelled

    bool operator==(const QueueLine&) const = default;
};

/// The runs that go on, wait, or have ended, in their order, which the user can change.
class QueuePanel : public QWidget {
    Q_OBJECT

public:
    explicit QueuePanel(QWidget* parent = nullptr);

    void setRuns(const std::vector<QueueLine>& runs);

signals:
    /// @param places negative: earlier
    void moveWanted(int number, int places);
    /// The run is to be cancelled, or taken out if it waits.
    void cancelWanted(int number);

private:
    const QueueLine* chosen() const;
    void refreshButtons();

    QTreeWidget* m_list;
    QLabel* m_empty;
    QStackedWidget* m_pages;
    QToolButton* m_earlier;
    QToolButton* m_later;
    QToolButton* m_cancel;
    std::vector<QueueLine> m_runs;
};

}  // namespace vitrine::panels

#pragma once

#include "core/run/RunControl.h"

#include <QElapsedTimer>
#include <QString>
#include <QWidget>

#include <array>
#include <string>

class QGridLayout;
class QLabel;
class QPushButton;

namespace vitrine::panels {

class StageBar;

/// Starts, pauses and cancels a run and shows how far each of its stages is, and how the last run ended.
class RunPanel : public QWidget {
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    /// @param text of the start button @param problem why a run cannot start, for its tooltip; empty: it can
    /// @param note what a run would add, or that there is nothing to add: a line under the buttons; empty: none
    void setStart(const QString& text, const QString& problem, const QString& note = {});

    void runStarted();
    void stageBegan(const std::string& sample, run::Stage stage);
    void progressed(const std::string& sample, const run::Progress& progress);
    void setPaused(bool paused);
    void runCancelling();
    /// How it ended: @param outcome one line for people, @param isError marks it as such
    void runEnded(const QString& outcome, bool isError);

    bool isRunning() const { return m_running; }
    /// Of the last run; empty while one goes on.
    QString outcome() const;
    /// One line for the status bar: the running stage and its time left.
    QString summary() const;

signals:
    void startWanted();
    void pauseWanted();
    void resumeWanted();
    void cancelWanted();

private:
    /// The line of one stage.
    struct Line {
        QLabel* name = nullptr;
        StageBar* bar = nullptr;
        QLabel* count = nullptr;
        QLabel* left = nullptr;
    };
    enum class LineState { waiting, running, done, notNeeded };

    void addLine(QGridLayout* grid, run::Stage stage);
    Line& line(run::Stage stage) { return m_lines.at(static_cast<std::size_t>(stage)); }
    void showLine(run::Stage stage, LineState state);
    void startSample(const std::string& sample);
    void endStage(LineState state);
    void refreshButtons();
    double runningSeconds() const;

    std::array<Line, run::stageCount> m_lines;
    std::array<bool, run::stageCount> m_seen{};
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    QLabel* m_sample;
    QLabel* m_additions;  ///< what a run would add
    QLabel* m_note;
    QLabel* m_outcome;
    std::string m_sampleName;
    run::Stage m_stage = run::Stage::quench;
    bool m_inStage = false;
    QString m_timeLeft;
    QElapsedTimer m_sinceStage;
    QElapsedTimer m_sincePause;
    qint64 m_pausedTime = 0;  ///< of this stage, ms
    QString m_startProblem;
    QString m_startNote;
    QString m_outcomeText;
    bool m_running = false;
    bool m_paused = false;
    bool m_cancelling = false;
};

}  // namespace vitrine::panels

#include "ui/panels/RunPanel.h"

#include "ui/look/Numbers.h"
#include "ui/panels/RunPrice.h"
#include "ui/panels/StageBar.h"
#include "ui/panels/WarningSign.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace vitrine::panels {

using run::Stage;

namespace {

constexpr double secondsBeforeEstimate = 1;

QString stageTitle(Stage stage)
{
    switch (stage) {
        case Stage::equilibration:
            return RunPanel::tr("Equilibration");
        case Stage::quench:
            return RunPanel::tr("Quench");
        case Stage::hessian:
            return RunPanel::tr("Hessian");
        case Stage::factorisation:
            return RunPanel::tr("Factorisation");
        case Stage::modes:
            return RunPanel::tr("Modes");
        case Stage::scan:
            return RunPanel::tr("Scan");
        case Stage::moduli:
            return RunPanel::tr("Moduli");
    }
    return {};
}

QString stageExplanation(Stage stage)
{
    switch (stage) {
        case Stage::equilibration:
            return RunPanel::tr("Molecular dynamics of the liquid, in time steps.");
        case Stage::quench:
            return RunPanel::tr("Minimisation of the energy, in powers of ten of the largest force.");
        case Stage::hessian:
            return RunPanel::tr("Second derivatives of the energy.");
        case Stage::factorisation:
            return RunPanel::tr("Cholesky factorisation of the Hessian; cannot be interrupted.");
        case Stage::modes:
            return RunPanel::tr("Lowest vibrational modes.");
        case Stage::scan:
            return RunPanel::tr("Pushing along each mode, both ways, until particles rearrange.");
        case Stage::moduli:
            return RunPanel::tr("Elastic moduli: the response to the six strains of the box.");
    }
    return {};
}

/// "7 of 40", or "3.1 of 12" for the quench, which counts decades of force.
QString countText(const run::Progress& progress)
{
    if (progress.stage == Stage::quench)
        return progress.total > 0
                   ? RunPanel::tr("%1 of %2 decades").arg(progress.done, 0, 'f', 1).arg(progress.total, 0, 'f', 1)
                   : QString::number(progress.done, 'f', 1);
    const QString done = look::grouped(std::llround(progress.done));
    return progress.total > 0 ? RunPanel::tr("%1 of %2").arg(done, look::grouped(std::llround(progress.total)))
                              : done;
}

}  // namespace

RunPanel::RunPanel(QWidget* parent)
    : QWidget(parent),
      m_start(new QPushButton),
      m_pause(new QPushButton),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_sample(new QLabel),
      m_additions(new QLabel),
      m_note(new QLabel),
      m_outcome(new QLabel)
{
    m_start->setObjectName(QStringLiteral("start"));
    m_pause->setObjectName(QStringLiteral("pause"));
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_additions->setObjectName(QStringLiteral("additions"));
    m_additions->setWordWrap(true);
    m_additions->setForegroundRole(QPalette::PlaceholderText);
    m_cancel->setToolTip(
        tr("Stops within a tenth of a second; only a running factorisation has to finish first. "
           "What was finished is kept."));

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start, 2);
    buttons->addWidget(m_pause, 1);
    buttons->addWidget(m_cancel, 1);

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);  // numbers to the right
    for (const Stage stage : {Stage::equilibration, Stage::quench, Stage::hessian, Stage::factorisation,
                              Stage::modes, Stage::scan, Stage::moduli})
        addLine(grid, stage);

    for (QLabel* label : {m_note, m_outcome}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->hide();
    }
    m_sample->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addLayout(buttons);
    column->addWidget(m_additions);
    column->addWidget(m_sample);
    column->addLayout(grid);
    column->addWidget(m_note);
    column->addWidget(m_outcome);
    column->addStretch(1);

    connect(m_start, &QPushButton::clicked, this, &RunPanel::startWanted);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_paused ? emit resumeWanted() : emit pauseWanted(); });
    connect(m_cancel, &QPushButton::clicked, this, &RunPanel::cancelWanted);
    setStart(tr("Start"), {});
}

/// Name and numbers above, the bar below them over the whole width.
void RunPanel::addLine(QGridLayout* grid, Stage stage)
{
    Line& made = line(stage);
    const int row = grid->rowCount();
    made = {new QLabel(stageTitle(stage)), new StageBar, new QLabel, new QLabel};
    made.left->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(made.name, row, 0);
    grid->addWidget(made.count, row, 1, Qt::AlignRight);
    grid->addWidget(made.left, row, 2, Qt::AlignRight);
    grid->addWidget(made.bar, row + 1, 0, 1, 3);
    for (QWidget* part : std::initializer_list<QWidget*>{made.name, made.bar, made.count, made.left})
        part->setToolTip(stageExplanation(stage));
    showLine(stage, LineState::waiting);
}

void RunPanel::showLine(Stage stage, LineState state)
{
    const Line& shown = line(stage);
    // Lennard-Jones alone equilibrates, and only some solvers factorise: those lines come when they happen.
    const bool optional = stage == Stage::equilibration || stage == Stage::factorisation;
    const bool visible = !optional || state == LineState::running || state == LineState::done;
    for (QWidget* part : std::initializer_list<QWidget*>{shown.name, shown.bar, shown.count, shown.left})
        part->setVisible(visible);
    shown.name->setEnabled(state == LineState::running || state == LineState::done);
    shown.bar->setPart(state == LineState::done || state == LineState::notNeeded ? 1 : 0);
    shown.bar->setEnabled(state != LineState::notNeeded);
    shown.left->clear();
    if (state == LineState::notNeeded)
        shown.count->setText(tr("there already"));
    else if (state == LineState::waiting)
        shown.count->clear();
}

void RunPanel::setStart(const QString& text, const QString& problem, const QString& note)
{
    m_startNote = note;
    m_start->setText(text);
    m_startProblem = problem;
    refreshButtons();
}

void RunPanel::refreshButtons()
{
    const bool canStart = m_startProblem.isEmpty();
    m_start->setEnabled(canStart);
    m_start->setDefault(canStart);
    m_start->setToolTip(canStart ? m_startNote : m_startProblem);
    m_additions->setText(m_startNote);
    m_additions->setVisible(!m_startNote.isEmpty());
    m_pause->setEnabled(m_running && !m_cancelling);
    m_pause->setText(m_paused ? tr("Resume") : tr("Pause"));
    m_cancel->setEnabled(m_running && !m_cancelling);
    m_cancel->setText(m_cancelling ? tr("Cancelling\u2026") : tr("Cancel"));
}

void RunPanel::runStarted()
{
    m_running = true;
    m_paused = false;
    m_cancelling = false;
    m_inStage = false;
    m_sampleName.clear();
    m_timeLeft.clear();
    m_seen.fill(false);
    for (std::size_t stage = 0; stage < run::stageCount; ++stage)
        showLine(static_cast<Stage>(stage), LineState::waiting);
    m_outcomeText.clear();
    m_note->hide();
    m_outcome->hide();
    m_sample->hide();
    refreshButtons();
}

void RunPanel::startSample(const std::string& sample)
{
    m_sampleName = sample;
    m_inStage = false;
    m_seen.fill(false);
    for (std::size_t stage = 0; stage < run::stageCount; ++stage)
        showLine(static_cast<Stage>(stage), LineState::waiting);
    m_sample->setText(tr("Sample %1").arg(QString::fromStdString(sample)));
    m_sample->show();
}

void RunPanel::endStage(LineState state)
{
    if (!m_inStage)
        return;
    m_inStage = false;
    m_timeLeft.clear();
    if (state == LineState::done)
        showLine(m_stage, state);
    else
        line(m_stage).left->clear();
    if (!line(m_stage).bar->part())
        line(m_stage).bar->setPart(0);
}

void RunPanel::stageBegan(const std::string& sample, Stage stage)
{
    if (sample != m_sampleName)
        startSample(sample);
    if (m_inStage && m_stage == stage)
        return;
    endStage(LineState::done);
    for (std::size_t earlier = 0; earlier < static_cast<std::size_t>(stage); ++earlier) {
        if (!m_seen.at(earlier))
            showLine(static_cast<Stage>(earlier), LineState::notNeeded);
    }
    m_stage = stage;
    m_inStage = true;
    m_seen.at(static_cast<std::size_t>(stage)) = true;
    m_pausedTime = 0;
    m_sinceStage.start();
    showLine(stage, LineState::running);
    line(stage).bar->setPart(std::nullopt);  // until the first report
    m_note->setVisible(stage == Stage::factorisation);
    m_note->setText(tr("A running factorisation cannot be interrupted: pausing and cancelling wait for its end."));
}

void RunPanel::progressed(const std::string& sample, const run::Progress& progress)
{
    if (!m_running)
        return;
    stageBegan(sample, progress.stage);
    const Line& shown = line(progress.stage);
    shown.count->setText(countText(progress));
    if (progress.total <= 0)
        return;
    const double part = std::min(1.0, progress.done / progress.total);
    shown.bar->setPart(part);
    const double seconds = runningSeconds();
    if (part > 0 && part < 1 && seconds > secondsBeforeEstimate) {
        m_timeLeft = tr("%1 left").arg(durationText(seconds * (1 - part) / part));
        shown.left->setText(m_timeLeft);
    }
}

/// Time spent in this stage, pauses left out, s.
double RunPanel::runningSeconds() const
{
    const qint64 now = m_paused ? m_sincePause.elapsed() : 0;
    return static_cast<double>(m_sinceStage.elapsed() - m_pausedTime - now) / 1000;
}

void RunPanel::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (paused)
        m_sincePause.start();
    else
        m_pausedTime += m_sincePause.elapsed();
    refreshButtons();
}

void RunPanel::runCancelling()
{
    m_cancelling = true;
    refreshButtons();
}

void RunPanel::runEnded(const QString& outcome, bool isError)
{
    const bool finished = !isError && !m_cancelling;
    endStage(finished ? LineState::done : LineState::running);
    m_running = false;
    m_paused = false;
    m_cancelling = false;
    m_note->hide();
    m_outcomeText = outcome;
    m_outcome->setText((isError ? warningSign(this) : QString()) + outcome.toHtmlEscaped());
    m_outcome->show();
    refreshButtons();
}

QString RunPanel::outcome() const
{
    return m_outcomeText;
}

QString RunPanel::summary() const
{
    if (!m_running)
        return {};
    if (m_cancelling)
        return tr("Cancelling\u2026");
    if (!m_inStage)
        return tr("Starting\u2026");
    QStringList parts{tr("Sample %1").arg(QString::fromStdString(m_sampleName)), stageTitle(m_stage),
                      m_lines.at(static_cast<std::size_t>(m_stage)).count->text(),
                      m_paused ? tr("paused") : m_timeLeft};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" \u00b7 "));
}

}  // namespace vitrine::panels

#include "ui/panels/PullPanel.h"

#include "ui/panels/WarningSign.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vitrine::panels {

namespace {

constexpr int sliderReach = 300;
constexpr double largestAmplitude = 10;  // sigma

}  // namespace

PullPanel::PullPanel(QWidget* parent)
    : QWidget(parent),
      m_slider(new QSlider(Qt::Horizontal)),
      m_amplitude(new QLineEdit),
      m_release(new QPushButton),
      m_search(new QPushButton(tr("Find A_c"))),
      m_reset(new QPushButton(tr("Reset"))),
      m_slow(new QCheckBox(tr("Slowly"))),
      m_statusText(new QLabel)
{
    m_slider->setObjectName(QStringLiteral("pullSlider"));
    m_slider->setRange(-sliderReach, sliderReach);
    m_slider->setPageStep(sliderReach / 30);
    m_slider->setToolTip(tr(
        "Pulls the packing along the mode to r_i + A \u221aN e_i, Eq. (5); to the left of the middle against it. "
        "The ends are three times A_c of either direction, where it is known."));
    m_slider->setAccessibleName(tr("Amplitude A of the pull"));
    m_amplitude->setObjectName(QStringLiteral("pullAmplitude"));
    m_amplitude->setText(QStringLiteral("0"));
    m_amplitude->setToolTip(
        tr("Amplitude A, \u03c3; negative against the mode. The root mean square displacement "
           "of the particles."));
    m_amplitude->setAccessibleName(tr("Amplitude A, \u03c3"));
    m_amplitude->setMaximumWidth(m_amplitude->fontMetrics().horizontalAdvance(QStringLiteral("-8.888e-88")) + 18);
    m_release->setObjectName(QStringLiteral("release"));
    m_search->setObjectName(QStringLiteral("findCriticalAmplitude"));
    m_reset->setObjectName(QStringLiteral("pullReset"));
    m_reset->setToolTip(tr("Everything back to where it was before the pull."));
    m_slow->setObjectName(QStringLiteral("slowly"));
    m_slow->setChecked(true);
    m_slow->setToolTip(
        tr("The minimisation waits a little between the states that are shown: by itself it is over in "
           "an instant."));
    m_statusText->setObjectName(QStringLiteral("pullStatus"));
    m_statusText->setTextFormat(Qt::RichText);
    m_statusText->setWordWrap(true);
    m_statusText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_statusText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);

    auto* first = new QHBoxLayout;
    first->addWidget(m_slider, 1);
    first->addSpacing(6);
    first->addWidget(new QLabel(tr("A")));
    first->addWidget(m_amplitude);
    first->addWidget(new QLabel(tr("\u03c3")));
    auto* second = new QHBoxLayout;
    second->addWidget(m_release);
    second->addWidget(m_search);
    second->addWidget(m_reset);
    second->addWidget(m_slow);
    second->addSpacing(6);
    second->addWidget(m_statusText, 1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 4, 10, 6);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);

    connect(m_slider, &QSlider::valueChanged, this, [this](int place) {
        const double reach = place < 0 ? m_against : m_along;
        showAmplitude(reach * place / sliderReach);
        emit pushed(m_shown);
    });
    connect(m_amplitude, &QLineEdit::editingFinished, this, &PullPanel::enter);
    connect(m_release, &QPushButton::clicked, this,
            [this] { m_isWorking ? emit cancelWanted() : emit releaseWanted(); });
    connect(m_search, &QPushButton::clicked, this, &PullPanel::searchWanted);
    connect(m_reset, &QPushButton::clicked, this, &PullPanel::resetWanted);
    refresh();
}

bool PullPanel::isSlow() const
{
    return m_slow->isChecked();
}

void PullPanel::enter()
{
    bool isNumber = false;
    const double amplitude = QLocale::c().toDouble(m_amplitude->text().trimmed(), &isNumber);
    if (!isNumber || !(std::abs(amplitude) <= largestAmplitude)) {
        setStatus(
            tr("A has to be a number from \u221210 to 10 \u03c3, not \u201c%1\u201d.").arg(m_amplitude->text()),
            true);
        return;
    }
    if (m_amplitude->text() == QLocale::c().toString(m_shown, 'g', 4))
        return;  // only left
    showAmplitude(amplitude);
    emit pushed(amplitude);
}

void PullPanel::setReason(const QString& reason)
{
    m_reason = reason;
    refresh();
}

void PullPanel::setReach(double against, double along)
{
    m_against = against;
    m_along = along;
    showAmplitude(m_shown);
}

void PullPanel::showAmplitude(double amplitude)
{
    m_shown = amplitude;
    const QSignalBlocker blocker(m_slider);
    const double reach = amplitude < 0 ? m_against : m_along;
    m_slider->setValue(static_cast<int>(std::lround(std::clamp(amplitude / reach, -1.0, 1.0) * sliderReach)));
    m_amplitude->setText(QLocale::c().toString(amplitude, 'g', 4));
    refresh();
}

void PullPanel::setWorking(bool working)
{
    m_isWorking = working;
    refresh();
}

void PullPanel::setStatus(const QString& text, bool isWarning)
{
    m_status = text;
    m_statusText->setText((isWarning ? warningSign(this) : QString()) + text.toHtmlEscaped());
}

void PullPanel::refresh()
{
    const bool possible = m_reason.isEmpty();
    m_slider->setEnabled(possible);
    m_amplitude->setEnabled(possible);
    m_search->setEnabled(possible && !m_isWorking);
    m_search->setToolTip(
        possible ? tr("Raises A in this direction until the system does not come back, then halves the "
                      "bracket of A_c until its ends agree to a thousandth (Fig. 2). Not stored.")
                 : m_reason);
    m_reset->setEnabled(possible);
    m_release->setText(m_isWorking ? tr("Cancel") : tr("Release"));
    m_release->setEnabled(m_isWorking || (possible && m_shown != 0));
    m_release->setToolTip(
        m_isWorking    ? tr("Stops what is being computed.")
        : !possible    ? m_reason
        : m_shown == 0 ? tr("Pull first: nothing is away from its place.")
                       : tr("Lets the packing go: it is minimised, and either comes back or ends in another "
                            "minimum, |\u0394r| away (Eq. 6) and \u0394\u03a6 higher or lower (Eq. 7)."));
}

}  // namespace vitrine::panels

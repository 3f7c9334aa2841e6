#include "ui/panels/MotionPanel.h"

#include "ui/look/Numbers.h"
#include "ui/panels/WarningSign.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace vitrine::panels {

namespace {

// Sliders are logarithmic, as those of the 3D view: equal ways are equal factors, the middle is 1.
constexpr int sliderReach = 100;

double sliderFactor(const QSlider* slider)
{
    return std::pow(10.0, static_cast<double>(slider->value()) / sliderReach);
}

QSlider* makeFactor(const QString& name, const QString& explanation)
{
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(name);
    slider->setRange(-sliderReach, sliderReach);
    slider->setPageStep(10);
    slider->setMinimumWidth(40);
    slider->setMaximumWidth(90);
    slider->setToolTip(explanation);
    slider->setAccessibleName(explanation);
    return slider;
}

QLineEdit* makeEntry(const QString& name, const QString& explanation, const QString& widest)
{
    auto* entry = new QLineEdit;
    entry->setObjectName(name);
    entry->setToolTip(explanation);
    entry->setAccessibleName(explanation);
    entry->setMaximumWidth(entry->fontMetrics().horizontalAdvance(widest) + 18);
    return entry;
}

}  // namespace

MotionPanel::MotionPanel(QWidget* parent)
    : QWidget(parent),
      m_play(new QToolButton),
      m_phase(new QSlider(Qt::Horizontal)),
      m_phaseText(new QLabel),
      m_modes(makeEntry(QStringLiteral("motionModes"),
                        tr("Which modes swing, such as 3,7-9: the sum of their fields, each with the same share. "
                           "Empty: the selected mode."),
                        QStringLiteral("88,88-88"))),
      m_amplitude(makeEntry(QStringLiteral("motionAmplitude"),
                            tr("Amplitude A of Eq. (5), \u03c3: at the widest, the particles are at r_i + A "
                               "\u221aN e_i. Empty: A_c of "
                               "the selected mode and direction, where pushing it makes particles rearrange."),
                            QStringLiteral("8.888e-88"))),
      m_largest(
          makeEntry(QStringLiteral("motionLargest"),
                    tr("How far the particle that moves most gets, \u03c3: A \u221aN max|e_i|. A number here "
                       "decides A."),
                    QStringLiteral("8.888e-8"))),
      m_enlargement(makeFactor(QStringLiteral("motionEnlargement"),
                               tr("How much larger than it is the motion is drawn; the middle lets the particle "
                                  "that moves most go about half a diameter"))),
      m_trueToScale(new QToolButton),
      m_enlargementText(new QLabel),
      m_tempo(new QComboBox),
      m_speed(makeFactor(QStringLiteral("motionSpeed"), tr("Speed; the middle is the usual one"))),
      m_message(new QLabel)
{
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setMinimumWidth(m_play->fontMetrics().horizontalAdvance(tr("Pause")) + 16);
    m_phase->setObjectName(QStringLiteral("motionPhase"));
    m_phase->setRange(0, 47);
    m_phase->setToolTip(
        tr("Phase of the swing: the displacement goes with its sine, and the end of the loop is its beginning."));
    m_phase->setAccessibleName(tr("Phase of the swing"));
    m_phaseText->setMinimumWidth(m_phaseText->fontMetrics().horizontalAdvance(QStringLiteral("360\u00b0")) + 4);
    m_phaseText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_trueToScale->setObjectName(QStringLiteral("trueToScale"));
    m_trueToScale->setText(tr("1:1"));
    m_trueToScale->setCheckable(true);
    m_trueToScale->setAutoRaise(true);
    m_trueToScale->setToolTip(tr("Draws the motion as large as it is."));
    m_enlargementText->setObjectName(QStringLiteral("enlargementText"));
    m_enlargementText->setMinimumWidth(
        m_enlargementText->fontMetrics().horizontalAdvance(QStringLiteral("\u00d7 8\u2009888")) + 4);
    m_tempo->setObjectName(QStringLiteral("tempo"));
    m_tempo->addItem(tr("all alike"));
    m_tempo->addItem(tr("by \u03c9"));
    m_tempo->setToolTip(
        tr("How fast: all modes alike, or by their frequencies, so that a mode with twice \u03c9 swings twice as "
           "fast. "
           "In a sum the frequencies are rounded a little, so that the loop closes."));
    m_message->setObjectName(QStringLiteral("motionMessage"));
    m_message->setTextFormat(Qt::RichText);
    m_message->setWordWrap(true);
    m_message->hide();

    auto* first = new QHBoxLayout;
    first->addWidget(m_play);
    first->addWidget(m_phase, 1);
    first->addWidget(m_phaseText);
    first->addSpacing(8);
    first->addWidget(new QLabel(tr("Modes")));
    first->addWidget(m_modes);
    first->addWidget(m_tempo);
    first->addWidget(m_speed);
    auto* second = new QHBoxLayout;
    second->addWidget(new QLabel(tr("A")));
    second->addWidget(m_amplitude);
    second->addWidget(new QLabel(tr("\u03c3, a particle up to")));
    second->addWidget(m_largest);
    second->addWidget(new QLabel(tr("\u03c3")));
    second->addStretch(1);
    second->addWidget(new QLabel(tr("drawn")));
    second->addWidget(m_enlargementText);
    second->addWidget(m_enlargement);
    second->addWidget(m_trueToScale);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 4, 10, 6);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);
    rows->addWidget(m_message);

    connect(m_play, &QToolButton::clicked, this, [this] { emit playWanted(!m_isPlaying); });
    connect(m_phase, &QSlider::valueChanged, this, &MotionPanel::scrubbed);
    connect(m_modes, &QLineEdit::textChanged, this, &MotionPanel::choiceChanged);
    // One of the two decides, the other follows.
    for (const auto& [entry, other] : {std::pair(m_amplitude, m_largest), std::pair(m_largest, m_amplitude)})
        connect(entry, &QLineEdit::textChanged, this, [this, follower = other] {
            const QSignalBlocker blocker(follower);
            follower->clear();
            emit choiceChanged();
        });
    for (QSlider* slider : {m_enlargement, m_speed})
        connect(slider, &QSlider::valueChanged, this, &MotionPanel::choiceChanged);
    connect(m_trueToScale, &QToolButton::toggled, this, [this](bool trueToScale) {
        m_enlargement->setEnabled(!trueToScale);
        emit choiceChanged();
    });
    connect(m_tempo, &QComboBox::currentIndexChanged, this, &MotionPanel::choiceChanged);
    setPlaying(false);
    showFrame(0);
}

/// NaN for what is no number: no amplitude, whatever is done with it.
std::optional<double> MotionPanel::read(const QLineEdit* entry) const
{
    const QString text = entry->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    return isNumber ? value : std::nan("");
}

MotionChoice MotionPanel::choice() const
{
    return {.modes = m_modes->text().simplified().remove(QLatin1Char(' ')),
            .amplitude = read(m_amplitude),
            .largest = read(m_largest),
            .trueToScale = m_trueToScale->isChecked(),
            .drawnFactor = sliderFactor(m_enlargement),
            .tempo = static_cast<anharmonicity::Tempo>(m_tempo->currentIndex()),
            .speed = sliderFactor(m_speed)};
}

void MotionPanel::setReason(const QString& reason)
{
    m_reason = reason;
    m_phase->setEnabled(reason.isEmpty());
    m_play->setEnabled(reason.isEmpty());
    setPlaying(m_isPlaying);
    if (reason.isEmpty())
        return;
    for (QLineEdit* entry : {m_modes, m_amplitude, m_largest})
        entry->setPlaceholderText({});
    m_enlargementText->clear();
}

void MotionPanel::showMotion(const QString& words, int frameCount, double amplitude, double largest,
                             double enlargement)
{
    const QSignalBlocker blocker(m_phase);
    m_phase->setMaximum(frameCount - 1);
    m_modes->setPlaceholderText(words);
    m_amplitude->setPlaceholderText(QLocale::c().toString(amplitude, 'g', 4));
    m_largest->setPlaceholderText(QLocale::c().toString(largest, 'g', 3));
    m_enlargementText->setText(QStringLiteral("\u00d7\u00a0") + look::number(enlargement, 2));
}

void MotionPanel::showFrame(int frame)
{
    const QSignalBlocker blocker(m_phase);
    m_phase->setValue(frame);
    m_phaseText->setText(QStringLiteral("%1\u00b0").arg(std::lround(360.0 * frame / (m_phase->maximum() + 1))));
}

void MotionPanel::setPlaying(bool playing)
{
    m_isPlaying = playing;
    const QString action = playing ? tr("Pause") : tr("Play");
    m_play->setText(action);
    m_play->setAccessibleName(action);
    m_play->setToolTip(
        !m_reason.isEmpty()
            ? m_reason
            : tr("%1: the packing swings along the mode, r_i + A \u221aN e_i sin \u03c6, Eq. (5).").arg(action));
}

void MotionPanel::setMessage(const QString& text)
{
    m_message->setVisible(!text.isEmpty());
    m_message->setText(text.isEmpty() ? QString() : warningSign(this) + text.toHtmlEscaped());
}

}  // namespace vitrine::panels

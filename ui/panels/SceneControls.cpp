#include "ui/panels/SceneControls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace vitrine::panels {

namespace {

// Sliders are logarithmic: equal ways are equal factors, the middle is 1.
constexpr int sliderReach = 100;
constexpr double sliderDecades = 1;  // from 0.1 to 10

double sliderFactor(const QSlider* slider)
{
    return std::pow(10.0, sliderDecades * slider->value() / sliderReach);
}

void setSliderFactor(QSlider* slider, double factor)
{
    slider->setValue(static_cast<int>(std::lround(std::log10(factor) / sliderDecades * sliderReach)));
}

QSlider* makeSlider(const QString& name, const QString& toolTip)
{
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(name);
    slider->setRange(-sliderReach, sliderReach);
    slider->setPageStep(10);
    slider->setMinimumWidth(50);
    slider->setMaximumWidth(110);
    slider->setToolTip(toolTip);
    slider->setAccessibleName(toolTip);
    return slider;
}

QToolButton* makeButton(const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    return button;
}

}  // namespace

SceneControls::SceneControls(QWidget* parent)
    : QWidget(parent),
      m_arrows(new QComboBox),
      m_arrowCount(new QSpinBox),
      m_arrowLength(
          makeSlider(QStringLiteral("arrowLength"), tr("Length of the arrows; the middle is automatic"))),
      m_spheres(new QCheckBox(tr("Spheres"))),
      m_sphereSize(
          makeSlider(QStringLiteral("sphereSize"), tr("Size of the spheres; the middle is the usual one"))),
      m_colors(new QComboBox),
      m_places(new QComboBox),
      m_parallel(new QCheckBox(tr("Parallel"))),
      m_measure(
          makeButton(tr("Measure"),
                     tr("Click two particles: the distance between them by the nearest periodic image. A click "
                        "beside all clears it, Esc leaves. (Ctrl+M)")))
{
    m_arrows->setObjectName(QStringLiteral("arrows"));
    m_arrows->addItem(tr("Rearrangement"));
    m_arrows->addItem(tr("Mode"));
    m_arrows->addItem(tr("None"));
    m_arrows->setToolTip(
        tr("Arrows of the rearrangement \u0394r_i (of the mode, where there is none), of the mode "
           "e_i, or none."));
    m_arrowCount->setObjectName(QStringLiteral("arrowCount"));
    m_spheres->setObjectName(QStringLiteral("spheres"));
    m_parallel->setObjectName(QStringLiteral("parallel"));
    m_arrowCount->setRange(10, 100'000);
    m_arrowCount->setSingleStep(500);
    m_arrowCount->setValue(SceneChoice().arrowCount);
    m_arrowCount->setToolTip(tr("How many arrows at most: the largest ones."));
    m_spheres->setChecked(true);
    m_spheres->setMinimumWidth(m_spheres->sizeHint().width());
    m_colors->setObjectName(QStringLiteral("colors"));
    m_colors->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_colors->setMinimumContentsLength(11);
    m_colors->setMinimumWidth(m_colors->sizeHint().width());
    m_colors->addItem(tr("One colour"));
    m_colors->addItem(tr("By |e_i|"));
    m_colors->addItem(tr("By |\u0394r_i|"));
    m_colors->addItem(tr("By contacts"));
    m_colors->addItem(tr("By energy"));
    m_colors->addItem(tr("By transitions"));
    m_colors->setToolTip(tr(
        "Colour of the spheres: one for all, |e_i| of the mode, |\u0394r_i| of the rearrangement, the number of "
        "contacts (r < r_c), the potential energy (half of \u03c6 of each contact), or how many of the known "
        "transitions displaced the particle: it is among the N_rearr (Eq. 9) that moved most. A final state that "
        "many modes lead to counts once."));
    m_colors->setAccessibleName(tr("Colour of the spheres"));
    m_places->setObjectName(QStringLiteral("places"));
    m_places->addItem(tr("Before"));
    m_places->addItem(tr("After"));
    m_places->setToolTip(tr("Particles at r_i, before the rearrangement, or at r_i + \u0394r_i, after it."));
    m_places->setAccessibleName(tr("Before or after the rearrangement"));
    m_places->hide();
    m_parallel->setToolTip(tr("Parallel projection: lengths are the same near and far."));

    m_measure->setObjectName(QStringLiteral("measure"));
    m_measure->setCheckable(true);

    auto* reset = makeButton(tr("Reset"), tr("Shows the whole box again (R)"));
    auto* first = new QHBoxLayout;
    first->addWidget(new QLabel(tr("Arrows")));
    first->addWidget(m_arrows);
    first->addWidget(m_arrowCount);
    first->addWidget(m_arrowLength, 1);
    first->addSpacing(8);
    first->addStretch(1);
    first->addWidget(m_measure);
    first->addSpacing(8);
    first->addWidget(m_parallel);
    auto* second = new QHBoxLayout;
    second->addWidget(m_spheres);
    second->addWidget(m_places);
    second->addWidget(m_colors);
    second->addWidget(m_sphereSize, 1);
    second->addSpacing(8);
    second->addStretch(1);
    second->addWidget(new QLabel(tr("View")));
    second->addWidget(reset);
    for (int axis = 0; axis < 3; ++axis) {
        const QString name(QLatin1Char("xyz"[axis]));
        auto* button = makeButton(name, tr("Looks along %1 (%2)").arg(name, name.toUpper()));
        connect(button, &QToolButton::clicked, this, [this, axis] { emit axisWanted(axis); });
        second->addWidget(button);
    }
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 4, 10, 6);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);

    for (QComboBox* box : {m_arrows, m_colors, m_places})
        connect(box, &QComboBox::currentIndexChanged, this, &SceneControls::choiceChanged);
    connect(m_arrowCount, &QSpinBox::valueChanged, this, &SceneControls::choiceChanged);
    for (QSlider* slider : {m_arrowLength, m_sphereSize})
        connect(slider, &QSlider::valueChanged, this, &SceneControls::choiceChanged);
    connect(m_spheres, &QCheckBox::toggled, this, &SceneControls::choiceChanged);
    connect(m_parallel, &QCheckBox::toggled, this, &SceneControls::parallelWanted);
    connect(m_measure, &QToolButton::toggled, this, &SceneControls::measuringWanted);
    connect(reset, &QToolButton::clicked, this, &SceneControls::resetWanted);
}

SceneChoice SceneControls::choice() const
{
    return {.arrows = static_cast<SceneChoice::Arrows>(m_arrows->currentIndex()),
            .places = static_cast<SceneChoice::Places>(m_places->currentIndex()),
            .colors = static_cast<SceneChoice::Colors>(m_colors->currentIndex()),
            .arrowCount = m_arrowCount->value(),
            .arrowFactor = sliderFactor(m_arrowLength),
            .spheres = m_spheres->isChecked(),
            .sphereScale = sliderFactor(m_sphereSize)};
}

void SceneControls::showChoice(const SceneChoice& choice)
{
    m_arrows->setCurrentIndex(static_cast<int>(choice.arrows));
    m_colors->setCurrentIndex(static_cast<int>(choice.colors));
    m_arrowCount->setValue(choice.arrowCount);
    setSliderFactor(m_arrowLength, choice.arrowFactor);
    m_spheres->setChecked(choice.spheres);
    setSliderFactor(m_sphereSize, choice.sphereScale);
}

void SceneControls::setArrows(SceneChoice::Arrows arrows)
{
    m_arrows->setCurrentIndex(static_cast<int>(arrows));
}

void SceneControls::offerPlaces()
{
    m_offersPlaces = true;
    m_places->show();
}

void SceneControls::setMeasuring(bool measuring)
{
    const QSignalBlocker blocker(m_measure);
    m_measure->setChecked(measuring);
}

void SceneControls::toggleMeasuring()
{
    m_measure->toggle();
}

void SceneControls::setParallel(bool parallel)
{
    const QSignalBlocker blocker(m_parallel);
    m_parallel->setChecked(parallel);
}

}  // namespace vitrine::panels

#include "ui/panels/PartPanel.h"

#include "core/run/Errors.h"
#include "ui/panels/WarningSign.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace vitrine::panels {

namespace {

constexpr int sliderReach = 1000;
constexpr double usualThickness = 4;  // sigma
constexpr double usualRadius = 6;     // sigma

QDoubleSpinBox* makeLength(const QString& name, double value, const QString& explanation)
{
    auto* entry = new QDoubleSpinBox;
    entry->setObjectName(name);
    entry->setDecimals(1);
    entry->setSingleStep(0.5);
    entry->setRange(0.1, 1000);
    entry->setValue(value);
    entry->setSuffix(QStringLiteral(" \u03c3"));
    entry->setToolTip(explanation);
    entry->setAccessibleName(explanation);
    return entry;
}

}  // namespace

PartPanel::PartPanel(QWidget* parent)
    : QWidget(parent),
      m_sliced(new QCheckBox(tr("Slice"))),
      m_axis(new QComboBox),
      m_slider(new QSlider(Qt::Horizontal)),
      m_middle(makeLength(QStringLiteral("sliceMiddle"), 0,
                          tr("Where the middle of the slice is in the box as it is drawn"))),
      m_thickness(makeLength(QStringLiteral("sliceThickness"), usualThickness,
                             tr("Thickness of the slice; centres within it are shown"))),
      m_aroundCore(new QCheckBox(tr("Within"))),
      m_radius(makeLength(QStringLiteral("coreRadius"), usualRadius,
                          tr("Distance from the core by the nearest image"))),
      m_condition(new QLineEdit),
      m_showAll(new QToolButton),
      m_state(new QLabel),
      m_problem(new QLabel)
{
    m_sliced->setObjectName(QStringLiteral("sliced"));
    m_sliced->setToolTip(tr("Shows only what lies between two planes."));
    m_axis->setObjectName(QStringLiteral("sliceAxis"));
    for (const char axis : {'x', 'y', 'z'})
        m_axis->addItem(QString(QLatin1Char(axis)));
    m_axis->setToolTip(tr("The axis on which the two planes stand"));
    m_axis->setAccessibleName(m_axis->toolTip());
    m_slider->setObjectName(QStringLiteral("slicePlace"));
    m_slider->setRange(0, sliderReach);
    m_slider->setPageStep(sliderReach / 20);
    m_slider->setMinimumWidth(60);
    m_slider->setToolTip(tr("Moves the slice through the box."));
    m_slider->setAccessibleName(tr("Place of the slice"));
    m_middle->setMinimum(0);
    m_aroundCore->setObjectName(QStringLiteral("aroundCore"));
    m_aroundCore->setToolTip(
        tr("Shows only the surroundings of the particle that moved most, the core of the "
           "selected rearrangement, |\u0394r_1| of Fig. 9."));
    m_condition->setObjectName(QStringLiteral("particleCondition"));
    m_condition->setPlaceholderText(tr("e > 0.01 and contacts < 8"));
    m_condition->setClearButtonEnabled(true);
    m_condition->setToolTip(
        tr("Shows only the particles that fulfil an expression of\n\n%1").arg(ParticleFilter::explanation()));
    m_condition->setAccessibleName(tr("Condition on the particles shown"));
    m_showAll->setObjectName(QStringLiteral("showAll"));
    m_showAll->setText(tr("Show all"));
    m_showAll->setAutoRaise(true);
    m_showAll->setToolTip(tr("Hides nothing any more."));
    m_state->setObjectName(QStringLiteral("partState"));
    m_problem->setObjectName(QStringLiteral("partProblem"));
    m_problem->setTextFormat(Qt::RichText);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* first = new QHBoxLayout;
    first->addWidget(m_sliced);
    first->addWidget(m_axis);
    first->addWidget(m_slider, 1);
    first->addWidget(m_middle);
    first->addWidget(new QLabel(tr("thick")));
    first->addWidget(m_thickness);
    first->addSpacing(8);
    first->addWidget(m_aroundCore);
    first->addWidget(m_radius);
    first->addWidget(new QLabel(tr("of the core")));
    auto* second = new QHBoxLayout;
    second->addWidget(new QLabel(tr("Only where")));
    second->addWidget(m_condition, 1);
    second->addSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_showAll);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(10, 4, 10, 6);
    rows->setSpacing(4);
    rows->addLayout(first);
    rows->addLayout(second);
    rows->addWidget(m_problem);

    connect(m_slider, &QSlider::valueChanged, this,
            [this](int place) { m_middle->setValue(m_middle->maximum() * place / sliderReach); });
    connect(m_middle, &QDoubleSpinBox::valueChanged, this, [this](double middle) {
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(static_cast<int>(std::lround(sliderReach * middle / m_middle->maximum())));
        emit choiceChanged();
    });
    for (QDoubleSpinBox* entry : {m_thickness, m_radius})
        connect(entry, &QDoubleSpinBox::valueChanged, this, &PartPanel::choiceChanged);
    for (QCheckBox* box : {m_sliced, m_aroundCore})
        connect(box, &QCheckBox::toggled, this, [this] {
            enableChosen();
            emit choiceChanged();
        });
    connect(m_axis, &QComboBox::currentIndexChanged, this, &PartPanel::choiceChanged);
    connect(m_condition, &QLineEdit::textChanged, this, &PartPanel::readCondition);
    connect(m_showAll, &QToolButton::clicked, this, &PartPanel::showAll);
    enableChosen();
}

void PartPanel::enableChosen()
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_axis, m_slider, m_middle, m_thickness})
        widget->setEnabled(m_sliced->isChecked());
    m_radius->setEnabled(m_aroundCore->isChecked());
    m_showAll->setEnabled(!choice().isEverything());
}

PartChoice PartPanel::choice() const
{
    PartChoice choice;
    if (m_sliced->isChecked())
        choice.slice = {m_axis->currentIndex(), m_middle->value(), m_thickness->value()};
    if (m_aroundCore->isChecked())
        choice.coreRadius = m_radius->value();
    choice.filter = m_filter;
    return choice;
}

void PartPanel::setBoxSide(double side)
{
    if (m_middle->maximum() == side || !(side > 0))
        return;
    const QSignalBlocker blocker(m_middle);
    const QSignalBlocker sliderBlocker(m_slider);
    m_middle->setMaximum(side);
    m_middle->setValue(side / 2);
    m_slider->setValue(sliderReach / 2);
    emit choiceChanged();
}

void PartPanel::setState(const QString& words)
{
    m_state->setText(words);
}

/// What is not understood leaves the particles shown as they are.
void PartPanel::readCondition()
{
    const QString expression = m_condition->text().trimmed();
    QString problem;
    try {
        m_filter = expression.isEmpty() ? nullptr : std::make_shared<const ParticleFilter>(expression);
    }
    catch (const run::InvalidInput& error) {
        problem = QString::fromUtf8(error.what());
    }
    m_problem->setVisible(!problem.isEmpty());
    m_problem->setText(problem.isEmpty() ? QString() : warningSign(this) + problem.toHtmlEscaped());
    enableChosen();
    emit choiceChanged();
}

void PartPanel::showAll()
{
    m_sliced->setChecked(false);
    m_aroundCore->setChecked(false);
    m_condition->clear();
}

}  // namespace vitrine::panels

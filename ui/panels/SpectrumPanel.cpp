#include "ui/panels/SpectrumPanel.h"

#include "ui/charts/SpectrumChart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vitrine::panels {

using charts::SpectrumChart;
using modes::BinSpacing;

SpectrumPanel::SpectrumPanel(QWidget* parent)
    : QWidget(parent),
      m_chart(new SpectrumChart),
      m_quantity(new QComboBox),
      m_bins(new QComboBox),
      m_moduli(new QPushButton(tr("Debye")))
{
    m_quantity->setObjectName(QStringLiteral("spectrumQuantity"));
    m_quantity->addItem(QStringLiteral("g(ω)/ω²"), static_cast<int>(SpectrumChart::Quantity::reduced));
    m_quantity->addItem(QStringLiteral("g(ω)"), static_cast<int>(SpectrumChart::Quantity::density));
    m_quantity->setToolTip(
        tr("Density of vibrational states, of all samples together; divided by ω² it is constant "
           "where Debye's law holds, and its maximum is the boson peak."));
    m_bins->setObjectName(QStringLiteral("spectrumBins"));
    m_bins->addItem(tr("equally many modes in a bin"), static_cast<int>(BinSpacing::equalCount));
    m_bins->addItem(tr("bins of equal width"), static_cast<int>(BinSpacing::linear));
    m_bins->addItem(tr("logarithmic bins"), static_cast<int>(BinSpacing::logarithmic));
    m_moduli->setObjectName(QStringLiteral("moduli"));
    m_moduli->setCheckable(true);
    m_moduli->setToolTip(tr(
        "Debye's law of sound: the level A_D of g(ω)/ω² from the elastic moduli of each sample. Moduli that a run "
        "found are taken from the study; others are computed, about 5 s for 16 000 particles. Press again to stop "
        "or hide."));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 6, 6, 0);
    row->setSpacing(4);
    row->addWidget(m_quantity);
    row->addWidget(m_bins, 1);
    row->addWidget(m_moduli);
    m_bins->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_chart, 1);

    connect(m_quantity, &QComboBox::currentIndexChanged, this, [this] {
        m_chart->setQuantity(static_cast<SpectrumChart::Quantity>(m_quantity->currentData().toInt()));
    });
    connect(m_bins, &QComboBox::currentIndexChanged, this, &SpectrumPanel::settingsChanged);
    connect(m_moduli, &QPushButton::toggled, this, &SpectrumPanel::settingsChanged);
}

modes::BinSettings SpectrumPanel::bins() const
{
    return {.spacing = static_cast<BinSpacing>(m_bins->currentData().toInt()), .binCount = 0};
}

bool SpectrumPanel::wantsModuli() const
{
    return m_moduli->isChecked();
}

void SpectrumPanel::setCanCompute(bool canCompute)
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_quantity, m_bins, m_moduli})
        part->setEnabled(canCompute);
}

void SpectrumPanel::setComputing(bool computing)
{
    m_moduli->setText(computing ? tr("Debye\u2026") : tr("Debye"));
}

}  // namespace vitrine::panels

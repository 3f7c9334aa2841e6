#include "ui/panels/CurvePanel.h"

#include "core/anharmonicity/ExcitationCurve.h"
#include "core/run/Errors.h"
#include "ui/charts/EnergyChart.h"
#include "ui/charts/SweepChart.h"
#include "ui/panels/WarningSign.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace vitrine::panels {

namespace {

QLineEdit* makeEntry(const QString& name, const QString& text, const QString& explanation)
{
    auto* entry = new QLineEdit(text);
    entry->setObjectName(name);
    entry->setToolTip(explanation);
    entry->setAccessibleName(explanation);
    entry->setMaximumWidth(entry->fontMetrics().horizontalAdvance(QStringLiteral("88e-88")) + 22);
    return entry;
}

double read(const QLineEdit* entry)
{
    bool isNumber = false;
    const double value = QLocale::c().toDouble(entry->text().trimmed(), &isNumber);
    if (!isNumber)
        throw run::InvalidInput(CurvePanel::tr("\u201c%1\u201d is no number.").arg(entry->text()).toStdString());
    return value;
}

}  // namespace

CurvePanel::CurvePanel(QWidget* parent)
    : QWidget(parent),
      m_sweep(new charts::SweepChart),
      m_energy(new charts::EnergyChart),
      m_view(new QComboBox),
      m_pages(new QStackedWidget),
      m_first(makeEntry(QStringLiteral("curveFirst"), QStringLiteral("1e-5"), tr("Smallest amplitude A, \u03c3"))),
      m_last(makeEntry(QStringLiteral("curveLast"), QStringLiteral("0.1"), tr("Largest amplitude A, \u03c3"))),
      m_density(
          makeEntry(QStringLiteral("curveDensity"), QStringLiteral("10"), tr("Amplitudes per power of ten"))),
      m_compute(new QPushButton),
      m_message(new QLabel)
{
    m_view->setObjectName(QStringLiteral("curveView"));
    m_view->addItem(tr("|\u0394r| and |\u0394\u03a6|"));
    m_view->addItem(tr("\u03a6 along the pull"));
    m_view->setToolTip(tr("Where the system ends after the push, or the energy while it is pushed."));
    m_pages->addWidget(m_sweep);
    m_pages->addWidget(m_energy);
    m_compute->setObjectName(QStringLiteral("computeCurve"));
    m_message->setObjectName(QStringLiteral("curveMessage"));
    m_message->setTextFormat(Qt::RichText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(10, 2, 6, 0);
    m_message->hide();

    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 6, 6, 0);
    row->setSpacing(4);
    row->addWidget(m_view, 1);
    row->addWidget(new QLabel(tr("A")));
    row->addWidget(m_first);
    row->addWidget(new QLabel(tr("to")));
    row->addWidget(m_last);
    row->addWidget(new QLabel(tr("by")));
    row->addWidget(m_density);
    row->addWidget(m_compute);
    m_density->setMaximumWidth(m_density->fontMetrics().horizontalAdvance(QStringLiteral("888")) + 18);
    m_view->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_view->setMinimumContentsLength(7);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_message);
    column->addWidget(m_pages, 1);

    connect(m_view, &QComboBox::currentIndexChanged, m_pages, &QStackedWidget::setCurrentIndex);
    for (QLineEdit* entry : {m_first, m_last, m_density})
        connect(entry, &QLineEdit::textChanged, this, &CurvePanel::check);
    connect(m_compute, &QPushButton::clicked, this,
            [this] { m_isComputing ? emit cancelWanted() : emit curveWanted(); });
    check();
}

std::vector<double> CurvePanel::readGrid() const
{
    const double density = read(m_density);
    if (density != std::floor(density) || std::abs(density) > 1e6)
        throw run::InvalidInput(
            tr("The number of amplitudes per power of ten has to be a whole number from 1 to 1000, "
               "not \u201c%1\u201d.")
                .arg(m_density->text())
                .toStdString());
    return anharmonicity::logarithmicAmplitudes(read(m_first), read(m_last), static_cast<int>(density));
}

std::optional<std::vector<double>> CurvePanel::amplitudes() const
{
    try {
        return readGrid();
    }
    catch (const run::InvalidInput&) {
        return std::nullopt;
    }
}

/// Says what is wrong with the grid.
void CurvePanel::check()
{
    m_problem.clear();
    try {
        readGrid();
    }
    catch (const run::InvalidInput& error) {
        m_problem = QString::fromUtf8(error.what());
    }
    setFailure(m_problem);
    refresh();
}

void CurvePanel::setReason(const QString& reason)
{
    m_reason = reason;
    refresh();
}

void CurvePanel::setProgress(const QString& words)
{
    m_isComputing = !words.isEmpty();
    refresh();
    if (m_isComputing)
        m_compute->setText(tr("Stop (%1)").arg(words));
}

void CurvePanel::showEnergy(bool energy)
{
    m_view->setCurrentIndex(energy ? 1 : 0);
}

void CurvePanel::setFailure(const QString& reason)
{
    m_message->setVisible(!reason.isEmpty());
    m_message->setText(warningSign(this) + reason.toHtmlEscaped());
}

void CurvePanel::refresh()
{
    const auto grid = amplitudes();
    if (!m_isComputing)
        m_compute->setText(grid ? tr("Trace %1").arg(grid->size()) : tr("Trace"));
    m_compute->setEnabled(m_isComputing || (grid && m_reason.isEmpty()));
    m_compute->setToolTip(
        m_isComputing ? tr("Stops; the points that are there stay.")
        : !m_problem.isEmpty()
            ? m_problem
            : (m_reason.isEmpty()
                   ? tr("Pulls the packing along the mode to each amplitude of this grid, minimises "
                        "from there, and shows where it ends (Fig. 2).")
                   : m_reason));
}

}  // namespace vitrine::panels

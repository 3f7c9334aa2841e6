#include "ui/figures/FigureDialog.h"

#include "ui/figures/ColorSight.h"
#include "ui/figures/FigureExport.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace vitrine::figures {

namespace {

constexpr double previewDpi = 150;
constexpr auto patience = std::chrono::milliseconds(120);  // while the user is still typing a number

}  // namespace

FigureDialog::FigureDialog(Reader reader, QWidget* parent)
    : QDialog(parent),
      m_reader(std::move(reader)),
      m_preset(new QComboBox),
      m_column(new QComboBox),
      m_width(new QDoubleSpinBox),
      m_typeSize(new QDoubleSpinBox),
      m_dpi(new QSpinBox),
      m_family(new QFontComboBox),
      m_ground(new QComboBox),
      m_caption(new QCheckBox(tr("say within the figure what its lines are"))),
      m_sight(new QComboBox),
      m_preview(new QLabel),
      m_facts(new QLabel),
      m_words(new QPlainTextEdit),
      m_save(new QPushButton(tr("Save\u2026"))),
      m_refresh(new QTimer(this))
{
    setWindowTitle(tr("Export a figure"));
    makeWidgets();
    m_refresh->setSingleShot(true);
    m_refresh->setInterval(patience);
    connect(m_refresh, &QTimer::timeout, this, &FigureDialog::showPreview);
    const auto changed = [this] { m_refresh->start(); };
    for (QComboBox* choice : {m_preset, m_ground, m_sight})
        connect(choice, &QComboBox::currentIndexChanged, this, changed);
    connect(m_column, &QComboBox::activated, this, [this](int index) {
        if (index < static_cast<int>(columnWidths().size()))
            m_width->setValue(columnWidths()[static_cast<std::size_t>(index)].millimetres);
    });
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this, changed](double width) {
        const auto& widths = columnWidths();
        const auto known = std::ranges::find(widths, width, &ColumnWidth::millimetres);
        m_column->setCurrentIndex(static_cast<int>(known - widths.begin()));
        changed();
    });
    connect(m_typeSize, &QDoubleSpinBox::valueChanged, this, changed);
    connect(m_dpi, &QSpinBox::valueChanged, this, changed);
    connect(m_family, &QFontComboBox::currentFontChanged, this, changed);
    connect(m_caption, &QCheckBox::toggled, this, changed);
    connect(m_save, &QPushButton::clicked, this, &FigureDialog::chooseFile);
    showPreview();
}

FigureDialog::~FigureDialog() = default;

void FigureDialog::makeWidgets()
{
    const FigureFormat usual;
    m_preset->setObjectName(QStringLiteral("figurePreset"));
    for (const FigurePreset& preset : figurePresets())
        m_preset->addItem(tr("Fig. %1: %2").arg(preset.name, preset.title), preset.name);
    m_preset->setCurrentIndex(m_preset->findData(QStringLiteral("3")));
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMinimumContentsLength(28);
    for (const ColumnWidth& width : columnWidths())
        m_column->addItem(QStringLiteral("%1 (%2 mm)").arg(width.name).arg(width.millimetres));
    m_column->addItem(tr("another width"));
    m_width->setObjectName(QStringLiteral("figureWidth"));
    m_width->setRange(20, 500);
    m_width->setDecimals(1);
    m_width->setSuffix(tr(" mm"));
    m_width->setValue(usual.width);
    m_typeSize->setObjectName(QStringLiteral("figureTypeSize"));
    m_typeSize->setRange(4, 24);
    m_typeSize->setDecimals(1);
    m_typeSize->setSingleStep(0.5);
    m_typeSize->setSuffix(tr(" pt"));
    m_typeSize->setValue(usual.typeSize);
    m_dpi->setObjectName(QStringLiteral("figureDpi"));
    m_dpi->setRange(72, 1200);
    m_dpi->setSingleStep(150);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(usual.dpi);
    m_family->setFontFilters(QFontComboBox::ScalableFonts);
    m_family->setCurrentFont(QFont(usual.family));
    m_ground->addItems({tr("light, for paper"), tr("dark, for slides")});
    m_sight->setObjectName(QStringLiteral("figureSight"));
    m_sight->addItems({tr("in full colour"), tr("without green (deuteranopia)"), tr("without red (protanopia)"),
                       tr("without blue (tritanopia)"), tr("printed in grey")});
    m_sight->setToolTip(tr("How the preview is seen; the file keeps its colours."));
    m_words->setReadOnly(true);
    m_words->setMaximumHeight(110);
    m_words->setAccessibleName(tr("Words for the text below the figure"));
    m_facts->setWordWrap(true);
    m_preview->setObjectName(QStringLiteral("figurePreview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setWordWrap(true);

    auto* choices = new QFormLayout;
    choices->addRow(tr("Figure"), m_preset);
    choices->addRow(tr("Column"), m_column);
    choices->addRow(tr("Width"), m_width);
    choices->addRow(tr("Type"), m_typeSize);
    choices->addRow(tr("Font"), m_family);
    choices->addRow(tr("Pixels"), m_dpi);
    choices->addRow(tr("Ground"), m_ground);
    choices->addRow(QString(), m_caption);
    choices->addRow(tr("Preview"), m_sight);
    choices->addRow(m_facts);
    choices->addRow(new QLabel(tr("For the text below the figure:")));
    choices->addRow(m_words);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_save->setObjectName(QStringLiteral("figureSave"));
    m_save->setDefault(true);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* left = new QVBoxLayout;
    left->addLayout(choices);
    left->addStretch(1);
    left->addWidget(buttons);
    auto* area = new QScrollArea;
    area->setWidget(m_preview);
    area->setWidgetResizable(true);
    area->setMinimumSize(560, 460);
    auto* row = new QHBoxLayout(this);
    row->addLayout(left);
    row->addWidget(area, 1);
    resize(1040, 640);
}

FigureFormat FigureDialog::format() const
{
    return {.width = m_width->value(),
            .height = {},
            .typeSize = m_typeSize->value(),
            .dpi = m_dpi->value(),
            .family = m_family->currentFont().family(),
            .dark = m_ground->currentIndex() == 1,
            .showCaption = m_caption->isChecked()};
}

const FigurePreset& FigureDialog::preset() const
{
    return figurePreset(m_preset->currentData().toString());
}

/// Read once; the scan, with its packing, when the first figure shows one.
const FigureData& FigureDialog::data(bool withScan)
{
    if (!m_data || (withScan && !m_dataHasScan)) {
        m_data = m_reader(withScan);
        m_dataHasScan = withScan;
    }
    return *m_data;
}

void FigureDialog::showPreview()
{
    m_refresh->stop();
    m_figure.reset();
    try {
        const FigureFormat wanted = format();
        auto figure =
            std::make_unique<Figure>(wanted, makePanels(preset(), data(preset().showsScan), wanted.dark));
        const QImage image = figure->toImage(previewDpi);
        m_preview->setPixmap(
            QPixmap::fromImage(asSeenBy(image, static_cast<ColorSight>(m_sight->currentIndex()))));
        m_words->setPlainText(figure->captions().join(QLatin1Char('\n')));
        const QString pixels = tr("%1 x %2 mm; %3 x %4 pixels as PNG or TIFF.")
                                   .arg(figure->size().width(), 0, 'f', 1)
                                   .arg(figure->size().height(), 0, 'f', 1)
                                   .arg(qRound(figure->size().width() / 25.4 * wanted.dpi))
                                   .arg(qRound(figure->size().height() / 25.4 * wanted.dpi));
        m_facts->setText(pixels + QLatin1Char(' ') +
                         (preset().needsDisplay
                              ? tr("In PDF and SVG the chart and all letters are vectors; the three-dimensional "
                                   "scene is an image of that many pixels per inch.")
                              : tr("In PDF and SVG everything is vectors, with the font embedded.")));
        m_figure = std::move(figure);
    }
    catch (const std::exception& error) {
        m_preview->setText(QString::fromUtf8(error.what()));
        m_words->clear();
        m_facts->clear();
    }
    m_save->setEnabled(m_figure != nullptr);
}

QString FigureDialog::save(const QString& file)
{
    if (m_refresh->isActive() || !m_figure)
        showPreview();
    if (!m_figure)
        return m_preview->text();
    try {
        writeFigure(*m_figure, file, {tr("Fig. %1: %2").arg(preset().name, preset().title), {}});
        return {};
    }
    catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

void FigureDialog::chooseFile()
{
    QString kind;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the figure"), QStringLiteral("fig%1.pdf").arg(preset().name),
        tr("PDF, vectors (*.pdf);;SVG, vectors (*.svg);;PNG, pixels (*.png);;TIFF, pixels (*.tiff)"), &kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + kind.section(QStringLiteral("*."), 1).chopped(1);
    if (const QString problem = save(file); !problem.isEmpty())
        QMessageBox::warning(this, tr("The figure was not saved"), problem);
    else
        m_facts->setText(tr("Saved %1").arg(QDir::toNativeSeparators(file)));
}

}  // namespace vitrine::figures

#include "ui/figures/FigureDialog.h"

#include "core/run/Errors.h"
#include "ui/SelectionCode.h"
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
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace vitrine::figures {

namespace {

constexpr double previewDpi = 150;
constexpr auto patience = std::chrono::milliseconds(120);  // while the user is still typing a number
constexpr std::size_t mostPanels = 12;
constexpr int checker = 8;  // pixels

/// What shows through is seen as squares, as in other programs.
QImage onCheckers(const QImage& image)
{
    QImage ground(image.size(), QImage::Format_RGB32);
    QPainter painter(&ground);
    for (int y = 0; y < ground.height(); y += checker)
        for (int x = 0; x < ground.width(); x += checker)
            painter.fillRect(x, y, checker, checker, ((x + y) / checker) % 2 ? QColor(214, 214, 214) : Qt::white);
    painter.drawImage(0, 0, image);
    return ground;
}

}  // namespace

FigureDialog::FigureDialog(FigureSupply supply, const FigureRequest& start, QWidget* parent)
    : QDialog(parent),
      m_supply(std::move(supply)),
      m_page(new QListWidget),
      m_add(new QPushButton(tr("Add"))),
      m_remove(new QPushButton(tr("Remove"))),
      m_mode(new QLineEdit),
      m_preset(new QComboBox),
      m_column(new QComboBox),
      m_width(new QDoubleSpinBox),
      m_typeSize(new QDoubleSpinBox),
      m_dpi(new QSpinBox),
      m_family(new QFontComboBox),
      m_ground(new QComboBox),
      m_caption(new QCheckBox(tr("say within the figure what its lines are"))),
      m_transparent(new QCheckBox(tr("transparent, for a page of another colour"))),
      m_sight(new QComboBox),
      m_preview(new QLabel),
      m_facts(new QLabel),
      m_words(new QPlainTextEdit),
      m_save(new QPushButton(tr("Save\u2026"))),
      m_refresh(new QTimer(this))
{
    setWindowTitle(tr("Export a figure"));
    makeWidgets();
    layOut();
    showRequest(start);
    m_refresh->setSingleShot(true);
    m_refresh->setInterval(patience);
    connect(m_refresh, &QTimer::timeout, this, &FigureDialog::showPreview);
    const auto changed = [this] { m_refresh->start(); };
    connect(m_preset, &QComboBox::currentIndexChanged, this, &FigureDialog::choosePreset);
    connect(m_mode, &QLineEdit::textEdited, this, &FigureDialog::chooseMode);
    connect(m_page, &QListWidget::currentRowChanged, this, &FigureDialog::showPlace);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_wishes.push_back(wishFor(place().preset));
        showPage(static_cast<int>(m_wishes.size()) - 1);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_wishes.erase(m_wishes.begin() + m_page->currentRow());
        showPage(std::max(0, m_page->currentRow() - 1));
    });
    for (QComboBox* choice : {m_ground, m_sight})
        connect(choice, &QComboBox::currentIndexChanged, this, changed);
    connect(m_column, &QComboBox::activated, this, [this](int index) {
        if (index < static_cast<int>(columnWidths().size()))
            m_width->setValue(columnWidths()[static_cast<std::size_t>(index)].millimetres);
    });
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this, changed] {
        showColumn();
        changed();
    });
    connect(m_typeSize, &QDoubleSpinBox::valueChanged, this, changed);
    connect(m_dpi, &QSpinBox::valueChanged, this, changed);
    connect(m_family, &QFontComboBox::currentFontChanged, this, changed);
    for (QCheckBox* choice : {m_caption, m_transparent})
        connect(choice, &QCheckBox::toggled, this, changed);
    connect(m_save, &QPushButton::clicked, this, &FigureDialog::chooseFile);
    showPreview();
}

FigureDialog::~FigureDialog() = default;

void FigureDialog::makeWidgets()
{
    m_page->setObjectName(QStringLiteral("figurePage"));
    m_page->setAccessibleName(tr("The figures on this page"));
    m_page->setToolTip(
        tr("What stands on the page, one panel after the other: lettered (a), (b) where there are "
           "several. The choices below are for the one that is marked."));
    m_page->setMaximumHeight(4 * m_page->fontMetrics().lineSpacing() + 12);
    m_add->setObjectName(QStringLiteral("figureAdd"));
    m_add->setToolTip(tr("Puts one more figure on the page."));
    m_remove->setObjectName(QStringLiteral("figureRemove"));
    m_remove->setToolTip(tr("Takes the marked figure off the page."));
    for (QPushButton* button : {m_add, m_remove})
        button->setAutoDefault(false);
    m_preset->setObjectName(QStringLiteral("figurePreset"));
    for (const FigurePreset& preset : figurePresets())
        m_preset->addItem(preset.words(), preset.name);
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMinimumContentsLength(28);
    m_mode->setObjectName(QStringLiteral("figureMode"));
    m_mode->setToolTip(tr("Which mode and direction this figure shows, as sample:mode:sign, such as A:12:+."));
    m_mode->setPlaceholderText(tr("the easiest transition"));
    for (const ColumnWidth& width : columnWidths())
        m_column->addItem(QStringLiteral("%1 (%2 mm)").arg(width.name).arg(width.millimetres));
    m_column->addItem(tr("another width"));
    m_width->setObjectName(QStringLiteral("figureWidth"));
    m_width->setRange(20, 500);
    m_width->setDecimals(1);
    m_width->setSuffix(tr(" mm"));
    m_typeSize->setObjectName(QStringLiteral("figureTypeSize"));
    m_typeSize->setRange(4, 24);
    m_typeSize->setDecimals(1);
    m_typeSize->setSingleStep(0.5);
    m_typeSize->setSuffix(tr(" pt"));
    m_dpi->setObjectName(QStringLiteral("figureDpi"));
    m_dpi->setRange(72, 1200);
    m_dpi->setSingleStep(150);
    m_dpi->setSuffix(tr(" dpi"));
    m_family->setFontFilters(QFontComboBox::ScalableFonts);
    m_ground->addItems({tr("light, for paper"), tr("dark, for slides")});
    m_ground->setObjectName(QStringLiteral("figureGround"));
    m_transparent->setObjectName(QStringLiteral("figureTransparent"));
    m_caption->setObjectName(QStringLiteral("figureCaption"));
    m_sight->setObjectName(QStringLiteral("figureSight"));
    m_sight->addItems({tr("in full colour"), tr("without green (deuteranopia)"), tr("without red (protanopia)"),
                       tr("without blue (tritanopia)"), tr("printed in grey")});
    m_sight->setToolTip(tr("How the preview is seen; the file keeps its colours."));
    m_words->setReadOnly(true);
    m_words->setMaximumHeight(90);
    m_words->setAccessibleName(tr("Words for the text below the figure"));
    m_facts->setWordWrap(true);
    m_facts->setObjectName(QStringLiteral("figureFacts"));
    m_preview->setObjectName(QStringLiteral("figurePreview"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setWordWrap(true);
}

void FigureDialog::layOut()
{
    auto* pageButtons = new QHBoxLayout;
    pageButtons->addWidget(m_add);
    pageButtons->addWidget(m_remove);
    pageButtons->addStretch(1);
    auto* choices = new QFormLayout;
    choices->addRow(tr("&Page"), m_page);
    choices->addRow(QString(), pageButtons);
    choices->addRow(tr("&Figure"), m_preset);
    choices->addRow(tr("&Mode"), m_mode);
    choices->addRow(tr("&Column"), m_column);
    choices->addRow(tr("&Width"), m_width);
    choices->addRow(tr("&Type"), m_typeSize);
    choices->addRow(tr("F&ont"), m_family);
    choices->addRow(tr("Pi&xels"), m_dpi);
    choices->addRow(tr("&Ground"), m_ground);
    choices->addRow(QString(), m_transparent);
    choices->addRow(QString(), m_caption);
    choices->addRow(tr("P&review"), m_sight);
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
    resize(1040, 700);
}

void FigureDialog::showRequest(const FigureRequest& request)
{
    m_wishes.clear();
    for (const PanelWish& wish : request.panels)
        m_wishes.push_back(!wish.selection && !wish.shot ? wishFor(wish.preset) : wish);
    m_width->setValue(request.format.width);
    m_typeSize->setValue(request.format.typeSize);
    m_dpi->setValue(request.format.dpi);
    m_family->setCurrentFont(QFont(request.format.family));
    m_ground->setCurrentIndex(request.format.dark ? 1 : 0);
    m_transparent->setChecked(request.format.transparent);
    m_caption->setChecked(request.format.showCaption);
    showColumn();
    showPage(0);
}

/// The journal's column that is as wide, if one is.
void FigureDialog::showColumn()
{
    const auto& widths = columnWidths();
    const auto known = std::ranges::find(widths, m_width->value(), &ColumnWidth::millimetres);
    m_column->setCurrentIndex(static_cast<int>(known - widths.begin()));
}

FigureFormat FigureDialog::format() const
{
    return {.width = m_width->value(),
            .height = {},
            .typeSize = m_typeSize->value(),
            .dpi = m_dpi->value(),
            .family = m_family->currentFont().family(),
            .dark = m_ground->currentIndex() == 1,
            .transparent = m_transparent->isChecked(),
            .showCaption = m_caption->isChecked()};
}

FigureRequest FigureDialog::request() const
{
    return {.panels = m_wishes, .format = format()};
}

/// Of what the window shows now.
PanelWish FigureDialog::wishFor(const QString& name) const
{
    const FigurePreset& preset = figurePreset(name);
    PanelWish wish{.preset = name, .selection = {}, .shot = {}};
    if (preset.showsScene || (preset.showsScan && m_supply.selection && m_supply.selection->direction))
        wish.selection = m_supply.selection;
    if (preset.showsScene)
        wish.shot = m_supply.shot;
    return wish;
}

PanelWish& FigureDialog::place()
{
    return m_wishes[static_cast<std::size_t>(std::max(0, m_page->currentRow()))];
}

void FigureDialog::choosePreset()
{
    place() = wishFor(m_preset->currentData().toString());
    showPage(m_page->currentRow());
}

/// What cannot be understood keeps the figure from being made, and the preview says so.
void FigureDialog::chooseMode()
{
    m_modeProblem.clear();
    const QString code = m_mode->text().trimmed();
    try {
        place().selection = code.isEmpty() ? std::nullopt : std::optional(ui::selectionFromText(code));
    }
    catch (const run::InvalidInput& error) {
        m_modeProblem = QString::fromUtf8(error.what());
    }
    m_refresh->start();
}

/// The page's list anew. @param place to be marked
void FigureDialog::showPage(int place)
{
    {
        const QSignalBlocker blocker(m_page);
        m_page->clear();
        for (const PanelWish& wish : m_wishes) {
            const FigurePreset& preset = figurePreset(wish.preset);
            const bool isOfOneMode = preset.showsScan || preset.showsScene;
            m_page->addItem(preset.words() + (isOfOneMode && wish.selection
                                                  ? QStringLiteral(" \u2013 ") + ui::selectionCode(*wish.selection)
                                                  : QString()));
        }
        m_page->setCurrentRow(place);
    }
    m_remove->setEnabled(m_wishes.size() > 1);
    m_add->setEnabled(m_wishes.size() < mostPanels);
    showPlace();
    m_refresh->start();
}

/// The choices for the marked figure.
void FigureDialog::showPlace()
{
    const QSignalBlocker presetBlocker(m_preset);
    const FigurePreset& preset = figurePreset(place().preset);
    m_preset->setCurrentIndex(m_preset->findData(preset.name));
    m_modeProblem.clear();
    m_mode->setEnabled(preset.showsScan || preset.showsScene);
    m_mode->setText(place().selection ? ui::selectionCode(*place().selection) : QString());
}

/// Read once for each that is shown.
const FigureData& FigureDialog::data(const PanelWish& wish)
{
    const FigurePreset& preset = figurePreset(wish.preset);
    QString key = preset.showsScene  ? QStringLiteral("scene ")
                  : preset.showsScan ? QStringLiteral("scan ")
                                     : QString();
    if (!key.isEmpty() && wish.selection)
        key += ui::selectionCode(*wish.selection);
    const auto found = m_data.find(key);
    return found != m_data.end() ? found->second : m_data.emplace(key, m_supply.read(wish)).first->second;
}

void FigureDialog::showPreview()
{
    m_refresh->stop();
    m_figure.reset();
    try {
        if (!m_modeProblem.isEmpty())
            throw run::InvalidInput(m_modeProblem.toStdString());
        const FigureRequest wanted = request();
        auto figure = std::make_unique<Figure>(
            wanted.format, makePage(wanted, [this](const PanelWish& wish) { return data(wish); }));
        const QImage image = figure->toImage(previewDpi);
        m_preview->setPixmap(QPixmap::fromImage(asSeenBy(wanted.format.transparent ? onCheckers(image) : image,
                                                         static_cast<ColorSight>(m_sight->currentIndex()))));
        m_words->setPlainText(figure->captions().join(QLatin1Char('\n')));
        const QString pixels = tr("%1 x %2 mm; %3 x %4 pixels as PNG or TIFF.")
                                   .arg(figure->size().width(), 0, 'f', 1)
                                   .arg(figure->size().height(), 0, 'f', 1)
                                   .arg(qRound(figure->size().width() / 25.4 * wanted.format.dpi))
                                   .arg(qRound(figure->size().height() / 25.4 * wanted.format.dpi));
        const bool hasScene = std::ranges::any_of(
            wanted.panels, [](const PanelWish& wish) { return figurePreset(wish.preset).needsDisplay; });
        m_facts->setText(pixels + QLatin1Char(' ') +
                         (hasScene ? tr("In PDF and SVG charts and all letters are vectors; the three-dimensional "
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
        const FigureRequest made = request();
        writeFigure(*m_figure, file, {figureTitle(made), memoryText(m_supply.remember(made))});
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
        this, tr("Save the figure"),
        m_wishes.front().preset == QLatin1String("view")
            ? QStringLiteral("view.pdf")
            : QStringLiteral("fig%1.pdf").arg(m_wishes.front().preset),
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

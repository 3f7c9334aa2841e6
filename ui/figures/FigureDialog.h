#pragma once

#include "ui/figures/Figure.h"
#include "ui/figures/FigureData.h"
#include "ui/figures/FigurePresets.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTimer;

namespace vitrine::figures {

/// Chooses a figure of the paper and its format, shows it as it will be in the file, and writes it.
class FigureDialog : public QDialog {
    Q_OBJECT
public:
    /// Reads what figures are made from. @param withScan the scan that is selected in the window too
    using Reader = std::function<FigureData(bool withScan)>;

    explicit FigureDialog(Reader reader, QWidget* parent = nullptr);
    ~FigureDialog() override;

    /// As set by the widgets.
    FigureFormat format() const;
    const FigurePreset& preset() const;
    /// Writes the figure as it is set. @return empty, or why it could not
    QString save(const QString& file);

private:
    void makeWidgets();
    const FigureData& data(bool withScan);
    void showPreview();
    void chooseFile();

    Reader m_reader;
    std::optional<FigureData> m_data;
    bool m_dataHasScan = false;
    std::unique_ptr<Figure> m_figure;  ///< as previewed; null where there is none
    QComboBox* m_preset;
    QComboBox* m_column;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_typeSize;
    QSpinBox* m_dpi;
    QFontComboBox* m_family;
    QComboBox* m_ground;
    QCheckBox* m_caption;
    QComboBox* m_sight;
    QLabel* m_preview;
    QLabel* m_facts;
    QPlainTextEdit* m_words;
    QPushButton* m_save;
    QTimer* m_refresh;
};

}  // namespace vitrine::figures

#pragma once

#include "ui/figures/Figure.h"
#include "ui/figures/FigurePresets.h"
#include "ui/figures/FigureSupply.h"

#include <QDialog>

#include <map>
#include <memory>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTimer;

namespace vitrine::figures {

/// Chooses the figures of a page and their format, shows it as it will be in the file, and writes it.
class FigureDialog : public QDialog {
    Q_OBJECT
public:
    /// @param start as it is at first, such as a figure that was made before
    explicit FigureDialog(FigureSupply supply, const FigureRequest& start = {}, QWidget* parent = nullptr);
    ~FigureDialog() override;

    /// As set by the widgets.
    FigureRequest request() const;
    /// Writes the figure as it is set. @return empty, or why it could not
    QString save(const QString& file);

private:
    void makeWidgets();
    void layOut();
    void showRequest(const FigureRequest& request);
    FigureFormat format() const;
    PanelWish wishFor(const QString& preset) const;
    PanelWish& place();
    void choosePreset();
    void chooseMode();
    void showPage(int place);
    void showPlace();
    void showColumn();
    const FigureData& data(const PanelWish& wish);
    void showPreview();
    void chooseFile();

    FigureSupply m_supply;
    std::vector<PanelWish> m_wishes;       ///< of the page
    std::map<QString, FigureData> m_data;  ///< read already
    std::unique_ptr<Figure> m_figure;      ///< as previewed; null where there is none
    QListWidget* m_page;
    QPushButton* m_add;
    QPushButton* m_remove;
    QLineEdit* m_mode;
    QString m_modeProblem;  ///< why the entry cannot be understood
    QComboBox* m_preset;
    QComboBox* m_column;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_typeSize;
    QSpinBox* m_dpi;
    QFontComboBox* m_family;
    QComboBox* m_ground;
    QCheckBox* m_caption;
    QCheckBox* m_transparent;
    QComboBox* m_sight;
    QLabel* m_preview;
    QLabel* m_facts;
    QPlainTextEdit* m_words;
    QPushButton* m_save;
    QTimer* m_refresh;
};

}  // namespace vitrine::figures

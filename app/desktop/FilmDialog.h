#pragma once

#include "app/desktop/FilmMaker.h"
#include "ui/figures/FilmWriter.h"

#include <QDialog>

#include <filesystem>
#include <memory>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace vitrine::app {

/// Chooses what a film of the selected mode shows and how, and writes it, frame by frame, while the window stays
/// alive.
class FilmDialog : public QDialog {
    Q_OBJECT

public:
    /// @param shot the window's 3D view: its camera, its arrows and its colours
    FilmDialog(std::filesystem::path study, const ui::Selection& selection, const figures::SceneShot& shot,
               QWidget* parent = nullptr);
    ~FilmDialog() override;

    /// As set by the widgets.
    FilmRequest request() const;
    /// Begins to write; what comes of it is said in the dialog.
    void save(const QString& output);

signals:
    /// @param problem empty if the film was written
    void ended(const QString& problem);

private:
    void layOut();
    void showFacts();
    void chooseFile();
    void setWorking(bool working);

    std::filesystem::path m_study;
    ui::Selection m_selection;
    figures::SceneShot m_shot;
    std::unique_ptr<FilmMaker> m_maker;  ///< while a film is written
    figures::FilmWriter m_writer;
    QComboBox* m_kind;
    QComboBox* m_size;
    QDoubleSpinBox* m_rate;
    QSpinBox* m_frames;
    QCheckBox* m_asInWindow;
    QComboBox* m_ground;
    QLabel* m_facts;
    QProgressBar* m_progress;
    QPushButton* m_save;
    QPushButton* m_cancel;
};

}  // namespace vitrine::app

#pragma once

#include "core/study/StudyPlan.h"

#include <QWidget>

#include <filesystem>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace vitrine::panels {

/// What the user wants made, as entered; all of it valid.
struct RecipeWish {
    model::SampleRecipe recipe;  ///< of the first sample
    int sampleCount = 1;
    Eigen::Index modeCount = 20;  ///< lowest modes to find and to scan
    int threadCount = 1;
    std::filesystem::path folder;
    bool isNew = true;  ///< the study is to be made; false: it is there and goes on
};

/// Edits the recipe of a study to be made, or shows that of the study which is open; there only the number of
/// modes and of threads can be changed. Says at once what is wrong with an entry, and what the run will cost.
class RecipePanel : public QWidget {
    Q_OBJECT

public:
    explicit RecipePanel(QWidget* parent = nullptr);

    /// Nothing while an entry is wrong.
    std::optional<RecipeWish> wish() const;
    /// What is wrong, in words; empty if nothing is.
    QString problem() const { return m_problem; }

    /// Empties the way for a study to be made; keeps what was entered, except the folder.
    void editNew();
    /// @param modesThere modes that were found already
    void showStudy(const study::StudyPlan& plan, const std::filesystem::path& folder, Eigen::Index modesThere);
    /// While a run goes on nothing can be edited.
    void setRunning(bool running);

    /// Where new studies go: Documents/Vitrine, or the data folder where there is no Documents.
    static QString defaultParentFolder();

signals:
    /// An entry changed, or its validity.
    void wishChanged();

private:
    QLineEdit* addEntry(const QString& name, const QString& value);
    void systemChanged();
    void suggestFolder();
    void chooseFolder();
    void check();
    void enableEntries();
    QString readEntries(RecipeWish& wish) const;
    QString folderProblem(const std::filesystem::path& folder) const;

    QLabel* m_title;
    QComboBox* m_system;
    QLineEdit* m_particles;
    QLabel* m_densityLabel;
    QLineEdit* m_density;
    QLineEdit* m_samples;
    QLineEdit* m_seed;
    QLineEdit* m_modes;
    QLineEdit* m_threads;
    QLineEdit* m_folder;
    QToolButton* m_browse;
    QLabel* m_derived;
    QLabel* m_message;
    QString m_problem;
    std::optional<RecipeWish> m_wish;
    std::optional<study::StudyPlan> m_shown;  ///< the plan of the open study
    Eigen::Index m_modesThere = 0;
    bool m_folderIsSuggested = true;
    bool m_running = false;
};

}  // namespace vitrine::panels

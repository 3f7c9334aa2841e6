#pragma once

#include "core/study/StudyPlan.h"

#include <QWidget>

#include <filesystem>
#include <optional>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace vitrine::panels {

/// What the user wants made, as entered; all of it valid.
struct RecipeWish {
    std::vector<model::SampleRecipe> recipes;  ///< one for each sample: sizes outside, seeds inside
    Eigen::Index modeCount = 20;               ///< lowest modes to find and to scan
    int threadCount = 1;
    std::filesystem::path folder;
    bool isNew = true;  ///< the study is to be made; false: it is there and goes on

    /// By the paper's settings.
    study::StudyPlan plan() const;
};

/// An entry that cannot be, with the reason.
struct EntryProblem {
    QLineEdit* entry;
    QString reason;
};

/// Edits the recipe of a study to be made, or shows that of the study which is open; there only the number of
/// modes and of threads can be changed. Says at once what is wrong with an entry, and what the run will cost.
class RecipePanel : public QWidget {
    Q_OBJECT

public:
    explicit RecipePanel(QWidget* parent = nullptr);

    /// Nothing while an entry is wrong.
    std::optional<RecipeWish> wish() const;
    /// Everything that is wrong, a line for each entry; empty if nothing is.
    QString problem() const;

    /// Empties the way for a study to be made; keeps what was entered, except the folder.
    void editNew();
    /// @param modesThere modes that were found already
    void showStudy(const study::StudyPlan& plan, const std::filesystem::path& folder, Eigen::Index modesThere);

    /// Where new studies go: Documents/Vitrine, or the data folder where there is no Documents.
    static QString defaultParentFolder();

signals:
    /// An entry changed, or its validity.
    void wishChanged();

private:
    void systemChanged();
    void startChanged();
    void showRows();
    void addToolTips();
    QLayout* makeForm();
    void suggestFolder();
    void chooseFolder();
    void check();
    void markEntries();
    void enableEntries();
    model::Origin origin() const;
    std::vector<EntryProblem> readEntries(RecipeWish& wish) const;
    std::vector<EntryProblem> readRecipes(RecipeWish& wish) const;
    std::optional<EntryProblem> outOfRange(const model::SampleRecipe& recipe) const;
    model::SampleRecipe paperRecipe(Eigen::Index size, std::uint64_t seed) const;
    QString folderProblem(const std::filesystem::path& folder) const;

    QLabel* m_title;
    QFormLayout* m_form;
    QComboBox* m_system;
    QComboBox* m_start;  ///< where the particles come from
    QLineEdit* m_particles;
    QLineEdit* m_cells;
    QLineEdit* m_temperature;
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
    std::vector<EntryProblem> m_problems;
    std::optional<RecipeWish> m_wish;
    std::optional<study::StudyPlan> m_shown;  ///< the plan of the open study
    bool m_folderIsSuggested = true;
};

}  // namespace vitrine::panels

#pragma once

#include <QStringList>
#include <QWidget>

#include <Eigen/Core>

#include <string>
#include <vector>

class QLabel;
class QStackedWidget;
class QTreeWidget;

namespace vitrine::panels {

/// What there is of a sample, in numbers.
struct SampleLine {
    std::string name;
    bool hasStructure = false;
    Eigen::Index modeCount = 0;
    Eigen::Index scanCount = 0;  ///< modes and signs scanned
    QStringList problems;        ///< a liquid that was not equilibrated, files that do not belong to the sample

    bool operator==(const SampleLine&) const = default;
};

/// The open study and its samples; the current one is that of the selection.
class StudyPanel : public QWidget {
    Q_OBJECT

public:
    explicit StudyPanel(QWidget* parent = nullptr);

    /// @param folder empty: no study is open
    void setStudy(const QString& folder, const std::vector<SampleLine>& samples);
    /// Studies opened lately, newest first: they are offered while none is open.
    void setRecent(const QStringList& folders);
    /// Marks a sample, without emitting anything.
    void select(const std::string& sample);

signals:
    /// The user chose a sample.
    void selected(const std::string& sample);
    /// The user chose one of the studies opened lately.
    void openWanted(const QString& folder);

private:
    void showProblems();

    QLabel* m_empty;
    QLabel* m_folder;
    QTreeWidget* m_tree;
    QLabel* m_problems;  ///< of the current sample, in words
    QStackedWidget* m_pages;
    std::vector<SampleLine> m_lines;
    bool m_marking = false;
};

}  // namespace vitrine::panels

#pragma once

#include <QStringList>
#include <QWidget>

#include <Eigen/Core>

#include <string>
#include <vector>

class QLabel;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

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

/// One of the studies that are open.
struct StudyLine {
    QString folder;
    QString state;  ///< "43 %", "complete", ...; empty: nothing is to be said
    bool isShown = false;
    std::vector<SampleLine> samples;

    bool operator==(const StudyLine&) const = default;
};

/// The studies that are open and their samples; the current one is that of the selection.
class StudyPanel : public QWidget {
    Q_OBJECT

public:
    explicit StudyPanel(QWidget* parent = nullptr);

    void setStudies(const std::vector<StudyLine>& studies);
    /// Studies opened lately, newest first: they are offered while none is open.
    void setRecent(const QStringList& folders);
    /// Marks a sample of the study that is shown, without emitting anything.
    void select(const std::string& sample);

signals:
    /// The user chose a sample of the study that is shown.
    void selected(const std::string& sample);
    /// The user chose another study, or a sample of it.
    void studyWanted(const QString& folder);
    /// A study is not to be open any more.
    void closeWanted(const QString& folder);
    /// The user chose one of the studies opened lately.
    void openWanted(const QString& folder);

private:
    void showProblems();
    void tellCurrent(const QTreeWidgetItem* item);
    void showMenu(const QPoint& place);

    QLabel* m_empty;
    QTreeWidget* m_tree;
    QLabel* m_problems;  ///< of the current sample, in words
    QStackedWidget* m_pages;
    std::vector<StudyLine> m_studies;
    bool m_marking = false;
};

}  // namespace vitrine::panels

#pragma once

#include "app/desktop/StudyContents.h"
#include "core/rearrangement/DecayProfile.h"
#include "ui/Selection.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace vitrine::app {

/// The current study, its results so far and the selection. GUI thread only.
///
/// What arrives is gathered for a tenth of a second and told at once, so that a burst of results costs the views
/// one update. Until the user selects something, the selection follows the newest transition; afterwards it moves
/// only by the user's hand.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);

    bool hasStudy() const { return !m_contents.folder.empty(); }
    const StudyContents& contents() const { return m_contents; }
    /// The rows of all samples.
    std::vector<results::ModeRecord> records() const;

    const ui::Selection& selection() const { return m_selection; }
    /// The sample of the selection; null while there is none.
    const SampleContents* selectedSample() const;
    /// The row of the selection; null if only a packing is selected.
    const results::ModeRecord* selectedRecord() const;
    std::shared_ptr<const anharmonicity::ScanResult> selectedScan() const;
    /// Column of the selected mode in selectedSample()->modes; -1 if it is not there.
    Eigen::Index selectedModeColumn() const;
    /// Its tail by the study's rule. Takes a millisecond for 16,000 particles.
    rearrangement::DecayProfile profileOf(const quench::InherentStructure& structure,
                                          const anharmonicity::ScanResult::AtTransition& transition) const;

    /// Another study, or none: the selection starts afresh.
    void setStudy(StudyContents contents);
    /// A newer state of the same study.
    void updateStudy(StudyContents contents);
    void closeStudy();

    void addStructure(const std::string& sample, std::shared_ptr<const quench::InherentStructure> structure);
    void addModes(const std::string& sample, std::shared_ptr<const modes::NormalModes> modes);
    void addScan(const std::string& sample, std::shared_ptr<const anharmonicity::ScanResult> scan);
    void setRecords(const std::string& sample, std::vector<results::ModeRecord> records);

    /// The user's choice. Where the direction is left open, the one with the smaller A_c is taken.
    void select(const ui::Selection& selection);

signals:
    void studyChanged();
    /// Something was added: structures, modes, scans or records.
    void contentsChanged();
    void selectionChanged();

private:
    void follow(const std::string& sample, const anharmonicity::ScanResult& scan);
    ui::Selection withDirection(const ui::Selection& selection) const;
    void moveTo(const ui::Selection& selection);
    void selectSomething();
    void tell();

    StudyContents m_contents;
    ui::Selection m_selection;
    bool m_userSelected = false;
    bool m_selectionMoved = false;  ///< not told yet
    QTimer m_gathering;
};

}  // namespace vitrine::app

#pragma once

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace vitrine::panels {

/// Asks what a file cannot tell about the packings in it: their potential, whether they are to be minimised first,
/// and the study they are to become samples of.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    /// @param studyFolder of the study that is open; empty: a new one is proposed
    ImportDialog(QStringList files, const QString& studyFolder, QWidget* parent);

signals:
    /// @param potential "harmonic" or "lj"
    void importWanted(const QStringList& files, const QString& potential, bool minimise, const QString& folder);

private:
    void check();

    QStringList m_files;
    QComboBox* m_potential;
    QCheckBox* m_minimise;
    QLineEdit* m_folder;
    QLabel* m_note;
    QDialogButtonBox* m_buttons;
};

}  // namespace vitrine::panels

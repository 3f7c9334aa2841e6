#pragma once

#include "core/anharmonicity/ModeMotion.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;

namespace vitrine::panels {

/// How modes are to swing in the 3D view.
struct MotionChoice {
    QString modes;                    ///< a list such as "3,7-9"; empty: the selected mode
    std::optional<double> amplitude;  ///< A, sigma
    std::optional<double> largest;    ///< way of the particle that moves most, sigma, where A is not given
    bool trueToScale = false;         ///< drawn as it is; else enlarged so that it is seen
    double drawnFactor = 1;           ///< times the automatic enlargement
    anharmonicity::Tempo tempo = anharmonicity::Tempo::together;
    double speed = 1;  ///< times the usual one
};

/// Plays, pauses and scrubs the motion of modes; says how wide it is in A and in sigma and how much it is
/// enlarged.
class MotionPanel : public QWidget {
    Q_OBJECT

public:
    explicit MotionPanel(QWidget* parent = nullptr);

    MotionChoice choice() const;

    /// @param reason why nothing can swing now; empty if it can
    void setReason(const QString& reason);
    /// What swings now. @param words in short, such as "mode 12"
    void showMotion(const QString& words, int frameCount, double amplitude, double largest, double enlargement);
    void showFrame(int frame);
    void setPlaying(bool playing);
    bool isPlaying() const { return m_isPlaying; }
    /// What is wrong with the entries, or worth knowing; empty for nothing.
    void setMessage(const QString& text);

signals:
    void choiceChanged();
    void playWanted(bool play);
    /// The user moved to a phase.
    void scrubbed(int frame);

private:
    std::optional<double> read(const QLineEdit* entry) const;

    QToolButton* m_play;
    QSlider* m_phase;
    QLabel* m_phaseText;
    QLineEdit* m_modes;
    QLineEdit* m_amplitude;
    QLineEdit* m_largest;
    QSlider* m_enlargement;
    QToolButton* m_trueToScale;
    QLabel* m_enlargementText;
    QComboBox* m_tempo;
    QSlider* m_speed;
    QLabel* m_message;
    QString m_reason;
    bool m_isPlaying = false;
};

}  // namespace vitrine::panels

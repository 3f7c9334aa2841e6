#pragma once

#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;

namespace vitrine::panels {

/// Pulls a packing along the selected mode by hand, Eq. (5), lets it go, and finds A_c.
class PullPanel : public QWidget {
    Q_OBJECT

public:
    explicit PullPanel(QWidget* parent = nullptr);

    /// Whether a minimisation is to be slow enough to be watched.
    bool isSlow() const;
    /// @param reason why nothing can be pulled now; empty if it can
    void setReason(const QString& reason);
    QString reason() const { return m_reason; }
    /// How far the slider goes to either side, sigma, above 0.
    void setReach(double against, double along);
    /// A as it is, sigma; negative: against the mode. Emits nothing.
    void showAmplitude(double amplitude);
    /// While something is computed, it can be cancelled.
    void setWorking(bool working);
    /// Where the system is, or how the last thing ended.
    void setStatus(const QString& text, bool isWarning = false);
    QString status() const { return m_status; }

signals:
    /// @param amplitude A, sigma; negative: against the mode
    void pushed(double amplitude);
    void releaseWanted();
    void searchWanted();
    void cancelWanted();
    /// Everything back to where it was.
    void resetWanted();

private:
    void enter();
    void refresh();

    QSlider* m_slider;
    QLineEdit* m_amplitude;
    QPushButton* m_release;
    QPushButton* m_search;
    QPushButton* m_reset;
    QCheckBox* m_slow;
    QLabel* m_statusText;
    QString m_status;
    QString m_reason;
    double m_against = 0.1;
    double m_along = 0.1;
    double m_shown = 0;
    bool m_isWorking = false;
};

}  // namespace vitrine::panels

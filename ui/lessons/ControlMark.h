#pragma once

#include <QPointer>
#include <QWidget>

namespace vitrine::lessons {

/// A frame around one control of a window, which lets clicks through and follows the control.
class ControlMark : public QWidget {
    Q_OBJECT

public:
    explicit ControlMark(QWidget* window);

    /// @param control of the same window; null: nothing is framed
    void frame(QWidget* control);
    QWidget* control() const { return m_control; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QPointer<QWidget> m_control;
};

}  // namespace vitrine::lessons

#pragma once

#include <QWidget>

#include <optional>

namespace vitrine::panels {

/// How far a stage is, as a thin bar. QProgressBar would repaint within each call and animate while it knows
/// nothing: beside an OpenGL view every repaint has the whole window composed anew.
class StageBar : public QWidget {
    Q_OBJECT

public:
    explicit StageBar(QWidget* parent = nullptr);

    /// @param part from 0 to 1; nothing while the stage runs but cannot tell
    void setPart(std::optional<double> part);
    std::optional<double> part() const { return m_part; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<double> m_part = 0;
};

}  // namespace vitrine::panels

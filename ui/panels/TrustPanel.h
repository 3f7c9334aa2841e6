#pragma once

#include "ui/TrustLines.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace vitrine::panels {

/// How far to trust the numbers of the selection, a line for each thing to know; warnings carry a sign.
class TrustPanel : public QWidget {
    Q_OBJECT

public:
    explicit TrustPanel(QWidget* parent = nullptr);

    void setLines(const std::vector<ui::TrustLine>& lines);
    void setEmptyHint(const QString& hint);
    /// As it is shown, without the marks of its layout.
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void show(const std::vector<ui::TrustLine>& lines);

    std::vector<ui::TrustLine> m_lines;
    QString m_hint;
    QLabel* m_label;
};

}  // namespace vitrine::panels

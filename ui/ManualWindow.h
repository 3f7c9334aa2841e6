#pragma once

#include <QDialog>

class QTextBrowser;

namespace vitrine::ui {

/// The user's guide, which is built into the program: it needs neither a network nor an installation.
class ManualWindow : public QDialog {
    Q_OBJECT

public:
    explicit ManualWindow(QWidget* parent = nullptr);

    QTextBrowser* pages() const { return m_pages; }

private:
    void find(const QString& words);

    QTextBrowser* m_pages;
};

}  // namespace vitrine::ui

#include "ui/ManualWindow.h"

#include <QCursor>
#include <QDesktopServices>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QToolTip>
#include <QUrl>
#include <QVBoxLayout>

/// A static library's resources are registered by hand, and that only outside of namespaces.
static void registerManual()
{
    Q_INIT_RESOURCE(resources);
}

namespace vitrine::ui {

namespace {

constexpr const char* folder = "qrc:/manual/";

/// Pages of the sources that are not part of the manual, such as the README, are not built in.
bool isPage(const QUrl& link)
{
    return QFile::exists(QStringLiteral(":") + QUrl(QLatin1String(folder)).resolved(link).path());
}

}  // namespace

ManualWindow::ManualWindow(QWidget* parent) : QDialog(parent), m_pages(new QTextBrowser)
{
    registerManual();
    setWindowTitle(tr("Manual"));
    resize(820, 720);
    m_pages->setObjectName(QStringLiteral("manualPages"));
    m_pages->setOpenLinks(false);
    m_pages->document()->setDocumentMargin(18);

    auto* back = new QPushButton(tr("&Back"));
    auto* contents = new QPushButton(tr("First &page"));
    auto* words = new QLineEdit;
    words->setObjectName(QStringLiteral("manualFind"));
    words->setPlaceholderText(tr("Find on this page; Enter: next"));
    words->setClearButtonEnabled(true);
    for (QPushButton* button : {back, contents})
        button->setAutoDefault(false);
    auto* top = new QHBoxLayout;
    top->addWidget(back);
    top->addWidget(contents);
    top->addWidget(words, 1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_pages, 1);

    const QUrl first(QLatin1String(folder) + QStringLiteral("index.md"));
    back->setEnabled(false);
    connect(m_pages, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(back, &QPushButton::clicked, m_pages, &QTextBrowser::backward);
    connect(contents, &QPushButton::clicked, m_pages, [this, first] { m_pages->setSource(first); });
    connect(words, &QLineEdit::returnPressed, this, [this, words] { find(words->text()); });
    connect(m_pages, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (isPage(link))
            m_pages->setSource(m_pages->source().resolved(link));
        else if (!link.isRelative() && link.scheme() != QLatin1String("qrc"))
            QDesktopServices::openUrl(link);
        else
            QToolTip::showText(QCursor::pos(), tr("That page is among the sources, not in the manual."), this);
    });
    m_pages->setSource(first);
}

/// The next place after the last one found, from the top again after the end.
void ManualWindow::find(const QString& words)
{
    if (words.isEmpty() || m_pages->find(words))
        return;
    m_pages->moveCursor(QTextCursor::Start);
    m_pages->find(words);
}

}  // namespace vitrine::ui

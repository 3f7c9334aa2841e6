#include "ui/ManualWindow.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace vitrine;

namespace {

/// The address of the first link of a page that ends so.
QUrl linkTo(const QTextBrowser& pages, const QString& end)
{
    for (QTextBlock block = pages.document()->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (const QString address = part.fragment().charFormat().anchorHref(); address.endsWith(end))
                return QUrl(address);
    return {};
}

}  // namespace

class ManualWindowTest : public QObject {
    Q_OBJECT

private slots:
    void hasThePagesOfTheManualBuiltIn()
    {
        const ui::ManualWindow window;
        QTextBrowser* pages = window.pages();
        QVERIFY(pages->toPlainText().size() > 2000);
        const QUrl link = linkTo(*pages, QStringLiteral("validation.md"));
        QVERIFY(!link.isEmpty());
        emit pages->anchorClicked(link);
        QVERIFY2(pages->source().toString().endsWith(QStringLiteral("validation.md")),
                 qPrintable(pages->source().toString()));
        QVERIFY(pages->toPlainText().contains(QStringLiteral("Paper:")));
    }

    void leadsOnlyToPagesAndPicturesThatAreBuiltIn()
    {
        static const QRegularExpression links(QStringLiteral("\\]\\(([^):#]+)\\)"));
        const QDir manual(QStringLiteral(":/manual"));
        const QStringList pages = manual.entryList({QStringLiteral("*.md")});
        QVERIFY(pages.size() >= 5);
        int count = 0;
        for (const QString& page : pages) {
            QFile file(manual.filePath(page));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto found = links.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();) {
                const QString target = found.next().captured(1);
                if (target.startsWith(QStringLiteral("../")))
                    continue;  // out of the manual
                QVERIFY2(manual.exists(target), qPrintable(page + QStringLiteral(": ") + target));
                ++count;
            }
        }
        QVERIFY(count > 20);
    }

    void staysWhereALinkLeavesTheManual()
    {
        const ui::ManualWindow window;
        const QUrl before = window.pages()->source();
        const QUrl link = linkTo(*window.pages(), QStringLiteral("README.md"));
        QVERIFY(!link.isEmpty());
        emit window.pages()->anchorClicked(link);
        QCOMPARE(window.pages()->source(), before);
    }

    void findsWordsAgainFromTheTop()
    {
        ui::ManualWindow window;
        window.show();
        auto* words = window.findChild<QLineEdit*>(QStringLiteral("manualFind"));
        QTest::keyClicks(words, QStringLiteral("sample"));
        QTest::keyClick(words, Qt::Key_Return);
        const int first = window.pages()->textCursor().position();
        QVERIFY(window.pages()->textCursor().hasSelection());
        for (int press = 0; press < 200 && (press == 0 || window.pages()->textCursor().position() != first);
             ++press)
            QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(window.pages()->textCursor().position(), first);
    }
};

QTEST_MAIN(ManualWindowTest)
#include "ManualWindowTest.moc"

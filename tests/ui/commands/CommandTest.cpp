#include "core/run/Errors.h"
#include "ui/commands/Command.h"
#include "ui/commands/Vocabulary.h"

#include <QTest>

using namespace vitrine;
using commands::Command;

class CommandTest : public QObject {
    Q_OBJECT

private slots:
    void comesBackFromItsText_data();
    void comesBackFromItsText();
    void leavesOutCommentsAndEmptyLines();
    void namesTheQuotationMarkThatIsNotClosed();
    void namesTheNearestCommand();
    void saysHowACommandIsWritten();
};

void CommandTest::comesBackFromItsText_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("words") << QStringList{QStringLiteral("A"), QStringLiteral("12"), QStringLiteral("+")};
    QTest::newRow("spaces") << QStringList{QStringLiteral("/home/a b/c"), QStringLiteral(" ")};
    QTest::newRow("empty") << QStringList{QString(), QStringLiteral("x"), QString()};
    QTest::newRow("quotes") << QStringList{QStringLiteral("say \"A\""), QStringLiteral("C:\\new \\ \"")};
    QTest::newRow("comment sign") << QStringList{QStringLiteral("#1"), QStringLiteral("a#")};
    QTest::newRow("letters") << QStringList{QStringLiteral("By |\u0394r\u1d62|"), QStringLiteral("\u03c9")};
}

void CommandTest::comesBackFromItsText()
{
    QFETCH(const QStringList, arguments);
    const Command command{QStringLiteral("set"), arguments};
    QCOMPARE(Command::parse(command.text()), std::optional(command));
    QCOMPARE(Command::parse(QStringLiteral("  \t") + command.text() + QStringLiteral(" \r")),
             std::optional(command));
}

void CommandTest::leavesOutCommentsAndEmptyLines()
{
    for (const char* line : {"", "   ", "\t\r", "# select A 1", "  #"})
        QCOMPARE(Command::parse(QLatin1String(line)), std::nullopt);
}

void CommandTest::namesTheQuotationMarkThatIsNotClosed()
{
    try {
        Command::parse(QStringLiteral("open \"/home/a b"));
        QFAIL("a quotation mark may not stay open");
    }
    catch (const run::InvalidInput& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("/home/a b")), error.what());
    }
}

void CommandTest::namesTheNearestCommand()
{
    commands::Vocabulary vocabulary;
    for (const char* name : {"open", "select", "undo"})
        vocabulary.add({.name = QLatin1String(name), .parameters = {}, .explanation = {}, .perform = {}});
    try {
        vocabulary.verb({QStringLiteral("selct"), {}});
        QFAIL("there is no such command");
    }
    catch (const run::InvalidInput& error) {
        const QString words = QString::fromUtf8(error.what());
        QVERIFY2(words.contains(QStringLiteral("\u201cselct\u201d")), error.what());
        QVERIFY2(words.endsWith(QStringLiteral(": select")), error.what());
    }
}

void CommandTest::saysHowACommandIsWritten()
{
    commands::Vocabulary vocabulary;
    vocabulary.add({.name = QStringLiteral("select"),
                    .parameters = {QStringLiteral("SAMPLE"), QStringLiteral("[MODE]")},
                    .explanation = {},
                    .perform = {}});
    vocabulary.add({.name = QStringLiteral("mark"),
                    .parameters = {QStringLiteral("[RECORD...]")},
                    .explanation = {},
                    .perform = {}});
    const QStringList three{QStringLiteral("A"), QStringLiteral("1"), QStringLiteral("+")};
    QCOMPARE(vocabulary.verb({QStringLiteral("select"), three.mid(0, 1)}).name, QStringLiteral("select"));
    QCOMPARE(vocabulary.verb({QStringLiteral("mark"), three}).name, QStringLiteral("mark"));
    QCOMPARE(vocabulary.verb({QStringLiteral("mark"), {}}).name, QStringLiteral("mark"));
    for (const QStringList& wrong : {QStringList{}, three}) {
        try {
            vocabulary.verb({QStringLiteral("select"), wrong});
            QFAIL("that many arguments are not taken");
        }
        catch (const run::InvalidInput& error) {
            QCOMPARE(QString::fromUtf8(error.what()), QStringLiteral("expected was: select SAMPLE [MODE]"));
        }
    }
}

QTEST_GUILESS_MAIN(CommandTest)
#include "CommandTest.moc"

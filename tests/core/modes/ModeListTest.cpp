#include "core/modes/ModeList.h"
#include "core/run/Errors.h"

#include <QtTest>

using namespace vitrine;
using Modes = std::vector<Eigen::Index>;

class ModeListTest : public QObject {
    Q_OBJECT

private slots:
    void readsRangesAndSingleModes()
    {
        QCOMPARE(modes::parseModeList("3"), (Modes{3}));
        QCOMPARE(modes::parseModeList("1-4,25"), (Modes{1, 2, 3, 4, 25}));
    }

    void knowsTheLargestMode()
    {
        QCOMPARE(modes::parseModeList("7-8", 8), (Modes{7, 8}));
        QVERIFY_EXCEPTION_THROWN(modes::parseModeList("7-9", 8), run::InvalidInput);
    }

    void sortsAndDropsRepetitions() { QCOMPARE(modes::parseModeList("5,1-3,2-4"), (Modes{1, 2, 3, 4, 5})); }

    void refusesWhatIsNoList_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", ",", "1,", "0", "-3", "1-", "3-1", "a", "1 2", "1.5", "1--3", "25165825",
                                 "1-2-3", "99999999999999999999"})
            QTest::newRow(text) << QString(text);
    }

    void refusesWhatIsNoList()
    {
        QFETCH(QString, text);
        try {
            modes::parseModeList(text.toStdString());
            QFAIL("it was read");
        }
        catch (const run::InvalidInput& error) {
            QVERIFY(QString(error.what()).contains("\"" + text + "\""));
        }
    }

    void writesTheShortestList()
    {
        QCOMPARE(modes::modeListText({1, 2, 3, 7, 9, 10}), std::string("1-3,7,9-10"));
        QCOMPARE(modes::modeListText({}), std::string("none"));
    }
};

QTEST_APPLESS_MAIN(ModeListTest)
#include "ModeListTest.moc"

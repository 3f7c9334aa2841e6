#include "core/run/Errors.h"
#include "ui/panels/RecordFilter.h"

#include <QTest>

using namespace vitrine;
using panels::RecordFilter;

namespace {

results::ModeRecord transition()
{
    results::ModeRecord record;
    record.sample = "B";
    record.mode = 12;
    record.omega = 0.0213;
    record.participationRatio = 0.31;
    record.phononOrder = 0.82;
    record.sign = "-";
    record.outcome = "transition";
    record.criticalAmplitude = 2.314e-3;
    record.energyDifference = -1e-5;
    record.transition = 3;
    return record;
}

}  // namespace

class RecordFilterTest : public QObject {
    Q_OBJECT

private slots:
    void acceptsWhatFulfilsTheExpression_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<bool>("isFulfilled");
        const auto row = [](const char* expression, bool isFulfilled) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << isFulfilled;
        };
        row("Ac < 1e-2 and O > 0.3", true);
        row("Ac < 1e-3", false);
        row("direction == -1", true);
        row("sample == 2", true);
        row("mode >= 12 and mode <= 12", true);
        row("rearranges", true);
        row("not(rearranges)", false);
        row("overlaps or returns or loose", false);
        row("dphi < 0", true);
        row("log10(Ac) < -2", true);
        row("transition == 3", true);
        // Numbers that the record does not have
        row("Nrearr > 1", false);
        row("Nrearr <= 1", false);
        row("a", false);
    }

    void acceptsWhatFulfilsTheExpression()
    {
        QFETCH(const QString, expression);
        QFETCH(const bool, isFulfilled);
        QCOMPARE(RecordFilter(expression).accepts(transition()), isFulfilled);
    }

    void judgesEachRecordForItself()
    {
        const RecordFilter filter(QStringLiteral("Ac > 0"));
        results::ModeRecord none = transition();
        none.criticalAmplitude.reset();
        QVERIFY(filter.accepts(transition()));
        QVERIFY(!filter.accepts(none));
        QVERIFY(filter.accepts(transition()));
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::newRow("half") << QStringLiteral("Ac <");
        QTest::newRow("unknown name") << QStringLiteral("amplitude < 1");
        QTest::newRow("words") << QStringLiteral("all the soft ones");
    }

    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(const QString, expression);
        try {
            const RecordFilter filter(expression);
            QFAIL("accepted");
        }
        catch (const run::InvalidInput& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(expression), error.what());
        }
    }

    void explainsEveryName()
    {
        for (const char* name : {"Ac:", "O:", "Nrearr:", "direction:", "rearranges:"})
            QVERIFY2(RecordFilter::explanation().contains(QString::fromLatin1(name)), name);
    }
};

QTEST_MAIN(RecordFilterTest)
#include "RecordFilterTest.moc"

#include "core/results/RecordTable.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <clocale>
#include <limits>

using namespace vitrine;

class RecordTableTest : public QObject {
    Q_OBJECT

private slots:
    void hasTheColumnsThatScriptsRelyOn()
    {
        const std::string standard =
            "sample,mode,omega,residual,participation_ratio,phonon_order,tau,ac_third_order,sign,outcome,ac,ac_"
            "low,"
            "barrier,dr,dphi,n_rearr,overlap,decay_exponent,decay_exponent_error,transition,minimiser,evaluations";
        QCOMPARE(results::csvTable({}), standard + '\n');
        QCOMPARE(results::csvTable({}, results::TableColumns::all),
                 standard + ",particles,reached,method,kind,equilibrated\n");
    }

    void leavesEmptyWhatIsNotThere()
    {
        results::ModeRecord record;
        record.sample = "A";
        record.particleCount = 500;
        record.mode = 3;
        record.omega = 0.25;
        record.residual = 1e-12;
        record.participationRatio = 0.5;
        record.tau = -1.5;
        QCOMPARE(rowOf(record), std::string("A,3,0.25,1e-12,0.5,,-1.5,,,,,,,,,,,,,,,,500,,,,"));
    }

    void writesEveryNumberInItsPlace()
    {
        results::ModeRecord record;
        record.sample = "B";
        record.particleCount = 64;
        record.mode = 1;
        record.omega = 1;
        record.residual = 2;
        record.participationRatio = 3;
        record.phononOrder = 4;
        record.tau = 5;
        record.thirdOrderAmplitude = 6;
        record.sign = "-";
        record.outcome = "transition";
        record.criticalAmplitude = 7;
        record.lowAmplitude = 8;
        record.reachedAmplitude = 8.5;
        record.barrier = 9;
        record.distance = 10;
        record.energyDifference = -11;
        record.rearrangedCount = 12;
        record.overlap = 13;
        record.decayExponent = 14;
        record.decayExponentError = 15;
        record.transition = 16;
        record.method = "fire";
        record.minimizer = "FIRE";
        record.evaluations = 17;
        record.equilibrated = false;
        QCOMPARE(rowOf(record),
                 std::string("B,1,1,2,3,4,5,6,-,transition,7,8,9,10,-11,12,13,14,15,16,FIRE,17,64,8.5,fire,"
                             "phonon,no"));
    }

    void tellsKindsByTheBoundsGiven()
    {
        results::ModeRecord record;
        record.participationRatio = 0.2;
        record.phononOrder = 0.1;
        QVERIFY(rowOf(record).ends_with(",quasilocalised,"));
        modes::ModeKindBounds bounds;
        bounds.localisedParticipationBelow = 0.1;
        QVERIFY(results::csvTable({record}, results::TableColumns::all, bounds).ends_with(",neither,\n"));
        bounds.phononOrderFrom = 2;
        QVERIFY_EXCEPTION_THROWN(results::csvTable({record}, results::TableColumns::all, bounds),
                                 run::InvalidInput);
    }

    void writesNumbersThatReadBackExactlyInAnyLocale()
    {
        const char* locale = std::setlocale(LC_ALL, "");
        Q_UNUSED(locale);
        results::ModeRecord record;
        record.omega = 0.1 + 0.2;
        record.tau = std::numeric_limits<double>::denorm_min();
        const std::string row = rowOf(record);
        QVERIFY(row.find("0.30000000000000004") != std::string::npos);
        QVERIFY(row.find("5e-324") != std::string::npos);
    }

    void writesNoNumberForNotANumber()
    {
        results::ModeRecord record;
        record.sample = "A";
        record.mode = 1;
        record.omega = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(rowOf(record).starts_with("A,1,,"));
    }

    void quotesTextWithCommasAndQuotationMarks()
    {
        results::ModeRecord record;
        record.minimizer = "FIRE, \"fast\"";
        QVERIFY(rowOf(record).ends_with(",\"FIRE, \"\"fast\"\"\",,0,,,,"));
    }

private:
    /// The only row of a table, without its line feed.
    static std::string rowOf(const results::ModeRecord& record)
    {
        const std::string table = results::csvTable({record}, results::TableColumns::all);
        const std::string rows = table.substr(table.find('\n') + 1);
        return rows.substr(0, rows.size() - 1);
    }
};

QTEST_APPLESS_MAIN(RecordTableTest)
#include "RecordTableTest.moc"

#include "core/anharmonicity/ScanProtocol.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace vitrine::anharmonicity;

namespace {

ScanSettings settingsFrom(double first, double largest)
{
    ScanSettings settings;
    settings.firstAmplitude = first;
    settings.largestAmplitude = largest;
    return settings;
}

bool near(double value, double expected)
{
    return std::abs(value / expected - 1) < 1e-12;
}

}  // namespace

class ScanProtocolTest : public QObject {
    Q_OBJECT
private slots:
    void climbsTheGridAndBisects();
    void startsADecadeLowerWhereTheFirstPointTransitions();
    void endsAtTheLargestAmplitude();
    void endsWithoutAVerdict();
    void seesThatThereIsNoMinimum();
    void foreseesTheGridAndBothHalvesOfABracket();
    void skipsWhatIsKnown();
};

void ScanProtocolTest::climbsTheGridAndBisects()
{
    const double critical = 0.0314;
    const ScanSettings settings = settingsFrom(1e-3, 1);
    ScanProtocol protocol(settings);
    int pulls = 0;
    for (; !protocol.isDone(); ++pulls) {
        const double amplitude = protocol.amplitude();
        if (pulls < 15)
            QVERIFY(near(amplitude, 1e-3 * std::pow(10, 0.1 * pulls)));
        protocol = protocol.after(amplitude < critical ? PullVerdict::returned : PullVerdict::transitioned);
    }
    QCOMPARE(protocol.outcome(), ScanOutcome::transition);
    QVERIFY(protocol.low() < critical && protocol.high() >= critical);
    QVERIFY(protocol.high() / protocol.low() - 1 <= 1e-3);
    QCOMPARE(pulls, 16 + 8);  // a step of the grid is ln 10 / 10 = 0.23; eight halvings bring it below 1e-3
}

void ScanProtocolTest::startsADecadeLowerWhereTheFirstPointTransitions()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    ScanProtocol protocol(settings);
    protocol = protocol.after(PullVerdict::transitioned);
    QVERIFY(near(protocol.amplitude(), 0.01));
    for (int step = 0; step < 10; ++step)
        protocol = protocol.after(PullVerdict::returned);
    // The next point of the grid is the first again, which is known: the bracket is there.
    QVERIFY(near(protocol.high(), 0.1));
    QVERIFY(near(protocol.amplitude(), 0.1 * std::pow(10, -0.05)));
}

void ScanProtocolTest::endsAtTheLargestAmplitude()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    ScanProtocol protocol(settings);
    int pulls = 0;
    for (; !protocol.isDone(); ++pulls)
        protocol = protocol.after(PullVerdict::returned);
    QCOMPARE(pulls, 11);  // the last is the largest amplitude itself
    QCOMPARE(protocol.outcome(), ScanOutcome::noTransition);
}

void ScanProtocolTest::endsWithoutAVerdict()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    const ScanProtocol protocol = ScanProtocol(settings).after(PullVerdict::returned);
    QCOMPARE(protocol.after(PullVerdict::overlapped).outcome(), ScanOutcome::overlap);
    QVERIFY(protocol.after(PullVerdict::overlapped).isDone());
    QCOMPARE(protocol.after(PullVerdict::undecided).outcome(), ScanOutcome::notConverged);
    QVERIFY(protocol.after(PullVerdict::undecided).isDone());
}

void ScanProtocolTest::seesThatThereIsNoMinimum()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    ScanProtocol protocol(settings);
    while (!protocol.isDone())
        protocol = protocol.after(PullVerdict::transitioned);
    QVERIFY(protocol.foundNoMinimum());
}

void ScanProtocolTest::foreseesTheGridAndBothHalvesOfABracket()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    const auto nothing = [](double) { return std::optional<PullVerdict>(); };
    const ScanProtocol climbing = ScanProtocol(settings).after(PullVerdict::returned);
    const std::vector<double> grid = climbing.candidates(3, nothing);
    QCOMPARE(grid.size(), std::size_t{3});
    for (std::size_t step = 0; step < 3; ++step)
        QVERIFY(near(grid[step], 0.1 * std::pow(10, 0.1 * static_cast<double>(step + 1))));
    const ScanProtocol bisecting = climbing.after(PullVerdict::transitioned);
    const std::vector<double> halves = bisecting.candidates(7, nothing);
    QCOMPARE(halves.size(), std::size_t{7});
    QVERIFY(near(halves[0], 0.1 * std::pow(10, 0.05)));
    QVERIFY(near(halves[1], 0.1 * std::pow(10, 0.075)));  // if it returns
    QVERIFY(near(halves[2], 0.1 * std::pow(10, 0.025)));  // if it does not
}

void ScanProtocolTest::skipsWhatIsKnown()
{
    const ScanSettings settings = settingsFrom(0.1, 1);
    const ScanProtocol bisecting =
        ScanProtocol(settings).after(PullVerdict::returned).after(PullVerdict::transitioned);
    const double middle = bisecting.amplitude();
    const auto known = [middle](double amplitude) {
        return amplitude == middle ? std::optional(PullVerdict::transitioned) : std::nullopt;
    };
    const std::vector<double> next = bisecting.candidates(1, known);
    QCOMPARE(next.size(), std::size_t{1});
    QCOMPARE(next[0], bisecting.after(PullVerdict::transitioned).amplitude());
}

QTEST_APPLESS_MAIN(ScanProtocolTest)
#include "ScanProtocolTest.moc"

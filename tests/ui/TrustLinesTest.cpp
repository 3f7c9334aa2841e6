#include "ui/TrustLines.h"
#include "ui/look/Numbers.h"

#include <QTest>

#include <algorithm>

using namespace vitrine;
using ui::TrustLine;
using ui::TrustSubject;

namespace {

results::ModeRecord record(const char* sign, int state)
{
    results::ModeRecord result;
    result.sample = "A";
    result.mode = 3;
    result.omega = 0.1;
    result.residual = 2e-13;
    result.participationRatio = 0.1;
    result.phononOrder = 0.1;
    result.sign = sign;
    result.outcome = "transition";
    result.criticalAmplitude = 2e-3;
    result.transition = state;
    return result;
}

anharmonicity::ScanResult scan()
{
    anharmonicity::ScanResult result;
    result.outcome = anharmonicity::ScanOutcome::transition;
    result.pulls = {{.amplitude = 1e-3,
                     .pulledEnergy = 1e-6,
                     .distance = 3e-10,
                     .energyDifference = 0,
                     .evaluations = 100,
                     .converged = true},
                    {.amplitude = 2e-3,
                     .pulledEnergy = 4e-6,
                     .distance = 0.158,
                     .energyDifference = -1e-5,
                     .evaluations = 900,
                     .converged = true}};
    result.minimizer = "FIRE";
    result.evaluations = 1000;
    result.transition.emplace();
    result.transition->lowAmplitude = 1.998e-3;
    result.transition->criticalAmplitude = 2e-3;
    return result;
}

const TrustLine* find(const std::vector<TrustLine>& lines, const QString& name)
{
    const auto found = std::ranges::find(lines, name, &TrustLine::name);
    return found == lines.end() ? nullptr : &*found;
}

}  // namespace

class TrustLinesTest : public QObject {
    Q_OBJECT

private slots:
    void saysNothingOfNothing() { QVERIFY(ui::trustLines({}).empty()); }

    void warnsOfLargeAmplitudes()
    {
        auto result = scan();
        TrustSubject subject;
        subject.scan = &result;
        QVERIFY(!find(ui::trustLines(subject), QStringLiteral("Large A_c")));
        result.transition->lowAmplitude = 0.0211;
        result.transition->criticalAmplitude = 0.0212;
        const auto lines = ui::trustLines(subject);
        const TrustLine* warning = find(lines, QStringLiteral("Large A_c"));
        QVERIFY(warning && warning->isWarning);
    }

    void saysBracketThresholdAndResidual()
    {
        const auto mode = record("+", 1);
        const auto other = record("-", 1);
        const auto result = scan();
        TrustSubject subject;
        subject.record = &mode;
        subject.other = &other;
        subject.scan = &result;
        const auto lines = ui::trustLines(subject);
        const auto words = [&](const char* name) {
            const TrustLine* line = find(lines, QString::fromLatin1(name));
            return line ? look::withPlainSpaces(line->words) : QStringLiteral("not said");
        };
        QVERIFY2(words("Eigen-residual").contains(QStringLiteral("2.0 × 10⁻¹¹ of ω²")),
                 qPrintable(words("Eigen-residual")));
        QVERIFY2(words("Bracket of A_c").startsWith(QStringLiteral("(1.998–2.000) × 10⁻³ σ")),
                 qPrintable(words("Bracket of A_c")));
        QVERIFY2(words("Threshold").contains(QStringLiteral("3.0 × 10⁻¹⁰ σ")), qPrintable(words("Threshold")));
        QVERIFY2(words("Threshold").contains(QStringLiteral("0.16 σ")), qPrintable(words("Threshold")));
        QVERIFY(words("Minimiser").startsWith(QStringLiteral("FIRE")));
        QVERIFY(find(lines, QStringLiteral("Along −e"))->words.contains(QStringLiteral("the same final state")));
        QVERIFY(std::ranges::none_of(lines, &TrustLine::isWarning));
    }

    void warnsOfWhatIsDoubtful()
    {
        auto mode = record("+", 1);
        mode.phononOrder = 0.1;
        mode.participationRatio = 0.5;
        mode.residual = 1e-4;
        auto result = scan();
        result.pulls[1].converged = false;
        rearrangement::DecayProfile profile;
        profile.tail = rearrangement::NoTail{"The box is too small."};
        quench::InherentStructure liquid;
        liquid.minimizer = "FIRE";
        liquid.record.outcome = quench::MinimizerOutcome::converged;
        liquid.equilibration.emplace();
        TrustSubject subject;
        subject.structure = &liquid;
        subject.record = &mode;
        subject.scan = &result;
        subject.profile = &profile;
        const auto lines = ui::trustLines(subject);
        for (const char* name : {"Liquid", "Eigen-residual", "Kind", "Convergence", "Tail"}) {
            const TrustLine* line = find(lines, QString::fromLatin1(name));
            QVERIFY2(line && line->isWarning, name);
        }
        QVERIFY(!find(lines, QStringLiteral("Largest force"))->isWarning);
    }

    void saysHowFarAScanWithoutTransitionWent()
    {
        auto result = scan();
        result.outcome = anharmonicity::ScanOutcome::overlap;
        result.transition.reset();
        result.reachedAmplitude = 0.123;
        TrustSubject subject;
        subject.scan = &result;
        const auto lines = ui::trustLines(subject);
        const QString words = look::withPlainSpaces(find(lines, QStringLiteral("Outcome"))->words);
        QVERIFY2(words.contains(QStringLiteral("0.123 σ")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("0.800 σ")), qPrintable(words));
        QVERIFY(!find(lines, QStringLiteral("Bracket of A_c")));
    }
};

QTEST_MAIN(TrustLinesTest)
#include "TrustLinesTest.moc"

#include "core/run/Errors.h"
#include "ui/commands/Controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace vitrine;
using commands::Controls;
using commands::Role;

namespace {

/// A panel with one setting of each kind.
struct Panel {
    Panel()
    {
        auto* column = new QVBoxLayout(&root);
        for (const auto& [widget, name] :
             std::initializer_list<std::pair<QWidget*, const char*>>{{color, "color"},
                                                                     {spheres, "spheres"},
                                                                     {size, "size"},
                                                                     {count, "count"},
                                                                     {filter, "filter"},
                                                                     {reset, "reset"}}) {
            widget->setObjectName(QLatin1String(name));
            column->addWidget(widget);
        }
        color->addItems({QStringLiteral("grey"), QStringLiteral("by energy")});
        size->setRange(-10, 10);
        count->setRange(0, 500);
        controls.add(QStringLiteral("scene"), &root, Role::view);
        root.show();
    }

    QString refusal(const char* name, const char* value)
    {
        try {
            controls.set(QLatin1String(name), QLatin1String(value));
            return {};
        }
        catch (const run::InvalidInput& error) {
            return QString::fromUtf8(error.what());
        }
    }

    QWidget root;
    QComboBox* color = new QComboBox;
    QCheckBox* spheres = new QCheckBox;
    QSlider* size = new QSlider;
    QSpinBox* count = new QSpinBox;
    QLineEdit* filter = new QLineEdit;
    QPushButton* reset = new QPushButton;
    Controls controls;
};

}  // namespace

class ControlsTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatTheUserSets();
    void tellsAMovingSliderOnceItRests();
    void saysNothingOfWhatTheProgramSets();
    void saysWhatASettingCanBe();
    void pressesButtons();
    void givesSettingsTheirValuesBackThoughOneChangesAnother();
};

void ControlsTest::tellsWhatTheUserSets()
{
    Panel panel;
    QVERIFY(QTest::qWaitForWindowExposed(&panel.root));
    const QSignalSpy changed(&panel.controls, &Controls::changed);
    QTest::keyClick(panel.color, Qt::Key_Down);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0], (QVariantList{QStringLiteral("scene.color"), QStringLiteral("by energy")}));
    QTest::mouseClick(panel.spheres, Qt::LeftButton, {}, QPoint(8, panel.spheres->height() / 2));
    QCOMPARE(changed.last(), (QVariantList{QStringLiteral("scene.spheres"), QStringLiteral("on")}));
    QTest::keyClicks(panel.filter, QStringLiteral("O > 0.3"));
    QTRY_COMPARE(changed.last(), (QVariantList{QStringLiteral("scene.filter"), QStringLiteral("O > 0.3")}));
    QCOMPARE(changed.count(), 3);
}

void ControlsTest::tellsAMovingSliderOnceItRests()
{
    Panel panel;
    QVERIFY(QTest::qWaitForWindowExposed(&panel.root));
    const QSignalSpy changed(&panel.controls, &Controls::changed);
    for (int step = 0; step < 4; ++step)
        QTest::keyClick(panel.size, Qt::Key_Up);
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed[0], (QVariantList{QStringLiteral("scene.size"), QStringLiteral("4")}));
    // Something else is done before it rests: first comes first.
    QTest::keyClick(panel.size, Qt::Key_Up);
    QTest::keyClick(panel.color, Qt::Key_Down);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed[1], (QVariantList{QStringLiteral("scene.size"), QStringLiteral("5")}));
}

void ControlsTest::saysNothingOfWhatTheProgramSets()
{
    Panel panel;
    const QSignalSpy changed(&panel.controls, &Controls::changed);
    panel.size->setValue(7);
    panel.controls.set(QStringLiteral("scene.color"), QStringLiteral("by energy"));
    panel.controls.set(QStringLiteral("scene.count"), QStringLiteral("12"));
    panel.controls.set(QStringLiteral("scene.filter"), QStringLiteral("x"));
    panel.controls.set(QStringLiteral("scene.spheres"), QStringLiteral("on"));
    QCOMPARE(panel.color->currentText(), QStringLiteral("by energy"));
    QCOMPARE(panel.count->value(), 12);
    QVERIFY(panel.spheres->isChecked());
    QTest::qWait(600);
    QCOMPARE(changed.count(), 0);
}

void ControlsTest::saysWhatASettingCanBe()
{
    Panel panel;
    QVERIFY(panel.refusal("scene.color", "red").contains(QStringLiteral("grey, by energy")));
    QVERIFY(panel.refusal("scene.count", "501").contains(QStringLiteral("from 0 to 500")));
    QVERIFY(panel.refusal("scene.size", "much").contains(QStringLiteral("from -10 to 10")));
    QVERIFY(panel.refusal("scene.spheres", "yes").contains(QStringLiteral("neither on nor off")));
    QVERIFY(panel.refusal("scene.colour", "grey").contains(QStringLiteral("scene.color")));
    QCOMPARE(panel.color->currentText(), QStringLiteral("grey"));
}

void ControlsTest::pressesButtons()
{
    Panel panel;
    const QSignalSpy clicked(panel.reset, &QPushButton::clicked);
    const QSignalSpy pressed(&panel.controls, &Controls::pressed);
    panel.controls.press(QStringLiteral("scene.reset"));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(pressed.count(), 0);
    QTest::mouseClick(panel.reset, Qt::LeftButton);
    QCOMPARE(pressed.count(), 1);
    panel.reset->setEnabled(false);
    QVERIFY_EXCEPTION_THROWN(panel.controls.press(QStringLiteral("scene.reset")), run::InvalidInput);
    QVERIFY_EXCEPTION_THROWN(panel.controls.press(QStringLiteral("scene.color")), run::InvalidInput);
}

void ControlsTest::givesSettingsTheirValuesBackThoughOneChangesAnother()
{
    Panel panel;
    // As a preset sets what else there is.
    connect(panel.color, &QComboBox::activated, panel.count,
            [&panel](int index) { panel.count->setValue(100 * index); });
    panel.controls.set(QStringLiteral("scene.count"), QStringLiteral("7"));
    const QMap<QString, QString> before = panel.controls.viewValues();
    panel.controls.set(QStringLiteral("scene.color"), QStringLiteral("by energy"));
    QCOMPARE(panel.count->value(), 100);
    QMap<QString, QString> wanted = before;
    wanted[QStringLiteral("scene.gone")] = QStringLiteral("1");
    wanted[QStringLiteral("scene.size")] = QStringLiteral("far");
    panel.controls.restore(wanted);
    QCOMPARE(panel.controls.viewValues(), before);
}

QTEST_MAIN(ControlsTest)
#include "ControlsTest.moc"

#include "app/desktop/FilmDialog.h"
#include "ui/figures/ScenePicture.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;

class FilmDialogTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (const QString problem = figures::scenePictureProblem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }

    void writesTheFramesOfATurnAndCanBeCancelled()
    {
        QTemporaryDir folder;
        app::FilmDialog dialog(VITRINE_TEST_STUDIES "/glass-and-crystal", {"B", 1, std::nullopt}, {});
        dialog.show();
        auto* kind = dialog.findChild<QComboBox*>(QStringLiteral("filmKind"));
        auto* frames = dialog.findChild<QSpinBox*>(QStringLiteral("filmFrames"));
        auto* facts = dialog.findChild<QLabel*>(QStringLiteral("filmFacts"));
        auto* cancel = dialog.findChild<QPushButton*>(QStringLiteral("filmCancel"));
        auto* size = dialog.findChild<QComboBox*>(QStringLiteral("filmSize"));
        QVERIFY(!frames->isEnabled());
        kind->setCurrentIndex(2);
        QVERIFY(frames->isEnabled());
        frames->setValue(12);
        size->setCurrentIndex(size->count() - 1);
        QVERIFY2(facts->text().contains(QStringLiteral("12 frames, 0.5 s")), qPrintable(facts->text()));
        QSignalSpy ended(&dialog, &app::FilmDialog::ended);
        dialog.save(folder.filePath(QStringLiteral("turn")));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 120'000);
        QCOMPARE(ended[0][0].toString(), QString());
        QCOMPARE(QDir(folder.filePath(QStringLiteral("turn"))).entryList(QDir::Files).size(), 12);

        frames->setValue(3600);
        dialog.save(folder.filePath(QStringLiteral("long")));
        QTRY_VERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 120'000);
        QVERIFY(ended[1][0].toString().contains(QStringLiteral("Cancelled")));
        QVERIFY(!cancel->isVisible());
    }

    void aPackingAloneHasNoModeToSwing()
    {
        app::FilmDialog dialog(VITRINE_TEST_STUDIES "/glass-and-crystal", {"B", 0, std::nullopt}, {});
        auto* kind = dialog.findChild<QComboBox*>(QStringLiteral("filmKind"));
        QCOMPARE(kind->currentIndex(), 2);
        kind->setCurrentIndex(0);
        QVERIFY(!dialog.findChild<QPushButton*>(QStringLiteral("filmSave"))->isEnabled());
    }
};

QTEST_MAIN(FilmDialogTest)
#include "FilmDialogTest.moc"

#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace vitrine;

class SceneViewWithoutOpenGlTest : public QObject {
    Q_OBJECT
private slots:
    void saysInOneLineWhyThereIsNoPicture()
    {
        scene::SceneView view;
        view.resize(300, 200);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(!view.hasOpenGl());
        const auto* label = view.findChild<QLabel*>(QStringLiteral("noOpenGl"));
        QVERIFY(label && label->isVisible());
        QVERIFY2(label->text().startsWith(QStringLiteral("No 3D view")), qPrintable(label->text()));
        QVERIFY(!label->text().contains('\n'));
    }

    void keepsAcceptingCalls()
    {
        scene::SceneView view;
        view.showPacking({{4.0}, Eigen::Matrix3Xd::Ones(3, 2)});
        view.showMode(Eigen::Matrix3Xd::Ones(3, 2));
        view.showRearrangement(Eigen::Matrix3Xd::Ones(3, 2));
        view.setQuality(viewport::Quality::draft);
        view.resetCamera();
        view.setParallelProjection(true);
        view.setCaption(QStringLiteral("sample A"));
        QVERIFY(view.toImage().isNull());
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    SceneViewWithoutOpenGlTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SceneViewWithoutOpenGlTest.moc"

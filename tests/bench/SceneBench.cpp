// The 3D view while the user drags: how long a frame takes, how long the program does not react, and how soon a
// new frame is there when the drag begins while a full one is being drawn. Spheres alone, and a rearrangement with
// 2000 arrows. Needs an X display (Xvfb will do); with LIBGL_ALWAYS_SOFTWARE=1 it measures drawing without a
// graphics processor. Usage: SceneBench [particles]...        16,000, 128,000 and 512,000 unless given

#include "core/model/RandomNumbers.h"
#include "tests/bench/Measurement.h"
#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <vector>

using namespace vitrine;

namespace {

constexpr QSize viewSize(1000, 800);
constexpr int dragSteps = 40;
constexpr double packingDensity = 1.394;  // sigma^-3, of the paper's harmonic packings

double milliseconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Remembers how long the longest event took.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const auto begin = std::chrono::steady_clock::now();
        const bool done = QApplication::notify(receiver, event);
        m_longest = std::max(m_longest, milliseconds(std::chrono::steady_clock::now() - begin));
        --m_depth;
        return done;
    }

    void reset() { m_longest = 0; }
    double longest() const { return m_longest; }

private:
    int m_depth = 0;
    double m_longest = 0;
};

model::Packing randomPacking(Eigen::Index count)
{
    const double side = std::cbrt(static_cast<double>(count) / packingDensity);
    return {{side}, model::RandomNumbers(1).pointsInCube(count, side)};
}

/// Decays from the middle of the box, so that its largest arrows are together as those of a rearrangement are.
Eigen::Matrix3Xd decayingField(const model::Packing& packing)
{
    Eigen::Matrix3Xd field(3, packing.particleCount());
    const Eigen::Vector3d core = Eigen::Vector3d::Constant(packing.box.side / 2);
    for (Eigen::Index i = 0; i < field.cols(); ++i) {
        const Eigen::Vector3d away = packing.positions.col(i) - core;
        field.col(i) = 0.1 * away.normalized() / (1 + std::pow(away.norm(), 3));
    }
    return field;
}

struct Drag {
    std::vector<double> frames;  ///< ms
    double longestEvent = 0;     ///< ms
    double full = 0;             ///< from the last move until the full frame is there, ms
    double afterFull = 0;        ///< from a move in the midst of a full frame to the next frame, ms
};

void sendMouse(QWidget* widget, QEvent::Type type, const QPoint& place, Qt::MouseButtons buttons)
{
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, place, widget->mapToGlobal(place), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

template <typename Condition>
double waitFor(Condition condition)
{
    const auto begin = std::chrono::steady_clock::now();
    while (!condition()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        if (milliseconds(std::chrono::steady_clock::now() - begin) > 120'000)
            throw std::runtime_error("no frame within two minutes");
    }
    return milliseconds(std::chrono::steady_clock::now() - begin);
}

Drag drag(TimedApplication& application, scene::SceneView& view)
{
    viewport::VtkViewport* viewport = view.viewport();
    Drag result;
    int frames = 0;
    int fullFrames = 0;
    bool draft = false;
    const auto aboutToDraw = QObject::connect(viewport, &viewport::VtkViewport::aboutToDraw,
                                              [&](viewport::Quality q) { draft = q == viewport::Quality::draft; });
    const auto drawn = QObject::connect(viewport, &viewport::VtkViewport::frameDrawn, [&](double cost) {
        ++frames;
        if (draft)
            result.frames.push_back(cost);
        else
            ++fullFrames;
    });
    viewport->setAlwaysDraftInMotion(true);
    const QPoint middle(viewSize.width() / 2, viewSize.height() / 2);
    const auto move = [&](int step) {
        sendMouse(viewport, QEvent::MouseMove, middle + QPoint(6 * step, 2 * step), Qt::LeftButton);
    };
    application.reset();
    sendMouse(viewport, QEvent::MouseButtonPress, middle, Qt::LeftButton);
    for (int step = 1; step <= dragSteps; ++step) {
        const int before = frames;
        move(step);
        waitFor([&] { return frames > before; });
    }
    sendMouse(viewport, QEvent::MouseButtonRelease, middle + QPoint(6 * dragSteps, 2 * dragSteps), Qt::NoButton);
    result.longestEvent = application.longest();
    const int seen = fullFrames;
    result.full = waitFor([&] { return fullFrames > seen; });

    // Once more, and the user moves again while the full frame is being drawn.
    sendMouse(viewport, QEvent::MouseButtonPress, middle, Qt::LeftButton);
    move(1);
    sendMouse(viewport, QEvent::MouseButtonRelease, middle + QPoint(6, 2), Qt::NoButton);
    const double pause = 200 + (result.full - 200) / 2;
    const auto begin = std::chrono::steady_clock::now();
    waitFor([&] { return milliseconds(std::chrono::steady_clock::now() - begin) > pause; });
    const int before = frames;
    const auto moved = std::chrono::steady_clock::now();
    sendMouse(viewport, QEvent::MouseButtonPress, middle, Qt::LeftButton);
    move(2);
    waitFor([&] { return frames > before; });
    result.afterFull = milliseconds(std::chrono::steady_clock::now() - moved);
    sendMouse(viewport, QEvent::MouseButtonRelease, middle + QPoint(12, 4), Qt::NoButton);
    const int last = fullFrames;
    waitFor([&] { return fullFrames > last; });
    QObject::disconnect(aboutToDraw);
    QObject::disconnect(drawn);
    return result;
}

void report(const char* what, const Drag& drag)
{
    fmt::print(
        "  {:22} drag frame median {:6.1f} ms, largest {:6.1f} ms; longest event {:6.1f} ms; full frame {:7.1f} "
        "ms "
        "after the last move; {:6.1f} ms from a move in its midst to the next frame\n",
        what, bench::median(drag.frames), std::ranges::max(drag.frames), drag.longestEvent, drag.full,
        drag.afterFull);
    std::fflush(stdout);
}

void measure(TimedApplication& application, Eigen::Index count)
{
    fmt::print("N = {}; {}\n", count, bench::conditions());
    const model::Packing packing = randomPacking(count);
    scene::SceneView view;
    view.resize(viewSize);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view) || !view.hasOpenGl())
        throw std::runtime_error("there is no OpenGL here");
    const auto begin = std::chrono::steady_clock::now();
    view.showPacking(packing);
    fmt::print("  showing the packing takes {:.1f} ms of the window's thread\n",
               milliseconds(std::chrono::steady_clock::now() - begin));
    QTest::qWait(500);
    report("spheres", drag(application, view));
    view.showRearrangement(decayingField(packing));
    QTest::qWait(500);
    report("with 2,000 arrows", drag(application, view));
}

}  // namespace

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    TimedApplication application(argc, argv);
    std::vector<Eigen::Index> counts;
    for (int i = 1; i < argc; ++i)
        counts.push_back(std::atol(argv[i]));
    if (counts.empty())
        counts = {16'000, 128'000, 512'000};
    try {
        for (const Eigen::Index count : counts)
            measure(application, count);
    }
    catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

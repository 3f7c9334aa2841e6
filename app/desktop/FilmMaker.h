#pragma once

#include "core/anharmonicity/ExcitationCurve.h"
#include "core/anharmonicity/ModeMotion.h"
#include "core/anharmonicity/ModePull.h"
#include "core/modes/NormalModes.h"
#include "core/study/Study.h"
#include "ui/Selection.h"
#include "ui/figures/FigureRequest.h"
#include "ui/figures/SceneStage.h"

#include <QImage>
#include <QSize>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::charts {
class EnergyChart;
class PullChart;
}  // namespace vitrine::charts

namespace vitrine::app {

/// What a film shows.
enum class FilmKind {
    mode,       ///< one mode swings: a loop that closes exactly
    pull,       ///< the packing is pulled beyond A_c and let go, with its curve
    turntable,  ///< once around the box: a loop that closes exactly
};

struct FilmRequest {
    FilmKind kind = FilmKind::mode;
    ui::Selection selection;  ///< a sample for the turntable, a mode for the others
    figures::SceneShot shot;
    QSize size{960, 720};  ///< pixels, from 160 to 4096 a side, both even, as films need
    int turnFrames = 120;  ///< of the turntable, from 12 to 3600
    bool dark = false;

    /// @throws run::InvalidInput naming value and range
    void validate() const;
};

/// Draws the frames of a film, one after the other or any one of them. GUI thread only; needs a display.
class FilmMaker {
public:
    /// Reads what the film shows; for a pull it also pulls and lets go, which takes a second or two.
    /// @throws run::InvalidInput, run::UnreadableFile, run::Error without a display
    FilmMaker(const study::Study& study, const FilmRequest& request);
    ~FilmMaker();

    int frameCount() const { return m_frameCount; }
    /// @param frame of a loop: any, frameCount() being 0 again; of a pull: from 0 to frameCount() - 1
    QImage frame(int frame);

private:
    void prepareMode();
    void preparePull(const study::Study& study);
    void showSwing(int frame);
    void showPull(int frame);
    QImage painted();

    FilmRequest m_request;
    figures::SceneSubject m_subject;
    std::shared_ptr<const modes::NormalModes> m_modes;
    Eigen::Index m_column = -1;
    figures::SceneStage m_stage;
    int m_frameCount = 0;

    std::optional<anharmonicity::ModeMotion> m_motion;
    double m_amplitude = 0;    ///< of the swing, sigma
    double m_enlargement = 1;  ///< as drawn

    std::unique_ptr<anharmonicity::ModePull> m_pull;
    double m_pulledTo = 0;                              ///< A, sigma; negative: against the mode
    std::vector<anharmonicity::CurvePoint> m_pushed;    ///< a frame each
    std::vector<anharmonicity::ReleaseState> m_states;  ///< a frame each
    Eigen::Matrix3Xd m_rearrangement;
    anharmonicity::CurvePoint m_end{};
    std::unique_ptr<charts::EnergyChart> m_energy;
    std::unique_ptr<charts::PullChart> m_distance;
};

}  // namespace vitrine::app

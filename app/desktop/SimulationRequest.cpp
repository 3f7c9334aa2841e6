#include "app/desktop/SimulationRequest.h"

namespace vitrine::app {

void simulateStudy(const SimulationRequest& request, const run::RunControl& control,
                   const SimulationListener& listener)
{
    const auto study =
        request.plan ? study::Study::create(request.folder, *request.plan) : study::Study::open(request.folder);
    listener.opened(std::make_shared<const StudyContents>(StudyContents::read(study)));
    study::StudyListener pieces = listener.pieces;
    pieces.modes = [&](const std::string& sample, auto modes) {
        // A later block continues those found before; the window shows all of them.
        listener.pieces.modes(sample, modes->firstIndex == 1 ? modes : study.modes(sample));
        listener.records(sample, shownRecords(study, sample));
    };
    pieces.scan = [&](const std::string& sample, auto scan) {
        listener.pieces.scan(sample, std::move(scan));
        listener.records(sample, shownRecords(study, sample));
    };
    study::runStudy(study, request.goal, control, pieces);
}

}  // namespace vitrine::app

#pragma once

#include "app/desktop/StudyContents.h"
#include "core/run/RunControl.h"
#include "core/study/StudyRunner.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::app {

/// What the user wants computed. A value: it goes to the worker's thread by copy.
struct SimulationRequest {
    std::filesystem::path folder;
    std::optional<study::StudyPlan> plan;  ///< of the study to be made; absent: the study is there and goes on
    study::StudyGoal goal;
    int threadCount = 1;
};

/// What a run hands out while it goes on. Called from computing threads, never two at once.
struct SimulationListener {
    std::function<void(std::shared_ptr<const StudyContents>)> opened;  ///< once, before all others
    study::StudyListener pieces;
    /// The rows of a sample after a piece was added to it.
    std::function<void(const std::string& sample, std::vector<results::ModeRecord>)> records;
};

/// A blocking call that carries a request out. @throws run::RunCancelled, run::Error
using Simulation =
    std::function<void(const SimulationRequest&, const run::RunControl&, const SimulationListener&)>;

/// The program's simulation: makes or opens the study and runs it towards the goal.
void simulateStudy(const SimulationRequest& request, const run::RunControl& control,
                   const SimulationListener& listener);

}  // namespace vitrine::app

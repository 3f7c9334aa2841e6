#pragma once

#include "app/batch/Commands.h"
#include "core/study/StudyRunner.h"

namespace vitrine::batch {

/// Carries a study towards a goal with progress and an answer to Ctrl-C, and says what came of it.
/// @return the exit code
int runGoal(const study::Study& study, const study::StudyGoal& goal, const ComputeOptions& options);

}  // namespace vitrine::batch

#pragma once

#include "core/study/StudySummary.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::study::validation {

/// The paper's statements one by one, in Markdown: what the paper says, what these studies show with numbers,
/// counts and errors, and whether that agrees. A verdict follows from the numbers by a stated rule; what the
/// studies cannot tell is said to be so.
/// @param pictures folder of which a picture is shown where it holds one; pictureNames() lists the names
/// @param picturesFromReport the same folder as the report's links name it
std::string validationReport(const std::vector<StudySummary>& studies, const std::filesystem::path& pictures,
                             const std::string& picturesFromReport);

/// Names of the pictures that a report shows where they are there, such as "harmonic-fig3-ac-omega.png".
std::vector<std::string> pictureNames();

}  // namespace vitrine::study::validation

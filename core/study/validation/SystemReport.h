#pragma once

#include "core/study/StudySummary.h"
#include "core/study/validation/PaperNumbers.h"
#include "core/study/validation/Verdicts.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::study::validation {

/// Glasses of one size with the study they are from.
struct SizeEntry {
    const StudySummary* study;
    const GroupSummary* group;
};

/// Where the pictures of a report lie, and how its links name that folder.
struct PictureFolder {
    std::filesystem::path path;
    std::string link;
};

struct StatementVerdict {
    std::string statement;  ///< its heading in the report
    Agreement agreement;
};

/// What there is to say of one of the paper's two systems, in Markdown, and its verdicts in short.
struct SystemReport {
    std::string text;
    std::vector<StatementVerdict> verdicts;
};

/// @param glasses by rising N; at least one
SystemReport reportOnSystem(const PaperNumbers& system, const std::vector<SizeEntry>& glasses,
                            const PictureFolder& pictures);

/// Names of the pictures that a report on a system shows where they are there.
std::vector<std::string> pictureNames(const PaperNumbers& system);

}  // namespace vitrine::study::validation

#include "app/batch/Commands.h"
#include "app/batch/KindOptions.h"
#include "core/study/StudyStore.h"
#include "core/study/validation/ValidationReport.h"

#include <filesystem>
#include <memory>

namespace vitrine::batch {

namespace {
struct ValidateOptions {
    std::vector<std::string> folders;
    std::string file;
    std::string pictures = "images/validation";
    study::SummarySettings settings;
};

int validate(const ValidateOptions& options)
{
    std::vector<study::StudySummary> studies;
    for (const std::string& folder : options.folders)
        studies.push_back(study::summarise(study::Study::open(folder), options.settings));
    const std::filesystem::path beside = std::filesystem::path(options.file).parent_path() / options.pictures;
    study::writeFile(options.file, study::validation::validationReport(studies, beside, options.pictures));
    return done;
}
}  // namespace

void addValidateCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<ValidateOptions>();
    CLI::App* command = program.add_subcommand(
        "validate", "Write, statement by statement, what the paper says and what studies show, as Markdown");
    command->add_option("STUDY", options->folders, "Folders of the studies, of either potential")->required();
    command->add_option("--output", options->file, "File to write")->required()->type_name("FILE");
    command
        ->add_option("--pictures", options->pictures,
                     "Folder beside FILE whose pictures are shown where they are there")
        ->type_name("FOLDER")
        ->capture_default_str();
    addKindOptions(*command, options->settings.bounds);
    std::string names = "Names of the pictures:";
    for (const std::string& name : study::validation::pictureNames())
        names += "\n  " + name;
    command->footer(names);
    command->callback([options, &action] { action = [options] { return validate(*options); }; });
}

}  // namespace vitrine::batch

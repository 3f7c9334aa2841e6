#include "app/batch/Commands.h"
#include "app/batch/KindOptions.h"
#include "core/study/StudyStore.h"
#include "core/study/SummaryQuantities.h"
#include "core/study/formats/SummaryJson.h"

#include <fmt/format.h>

#include <memory>

namespace vitrine::batch {

namespace {
struct SummaryOptions {
    std::string folder;
    std::string file;
    study::SummarySettings settings;
};

void printSection(const study::QuantitySection& section)
{
    fmt::print("  {}\n", section.title);
    for (const study::Quantity& quantity : section.quantities)
        fmt::print("    {:<50} {}\n", quantity.label, study::text(quantity));
}

void printGroup(const study::GroupSummary& group, const std::string& title)
{
    fmt::print("{}\n", title);
    for (const study::QuantitySection& section : study::quantitiesOf(group))
        printSection(section);
    for (const std::string& missing : group.missing)
        fmt::print("  missing: {}\n", missing);
}

std::string listed(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

int printSummary(const SummaryOptions& options)
{
    const study::StudySummary summary = study::summarise(study::Study::open(options.folder), options.settings);
    if (!options.file.empty()) {
        study::writeFile(options.file, study::formats::summaryText(summary));
        return done;
    }
    for (const study::GroupSummary& sample : summary.samples)
        printGroup(sample, "Sample " + sample.name);
    for (const study::GroupSummary& size : summary.sizes)
        if (size.samples.size() > 1)
            printGroup(size, size.name + ", samples " + listed(size.samples) + " together");
    if (summary.sizes.size() > 1) {
        fmt::print("All glasses together\n");
        printSection(study::transitionQuantities(summary.glassTransitions, summary.potential));
    }
    return done;
}
}  // namespace

void addSummaryCommand(CLI::App& program, Action& action)
{
    const auto options = std::make_shared<SummaryOptions>();
    CLI::App* command = program.add_subcommand(
        "summary",
        "Structure, elasticity, spectrum and transitions of each sample, and of all of one size together");
    command->add_option("STUDY", options->folder, "Folder of the study; may be growing")->required();
    command->add_option("--json", options->file, "Write all of it, with the density of states, to FILE as JSON")
        ->type_name("FILE");
    addKindOptions(*command, options->settings.bounds);
    command
        ->add_option("--fit-up-to", options->settings.fitUpTo,
                     "Fit A_D and alpha below this frequency; without it below omega_BP, or the end of a spectrum "
                     "that ends lower")
        ->type_name("OMEGA");
    command->footer(
        "value +- standard error [16th percentile, 84th] unit, from least to largest (what it rests on); note.\n"
        "Errors of means are from the scatter of the samples. What is missing is named, never a number. T_c, of\n"
        "Table I, is the minimum over the modes that were scanned. Distributions are over final states, each\n"
        "counted once; correlations are over modes, with the smaller A_c of both directions; those with O and P\n"
        "below omega_BP where that is known.");
    command->callback([options, &action] { action = [options] { return printSummary(*options); }; });
}

}  // namespace vitrine::batch

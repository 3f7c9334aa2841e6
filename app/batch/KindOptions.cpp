#include "app/batch/KindOptions.h"

namespace vitrine::batch {

void addKindOptions(CLI::App& command, modes::ModeKindBounds& bounds)
{
    const auto add = [&](const char* name, double& bound, const char* description) {
        command.add_option(name, bound, description)->type_name("X")->capture_default_str();
    };
    add("--phonon-order-from", bounds.phononOrderFrom, "A phonon has O_k of at least X ...");
    add("--phonon-participation-from", bounds.phononParticipationFrom, "... and P_k of at least X");
    add("--localised-order-below", bounds.localisedOrderBelow, "A quasilocalised mode has O_k below X ...");
    add("--localised-participation-below", bounds.localisedParticipationBelow, "... and P_k below X");
}

}  // namespace vitrine::batch

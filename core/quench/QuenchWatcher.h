#pragma once

#include "core/quench/InherentStructure.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace vitrine::quench {

/// A packing on its way to a minimum.
struct QuenchState {
    model::Packing packing;    ///< positions in any image
    std::int64_t evaluations;  ///< of the forces, so far
    double maxForce;           ///< max_i |f_i|, epsilon/sigma
};

/// Whether a state is wanted now, asked often, and where it goes then; in the thread that quenches.
struct QuenchWatcher {
    std::function<bool()> wants;
    std::function<void(QuenchState)> tell;
};

/// quenchSample() that is watched; the result is the same.
/// @param watcher of the minimisation; with both of its functions or with none
std::shared_ptr<const InherentStructure> quenchSample(const model::SampleRecipe& recipe,
                                                      const FireSettings& settings, const run::RunControl& control,
                                                      const EquilibrationSettings& equilibration,
                                                      const QuenchWatcher& watcher);

}  // namespace vitrine::quench

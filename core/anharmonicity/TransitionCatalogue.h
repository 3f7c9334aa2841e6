#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"

#include <Eigen/Core>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::anharmonicity {

/// Which modes and directions of one packing lead to which other state.
///
/// Two transitions are the same when their final states coincide (rearrangement::sameFinalState), not merely when
/// their |Delta r| agree. States are numbered from 1 in the order in which they first appear when the scans are
/// sorted by mode, plus before minus, first those by FIRE, then those by gradient flow, then by conjugate
/// gradients: another minimiser's scans never change the numbers of FIRE's. The order in which they are given does
/// not matter. Scans without a transition have no state; nearly loose particles do.
class TransitionCatalogue {
public:
    /// A state reached from the packing.
    struct State {
        int number = 0;                           ///< from 1
        std::vector<ScanKey> reachedBy;           ///< in the order described; at least one
        std::shared_ptr<const ScanResult> first;  ///< the scan of reachedBy.front(), which stands for the state
    };

    /// @param scans of one packing, each mode, direction and minimiser at most once
    /// @param tolerance on |a - b| / min(|a|, |b|) of two fields of displacements
    /// @throws run::InvalidInput for a scan given twice
    explicit TransitionCatalogue(std::vector<std::shared_ptr<const ScanResult>> scans, double tolerance = 1e-3);

    const std::vector<State>& states() const { return m_states; }

    /// Number of the state that a scan reached; nothing where it reached none or is not in the catalogue.
    std::optional<int> stateReachedBy(const ScanKey& scan) const;

private:
    int numberOf(const ScanResult& scan, double tolerance) const;

    std::vector<State> m_states;
    std::map<ScanKey, int> m_numbers;
};

}  // namespace vitrine::anharmonicity

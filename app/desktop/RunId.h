#pragma once

namespace vitrine::app {

/// Stamps everything that a run or a reading of a study sends, so that what comes late from an older one is known.
/// As wide as quint64, which Qt's meta-types want.
enum class RunId : unsigned long long { none = 0 };

inline RunId next(RunId id)
{
    return RunId{static_cast<unsigned long long>(id) + 1};
}

}  // namespace vitrine::app

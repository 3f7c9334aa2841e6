#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace vitrine::app {

/// The newest of the values that one thread makes faster than another looks at them: a signal for each would queue
/// up. The one place where threads share something that changes.
template <typename Value>
class LatestValue {
public:
    void put(Value value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }

    /// Nothing if there is no newer one than the last that was taken.
    std::optional<Value> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_value, std::nullopt);
    }

    bool isTaken() const
    {
        const std::lock_guard lock(m_mutex);
        return !m_value;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Value> m_value;
};

}  // namespace vitrine::app

#include "tests/bench/Measurement.h"

#include "core/run/ThreadTeam.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace vitrine::bench {

namespace {

std::string processorName()
{
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name"))
            return line.substr(line.find(':') + 2);
    return "unknown processor";
}

}  // namespace

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double peakGibibytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1024 * 1024);  // the kernel counts KiB
}

std::string conditions()
{
    double load = 0;
    ::getloadavg(&load, 1);
    return fmt::format("{}, {} cores, load {:.1f}, {:%Y-%m-%d %H:%M}", processorName(),
                       run::ThreadTeam::hardwareThreads(), load, fmt::localtime(std::time(nullptr)));
}

}  // namespace vitrine::bench

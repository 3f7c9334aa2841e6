#include "core/results/OnsetTable.h"

#include <fmt/format.h>

namespace vitrine::results {

namespace {

std::string quoted(const std::string& text)
{
    std::string field = "\"";
    for (const char c : text)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

std::string escaped(const std::string& text)
{
    std::string latex;
    for (const char c : text) {
        if (std::string_view("&%$#_{}").find(c) != std::string_view::npos)
            latex += '\\';
        latex += c;
    }
    return latex;
}

/// "16\,000"
std::string groupedLatex(Eigen::Index number)
{
    std::string text = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > 0; place -= 3)
        text.insert(static_cast<std::size_t>(place), "\\,");
    return text;
}

/// "1.3 \times 10^{-6}" of 1.3e-06
std::string powerLatex(double value)
{
    const std::string text = fmt::format("{:.1e}", value);
    const std::size_t e = text.find('e');
    return fmt::format("{} \\times 10^{{{}}}", text.substr(0, e), std::stoi(text.substr(e + 1)));
}

}  // namespace

std::string onsetTableCsv(const std::vector<OnsetRow>& rows)
{
    std::string text =
        "system,particles,sample,t_c,mode,sign,modes_scanned,modes_in_both_directions,highest_omega\n";
    for (const OnsetRow& row : rows) {
        const OnsetTemperature& onset = row.onset;
        const bool known = onset.temperature.has_value();
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", potentialName(row.potential), row.particleCount,
                            quoted(row.sample), known ? fmt::format("{}", *onset.temperature) : "",
                            known ? std::to_string(onset.mode) : "", onset.sign, onset.scannedModes,
                            onset.scansInBothDirections, onset.highestOmega);
    }
    return text;
}

std::string onsetTableLatex(const std::vector<OnsetRow>& rows)
{
    std::string text =
        "% T_c = min over the modes scanned of twice the barrier at A_c: an upper bound to that over all modes.\n"
        "\\begin{tabular}{lrlrr}\n\\hline\\hline\n"
        "System & $N$ & Sample & Modes & $T_c$ \\\\\n\\hline\n";
    for (const OnsetRow& row : rows)
        text += fmt::format("{} & ${}$ & {} & {} & {} \\\\\n",
                            potentialName(row.potential) == "lj" ? "LJ" : "Harmonic",
                            groupedLatex(row.particleCount), escaped(row.sample), row.onset.scannedModes,
                            row.onset.temperature ? "$" + powerLatex(*row.onset.temperature) + "$" : "--");
    return text + "\\hline\\hline\n\\end{tabular}\n";
}

}  // namespace vitrine::results

"""Draws time and memory against N from rows that SizeBench printed (needs python3-matplotlib).

    python3 tests/bench/growth.py resources/manual/growth.csv resources/manual/images/growth.svg
"""

import csv
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "growth"  # the same file from the same rows
import matplotlib.pyplot as plt

STAGES = (("quench", "quench to 1e-12", "o"), ("modes", "lowest 100 modes", "s"), ("scans", "A_c of 10 modes, both signs", "^"))


def columns(rows, stage, unit, scale):
    pairs = [
        (float(row["particles"]), scale(float(row["particles"])) * float(row[f"{stage} {unit}"]))
        for row in rows
        if row[f"{stage} {unit}"] and float(row[f"{stage} {unit}"]) > 0
    ]
    return [p[0] for p in pairs], [p[1] for p in pairs]


def main(source, target):
    with open(source, newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: float(row["particles"]))
    figure, (time, memory) = plt.subplots(1, 2, figsize=(9, 3.8))
    for stage, label, marker in STAGES:
        time.loglog(*columns(rows, stage, "s", lambda n: 1e3 / n), marker=marker, label=label)
        memory.loglog(*columns(rows, stage, "GiB", lambda n: 1), marker=marker, label=label)
    sizes = [float(row["particles"]) for row in rows]
    start = columns(rows, "modes", "s", lambda n: 1e3 / n)[1][0]
    time.loglog(sizes, [start * (n / sizes[0]) ** 0.5 for n in sizes], "k:", label="as N^0.5")
    time.set(xlabel="N", ylabel="processor time per particle (ms)")
    memory.set(xlabel="N", ylabel="peak memory so far (GiB)")
    for axes in (time, memory):
        axes.grid(True, which="both", alpha=0.2)
    time.legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})


main(*sys.argv[1:])

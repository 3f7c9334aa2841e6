#!/bin/sh
# Builds the benchmarks and runs them one after the other, about half an hour on a machine with nothing else to do.
#
#   sh packaging/bench.sh [ROW...]      for example: sh packaging/bench.sh quench scans
#
#   quench             whole quenches, harmonic, N = 16,000, against LAMMPS
#   forces             a step's forces, lists and motion, N = 16,000, against LAMMPS
#   modes-cholmod      lowest 100 modes, N = 16,000, against Spectra with CHOLMOD
#   modes-scipy        the same, N = 8,000, against scipy
#   modes-simplicial   the same, N = 4,000, against Spectra with Eigen's SimplicialLDLT
#   scans              A_c of the 20 lowest modes, N = 16,000, against one minimisation after the other
#   threads            quench, forces, modes and scans on two threads against one
#   memory             bytes per second that the caches and the memory give, to compare with
#   sizes              time and memory for N from 4,000 to 64,000
#   large              the same for N = 128,000 and 512,000: hours, and up to 8 GiB
#   scene              frames of the 3D view in a drag, without a graphics processor; builds the window, too
#
# Without ROW all of them but "large" and "scene". Each prints its ratio with the versions and settings of what it is
# compared with; where LAMMPS (lammps) or scipy (python3-scipy) is not installed, it says so and goes on.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

programs=build/bench/tests/bench

runRow()
{
    case $1 in
    quench) "$programs/QuenchBench" ;;
    forces) "$programs/ForceBench" ;;
    modes-cholmod) "$programs/CholmodModesBench" ;;
    modes-scipy) "$programs/ScipyModesBench" ;;
    modes-simplicial) "$programs/SimplicialModesBench" ;;
    scans) "$programs/ScanBench" ;;
    threads) "$programs/TwoThreadsBench" ;;
    memory) "$programs/MemoryBench" ;;
    sizes) for size in 4000 8000 16000 32000 64000; do "$programs/SizeBench" "$size"; done ;;
    large)
        "$programs/SizeBench" 128000 100 10 2
        "$programs/SizeBench" 512000 100 0 2
        ;;
    scene)
        cmake --preset release -B build/scene-bench -DVITRINE_BENCH=ON >/dev/null
        cmake --build build/scene-bench --target SceneBench
        LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 1600x1000x24" build/scene-bench/tests/bench/SceneBench
        ;;
    *) fail "no row $1: quench, forces, modes-cholmod, modes-scipy, modes-simplicial, scans, threads, memory, sizes, large, scene" ;;
    esac
}

[ $# -gt 0 ] || set -- quench forces modes-cholmod modes-scipy modes-simplicial scans threads memory sizes
installPackages
cmake --preset release -B build/bench -DVITRINE_DESKTOP=OFF -DVITRINE_BENCH=ON >/dev/null
cmake --build build/bench --target benches
for row in "$@"; do
    say "$row"
    runRow "$row"
done

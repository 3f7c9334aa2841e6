#!/bin/sh
# Writes the manual's page Validation and its pictures from studies.
#
#   sh packaging/validation.sh FOLDER [BUILD]
#
# FOLDER holds the studies harmonic, harmonic-16000, lj, spectrum-harmonic, spectrum-lj, fcc-harmonic and fcc-lj, which are only read;
# BUILD is where the programs are, build/release by default. Fig. 9 needs a display; without one xvfb-run gives it one.
set -eu
[ $# -ge 1 ] || {
    echo "validation.sh: which folder holds the studies? See the head of $0." >&2
    exit 2
}
studies=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
build=${2:-build/release}
manual=resources/manual
pictures=$manual/images/validation

# figure NAME PRESET STUDY...
figure()
{
    name=$1
    preset=$2
    shift 2
    echo "$name"
    set -- "$build/app/desktop/vitrine" figure "$@" --preset "$preset" --width 110mm --font-size 8 --dpi 150 --caption \
        --output "$pictures/$name.png"
    if [ "$preset" = 9 ] && [ -z "${DISPLAY:-}" ]; then
        set -- env LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s '-screen 0 1600x1000x24' "$@"
    fi
    # What the figure's lines are is in the picture; what cannot be drawn yet is left out, and said.
    "$@" >/dev/null || echo "$name is left out (see above)" >&2
}

# figures SYSTEM STUDY...
figures()
{
    system=$1
    shift
    while read -r name preset; do
        figure "$system-$name" "$preset" "$@" </dev/null
    done <<END
fig2-sweep 2
fig3-ac-omega 3
fig4-ac-order 4
fig5-barrier-omega 5
fig6-dr-omega 6
fig7-dr-order 7
fig8-dphi-dr 8
fig9-field 9
fig10-nrearr-omega 10
fig11-nrearr-dr2 11
fig12-overlap-order 12
fig13-samples 13
fig14-ac3-omega 14
fig15-ac3-order 15
END
}

mkdir -p "$pictures"
# The spectra tell omega_BP, and A_c of Eq. (A3) at other sizes.
figures harmonic "$studies/harmonic" "$studies/harmonic-16000" "$studies/spectrum-harmonic"
figures lj "$studies/lj" "$studies/spectrum-lj"
# The manual's pictures are not to remember whose computer they were made on.
mogrify -strip "$pictures"/*.png
cd "$studies"
exec "$OLDPWD/$build/app/batch/vitrine-batch" validate harmonic harmonic-16000 lj spectrum-harmonic spectrum-lj fcc-harmonic fcc-lj \
    --output "$OLDPWD/$manual/validation.md"

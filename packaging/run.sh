#!/bin/sh
# Installs what is missing, builds, and opens the window on a study.
#
#   sh packaging/run.sh [STUDY] [VITRINE ARGUMENT...]
#
# Without STUDY (a folder with a study.json) or --new it opens a copy of the study that comes with Vitrine, kept in
# ${XDG_DATA_HOME:-~/.local/share}/vitrine/studies, so that whatever is computed there stays out of the sources.
# Without a display it renders the study's pictures into build/pictures instead.
set -eu
calledFrom=$PWD
cd "$(dirname "$0")/.."
. packaging/setup.sh

bundled=harmonic-4000

# The bundled study's copy; made when it is not there, never touched afterwards: it is the user's then.
ownCopy()
{
    studies=${XDG_DATA_HOME:-${HOME:?is not set, so there is no place to keep studies in}/.local/share}/vitrine/studies
    if [ ! -e "$studies/$bundled" ]; then
        mkdir -p "$studies"
        # Under another name until it is whole.
        rm -rf "$studies/.$bundled.part"
        cp -R "resources/studies/$bundled" "$studies/.$bundled.part"
        mv "$studies/.$bundled.part" "$studies/$bundled"
    fi
    printf '%s\n' "$studies/$bundled"
}

installPackages
build release vitrine vitrine-batch

program=$PWD/build/release/app/desktop/vitrine
pictures=$PWD/build/pictures
case ${1:-} in
--new) study= ;;
'' | -*) study=$(ownCopy) ;;
*)
    study=$1
    shift
    ;;
esac
# A study is named as seen from where the user is.
cd "$calledFrom"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" ${study:+"$study"} "$@"
fi
[ -n "$study" ] || fail "no display (neither DISPLAY nor WAYLAND_DISPLAY is set), and nothing to render in a new study"
say "no display (neither DISPLAY nor WAYLAND_DISPLAY is set): rendering the pictures of $study into $pictures"
onVirtualScreen "$program" --render "$study" --output "$pictures" "$@"

#!/bin/sh
# Remakes the gallery of the manual's page Figures from the study that comes with the program:
# sh packaging/gallery.sh [STUDY]; needs the release build of packaging/run.sh and xvfb-run for the 3D pictures.
set -eu
cd "$(dirname "$0")/.."

program=${VITRINE:-build/release/app/desktop/vitrine}
study=${1:-resources/studies/harmonic-4000}
gallery=resources/manual/images/gallery
mkdir -p "$gallery"

# figure NAME WIDTH OPTIONS...: one picture, small enough for a page of many.
figure()
{
    name=$1
    width=$2
    shift 2
    echo "$name"
    "$program" figure "$study" --width "$width" --dpi 110 --font-size 8 --output "$gallery/$name.png" "$@"
}

# A screen that nobody sees, unless there is one.
if [ -z "${DISPLAY:-}" ]; then
    exec xvfb-run -a -s '-screen 0 1600x1000x24' env LIBGL_ALWAYS_SOFTWARE=1 sh packaging/gallery.sh "$@"
fi

for number in 2a 3a 5a 6a 8a 10a 11a 14a; do figure "fig$number" 8.6cm --preset "$number"; done
for number in 4 7 9 12 13 15; do figure "fig$number" 17.8cm --preset "$number"; done
figure view 8.6cm --preset view --select A:1:- --arrows mode
figure page 17.8cm --preset view --preset 2a --preset 9b --preset 8a --select A:3:+
"$program" figure "$study" --preset I --output "$gallery/table1.csv"

# The manual's pictures are not to remember whose computer they were made on.
mogrify -strip "$gallery"/*.png

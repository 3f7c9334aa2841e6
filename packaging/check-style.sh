#!/bin/sh
# Checks what the compiler does not: sh packaging/check-style.sh structure|format|shell
#
#   structure  core knows neither Qt nor VTK nor the folders above it; every source file is built
#   format     every source file is as clang-format would leave it
#   shell      shellcheck has no complaint about the scripts
#
# Exit code 0: fine, 1: not, each finding on a line of its own, 77: the tool for it is not here.
set -eu
cd "$(dirname "$0")/.."

# Another version formats differently; this is Debian 12's.
clangFormatVersion=14

sources() { find core ui app tests -name '*.cpp' -o -name '*.h' | sort; }

report() { [ -z "$1" ] || { printf '%s\n' "$1" && return 1; }; }

structure()
{
    findings=$(
        # The window's libraries by the names of their headers, and the layers above core.
        grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"](Q[A-Z]|Qt|vtk|ui/|app/)' -r core |
            sed 's/$/   <- core must not include this/' || true
        grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]app/' -r ui |
            sed 's/$/   <- ui must not include this/' || true
        sources | grep '\.cpp$' | while read -r source; do
            isListed "$source" || printf '%s: no CMakeLists.txt builds it\n' "$source"
        done
        sources | grep '\.h$' | while read -r header; do
            [ "$(grep -m1 -v '^//' "$header")" = '#pragma once' ] ||
                printf '%s: does not start with #pragma once\n' "$header"
        done
    )
    report "$findings"
}

# isListed SOURCE: is it named, with or without .cpp, in the CMakeLists.txt of its folder or of one above?
isListed()
{
    folder=$(dirname "$1")
    name=$(basename "$1" .cpp)
    while [ "$folder" != . ]; do
        if [ -e "$folder/CMakeLists.txt" ] &&
            grep -qE "(^|[[:space:](])$name(\.cpp)?([[:space:])]|\$)" "$folder/CMakeLists.txt"; then
            return 0
        fi
        name=$(basename "$folder")/$name
        folder=$(dirname "$folder")
    done
    return 1
}

format()
{
    for tool in clang-format-$clangFormatVersion clang-format; do
        case $("$tool" --version 2>/dev/null) in
        *"version $clangFormatVersion."*)
            findings=$(sources | while read -r source; do
                "$tool" "$source" | cmp -s - "$source" || printf '%s: not formatted\n' "$source"
            done)
            report "$findings"
            return
            ;;
        esac
    done
    echo "clang-format $clangFormatVersion is not installed"
    return 77
}

shell()
{
    command -v shellcheck >/dev/null || { echo "shellcheck is not installed" && return 77; }
    shellcheck -x packaging/*.sh .ci/run
}

case ${1:-} in
structure | format | shell) "$1" ;;
*)
    echo "usage: sh packaging/check-style.sh structure|format|shell" >&2
    exit 2
    ;;
esac

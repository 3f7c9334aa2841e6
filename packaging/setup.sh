# shellcheck shell=sh
# Sourced by run.sh and test.sh: from a bare Debian to a built Vitrine. Expects to be in the project's root.
# POSIX sh. Each step is skipped when there is nothing to do.

say() { printf 'vitrine: %s\n' "$*"; }

fail()
{
    printf 'vitrine: %s\n' "$*" >&2
    exit 1
}

wantedPackages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' packaging/packages.txt; }

# The wanted packages that are neither installed nor provided by installed ones, on one line.
missingPackages()
{
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' |
        sed -n -e 's/^installed //p' | tr ',' '\n' | sed -e 's/^ *//' -e 's/ .*//')
    for package in $(wantedPackages); do
        printf '%s\n' "$installed" | grep -qxF -e "$package" || printf '%s ' "$package"
    done
}

# Installs what is missing from packages.txt, or says why it cannot and what to do.
installPackages()
{
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is no Debian: taking it that the like of these packages is here: $(wantedPackages | tr '\n' ' ')"
        return
    fi
    missing=$(missingPackages)
    [ -n "$missing" ] || return 0

    byHand="apt-get install --no-install-recommends $missing"
    asRoot=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "these packages are missing, and installing them needs root (there is no sudo here). As root: $byHand"
        asRoot=sudo
        if ! sudo -n true 2>/dev/null; then
            # Only a person at a terminal can give sudo its password.
            [ -t 0 ] || fail "these packages are missing, and sudo would ask for a password. By hand: sudo $byHand"
            say "sudo may ask for your password, to install packages with apt"
        fi
    fi
    say "installing through apt: $missing"
    # A fresh machine may be updating itself: wait for the lock rather than fail.
    options='-o DPkg::Lock::Timeout=300'
    [ -t 1 ] || options="$options -qq -o Dpkg::Use-Pty=0"
    # shellcheck disable=SC2086 # lists of words
    {
        $asRoot apt-get $options update || say "apt-get update failed; trying with the package lists that are here"
        $asRoot env DEBIAN_FRONTEND=noninteractive apt-get $options install -y --no-install-recommends $missing ||
            fail "apt could not install all of: $missing(see above). By hand: $byHand"
    }
}

# build PRESET [TARGET...]: configures when that has not been done with these presets, then builds.
build()
{
    preset=$1
    shift
    rules=build/$preset/build.ninja
    if [ ! -e "$rules" ] || [ -n "$(find CMakePresets.json -newer "$rules")" ]; then
        say "configuring ($preset)"
        cmake --preset "$preset"
        touch "$rules"  # CMake leaves it alone when nothing changed
    fi
    [ $# -eq 0 ] || set -- --target "$@"
    cmake --build --preset "$preset" "$@"
}

# An XDG_RUNTIME_DIR, which Qt asks for and servers and containers often lack; removed at the end.
ensureRuntimeFolder()
{
    [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -d "$XDG_RUNTIME_DIR" ] || return 0
    XDG_RUNTIME_DIR=$(mktemp -d)
    chmod 700 "$XDG_RUNTIME_DIR"
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# onVirtualScreen COMMAND...: runs it on an X server without a screen, drawing in software.
onVirtualScreen()
{
    ensureRuntimeFolder
    # A Wayland session around us or another platform plugin would take the windows away from that screen.
    env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 \
        xvfb-run -a -s '-screen 0 1600x1000x24' "$@"
}

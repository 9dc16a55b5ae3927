# Shell functions of installer/run and tests/run: sourced, with the root of the tree as the working directory.

packages_file=installer/packages-debian.txt
configured_preset=release
os_release=/etc/os-release

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Qt wants a UTF-8 locale and says so in every program; a bare machine has none set.
use_utf8() {
    if [ "$(locale charmap 2>/dev/null || true)" != UTF-8 ]; then
        export LC_ALL=C.UTF-8
    fi
}

# packages_of GROUP… - the names in these groups of the list
packages_of() {
    local group line wanted=no
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '' | '#'*) ;;
        '['*']')
            wanted=no
            for group in "$@"; do
                if [ "$line" = "[$group]" ]; then wanted=yes; fi
            done
            ;;
        *) if [ $wanted = yes ]; then printf '%s\n' "$line"; fi ;;
        esac
    done <"$packages_file"
}

# missing_of PACKAGE… - those that are not installed
missing_of() {
    local name
    for name in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true)" != installed ]; then
            printf '%s\n' "$name"
        fi
    done
}

# Debian 12 or later and what is made from it: the names in the list are theirs.
is_debian_like() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 && is_new_enough
}

# Older ones know the names too, with a CMake and a Qt that cannot build this. A Debian without a number is the next
# one; of other systems made from it the number says nothing.
is_new_enough() {
    local id version
    # In a subshell: the file sets more than these two.
    id=$(. "$os_release" 2>/dev/null && printf '%s' "${ID-}") || true
    version=$(. "$os_release" 2>/dev/null && printf '%s' "${VERSION_ID-}") || true
    case $id-$version in
    debian-[0-9] | debian-1[01]) return 1 ;;
    ubuntu-1[0-9].* | ubuntu-2[0-2].*) return 1 ;;
    esac
}

explain_other_system() {
    say "This script installs packages by itself only on Debian 12 and systems made from it."
    say "Please install these yourself, then run the commands at the end:"
    say ""
    say "  C++20 compiler     GCC 12, Clang 14, MSVC 2022, or later"
    say "  CMake              3.25 or later"
    say "  Ninja              any"
    say "  Qt                 6.4 or later: Core, Network, Sql with its SQLite driver, Gui, Qml, Quick, Svg, Test,"
    say "                     Linguist tools"
    say "  OpenSSL            3.0 or later, with its legacy provider"
    say "  Boost              1.74 or later (headers)"
    say "  libargon2, zlib    any"
    say ""
    say "For example:"
    say "  Fedora    sudo dnf install gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtdeclarative-devel \\"
    say "                qt6-qtsvg-devel qt6-qttools-devel openssl-devel boost-devel libargon2-devel zlib-devel"
    say "  Arch      sudo pacman -S --needed gcc cmake ninja qt6-base qt6-declarative qt6-svg qt6-tools openssl boost argon2 zlib"
    say "  macOS     brew install cmake ninja qt openssl@3 boost argon2"
    say "  Windows   vcpkg install openssl boost-beast argon2 zlib   (and Qt 6 from its own installer)"
    say ""
    say "Then:"
    say "  cmake --preset release"
    say "  cmake --build --preset release"
    say "  build/release/bin/relaydeck --host"
}

# install_missing GROUP…
install_missing() {
    local names missing command
    if ! is_debian_like; then
        explain_other_system >&2
        exit 1
    fi
    mapfile -t names < <(packages_of "$@")
    mapfile -t missing < <(missing_of "${names[@]}")
    if [ ${#missing[@]} -eq 0 ]; then
        say "Every package needed is installed."
        return
    fi
    say "These packages of the system are missing and will be installed, with what they depend on:"
    printf '  %s\n' "${missing[@]}"
    command=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
    if [ "$(id -u)" -eq 0 ]; then
        apt-get update
        "${command[@]}"
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        say "sudo may ask for your password."
        sudo apt-get update
        sudo "${command[@]}"
    else
        say "This needs an administrator. As one, run:" >&2
        say "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
        say "and start this script again." >&2
        exit 1
    fi
    mapfile -t missing < <(missing_of "${names[@]}")
    if [ ${#missing[@]} -ne 0 ]; then
        fail "Still missing after the installation: ${missing[*]}"
    fi
}

# One compiler job for each processor, but not more than memory allows: the largest files take about 1 GiB.
jobs_for_this_machine() {
    local processors memory_kib by_memory
    processors=$(getconf _NPROCESSORS_ONLN)
    memory_kib=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null || true)
    by_memory=$((${memory_kib:-8388608} / 1048576))
    if [ "$by_memory" -lt 1 ]; then by_memory=1; fi
    if [ "$processors" -lt "$by_memory" ]; then say "$processors"; else say "$by_memory"; fi
}

configure() {
    local launcher=()
    if command -v ccache >/dev/null 2>&1; then
        launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    cmake --preset "$configured_preset" "$@" ${launcher[@]+"${launcher[@]}"}
}

# build [TARGET…] - everything when none is named
build() {
    local targets=()
    if [ $# -gt 0 ]; then targets=(--target "$@"); fi
    NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$configured_preset" -j "$(jobs_for_this_machine)" \
        ${targets[@]+"${targets[@]}"}
}

#!/bin/sh
# Tries README's two commands, by its own words, in a clone of what is committed, in a Debian 12 with Python and nothing else.
# Arguments go to the second command: bare_root.sh tests/domain tries a part of the suite. Run it as root, where debootstrap, git, Xvfb and
# xdotool are; what this computer has set for apt, pip, proxies and certificates holds in there too. BARE_DEBIAN may name a root that
# debootstrap has made before; a copy of it is used.
set -eu

release=bookworm
packages=python3,python3-venv,ca-certificates
title='^Recovery Tracker$'
repository=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
base=$work/root
clone="/home/someone/recovery tracker"
screen=

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

clean_up() {
    [ -z "$screen" ] || kill "$screen"
    rm -rf "$work" # nothing is mounted there: mounts live only in the namespaces below
}

# What stands in a fenced block of README behind a marker.
block_of() {
    awk -v start="$1" 'index($0, start) { seen = 1; next } seen && /^```/ { if (open) exit; open = 1; next } open' "$repository/README.md"
}

mirror() {
    apt-get indextargets --format "\$(REPO_URI)" "Codename: $release" 'Origin: Debian' 2>/dev/null | head -n 1
}

settings_of_pip() {
    for settings in /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"; do
        [ ! -e "$settings" ] || echo "$settings"
    done
}

carried_variables() {
    export -p | grep -iE '^export (PIP_[A-Z_]+|(http|https|ftp|all|no)_proxy|SSL_CERT_FILE|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)=' || :
}

# The files and folders that the settings carried over speak of; beside an index called simple lie its files.
named_places() {
    { settings_of_pip | xargs -r grep -rhE '^[^#;]' && carried_variables; } | grep -oE "/[^][:space:],:'\"=]+" | sed 's#^///*#/#; s#/simple/*$##' | sort -u |
        while read -r place; do
            [ ! -e "$place" ] || echo "$place"
        done
}

put() {
    mkdir -p "$base$(dirname "$1")"
    cp -a -L "$1" "$base$(dirname "$1")/"
}

make_root() {
    if [ -d "${BARE_DEBIAN-}" ]; then
        cp -a "$BARE_DEBIAN" "$base"
    else
        eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
        export http_proxy="${http_proxy-}" https_proxy="${https_proxy-}"
        debootstrap --variant=minbase --include="$packages" "$release" "$base" "$(mirror)" >"$work/debootstrap" || fail "$(cat "$work/debootstrap")"
    fi
    apt-config dump | grep -iE '^Acquire::(https?|ftp|Check|Retries)' >"$base/etc/apt/apt.conf.d/90carried" || :
    for settings in /etc/apt/auth.conf /etc/apt/auth.conf.d /etc/resolv.conf /etc/hosts; do
        [ ! -e "$settings" ] || put "$settings"
    done
    settings_of_pip | while read -r settings; do
        put "$settings"
    done
    carried_variables >"$base/etc/carried-variables"
    named_places | while read -r place; do
        if [ -d "$place" ]; then # it may be large: it is mounted while a command runs
            mkdir -p "$base$place"
            echo "$place" >&3
        else
            put "$place"
        fi
    done 3>"$work/places"
    git clone --quiet "$repository" "$base$clone"
}

# Run a command in the clone in the bare root, in namespaces that end with it and take its mounts and processes along.
inside() {
    # shellcheck disable=SC2016 # the words are for the shell in there
    unshare --mount --pid --fork --kill-child -- sh -eu -c '
        base=$1 places=$2
        mount --make-rprivate /
        mount --bind "$base" "$base" # bwrap in there needs a root that is a mount
        mount -t proc proc "$base/proc"
        mount --rbind /dev "$base/dev"
        while read -r place; do
            mount --bind -o ro "$place" "$base$place"
        done <"$places"
        shift 2
        exec chroot "$base" "$@"
    ' sh "$base" "$work/places" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "DISPLAY=${display-}" sh -eu -c '
        . /etc/carried-variables
        cd "$0"
        [ -n "$DISPLAY" ] || unset DISPLAY
        eval "$1"
    ' "$clone" "$1"
}

# Run a command that has to refuse: exit code 1, and nothing said but lines of `run` and, last, words we wait for.
refused() {
    code=0
    inside "$1" >"$work/said" 2>&1 || code=$?
    cat "$work/said"
    [ "$code" -eq 1 ] || fail "the exit code is $code, not 1"
    tail -n 1 "$work/said" | grep -q "$2" || fail "the last line does not say: $2"
    [ "$(grep -vc '^run: ' "$work/said")" -le 1 ] || fail "there is more than one sentence"
}

wait_for_window() {
    seconds=0
    while ! DISPLAY=$display xdotool search --onlyvisible --name "$title" >/dev/null 2>&1; do
        seconds=$((seconds + 1))
        [ "$seconds" -lt 120 ] || fail "no window came: $(cat "$work/said")"
        sleep 1
    done
}

for program in debootstrap git Xvfb xdotool unshare; do
    command -v "$program" >/dev/null || fail "$program is needed"
done
[ "$(id -u)" -eq 0 ] || fail "only root can make a root"
trap clean_up EXIT
trap 'exit 130' INT TERM
app=$(block_of '<!-- the app command -->')
tests=$(block_of '<!-- the test command -->')
if [ -z "$app" ] || [ -z "$tests" ]; then fail "README does not give its two commands"; fi

say "A bare Debian, and a clone of $(git -C "$repository" rev-parse --short HEAD)"
make_root

say "Not root: $app"
refused "exec setpriv --reuid=65534 --regid=65534 --clear-groups -- sh -c '$app'" 'sudo apt-get install '

say "Without a display: $app"
refused "$app" 'There is no screen'

say "Under a virtual display: $app"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
screen=$!
while [ ! -s "$work/display" ]; do sleep 0.1; done
display=:$(cat "$work/display")
mkfifo "$base/end"
inside "$app & app=\$!; read -r _ </end; kill -TERM \$app; wait \$app" >"$work/said" 2>&1 &
window=$!
wait_for_window
echo "The window is open."
echo >"$base/end"
wait "$window" || fail "the app ended with $?"
cat "$work/said"
[ ! -s "$work/said" ] || fail "it should have said nothing"

say "The tests: $tests $*"
display=
inside "$tests $*"
say "Both commands work."

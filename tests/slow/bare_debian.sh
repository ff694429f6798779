#!/usr/bin/env bash
# Makes a bare Debian 12 with python3, python3-venv, make and ca-certificates, puts the last commit
# there, and does what README says: "make run" twice, then "make test"; then reads the referral back.
#
# How packages are reached here (mirror, certificates, pip's settings) is carried over from this
# machine at run time. Needs root and debootstrap. Usage: bare_debian.sh [GIT-REVISION]
set -euo pipefail

checkout=$(cd "$(dirname "$0")/../.." && pwd)
revision=${1:-HEAD}
root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
chmod 755 "$root"
# Mounts are made in a mount namespace of their own, so that none is left when this removes the tree.
trap 'rm -rf --one-file-system "$root"' EXIT

say() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

mirror() { sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1; }

carry_over() {
    for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/resolv.conf /etc/hosts \
        /etc/pip.conf /root/.config/pip /etc/ssl/certs /usr/local/share/ca-certificates; do
        rm -rf "${root:?}$path"
        [ -e "$path" ] || continue
        mkdir -p "$root$(dirname "$path")"
        cp -a --dereference "$path" "$root$path"
    done
}

# Folders of this machine that pip's settings name; an index keeps its files beside its folder "simple".
local_packages() {
    env PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip config list 2>/dev/null |
        grep -E 'find-links|index-url' | grep -oE "(file://)?/[^ ',]+" | sed 's,^file://,,; s,^//.*,,; s,/simple/*$,,' | sort -u
}

inside() {
    local settings
    settings=$(env | grep -E '^(PIP|SSL|REQUESTS|CURL)_|^(https?|no|HTTPS?|NO)_?(proxy|PROXY)=' || true)
    LOCAL=$(local_packages) ROOT=$root SETTINGS=$settings unshare --mount --pid --fork bash -euc '
        mount -t proc proc "$ROOT/proc"
        mount --rbind /dev "$ROOT/dev"
        for folder in $LOCAL; do
            [ -d "$folder" ] || continue
            mkdir -p "$ROOT$folder"
            mount --bind -o ro "$folder" "$ROOT$folder"
        done
        mapfile -t settings <<<"$SETTINGS"
        exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" \
            chroot "$ROOT" sh -euc "cd /srv/samtalsstod && $1"
    ' bash "$1"
}

say "bare Debian 12"
debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates bookworm "$root" "$(mirror)" \
    >"$root.log" 2>&1 || { tail -n 20 "$root.log"; exit 1; }
rm -f "$root.log"
carry_over
mkdir -p "$root/srv/samtalsstod"
git -C "$checkout" archive "$revision" | tar -x -C "$root/srv/samtalsstod"

say "make run"
inside "make run"
ls -l "$root/srv/samtalsstod/build/demo"
find "$root/srv/samtalsstod/build/demo" -name '*.pdf' -size +1k | grep -q .

say "make run, again"
inside "make run"

say "make test"
inside "make test"
say "the referral says what it must, and its control line is in the chain"
inside '
    pdftotext build/demo/handling-1.pdf paper.txt
    text=$(tr -s "\n " " " <paper.txt)
    for words in "Mottagare: Socialtjänsten i Exempelkommun" "Samtycke. OSL 10 kap. 1 §" "Bygger på:" \
        "Ofullständigt: kan vara 4 till 5." "Loggkedja"; do
        case "$text" in *"$words"*) ;; *) echo "missing: $words"; exit 1 ;; esac
    done
    head=$(sed -n "s/^Loggkedja //p" paper.txt | head -n 1)
    .venv/bin/screening-app audit verify --vault build/demo/vault --user anna \
        --passphrase-file build/demo/passphrase.txt --head "$head"
'
say "done"

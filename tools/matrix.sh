#!/bin/bash
# Run all tests under other releases of QGIS, each in a Debian chroot made once and kept.
#
#   tools/matrix.sh                  make what is missing, run the tests in every chroot
#   tools/matrix.sh --prepare        only make the chroots
#   tools/matrix.sh [--prepare] NAME …   only these: bookworm bookworm-backports trixie-backports
#
# AMIS_MATRIX_DIR     where the chroots are kept (default /var/cache/amis-explorer/matrix)
# AMIS_TIERS          which tiers run, such as "unit qgis" (default: all); AMIS_TIERS_bookworm and the like
#                     for one release, - in its name as _
# AMIS_DEBIAN_MIRROR  where Debian comes from (default http://deb.debian.org/debian)
set -euo pipefail

SELF=$(readlink -f "${BASH_SOURCE[0]}")
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BASE=${AMIS_MATRIX_DIR:-/var/cache/amis-explorer/matrix}
MIRROR=${AMIS_DEBIAN_MIRROR:-http://deb.debian.org/debian}
SHARED_DATA=${AMIS_SHARED_DATA:-$ROOT/../shared/data}
QGIS_PACKAGES=(qgis python3-qgis qgis-providers)
CHECKOUT=/srv/amis-explorer # where the project lies inside a chroot
RELEASES="bookworm bookworm-backports trixie-backports"

say() { printf '%s\n' "$*"; }
die() { printf 'matrix: %s\n' "$*" >&2; exit 1; }

# --- inside ----------------------------------------------------------------------------------

# Mounts live in a namespace of their own and processes in another: when the command ends, however
# it ends, the kernel takes both away, and nothing stays mounted or running.
# shellcheck disable=SC2016 # expanded by the shell that runs it
MOUNT_AND_CHROOT='
  set -e
  chroot_dir=$1 archives=$2 shared=$3
  shift 3
  mount --make-rprivate /
  mount -t proc proc "$chroot_dir/proc"
  mount --bind /sys "$chroot_dir/sys"
  mount --rbind /dev "$chroot_dir/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$chroot_dir/tmp"
  mount --bind "$archives" "$chroot_dir/var/cache/apt/archives"
  if [ -d "$shared" ]; then
    mkdir -p "$chroot_dir/srv/shared-data"
    mount --bind -o ro "$shared" "$chroot_dir/srv/shared-data"
  fi
  exec chroot "$chroot_dir" "$@"
'

# Whatever this machine needs to reach its package registries (proxies, certificates), the chroot
# needs as well.
passed_on() {
  env -0 | while IFS= read -r -d '' pair; do
    case ${pair%%=*} in
      http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY | SSL_CERT_FILE | \
        REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE | PIP_CERT | PIP_INDEX_URL | PIP_EXTRA_INDEX_URL | \
        PIP_TRUSTED_HOST | PIP_PROXY | PIP_DEFAULT_TIMEOUT) printf '%s\0' "$pair" ;;
    esac
  done
}

inside() { # inside CHROOT command …
  local dir=$1 settings=()
  shift
  mapfile -d '' settings < <(passed_on)
  [ ! -d "$SHARED_DATA" ] || settings+=(AMIS_SHARED_DATA=/srv/shared-data)
  unshare --mount --pid --fork --kill-child \
    bash -c "$MOUNT_AND_CHROOT" inside "$dir" "$BASE/archives" "$SHARED_DATA" \
    env -i -C "$CHECKOUT" HOME=/root LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" "$@"
}

copy_network_settings() {
  local dir=$1 name file
  cp -L /etc/resolv.conf /etc/hosts "$dir/etc/"
  if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$dir/etc/pip.conf"; fi
  apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|Retries|ForceIPv)' \
    >"$dir/etc/apt/apt.conf.d/80host" || true
  for file in /usr/local/share/ca-certificates/*.crt; do
    if [ -f "$file" ]; then cp "$file" "$dir/usr/local/share/ca-certificates/"; fi
  done
  for name in SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE PIP_CERT; do
    file=${!name:-}
    if [ -f "$file" ]; then install -D -m 644 "$file" "$dir$file"; fi
  done
}

# The chroot gets the files of this checkout that git knows or would take; its own build/ stays.
copy_checkout() {
  local dest=$1$CHECKOUT
  mkdir -p "$dest"
  find "$dest" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
  git -C "$ROOT" -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
    (cd "$ROOT" && while IFS= read -r -d '' file; do
      if [ -e "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi
    done) |
    tar -C "$ROOT" --null --files-from=- -cf - | tar -C "$dest" -xf -
}

# --- making a chroot -------------------------------------------------------------------------

write_sources() { # write_sources CHROOT suite …
  local dir=$1 suite security=${MIRROR%/debian}/debian-security
  shift
  rm -f "$dir/etc/apt/sources.list"
  for suite in "$@"; do
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' \
      "$(case $suite in *-security) say "$security" ;; *) say "$MIRROR" ;; esac)" "$suite"
    printf 'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n\n'
  done >"$dir/etc/apt/sources.list.d/matrix.sources"
}

quicken() { # no service starts, no sync after each file, no translations of package lists
  local dir=$1
  printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d"
  chmod 755 "$dir/usr/sbin/policy-rc.d"
  say force-unsafe-io >"$dir/etc/dpkg/dpkg.cfg.d/matrix"
  say 'Acquire::Languages "none";' >"$dir/etc/apt/apt.conf.d/81matrix"
}

# In two of the three the wished QGIS is there before tools/setup.sh comes and has to be left alone;
# in the third tools/setup.sh starts from nothing.
install_wished_qgis() {
  local dir=$1 name=$2
  local install=(apt-get install -y -qq --no-install-recommends)
  case $name in
    bookworm) inside "$dir" eatmydata "${install[@]}" "${QGIS_PACKAGES[@]}" ;;
    trixie-backports)
      inside "$dir" eatmydata "${install[@]}" -t trixie-backports "${QGIS_PACKAGES[@]}"
      ;;
  esac
}

make_chroot() {
  local name=$1 suite=${1%-backports} new=$BASE/$1.new
  say "Making the chroot $name (once; kept in $BASE) …"
  rm -rf --one-file-system "$new"
  mkdir -p "$BASE/archives/partial"
  # debootstrap mounts things as well; in a namespace of its own they cannot outlive it
  unshare --mount --pid --fork --kill-child --mount-proc \
    debootstrap --variant=minbase --include=ca-certificates,eatmydata \
    --cache-dir="$BASE/archives" "$suite" "$new" "$MIRROR"
  case $name in
    trixie-backports) write_sources "$new" trixie trixie-updates trixie-security trixie-backports ;;
    *) write_sources "$new" "$suite" "$suite-updates" "$suite-security" ;;
  esac
  quicken "$new"
  copy_network_settings "$new"
  copy_checkout "$new"
  inside "$new" update-ca-certificates
  copy_network_settings "$new"
  inside "$new" apt-get update -qq
  inside "$new" apt-get upgrade -y -qq
  install_wished_qgis "$new" "$name"
  inside "$new" env AMIS_OTHER_SERVERS=no eatmydata tools/setup.sh test
  mv "$new" "$BASE/$name" # only now is it there: a half-made one is made again
}

ensure_chroot() {
  local name=$1 log=$BASE/$1.log started=$SECONDS
  [ -d "$BASE/$name" ] && return
  if ! "$SELF" --make-one "$name" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    die "the chroot $name could not be made; the whole log: $log"
  fi
  say "Made the chroot $name in $((SECONDS - started)) s"
}

# --- running ---------------------------------------------------------------------------------

bring_up_to_date() { # one after the other: apt's archives are shared, and locked by whoever uses them
  local name=$1 dir=$BASE/$1
  copy_network_settings "$dir"
  copy_checkout "$dir"
  inside "$dir" dpkg --configure -a
  inside "$dir" env AMIS_OTHER_SERVERS=no tools/setup.sh test
}

run_tests() { # leaves its results in build/matrix/NAME
  local name=$1 dir=$BASE/$1 results=$ROOT/build/matrix/$1 code=0 tiers
  tiers=AMIS_TIERS_${name//-/_}
  rm -rf "$results" "$dir$CHECKOUT/build/test-results" "$dir$CHECKOUT/build/screenshots"
  mkdir -p "$results"
  # shellcheck disable=SC2086 # tiers are words
  inside "$dir" /usr/bin/python3 tools/run_tests.py ${!tiers:-${AMIS_TIERS:-}} || code=$?
  cp -r "$dir$CHECKOUT/build/test-results/." "$results/" || code=1
  if [ -d "$dir$CHECKOUT/build/screenshots" ]; then
    cp -r "$dir$CHECKOUT/build/screenshots" "$results/"
  fi
  return $code
}

main() {
  local prepare=no names=() name number runs=() passed=() failed=()
  # Each chroot's work is a process of its own: inside "if" and "||" bash stops minding failures.
  case ${1:-} in
    --make-one) make_chroot "$2"; return ;;
    --update-one) bring_up_to_date "$2"; return ;;
    --run-one) run_tests "$2"; return ;;
  esac
  for name in "$@"; do
    case $name in
      --prepare) prepare=yes ;;
      bookworm | bookworm-backports | trixie-backports) names+=("$name") ;;
      *) die "there is no '$name'; known: --prepare $RELEASES" ;;
    esac
  done
  # shellcheck disable=SC2206 # a list of names
  [ ${#names[@]} -gt 0 ] || names=($RELEASES)
  [ "$(id -u)" = 0 ] || die "chroots need root; run it as root or with sudo"
  "$ROOT/tools/setup.sh" matrix
  mkdir -p "$BASE"
  exec 8>"$BASE/.lock"
  flock 8
  for name in "${names[@]}"; do ensure_chroot "$name"; done
  [ "$prepare" = no ] || return 0
  mkdir -p "$ROOT/build/matrix"
  # A stop from outside stops them, too: each is a group of processes of its own.
  trap 'for number in "${runs[@]}"; do kill -- "-$number" 2>/dev/null || true; done' EXIT
  for name in "${names[@]}"; do
    "$SELF" --update-one "$name"
    # All at once: a tier is one process that waits a lot, and two of them leave few cores idle.
    setsid "$SELF" --run-one "$name" >"$ROOT/build/matrix/$name.log" 2>&1 &
    runs+=($!)
  done
  for number in "${!names[@]}"; do
    name=${names[number]}
    if wait "${runs[number]}"; then passed+=("$name"); else failed+=("$name"); fi
  done
  # Who is shown a part of a long output is shown its end: what failed comes last.
  for name in "${passed[@]}" "${failed[@]}"; do
    say "=== $name"
    cat "$ROOT/build/matrix/$name.log"
  done
  for name in "${names[@]}"; do
    cat "$ROOT/build/matrix/$name/crashes.txt" 2>/dev/null || true
  done
  say ""
  say "Tests under each release of QGIS"
  for name in "${names[@]}"; do
    printf '  %-20s %s\n' "$name" "$(cat "$ROOT/build/matrix/$name/summary.txt" 2>/dev/null ||
      say "no result")"
  done
  [ ${#failed[@]} -eq 0 ] || die "failed: ${failed[*]}"
}

main "$@"

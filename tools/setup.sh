#!/bin/bash
# Set a Debian machine up for one job: tools/setup.sh demo|test|matrix|lint
#
# Installs only what is missing, says what and why, and is quick when nothing is. A QGIS from 3.22
# up that is already there is used as it is.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/build/venv
PYGEOAPI=$ROOT/build/pygeoapi-venv
PYTHON=/usr/bin/python3 # the one QGIS is built for; another Python may come first on the PATH
OLDEST_QGIS=32200
BACKPORTS_LIST=/etc/apt/sources.list.d/bookworm-backports.sources
POLICY=/usr/sbin/policy-rc.d

# Packages are separated by spaces; "a|b" means the first of the two that this release has.
QGIS_PACKAGES="qgis python3-qgis qgis-providers"
QGIS_EXTRA="qgis-server"
GEO_PACKAGES="python3-geopandas python3-fiona python3-shapely python3-pyproj python3-requests
  python3-owslib python3-lxml python3-jinja2 python3-gdal gdal-bin"
DISPLAY_PACKAGES="xvfb xauth"
FONT_PACKAGES="fonts-dejavu-core fonts-open-sans"
SERVER_PACKAGES="cgi-mapserver mapserver-bin nginx-light|nginx"
# A package with names in Chinese needs a font that has them, or its PDF has boxes.
JUDGE_PACKAGES="openssh-client gnupg libxml2-utils poppler-utils fonts-droid-fallback"
VENV_PACKAGES="python3-venv python3-requests ca-certificates"
MATRIX_PACKAGES="debootstrap debian-archive-keyring"

say() { printf '%s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

usage() {
  say "usage: tools/setup.sh demo|test|matrix|lint"
  say "  demo    QGIS and its libraries, and a virtual display when there is no screen"
  say "  test    the same, MapServer, nginx, pygeoapi and Koop, and the test tools in build/venv"
  say "  matrix  what it takes to make chroots with other releases of QGIS"
  say "  lint    the linters in build/venv"
}

# --- system packages -------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

declare -A INSTALLED=()
read_installed() { # one look for all packages: asking dpkg about each takes a second
  local name
  command -v dpkg-query >/dev/null || return 0
  while read -r name; do INSTALLED[$name]=yes; done < <(
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p'
  )
}

is_installed() { # any of the alternatives of one entry
  local name
  for name in ${1//|/ }; do [ -n "${INSTALLED[$name]:-}" ] && return 0; done
  return 1
}

missing_of() {
  local entry
  for entry in "$@"; do is_installed "$entry" || printf '%s ' "$entry"; done
}

available() { # the first alternative that apt can install, nothing when there is none
  local name policy
  for name in ${1//|/ }; do
    policy=$(LC_ALL=C apt-cache policy "$name")
    case $policy in
      '' | *'Candidate: (none)'*) ;;
      *) printf '%s' "$name"; return ;;
    esac
  done
}

UPDATED=no
update_lists() {
  [ "$UPDATED" = yes ] && return
  UPDATED=yes
  as_root apt-get update -qq
}

# Installing nginx would start it on port 80 of this machine, now and after the next boot.
# The tests start their own on a free loopback port, so the packaged service stays off.
POLICY_IS_OURS=no
hold_services() {
  [ -e "$POLICY" ] && return
  POLICY_IS_OURS=yes
  printf '#!/bin/sh\n# written by AMIS Explorer tools/setup.sh, removed when it ends\nexit 101\n' |
    as_root tee "$POLICY" >/dev/null
  as_root chmod 755 "$POLICY"
}
release_services() {
  if [ "$POLICY_IS_OURS" = yes ]; then as_root rm -f "$POLICY"; POLICY_IS_OURS=no; fi
}
trap release_services EXIT

need_root() { # $*: packages that are missing
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null && return
  say "Missing: $*"
  die "these need root. As root, run: $ROOT/tools/setup.sh $JOB"
}

need_debian() { # $*: packages that are missing
  command -v apt-get >/dev/null && return
  say "Missing (by their Debian names): $*"
  die "this is no Debian or Ubuntu; install the above with this system's own tools."
}

apt_install() { # apt_install [apt options] -- entries
  local options=() names=() entry name
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  update_lists
  for entry in "$@"; do
    name=$(available "${entry%%=*}")
    [ -n "$name" ] || die "no package '$entry' in the sources of apt; check /etc/apt/sources.list.d"
    case $entry in *=*) name=$entry ;; esac
    names+=("$name")
  done
  hold_services
  as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 \
    "${options[@]}" "${names[@]}" >"$ROOT/build/apt.log" 2>&1 ||
    { tail -n 30 "$ROOT/build/apt.log" >&2; die "apt-get failed; all of its output: build/apt.log"; }
  read_installed
}

install_group() { # install_group "reason" entries
  local reason=$1 missing
  shift
  missing=$(missing_of "$@")
  [ -z "$missing" ] && return
  say "Installing, $reason: $missing"
  need_debian "$missing"
  need_root "$missing"
  # shellcheck disable=SC2086 # a list of names
  apt_install -- $missing
}

# --- QGIS ------------------------------------------------------------------------------------

QGIS_VERSION=none
QGIS_NUMBER=0
find_qgis() {
  local found
  found=$("$PYTHON" -c 'from qgis.core import Qgis; print(Qgis.QGIS_VERSION_INT, Qgis.QGIS_VERSION)' \
    2>/dev/null) || return 1
  QGIS_NUMBER=${found%% *}
  QGIS_VERSION=${found#* }
}

add_backports() {
  if grep -rqsE '^[^#]*bookworm-backports' /etc/apt/sources.list /etc/apt/sources.list.d \
    --include='*.list' --include='*.sources'; then
    return
  fi
  say "Adding bookworm-backports to the sources of apt ($BACKPORTS_LIST): it has QGIS 3.40"
  printf '%s\n' 'Types: deb' 'URIs: http://deb.debian.org/debian' 'Suites: bookworm-backports' \
    'Components: main' 'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' |
    as_root tee "$BACKPORTS_LIST" >/dev/null
}

# shellcheck disable=SC1091 # a file of the system
codename() { (. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}"); }

install_qgis() {
  local options=()
  if find_qgis && [ "$QGIS_NUMBER" -ge $OLDEST_QGIS ]; then
    if command -v qgis >/dev/null; then return; fi
    die "found QGIS $QGIS_VERSION for Python but no 'qgis' program; install the rest of it"
  fi
  need_debian "$QGIS_PACKAGES"
  need_root "$QGIS_PACKAGES"
  if [ "$(codename)" = bookworm ]; then
    add_backports
    options=(-t bookworm-backports)
  fi
  say "Installing QGIS, the program this plugin is for (about 400 MB to fetch): $QGIS_PACKAGES"
  # shellcheck disable=SC2086
  apt_install "${options[@]}" -- $QGIS_PACKAGES
  find_qgis || die "QGIS is installed, but $PYTHON cannot import qgis.core"
  [ "$QGIS_NUMBER" -ge $OLDEST_QGIS ] || die "QGIS $QGIS_VERSION is too old; 3.22 or newer is needed"
}

install_servers() {
  local had_nginx=no
  if is_installed nginx; then had_nginx=yes; fi
  # shellcheck disable=SC2086
  install_group "real servers for the tests (their services stay off)" $SERVER_PACKAGES
  install_group "what it takes to judge packages" $JUDGE_PACKAGES
  if [ "$had_nginx" = no ] && is_installed nginx && command -v update-rc.d >/dev/null; then
    as_root update-rc.d nginx disable || say "nginx could not be switched off for the next boot"
  fi
}

# QGIS Server has to be the release of the QGIS beside it: the two share their libraries.
install_qgis_server() {
  local version options=()
  is_installed "$QGIS_EXTRA" && return
  version=$(dpkg-query -W -f '${Version}' python3-qgis 2>/dev/null) || return 0
  case $version in *~bpo*) options=(-t "$(codename)-backports") ;; esac
  say "Installing QGIS Server, a second real server for the tests: $QGIS_EXTRA"
  need_root "$QGIS_EXTRA"
  apt_install "${options[@]}" -- "$QGIS_EXTRA=$version"
}

# --- test tools ------------------------------------------------------------------------------

pytest_qgis() { # the release of pytest-qgis for the QGIS found
  if [ "$QGIS_NUMBER" -ge 33400 ]; then
    printf 'pytest-qgis>=5,<6'
  elif [ "$QGIS_NUMBER" -gt 0 ]; then
    printf 'pytest-qgis>=2.1,<3'
  fi
}

install_test_tools() {
  local stamp=$VENV/.amis-stamp wanted interpreter extra
  interpreter=$("$PYTHON" -c 'import sys; print(sys.version)' | head -n 1)
  extra=$(pytest_qgis)
  wanted=$(cat "$ROOT/tools/requirements-test.txt" - <<<"$extra $QGIS_VERSION $interpreter $ROOT proj" |
    sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  say "Installing test tools into build/venv, nothing outside it: pytest, ruff, mypy, bandit …"
  rm -f "$stamp"
  "$PYTHON" -m venv --clear --system-site-packages "$VENV"
  # pyproj looks for PROJ's data below the prefix of its Python, which is the environment's here.
  mkdir -p "$VENV/share"
  ln -s /usr/share/proj "$VENV/share/proj"
  # Settings that would send the packages elsewhere; certificates and mirrors are left as they are.
  unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
  PIP_USER=0 "$VENV/bin/python" -m pip install -qq --disable-pip-version-check \
    -r "$ROOT/tools/requirements-test.txt" ${extra:+"$extra"}
  printf '%s\n' "$wanted" >"$stamp"
}

# A server of its own environment: what it needs of shapely, pyproj and numpy stays out of the tests.
# Without it its tests are skipped, with the reason printed; nothing else depends on it.
install_pygeoapi() {
  local stamp=$PYGEOAPI/.amis-stamp wanted
  wanted=$(cat "$ROOT/tools/requirements-pygeoapi.txt" - <<<"$("$PYTHON" -V) $ROOT" | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  say "Installing pygeoapi, a third real server for the tests, into build/pygeoapi-venv"
  rm -f "$stamp"
  "$PYTHON" -m venv --clear "$PYGEOAPI"
  unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
  if PIP_USER=0 "$PYGEOAPI/bin/python" -m pip install -qq --disable-pip-version-check \
    -r "$ROOT/tools/requirements-pygeoapi.txt"; then
    printf '%s\n' "$wanted" >"$stamp"
  else
    rm -rf "$PYGEOAPI"
    say "pygeoapi could not be installed; its tests will be skipped"
  fi
}

# Judges of a package's documents that other people made: the Frictionless tool, the schemas of ISO and CFF.
# Without them their tests are skipped, with the reason printed.
install_checkers() {
  local folder=$ROOT/build/checkers stamp=$ROOT/build/checkers/.amis-stamp wanted
  wanted=$(cat "$ROOT/tools/requirements-checkers.txt" - <<<"$("$PYTHON" -V) $ROOT" | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  say "Installing the Frictionless tool, the schemas of ISO 19139 and CFF for the tests into build/checkers"
  rm -rf "$folder"
  "$PYTHON" -m venv --clear "$folder"
  unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
  if PIP_USER=0 "$folder/bin/python" -m pip install -qq --disable-pip-version-check \
    "$(grep ^frictionless "$ROOT/tools/requirements-checkers.txt")" &&
    PIP_USER=0 "$folder/bin/python" -m pip install -qq --disable-pip-version-check --no-deps \
      "$(grep ^pycsw "$ROOT/tools/requirements-checkers.txt")" \
      "$(grep ^cffconvert "$ROOT/tools/requirements-checkers.txt")"; then
    printf '%s\n' "$wanted" >"$stamp"
  else
    rm -rf "$folder"
    say "They could not be installed; their tests will be skipped"
  fi
}

# --- Koop, an ArcGIS server of Node.js --------------------------------------------------------

OLDEST_NODE=18
without_koop() { say "No Koop, a real ArcGIS server for the tests ($1); its tests are skipped."; }

# Nothing hangs on it: Debian's npm alone would bring 400 packages, so Node.js is used if it is here.
install_koop() {
  local folder=$ROOT/build/koop stamp=$ROOT/build/koop/.amis-stamp wanted version
  version=$(node --version 2>/dev/null) || { without_koop "there is no node"; return 0; }
  version=${version#v}
  if [ "${version%%.*}" -lt $OLDEST_NODE ]; then without_koop "node is older than $OLDEST_NODE"; return 0; fi
  command -v npm >/dev/null || { without_koop "there is no npm"; return 0; }
  wanted=$(cat "$ROOT"/tools/koop/* - <<<"$version" | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
  say "Installing Koop, a real ArcGIS server for the tests, into build/koop"
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$ROOT"/tools/koop/* "$folder"
  # Peers and options of its packages are for browsers and telephones.
  if (cd "$folder" && timeout 300 npm ci --legacy-peer-deps --omit=optional --ignore-scripts \
    --no-audit --no-fund --fetch-retries=1) >"$ROOT/build/npm.log" 2>&1; then
    printf '%s\n' "$wanted" >"$stamp"
  else
    rm -rf "$folder"
    without_koop "npm failed, see build/npm.log"
  fi
}

# --- what each job needs ---------------------------------------------------------------------

set_up_demo() {
  install_qgis
  # shellcheck disable=SC2086
  {
    install_group "for vector analysis and reports" $GEO_PACKAGES
    install_group "the fonts of QGIS's labels" $FONT_PACKAGES
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
      install_group "a virtual display, as there is no screen" $DISPLAY_PACKAGES
    fi
  }
}

set_up_lint() {
  # shellcheck disable=SC2086
  install_group "for the virtual environment of the tools" $VENV_PACKAGES
  [ "$QGIS_NUMBER" -gt 0 ] || find_qgis || true
  install_test_tools
}

set_up_test() {
  set_up_demo
  # shellcheck disable=SC2086
  {
    install_group "a virtual display for the tests of the windows" $DISPLAY_PACKAGES
    install_servers
  }
  install_qgis_server
  set_up_lint
  # They have nothing to do with the release of QGIS: the matrix leaves them out, and says so.
  if [ "${AMIS_OTHER_SERVERS:-yes}" = yes ]; then
    install_koop
    install_pygeoapi
    install_checkers
  fi
}

set_up_matrix() {
  # shellcheck disable=SC2086
  install_group "to make chroots with other releases of QGIS" $MATRIX_PACKAGES
}

JOB=${1:-}
case $JOB in
  demo | test | matrix | lint) ;;
  *) usage >&2; exit 2 ;;
esac
mkdir -p "$ROOT/build"
exec 9>"$ROOT/build/.setup.lock"
flock 9 # two set-ups at once would trip over each other's apt and pip
read_installed
"set_up_$JOB"
if [ "$QGIS_NUMBER" -gt 0 ]; then say "Set up for $JOB: QGIS $QGIS_VERSION"; else say "Set up for $JOB"; fi

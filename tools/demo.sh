#!/bin/sh
# Start real QGIS with AMIS Explorer and do its main job on the samples; see tools/demo.py.
set -eu
cd "$(dirname "$0")/.."
exec /usr/bin/python3 tools/demo.py "$@"

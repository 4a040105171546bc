#!/usr/bin/env bash
# The part of the suite that knows no platform, under Windows' own Python: in the room, with what inside.sh has unpacked.
set -uo pipefail
cd "$(dirname "$0")"
export WINEPREFIX=/root/suite-prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" XDG_RUNTIME_DIR=/tmp
drive=$WINEPREFIX/drive_c
[[ -e $WINEPREFIX/made ]] || { rm -rf "$WINEPREFIX"; wineboot -i >/dev/null 2>&1; wine winecfg -v win10; touch "$WINEPREFIX/made"; }
trap 'wineserver -k' EXIT
rm -rf "$drive/python" "$drive/sviten" && mv python "$drive/python" && mv suite "$drive/sviten"
cat >"$drive/suite.py" <<'PYTHON'
import os
import sys

sys.path[:0] = [r"C:\sviten", r"C:\sviten\site"]
os.chdir(r"C:\sviten")
import pytest

sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "--tb=short", "-o", "addopts=--import-mode=importlib", *sys.argv[1:]]))
PYTHON
export PYTHONUNBUFFERED=1 PYTHONIOENCODING=utf-8 # of what is printed alone: files are opened as Windows opens them
exec timeout 3000 wine "$drive/python/python.exe" 'C:\suite.py' "$@"

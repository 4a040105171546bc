#!/usr/bin/env bash
# The part of the suite that knows no platform, under Windows' own Python: in the room, with what room.sh has laid there.
# A test there that needs what Windows lacks says so by `skipif(sys.platform == "win32", reason=…)`. Left out: addin, whose
# Excel pretends to be pywin32, which is there for real; golden, which has no tests.
set -uo pipefail
cd "$(dirname "$0")"
knows_no_platform=(contract check assessment rules workbook opc patch styrmodell typer template cli historik batch verbs
  output fel benchmarks installer onda office orakel fuzz project)
[[ $# -gt 0 ]] || set -- "${knows_no_platform[@]/#/tests/}"

export WINEPREFIX=/root/suite-prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" XDG_RUNTIME_DIR=/tmp
drive=$WINEPREFIX/drive_c
[[ -e $WINEPREFIX/made ]] || { rm -rf "$WINEPREFIX"; wineboot -i >/dev/null 2>&1; wine winecfg -v win10; touch "$WINEPREFIX/made"; }
trap 'wineserver -k' EXIT
rm -rf "$drive/python" "$drive/sviten" && mv python suite "$drive/" && mv "$drive/suite" "$drive/sviten"
# As where the project is developed: without the file that shuts the installed Python's path, and with the project in place of its wheel.
rm -r "$drive"/python/python3*._pth "$drive"/python/Lib/site-packages/runxl{,-*}
printf '%s\r\n' 'C:\sviten' 'C:\sviten\site' >"$drive/python/Lib/site-packages/sviten.pth"
export PYTHONUNBUFFERED=1 PYTHONIOENCODING=utf-8 # of what is printed alone: files are opened as Windows opens them
cd "$drive/sviten" && timeout 7200 wine ../python/python.exe -m pytest -p no:cacheprovider --tb=short "$@"

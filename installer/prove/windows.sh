# Windows as Wine has it, for the scripts beside: a screen, what is waited for (states, never a time), and what is counted.
# shellcheck shell=bash
export WINEPREFIX=/root/wine-prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" XDG_RUNTIME_DIR=/tmp DISPLAY=:191
drive=$WINEPREFIX/drive_c
home=$drive/users/root
programs=$home/AppData/Local/Programs/runxl
roaming=$home/AppData/Roaming/Microsoft
start_menu="$roaming/Windows/Start Menu/Programs/runxl"
runxl='C:\users\root\AppData\Local\Programs\runxl\runxl.exe'
class='{6D0C2B7E-51F4-4C0B-9E0A-2C8F7B1D9A34}'
faults=0
shown=

begin() { # an empty Windows and a screen
  Xvfb $DISPLAY -screen 0 1024x768x24 >/dev/null 2>&1 &
  screen=$!
  trap 'over; kill $screen' EXIT
  rm -rf "$WINEPREFIX"
  wineboot -i >/dev/null 2>&1
  wine winecfg -v win10
}
over() { wineserver -k; wineserver -w; } # every program ended, and known to be

check() { # check WHAT COMMAND…
  if "${@:2}"; then echo "✔ $1"; else echo "✖ $1"; faults=$((faults + 1)); fi
}
summed() { echo "$faults fel"; exit $((faults > 0)); }
says() { grep -qF -- "$2" "$1"; }
gone() { ! [[ -e $1 ]]; }
some() { compgen -G "$1" >/dev/null; }

until_so() { # waits until a command succeeds; five minutes of waiting is a fault, of any machine
  for _ in {1..600}; do
    "$@" && return
    sleep 0.5
  done
  echo "  väntade förgäves på: $*"
  return 1
}
window() { xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; }
ready() { # ready FILE: what status says, in the file. Wine gives a server half a minute to begin, Windows two: a cold one may need a second try.
  for _ in 1 2 3; do
    timeout 600 wine "$runxl" addin status >"$1" 2>&1
    says "$1" "Tillägget är klart att använda." && return
  done
  return 1
}
unwritten() { # what the contract is compiled to was laid there when the installer was made, and has been believed
  [[ $(head -qc 9 "$programs"/python/Lib/site-packages/runxl/contract/__pycache__/{contract,rules}.kept) == uncheckedunchecked ]]
}
unserved() { ! pgrep -f "runxl[.]addin[.]server" >/dev/null; }
looks() { import -window root -depth 8 rgb:- | md5sum; }
still() { # another screen than the last one that was shown, and it stands still
  local one two
  one=$(looks) && [[ $one != "$shown" ]] && sleep 1 && two=$(looks) && [[ $one == "$two" ]] || return 1
  sleep 1 && [[ $(looks) == "$two" ]]
}
picture() { # picture NAME: of the next thing that is shown
  until_so still
  shown=$(looks)
  import -window root "$1.png"
}
show_classes_to_all() { # Windows shows a person's own classes among everybody's (HKEY_CLASSES_ROOT). Wine 10 does not yet.
  for key in Runxl.Engine "CLSID\\$class"; do
    wine reg copy "HKCU\\Software\\Classes\\$key" "HKLM\\Software\\Classes\\$key" /s /f >/dev/null
  done
}
nothing_left() { # of what is one person's
  check "lämnar inga knappar" gone "$roaming/Excel/XLSTART/runxl.xlam"
  check "lämnar inget under Skicka till" test -z "$(ls "$roaming/Windows/SendTo" 2>/dev/null)"
  check "lämnar inget i Start-menyn" gone "$start_menu"
  check "lämnar ingen logg" gone "$home/AppData/Local/runxl"
  for key in runxl Classes\\Runxl.Engine "Classes\\CLSID\\$class" Microsoft\\Windows\\CurrentVersion\\Uninstall\\runxl; do
    check "lämnar inget i registret ($key)" bash -c "! wine reg query 'HKCU\\Software\\$key' >/dev/null 2>&1"
  done
}

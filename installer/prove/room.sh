#!/usr/bin/env bash
# make windows-test: a room with Wine 10 (Debian trixie, by debootstrap), and in it what inside.sh, pages.sh and msi.sh try
# with what `make windows` has made. Needs root and debootstrap. The room is kept for the next time. Wine lacks what the
# pinned numpy asks of Windows: build with ARGS="--replace FOLDER", where the folder has numpy 2.1.3's wheel.
# make windows-test ARGS=suite runs the tests that know no platform (suite.sh says which) under the same Python; tests named
# after the word are run in their place.
set -euo pipefail
cd "$(dirname "$0")/../.."
made=${RUNXL_MADE:-dist/windows}
room=${RUNXL_WINE_ROOM:-/var/tmp/runxl-wine}

if [[ ! -e $room/ready ]]; then
  script=/usr/share/debootstrap/scripts
  [[ -e $script/trixie ]] || { echo "debootstrap saknas, eller känner inte till trixie: apt install debootstrap" >&2; exit 2; }
  mirror=$(sed -n 's/^URIs: *//p;s/^deb \([^ ]*\) .*/\1/p' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -1)
  debootstrap --variant=minbase --include=ca-certificates trixie "$room" "$mirror"
  chroot "$room" apt-get install -q -y --no-install-recommends wine wine64 xvfb xauth xdotool imagemagick procps </dev/null
  touch "$room/ready"
fi

mount -t proc proc "$room/proc"
mount --bind /dev "$room/dev"
trap 'umount -l "$room/proc" "$room/dev"' EXIT
rm -rf "$room/root/prove" && mkdir -p "$room/root/prove"
cp "$made"/runxl-*-setup.exe "$room/root/prove/setup.exe"
[[ ! -e $(echo "$made"/runxl-*.msi) ]] || cp "$made"/runxl-*.msi "$room/root/prove/runxl.msi"
cp installer/prove/{windows.sh,inside.sh,pages.sh,msi.sh,twice.vbs,press.py} "$room/root/prove/"
inside() { chroot "$room" env -i HOME=/root PATH="$PATH" LANG=C.UTF-8 bash "/root/prove/$1" "${@:2}"; }
if [[ ${1-} == suite ]]; then
  there=$room/root/prove
  mkdir -p "$there/suite/site"
  git ls-files -z | tar -c --null -T - | tar -x -C "$there/suite"
  python3 -m pip download -q --only-binary=:all: --platform=win_amd64 --python-version=3.13 -d "$room/root/wheels" \
    pytest hypothesis jsonschema colorama lxml markdown-it-py
  for wheel in "$room"/root/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$there/suite/site"; done
  cp -r "$made/app/python" "$there/python"
  cp installer/prove/suite.sh "$there/"
  inside suite.sh "${@:2}"
  exit
fi
faults=0
for proof in ${RUNXL_PROOFS:-pages.sh inside.sh msi.sh}; do
  inside "$proof" || faults=1
done
mkdir -p "$made/bilder" && cp "$room"/root/prove/*.png "$made/bilder/"
exit "$faults"

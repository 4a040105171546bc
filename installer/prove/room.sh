#!/usr/bin/env bash
# make windows-test: a room with Wine 10 (Debian trixie, by debootstrap), and in it what pages.sh, inside.sh, everyday.sh, py.sh
# and msi.sh try with what `make windows` has made; RUNXL_PROOFS names others. Needs root and debootstrap. The room is kept
# for the next time. Wine lacks what the pinned numpy asks of Windows: build with ARGS="--replace FOLDER", where the folder
# has numpy 2.1.3's wheel.
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
mount -t sysfs -o ro sysfs "$room/sys" # where Wine learns how many processors there are
trap 'umount -l "$room/proc" "$room/dev" "$room/sys"' EXIT
there=$room/root/prove
rm -rf "$there" && mkdir -p "$there"
inside() { chroot "$room" env -i HOME=/root PATH="$PATH" LANG=C.UTF-8 bash "/root/prove/$1" "${@:2}"; }
project() { mkdir -p "$there/$1" && git ls-files -z | tar -c --null -T - | tar -x -C "$there/$1"; } # project FOLDER: laid there
wheels() { # wheels FOLDER PACKAGE…: and what they need
  python3 -m pip download -q --only-binary=:all: --platform=win_amd64 --python-version=3.13 -d "$room/root/$1" "${@:2}"
}
if [[ ${1-} == suite ]]; then
  project suite
  wheels wheels pytest hypothesis jsonschema colorama lxml markdown-it-py duckdb polars pyarrow pikepdf distributed grimp oletools
  mkdir "$there/suite/site"
  for wheel in "$room"/root/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$there/suite/site"; done
  cp -r "$made/app/python" "$there/python"
  cp installer/prove/suite.sh "$there/"
  inside suite.sh "${@:2}"
  exit
fi
cp "$made"/runxl-*-setup.exe "$there/setup.exe"
[[ ! -e $(echo "$made"/runxl-*.msi) ]] || cp "$made"/runxl-*.msi "$there/runxl.msi"
cp installer/prove/{{windows,inside,pages,msi,everyday,launcher,py}.sh,twice.vbs,press.py,console.py,hold.py} "$there/"
proofs=${RUNXL_PROOFS:-pages.sh inside.sh everyday.sh py.sh msi.sh}
if [[ $proofs == *py.sh* ]]; then
  [[ -e $room/root/launcher/py.exe ]] || inside launcher.sh
  project project
  wheels built hatchling markdown-it-py numpy==2.1.3
  mkdir "$there/wheels" && cp "$room"/root/built/*.whl "$there/wheels/"
  find "$made/parts/wheels" -name '*.whl' ! -name 'numpy-*' ! -name 'runxl-*' -exec cp -t "$there/wheels" {} +
  cp -r "$made/app/python" "$there/python"
fi
faults=0
for proof in $proofs; do
  inside "$proof" || faults=1
done
mkdir -p "$made/bilder" && find "$there" -maxdepth 1 -name '*.png' -exec cp -t "$made/bilder" {} +
exit "$faults"

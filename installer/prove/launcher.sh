#!/usr/bin/env bash
# What python.org's installer has and its embeddable package has not, into /root/launcher in the room, once: py.exe, and
# venv with pip. From CPython's own source, as Debian keeps it.
set -euo pipefail
made=/root/launcher
work=$(mktemp -d)
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >/etc/apt/sources.list.d/source.list
apt-get update -q
apt-get install -q -y --no-install-recommends gcc-mingw-w64-x86-64 xz-utils </dev/null
cd "$work"
apt-get source -q --download-only python3.13
tar -xf python3.13_*.orig.tar.xz --strip-components=1
cd PC
# Wine gives no value to whoever would have it either as it stands or expanded. Those that are asked for here stand as they are.
sed -i 's/flags = RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ;/flags = RRF_RT_REG_SZ;/' launcher2.c
printf '1 24 "python.manifest"\n1 USAGE "launcher-usage.txt"\n' >launcher.rc
x86_64-w64-mingw32-windres launcher.rc launcher.o
built() { x86_64-w64-mingw32-gcc -municode -static -O1 -Wno-incompatible-pointer-types -D_CONSOLE -I ../Include "$@" -lshell32 -lpathcch; }
mkdir -p "$made/Lib"
built -o venvlauncher.exe venvlauncher.c
cp -r ../Lib/venv ../Lib/ensurepip "$made/Lib/"
cp venvlauncher.exe "$made/Lib/venv/scripts/nt/venvlauncher.exe"
cp venvlauncher.exe "$made/Lib/venv/scripts/nt/venvwlauncher.exe" # not pythonw's: nothing here is started without a console
built -o "$made/py.exe" launcher2.c launcher.o -lole32 -lshlwapi -lversion
rm -r "$work"

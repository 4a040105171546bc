#!/usr/bin/env bash
# As somebody without setup.exe who has Python of python.org: what the handbook says to write, line by line, in the
# project's folder. By cmd, since Wine has no PowerShell; what pip would fetch lies in a folder, since there is no network.
set -uo pipefail
cd "$(dirname "$0")"
source ./windows.sh
begin
# As python.org's installer leaves it: the whole library, py.exe among Windows' own, and who it is in the registry (PEP 514).
mv python "$drive/Python313" && cp -r /root/launcher/Lib "$drive/Python313/" && cp /root/launcher/py.exe "$drive/windows/"
rm -r "$drive"/Python313/python3*._pth "$drive"/Python313/Lib/site-packages/*
key='HKCU\Software\Python\PythonCore\3.13'
registered() { wine reg add "$key$1" "${@:2}" /f >/dev/null 2>&1; }
registered '' /v SysArchitecture /d 64bit
registered '\InstallPath' /ve /d 'C:\Python313\'
registered '\InstallPath' /v ExecutablePath /d 'C:\Python313\python.exe'
mv wheels "$drive/" && mv project "$drive/runxl"
export PIP_NO_INDEX=1 PIP_FIND_LINKS='C:\wheels'

wine py -c "import sys; print(sys.executable)" >py.txt 2>&1
check "py hittar den Python som är registrerad" says py.txt 'C:\Python313\python.exe'
written() { # written LINE: at the prompt
  printf '%s\r\n' "$1" >"$drive/rad.cmd"
  (cd "$drive/runxl" && timeout 1800 wine cmd /c 'C:\rad.cmd' </dev/null)
}
while read -r line <&3; do
  written "$line" >py.txt 2>py.err
  check "$line" test $? -eq 0
done 3< <(sed -n '/^```powershell/,/^```/{//!p}' "$drive/runxl/docs/handbok.md")
check "visar demonstrationens siffror" says py.txt "6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda"
VIRTUAL_ENV='C:\runxl\.venv' wine py -m runxl --version >py.txt 2>&1
check "py -m runxl når den aktiva miljöns" says py.txt "runxl "
over
summed

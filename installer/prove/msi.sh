#!/usr/bin/env bash
# The .msi as Intune uses it: for the whole computer, without a question, and out again.
set -uo pipefail
cd "$(dirname "$0")"
source ./windows.sh
begin
runxl='C:\Program Files\runxl\runxl.exe'
programs="$drive/Program Files/runxl"

timeout 3000 wine msiexec /i runxl.msi /qn
check "installerar för hela datorn" test -f "$programs/runxl.exe"
check "lägger Python i Program Files" test -f "$programs/python/python.exe"
menu=$start_menu # everybody's in Windows; Wine puts it with the person who installs
check "lägger handboken, exemplet och knapparna i allas Start-meny" test "$(ls "$menu"/*.lnk | wc -l)" -eq 3
timeout 600 wine "$runxl" addin status >msi-status.txt 2>&1
check "säger att knapparna inte är tillagda än" says msi-status.txt "runxl addin install"
timeout 600 wine "$runxl" addin install >msi-install.txt 2>&1
show_classes_to_all
check "säger att allt är klart" ready msi-status.txt
timeout 1800 wine "$runxl" demo 'C:\demo' >msi-demo.txt 2>msi-demo.err
check "visar demonstrationens siffror" says msi-demo.txt "6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda"
check "har inget att klaga på" test ! -s msi-demo.err
check "har kontraktet färdigt med sig" unwritten
timeout 600 wine "$runxl" addin remove >/dev/null 2>&1
over
timeout 3000 wine msiexec /x runxl.msi /qn
over
check "lämnar inget program" gone "$programs"
find "$programs" 2>/dev/null | head -20
nothing_left
summed

#!/usr/bin/env bash
# The commands as they are met with every day: consoles of other code pages, names with å, ä and ö, folders deeper than
# Windows' 260 signs, and workbooks that another program holds.
set -uo pipefail
cd "$(dirname "$0")"
source ./windows.sh
begin
python="$programs/python/python.exe"
wine setup.exe /S
cp console.py hold.py "$drive/"

# Wine has no limit: it is a Windows where IT has allowed long paths. What is said by one that has it, tests/fel asks.
part=$(printf 'mapp med långt namn %.0s' {1..5})
deep="C:\\demo\\${part% }\\${part% }\\${part% }"
folder="$drive/demo/${part% }/${part% }/${part% }"
timeout 1800 wine "$runxl" demo "$deep" >deep.txt 2>deep.err
check "lever ett år i en mapp med ${#deep} tecken i sökvägen" says deep.txt "6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda"
check "har inget att klaga på" test ! -s deep.err
timeout 600 wine "$runxl" validera "$deep\\Svar Årsrapport" >deep.txt 2>&1
check "kontrollerar svaren där" says deep.txt "7 filer"
timeout 600 wine "$runxl" samla "$deep\\Svar Årsrapport" --till "$deep\\Plan 2024.xlsx" -o "$deep\\Samlad.xlsx" >deep.txt 2>&1
check "samlar in dem där" test -s "$folder/Samlad.xlsx"
timeout 600 wine "$runxl" ny "$deep\\Exempel.xlsx" --exempel >/dev/null 2>&1
timeout 600 wine "$runxl" berakna "$deep\\Exempel.xlsx" >deep.txt 2>&1
check "beräknar där, och sparar den gamla bredvid" some "$folder/Exempel.xlsx.bak-*"
check "lämnar inga tillfälliga filer" test -z "$(find "$folder" -name '.*runxl-*')"

mkdir -p "$drive/åäö"
cp "$folder/Utskick DÅ 1/Svar Kultur – DÅ 1 2024.xlsx" "$drive/åäö/Svår – åäö.xlsx"
plan='C:\åäö\Svår – åäö.xlsx'
seen() { timeout 600 wine "$python" 'C:\console.py' "$@" >seen.txt 2>seen.err; } # seen CODE_PAGE COMMAND…
for page in 850 1252; do
  seen $page "$runxl" validera "$plan"
  check "kodsida $page: skärmen visar å, ä, ö och tecknen" says seen.txt "skärm|   ✖ Fel"
  check "kodsida $page: filens namn är rätt på skärmen" says seen.txt "skärm| $plan: "
  check "kodsida $page: å, ä och ö är rätt i ett rör" says seen.txt "Gör så här: "
  check "kodsida $page: tecken som saknas går att läsa i ett rör" says seen.txt "ut|   x Fel"
  check "kodsida $page: inget avbryts" test ! -s seen.err
  seen $page "$runxl" berakna 'C:\åäö\Ingen – åäö.xlsx'
  check "kodsida $page: fel är rätt i ett rör" says seen.txt "fel| runxl: Det finns ingen fil eller mapp som heter C:\\åäö\\Ingen "
  seen $page "$runxl" validera --json "$plan"
  check "kodsida $page: JSON är ASCII i ett rör" says seen.txt 'Sv\u00e5r \u2013 \u00e5\u00e4\u00f6.xlsx'
done
PYTHONUTF8=1 seen 65001 "$runxl" validera "$plan"
check "PYTHONUTF8=1: röret är UTF-8" says seen.txt "ut|   ✖ Fel"
timeout 600 wine "$runxl" validera "$plan" >file.txt 2>&1
check "i en fil står UTF-8" says file.txt "✖ Fel"

held() { timeout 600 wine "$python" 'C:\hold.py' "$@" >held.txt 2>&1; } # held SHARED COMMAND… FILE
alone() { [[ $(find "$drive/åäö" -type f | wc -l) -eq 1 && $(md5sum <"$drive/åäö/Svår – åäö.xlsx") == "$before" ]]; }
before=$(md5sum <"$drive/åäö/Svår – åäö.xlsx")
held läsa "$runxl" validera "$plan"
check "läser en arbetsbok som är öppen i Excel" says held.txt "✖ Fel"
held läsa "$runxl" berakna "$plan"
check "skriver inte i den, och säger varför" says held.txt "är öppen i ett annat program, och ingenting har skrivits. Stäng den där"
check "lämnar inget efter sig" alone
held inget "$runxl" berakna "$plan"
check "säger att en arbetsbok som ingen annan får läsa är öppen" says held.txt "den är öppen i ett annat program"
check "lämnar inget efter sig" alone
timeout 600 wine "$runxl" berakna "$plan" >held.txt 2>&1
check "beräknar den när den är stängd" some "$drive/åäö/*.bak-*"
over
summed

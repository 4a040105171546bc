#!/usr/bin/env bash
# The installer as IT uses it: installed without a question, the demonstration's figures, the server that the buttons
# call, a file through Skicka till, policies told and not told, and removed without a trace.
set -uo pipefail
cd "$(dirname "$0")"
source ./windows.sh
begin
policy() { wine reg add "$1" /v "$2" /t "$3" /d "$4" /f >/dev/null 2>&1; }
no_policies() { wine reg delete 'HKLM\Software\Policies' /f >/dev/null 2>&1; wine reg delete 'HKCU\Software\Policies' /f >/dev/null 2>&1; true; }

wine setup.exe /S
check "installerar utan att fråga" test -f "$programs/runxl.exe"
check "lägger knapparna i Excels startmapp" test -f "$roaming/Excel/XLSTART/runxl.xlam"
check "lägger tre verb under Skicka till" test "$(ls "$roaming/Windows/SendTo"/*.lnk | wc -l)" -eq 3

check "har handboken med sig" test -f "$programs/python/Lib/site-packages/runxl/_data/handbok/index.html"

timeout 1800 wine "$runxl" demo 'C:\demo' >demo.txt 2>demo.err
check "visar demonstrationens siffror" says demo.txt "6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda"
check "har inget att klaga på" test ! -s demo.err

timeout 600 wine "$runxl" historik 'C:\demo' -o 'C:\demo\Historik.parquet' >parquet.txt 2>&1
check "säger vem som kan ge det som inte ingår" says parquet.txt "Be den som sköter runxl om en med tillägget parquet"
check "säger vad som går ändå, och ingen rad som inte går" bash -c 'grep -qF "skriv .xlsx eller .csv" parquet.txt && ! grep -qF pip parquet.txt'

wine reg query "HKCU\\Software\\Classes\\CLSID\\$class\\LocalServer32" >server.txt 2>/dev/null
check "registrerar servern för den här personen" says server.txt "-m runxl.addin.server"
show_classes_to_all

check "säger att allt är klart" ready status.txt
check "startar Python som Windows gör det" says status.txt "Windows startar Python åt knapparna"

timeout 600 wine "$runxl" ny 'C:\demo\Server.xlsx' --exempel >/dev/null 2>&1
cp twice.vbs press.py "$drive/"
timeout 600 wine cscript //nologo 'C:\twice.vbs' 'C:\demo\Server.xlsx' >twice.txt 2>&1
check "beräknar genom CreateObject" says twice.txt "53 indikatorer: 31"
check "svarar genast andra gången ($(tail -2 twice.txt | head -1 | tr -d '\r'))" says twice.txt "under en femtedel"
timeout 600 wine "$programs/python/python.exe" 'C:\press.py' >press.txt 2>&1
check "trycker på en knapp i en arbetsbok på SharePoint" says press.txt "https://region.sharepoint.com/sites/plan/Plan 2026.xlsx"
check "gör inget annat än knapparna" says press.txt "ingen knapp som heter calc.exe"
check "har kontraktet färdigt med sig" unwritten
check "lämnar ingen Python igång" until_so unserved

excel='Software\Policies\Microsoft\Office\16.0\Excel'
asr='HKLM\Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules'
while IFS='|' read -r key name kind value words remedy; do
  policy "$key" "$name" "$kind" "$value"
  timeout 600 wine "$runxl" addin status >policy.txt 2>&1
  check "säger vad $name=$value kan stoppa" says policy.txt "$words"
  if [[ $remedy ]]; then check "säger vad som ska göras: $remedy" says policy.txt "$remedy"
  else check "säger att det inte är i vägen" ready policy.txt; fi
  no_policies
done <<POLICIES
$asr|D4F940AB-401B-4EFC-AADC-AD5F3C50688A|REG_SZ|1|(D4F940AB) gäller. Den berör inte knapparna|
$asr|92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B|REG_SZ|1|(92E97FA1) gäller. Den berör inte knapparna|
HKCU\\$excel\\Security\\ProtectedView|DisableIntranetCheck|REG_DWORD|0|Klicka på Aktivera redigering|
HKCU\\$excel\\Resiliency|RestrictToList|REG_DWORD|1|står inte där|Be IT lägga till runxl.xlam i principen
HKCU\\$excel\\Security|RequireAddinSig|REG_DWORD|1|inte är signerat|Be IT signera runxl.xlam
HKCU\\$excel\\Security|DisableAllAddins|REG_DWORD|1|stänger av alla tillägg|Be IT om ett undantag
HKCU\\$excel\\Security\\Trusted Locations|AllLocationsDisabled|REG_DWORD|1|inte litar på sin egen startmapp|Be IT signera runxl.xlam
HKLM\\Software\\Policies\\Microsoft\\Windows\\SrpV2\\Exe|EnforcementMode|REG_DWORD|1|AppLocker bestämmer|Be IT tillåta mappen med runxl
POLICIES
check "säger utan principer åter att allt är klart" ready policy.txt
over

wine "$programs/avinstallera.exe" /S "_?=C:\\users\\root\\AppData\\Local\\Programs\\runxl"
rm -f "$programs/avinstallera.exe"; rmdir "$programs" 2>/dev/null # with _? it runs in its place and cannot remove itself
check "lämnar inget program" gone "$programs"
nothing_left
summed

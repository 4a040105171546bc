#!/usr/bin/env bash
# The installer as a person uses it who has setup.exe and the handbook's first page: every page, the example, a workbook
# computed by Skicka till and by the Start menu's example, and the uninstaller's pages. A picture of each, and the clock.
set -uo pipefail
cd "$(dirname "$0")"
source ./windows.sh
begin
# In place of Excel, which there is none of here: what was opened is written down.
wine reg add 'HKLM\Software\Classes\.xlsx' /ve /d prov /f >/dev/null
wine reg add 'HKLM\Software\Classes\prov\shell\open\command' /ve /d 'cmd /c echo %1>> C:\opened.txt' /f >/dev/null
opened() { [[ -s $drive/opened.txt && $(wc -l <"$drive/opened.txt") -eq $1 ]]; }
clock() { echo "  $SECONDS s: $1"; }

SECONDS=0
(wine setup.exe >/dev/null 2>&1 &)
until_so window runxl
picture 1-valkommen
xdotool key alt+n; picture 2-val
xdotool key alt+i
until_so test -d "$programs/python" && import -window root 2b-pagar.png
until_so test -e "$start_menu/Avinstallera.lnk"
picture 3-klart
clock "installerat (steg 1)"
xdotool key Return
check "öppnar exemplet (steg 2)" until_so opened 1
clock "exemplet öppnat"
check "lägger det bland dokumenten" some "$home/Documents/Exempel*.xlsx"

example=$(compgen -G "$home/Documents/Exempel*.xlsx" | head -1)
(wine start /unix "$roaming/Windows/SendTo/Beräkna måluppfyllelse.lnk" "$(winepath -w "$example")" >/dev/null 2>&1 &)
check "Skicka till beräknar och svarar i en ruta" until_so window Måluppfyllelse
clock "beräknad genom Skicka till"
picture 4-skicka-till
check "sparar den gamla bredvid" some "$example.bak-*"
xdotool key Return; until_so bash -c '! xdotool search --onlyvisible --name Måluppfyllelse >/dev/null 2>&1'

(wine start /unix "$start_menu/Prova med ett exempel.lnk" >/dev/null 2>&1 &)
check "exemplet finns i Start-menyn, och skriver inte över det förra" until_so opened 2

(wine "$programs/avinstallera.exe" >/dev/null 2>&1 &)
until_so window runxl
picture 5-ta-bort
xdotool key alt+a
until_so gone "$programs"
picture 6-borttaget
over
check "lämnar inget program" gone "$programs"
nothing_left
check "rör inte det som är personens eget" test "$(compgen -G "$home/Documents/Exempel*.xlsx*" | wc -l)" -eq 3
summed

; setup.exe: for one person, without rights, without a network. Silent with /S; the parts can be left out by hand.
; Made by installer.setups, which says VERSION, MADE (the folder with app, what is installed, and side.bmp) and OUT.
Target amd64-unicode
Unicode true
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
!include MUI2.nsh

Name "runxl"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\runxl"
InstallDirRegKey HKCU "Software\runxl" "InstallDir"
BrandingText "runxl ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1053 "ProductName" "runxl"
VIAddVersionKey /LANG=1053 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1053 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1053 "FileDescription" "runxl, måluppfyllelse i Excel"
VIAddVersionKey /LANG=1053 "LegalCopyright" "MIT"

!define MUI_ICON "${MADE}/app/runxl.ico"
!define MUI_UNICON "${MADE}/app/runxl.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${MADE}/side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${MADE}/side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Installera runxl ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "runxl beräknar nämndens måluppfyllelse i Excel.$\r$\n$\r$\nProgrammet installeras för dig och kräver inga särskilda rättigheter. Inget hämtas från internet, och inget skickas någonstans.$\r$\n$\r$\nAvsluta Excel innan du fortsätter."
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_COMPONENTSPAGE_TEXT_TOP "Låt allt vara ikryssat om du inte har bestämt något annat, och klicka på Installera."
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "Det här installeras:"
SpaceTexts none
!define MUI_FINISHPAGE_TITLE "runxl är installerat"
!define MUI_FINISHPAGE_TEXT "Knapparna finns i Excel, i fliken Måluppfyllelse.$\r$\n$\r$\nUtan att öppna Excel: högerklicka på en arbetsbok i Utforskaren, välj Skicka till (i Windows 11 under Visa fler alternativ) och Beräkna måluppfyllelse."
!define MUI_FINISHPAGE_RUN "$INSTDIR\runxlw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "exempel"
!define MUI_FINISHPAGE_RUN_TEXT "Öppna ett exempel i Excel"
!define MUI_FINISHPAGE_LINK "Läs handboken"
!define MUI_FINISHPAGE_LINK_LOCATION "$INSTDIR\python\Lib\site-packages\runxl\_data\handbok\index.html"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Avsluta Excel först. Programmet, knapparna i Excel och valen under Skicka till tas bort. Dina arbetsböcker rörs inte."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Swedish"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\runxl"
!define TITLE_BERAKNA "Beräkna måluppfyllelse"
!define TITLE_VALIDERA "Kontrollera måluppfyllelse"
!define TITLE_SAMLA "Samla svar till planen"

!macro SendTo TITLE VERB
  CreateShortcut "$SENDTO\${TITLE}.lnk" "$INSTDIR\runxlw.exe" "${VERB}" "$INSTDIR\runxl.ico"
!macroend

Section "Programmet" program
  SectionIn RO
  ; What an older version has left would be loaded beside what is new.
  RMDir /r "$INSTDIR\python"
  SetOutPath "$INSTDIR"
  DetailPrint "Kopierar programmet …"
  SetDetailsPrint none
  File /r "${MADE}/app/*"
  SetDetailsPrint both
  WriteUninstaller "$INSTDIR\avinstallera.exe"
  WriteRegStr HKCU "Software\runxl" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "runxl"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\runxl.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\avinstallera.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\avinstallera.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Knapparna i Excel" buttons
  DetailPrint "Lägger till knapparna i Excel …"
  nsExec::ExecToLog '"$INSTDIR\runxl.exe" addin install'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "Programmet är installerat, men knapparna kunde inte läggas till i Excel.$\r$\n$\r$\nÖppna Kommandon i Start-menyn, under runxl, och skriv: runxl addin status" /SD IDOK
  ${EndIf}
SectionEnd

Section "Skicka till i Utforskaren" sendto
  !insertmacro SendTo "${TITLE_BERAKNA}" "berakna"
  !insertmacro SendTo "${TITLE_VALIDERA}" "validera"
  !insertmacro SendTo "${TITLE_SAMLA}" "samla"
SectionEnd

Section "Start-menyn" menu
  CreateDirectory "$SMPROGRAMS\runxl"
  CreateShortcut "$SMPROGRAMS\runxl\Handbok.lnk" "$INSTDIR\python\Lib\site-packages\runxl\_data\handbok\index.html" "" "$INSTDIR\runxl.ico"
  CreateShortcut "$SMPROGRAMS\runxl\Prova med ett exempel.lnk" "$INSTDIR\runxlw.exe" "exempel" "$INSTDIR\runxl.ico"
  CreateShortcut "$SMPROGRAMS\runxl\Kommandon.lnk" "$SYSDIR\cmd.exe" '/k "cd /d "%USERPROFILE%\Documents" & path $INSTDIR;%PATH% & runxl --help"' "$INSTDIR\runxl.ico"
  CreateShortcut "$SMPROGRAMS\runxl\Avinstallera.lnk" "$INSTDIR\avinstallera.exe"
SectionEnd

Section "Uninstall"
  nsExec::ExecToLog '"$INSTDIR\runxl.exe" addin remove'
  Pop $0
  Delete "$SENDTO\${TITLE_BERAKNA}.lnk"
  Delete "$SENDTO\${TITLE_VALIDERA}.lnk"
  Delete "$SENDTO\${TITLE_SAMLA}.lnk"
  RMDir /r "$SMPROGRAMS\runxl"
  ; The log and what could be undone, which the add-in has kept.
  RMDir /r "$LOCALAPPDATA\runxl"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\licenser"
  Delete "$INSTDIR\runxl.exe"
  Delete "$INSTDIR\runxlw.exe"
  Delete "$INSTDIR\runxl.ico"
  Delete "$INSTDIR\sbom.json"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\avinstallera.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\runxl"
SectionEnd

; The Windows installer: for one person, without an administrator, with an uninstaller that keeps the charity's data.
; Made by installers/build.py, which passes VERSION, SOURCE (PyInstaller's folder), LICENCE and OUTPUT.

Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include "MUI2.nsh"

Name "CharityDesk"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\CharityDesk"
InstallDirRegKey HKCU "Software\CharityDesk" "InstallFolder"
BrandingText "CharityDesk ${VERSION}"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CharityDesk"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\CharityDesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open CharityDesk"

!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "CharityDesk"
  ; An earlier version's files go first, so that none is left among the new ones. Only folders of the program's own.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\CharityDesk.lnk" "$INSTDIR\CharityDesk.exe"
  WriteRegStr HKCU "Software\CharityDesk" "InstallFolder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "CharityDesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\CharityDesk.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The CharityDesk maintainers"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; The data folder is elsewhere and is kept: uninstalling must never lose a charity's records.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\CharityDesk.exe"
  Delete "$INSTDIR\charitydesk-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\CharityDesk.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\CharityDesk"
SectionEnd

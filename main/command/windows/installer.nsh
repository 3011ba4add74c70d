; The command dockpass on the PATH, of the person or of everyone, as Dockpass itself is installed. Without it Dockpass works
; all the same, so that an installation does not fail where PowerShell is forbidden.

!macro dockpassPath WHAT
  Push $0
  nsExec::Exec '"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\command\windows\path.ps1" ${WHAT} $installMode "$INSTDIR\resources\command\windows"'
  Pop $0
  ; Programs that are started from now on see it.
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  Pop $0
!macroend

!macro customInstall
  !insertmacro dockpassPath add
!macroend

; Before its files go; an update adds it again.
!macro customUnInstall
  !insertmacro dockpassPath remove
!macroend

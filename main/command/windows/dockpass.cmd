@rem dockpass in cmd, PowerShell and wherever else a program's name is looked up. What it does is in dockpass.ps1.
@"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0..\dockpass.ps1" %*

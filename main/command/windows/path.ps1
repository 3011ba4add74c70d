# Puts a folder at the end of Windows' PATH, or takes it off; everything else in it stays as it is, variables unexpanded.
# NSIS itself cuts a long PATH off, so the installer asks this script.
param(
  [Parameter(Mandatory = $true)][ValidateSet('add', 'remove')][string]$What,
  [Parameter(Mandatory = $true)][ValidateSet('CurrentUser', 'all')][string]$For,
  [Parameter(Mandatory = $true)][string]$Folder
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

if ($For -eq 'all') {
  $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Control\Session Manager\Environment', $true)
}
else {
  $key = [Microsoft.Win32.Registry]::CurrentUser.CreateSubKey('Environment')
}
$path = [string]$key.GetValue('Path', '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
$parts = @($path -split ';' | Where-Object { $_ -ne $Folder })
if ($path -eq '') { $parts = @() }
if ($What -eq 'add') { $parts += $Folder }
$key.SetValue('Path', ($parts -join ';'), [Microsoft.Win32.RegistryValueKind]::ExpandString)
$key.Close()

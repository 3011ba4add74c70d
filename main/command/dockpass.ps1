# dockpass: tokens of accounts in Dockpass, for scripts and programs on Windows. Dockpass asks you first.
#
#   dockpass list [-Json]
#   dockpass token ACCOUNT [-MinValid SECONDS] [-Json]
#   dockpass header ACCOUNT [-MinValid SECONDS]
#   dockpass run [-EnvFile FILE] -Command PROGRAM [ARGUMENT ...]
#   dockpass status
#
# Ends as the command for Linux and macOS does: 2 bad usage, 110 unknown account, 111 not allowed, 112 locked, 113 sign-in
# needed, 114 offline, 115 not running.
param(
  [Parameter(Position = 0)][string]$Verb = '',
  [Parameter(Position = 1)][string]$Account = '',
  [int]$MinValid = 60,
  [switch]$Json,
  [string]$EnvFile = '',
  [string]$Command = '',
  [Parameter(ValueFromRemainingArguments = $true)][string[]]$Arguments = @()
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
Set-PSDebug -Off

$words = @{
  2 = 'this is not how the command is used. Its first lines say how.'
  110 = 'no account of this name is open to programs. Dockpass, Settings, Programs says which are.'
  111 = 'it was not allowed.'
  112 = 'Dockpass is locked. Unlock it first.'
  113 = 'this account needs a sign-in. Open Dockpass.'
  114 = 'a fresh token could not be fetched. Check the network.'
  115 = 'Dockpass is not running, or programs are switched off in its settings.'
}

function Stop-Dockpass([int]$Code) {
  $said = 'something went wrong. Try again later.'
  if ($words.ContainsKey($Code)) { $said = $words[$Code] }
  [Console]::Error.WriteLine("dockpass: $said")
  exit $Code
}

function ConvertTo-Hex([byte[]]$Bytes) {
  return ([BitConverter]::ToString($Bytes) -replace '-', '').ToLowerInvariant()
}

function ConvertFrom-Hex([string]$Text) {
  $bytes = New-Object byte[] ($Text.Length / 2)
  for ($at = 0; $at -lt $bytes.Length; $at++) {
    $bytes[$at] = [Convert]::ToByte($Text.Substring(2 * $at, 2), 16)
  }
  return , $bytes
}

function Get-Proof([byte[]]$Key, [string]$Who, [byte[]]$ClientNonce, [byte[]]$ServerNonce) {
  $hmac = New-Object System.Security.Cryptography.HMACSHA256
  $hmac.Key = $Key
  $said = [Text.Encoding]::ASCII.GetBytes($Who) + $ClientNonce + $ServerNonce
  return , $hmac.ComputeHash($said)
}

# Compares all of both, however early they differ.
function Test-Same([byte[]]$One, [byte[]]$Other) {
  if ($One.Length -ne $Other.Length) { return $false }
  $differs = 0
  for ($at = 0; $at -lt $One.Length; $at++) { $differs = $differs -bor ($One[$at] -bxor $Other[$at]) }
  return $differs -eq 0
}

function Read-Line($Pipe) {
  $text = ''
  while ($text.Length -lt 200) {
    $byte = $Pipe.ReadByte()
    if ($byte -lt 0) { Stop-Dockpass 115 }
    if ($byte -eq 10) { return $text }
    $text += [char]$byte
  }
  Stop-Dockpass 115
}

# A connection to the Dockpass that wrote the file: both ends have proved that they know its key.
function Connect-Dockpass {
  $file = Join-Path $env:LOCALAPPDATA 'Dockpass\run\pipe.json'
  if (-not (Test-Path -LiteralPath $file)) { Stop-Dockpass 115 }
  $place = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
  $key = ConvertFrom-Hex $place.key
  $name = $place.pipe -replace '^\\\\\.\\pipe\\', ''
  $pipe = New-Object System.IO.Pipes.NamedPipeClientStream '.', $name, 'InOut'
  try { $pipe.Connect(3000) } catch { Stop-Dockpass 115 }
  $clientNonce = New-Object byte[] 32
  $random = [System.Security.Cryptography.RandomNumberGenerator]::Create()
  $random.GetBytes($clientNonce)
  Send-Text $pipe "$(ConvertTo-Hex $clientNonce)`n"
  $serverNonce = ConvertFrom-Hex (Read-Line $pipe)
  Send-Text $pipe "$(ConvertTo-Hex (Get-Proof $key 'client' $clientNonce $serverNonce))`n"
  $proof = ConvertFrom-Hex (Read-Line $pipe)
  if (-not (Test-Same $proof (Get-Proof $key 'server' $clientNonce $serverNonce))) { Stop-Dockpass 115 }
  return $pipe
}

function Send-Text($Pipe, [string]$Text) {
  $bytes = [Text.Encoding]::UTF8.GetBytes($Text)
  $Pipe.Write($bytes, 0, $bytes.Length)
  $Pipe.Flush()
}

# The answer's text. Every answer closes the connection, so that its end is the end of what comes.
function Request-Dockpass([string]$Method, [string]$Target, [string]$Accept, [string]$Body) {
  $pipe = Connect-Dockpass
  $caller = 'PowerShell'
  if ($MyInvocation.ScriptName) { $caller = Split-Path -Leaf $MyInvocation.ScriptName }
  if ($env:DOCKPASS_PROGRAM) { $caller = $env:DOCKPASS_PROGRAM }
  $length = [Text.Encoding]::UTF8.GetByteCount($Body)
  $head = "$Method $Target HTTP/1.1`r`nHost: dockpass`r`nAccept: $Accept`r`nDockpass-Program: $caller`r`n"
  if ($Method -eq 'POST') { $head += "Content-Length: $length`r`n" }
  Send-Text $pipe "$head`r`n$Body"
  $whole = New-Object System.IO.MemoryStream
  $pipe.CopyTo($whole)
  $pipe.Dispose()
  $answer = [Text.Encoding]::UTF8.GetString($whole.ToArray())
  $at = $answer.IndexOf("`r`n`r`n")
  if ($at -lt 0) { Stop-Dockpass 115 }
  switch ([int]$answer.Substring(9, 3)) {
    200 { }
    400 { Stop-Dockpass 2 }
    403 { Stop-Dockpass 111 }
    404 { Stop-Dockpass 110 }
    409 { Stop-Dockpass 113 }
    423 { Stop-Dockpass 112 }
    503 { Stop-Dockpass 115 }
    504 { Stop-Dockpass 114 }
    default { Stop-Dockpass 1 }
  }
  return $answer.Substring($at + 4)
}

function Get-Format([string]$What) {
  if ($Account -eq '' -or $MinValid -lt 0) { Stop-Dockpass 2 }
  $accept = 'text/plain'
  if ($Json) { $accept = 'application/json' }
  $name = [Uri]::EscapeDataString($Account)
  [Console]::Out.Write((Request-Dockpass 'GET' "/v1/accounts/by-name/${What}?name=$name&min_valid=$MinValid" $accept ''))
}

# Every variable that is a reference, and the lines of the file, as one env file.
function Get-References {
  $lines = @()
  foreach ($one in Get-ChildItem Env:) {
    if ($one.Value -match '^dockpass://[^\r\n]*$' -and $one.Name -match '^[A-Za-z_][A-Za-z0-9_]*$') {
      $lines += "$($one.Name)=$($one.Value)"
    }
  }
  if ($EnvFile -ne '') {
    if (-not (Test-Path -LiteralPath $EnvFile -PathType Leaf)) { Stop-Dockpass 2 }
    $lines += [IO.File]::ReadAllText((Resolve-Path -LiteralPath $EnvFile).ProviderPath)
  }
  return $lines -join "`n"
}

# The values are in the environment of the command alone: what was there before comes back after it.
function Invoke-WithTokens {
  if ($Command -eq '') { Stop-Dockpass 2 }
  $before = @{}
  $code = 1
  try {
    foreach ($line in (Request-Dockpass 'POST' '/v1/env' 'text/plain' (Get-References)).Split([char]10)) {
      $at = $line.IndexOf('=')
      if ($at -lt 1) { continue }
      $name = $line.Substring(0, $at)
      $before[$name] = [Environment]::GetEnvironmentVariable($name)
      [Environment]::SetEnvironmentVariable($name, $line.Substring($at + 1))
    }
    & $Command @Arguments
    $code = $LASTEXITCODE
  }
  finally {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
  }
  exit $code
}

switch ($Verb) {
  'list' {
    $accept = 'text/plain'
    if ($Json) { $accept = 'application/json' }
    [Console]::Out.Write((Request-Dockpass 'GET' '/v1/accounts' $accept ''))
  }
  'token' { Get-Format 'token' }
  'header' { Get-Format 'formats/header' }
  'run' { Invoke-WithTokens }
  'status' { [Console]::Out.Write((Request-Dockpass 'GET' '/v1/status' 'text/plain' '')) }
  default { Stop-Dockpass 2 }
}

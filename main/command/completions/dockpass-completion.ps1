# Completion of dockpass for PowerShell: add `. <path of this file>` to $PROFILE.
Register-ArgumentCompleter -CommandName 'dockpass', 'dockpass.ps1' -ParameterName 'Verb' -ScriptBlock {
  param($commandName, $parameterName, $wordToComplete)
  'list', 'token', 'header', 'run', 'status' | Where-Object { $_ -like "$wordToComplete*" }
}
Register-ArgumentCompleter -CommandName 'dockpass', 'dockpass.ps1' -ParameterName 'Account' -ScriptBlock {
  param($commandName, $parameterName, $wordToComplete)
  dockpass list 2>$null | ForEach-Object { $_.Split("`t")[0] } | Where-Object { $_ -like "$wordToComplete*" } |
    ForEach-Object { "'$($_ -replace "'", "''")'" }
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** A file as one opening of it showed it. Rights are as Windows writes them (SDDL). */
export interface SecuredFile {
  /** The person's own id. */
  readonly person: string;
  /** Who may do what with the file. */
  readonly descriptor: string;
  /** Who may do what with the folder it lies in. */
  readonly folder: string;
  /** What it holds, in UTF-8; undefined for a file that is larger than was asked for. */
  readonly text: string | undefined;
}

const tooLarge = 'too-large';

/**
 * The file is opened once, with nobody writing or replacing it meanwhile, and both rights and content come from that
 * opening. Path and size come in variables, so that nothing in them can be taken for a command.
 */
const question = `
$ErrorActionPreference = 'Stop'
$path = $env:DOCKPASS_ASKED
$parts = [Security.AccessControl.AccessControlSections]'Owner, Group, Access'
$file = [IO.File]::Open($path, 'Open', 'Read', 'Read')
[Security.Principal.WindowsIdentity]::GetCurrent().User.Value
$file.GetAccessControl().GetSecurityDescriptorSddlForm($parts)
[IO.Directory]::GetAccessControl([IO.Path]::GetDirectoryName($path), $parts).GetSecurityDescriptorSddlForm($parts)
if ($file.Length -gt [int]$env:DOCKPASS_LARGEST) { '${tooLarge}' }
else { [Convert]::ToBase64String((New-Object IO.BinaryReader $file).ReadBytes([int]$env:DOCKPASS_LARGEST)) }
`;
const longestAnswerMs = 10_000;

/** Asks Windows' own PowerShell, since Node has no way to. Rejects when there is no answer within ten seconds. */
export const readSecured = (path: string, largest: number): Promise<SecuredFile> => {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  const powershell = join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question];
  const env = { ...process.env, DOCKPASS_ASKED: path, DOCKPASS_LARGEST: String(largest) };
  return new Promise((resolve, reject) => {
    execFile(powershell, args, { env, timeout: longestAnswerMs, windowsHide: true }, (problem, stdout) => {
      const answer = problem === null ? readAnswer(stdout) : undefined;
      if (answer === undefined) reject(new Error('Windows did not say who may change the file'));
      else resolve(answer);
    });
  });
};

/** Four lines: person, rights of the file, rights of its folder, content in base64. Undefined for anything else. */
export const readAnswer = (said: string): SecuredFile | undefined => {
  const [person = '', descriptor = '', folder = '', content] = said.split(/\r?\n/);
  if (person === '' || descriptor === '' || folder === '' || content === undefined) return undefined;
  if (content === tooLarge) return { person, descriptor, folder, text: undefined };
  const bytes = Buffer.from(content, 'base64');
  // Node reads whatever it can of a text that is none.
  return bytes.toString('base64') === content
    ? { person, descriptor, folder, text: bytes.toString('utf8') }
    : undefined;
};

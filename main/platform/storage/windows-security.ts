import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The person's own id, and who may do what with the file, as Windows writes it (SDDL). */
export interface SecurityDescription {
  readonly person: string;
  readonly descriptor: string;
}

/** The path comes in a variable, so that nothing in it can be taken for a command. */
const question =
  '[Security.Principal.WindowsIdentity]::GetCurrent().User.Value; (Get-Acl -LiteralPath $env:DOCKPASS_ASKED).Sddl';
const longestAnswerMs = 10_000;

/** Asks Windows' own PowerShell, since Node has no way to. Rejects when there is no answer within ten seconds. */
export const describeSecurity = (path: string): Promise<SecurityDescription> => {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  const powershell = join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question];
  const options = { env: { ...process.env, DOCKPASS_ASKED: path }, timeout: longestAnswerMs, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile(powershell, args, options, (problem, stdout) => {
      const [person = '', descriptor = ''] = stdout.split(/\r?\n/);
      if (problem !== null || descriptor === '') reject(new Error('Windows did not say who may change the file'));
      else resolve({ person, descriptor });
    });
  });
};

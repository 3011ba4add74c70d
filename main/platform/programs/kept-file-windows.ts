import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join, win32 } from 'node:path';
import { judgeWindowsFolder } from '../../core/settings/windows-trust.ts';
import { type KeptFilePlaces, lookAt, refused, requireNotSynced } from './kept-file-place.ts';

/** What Windows says and does about rights. */
export interface WindowsRights {
  /** The person's own id, and who may do what with the folder (SDDL). Throws where Windows does not say. */
  readonly of: (folder: string) => { readonly person: string; readonly descriptor: string };
  /** From now on nobody but the person may open the file. Throws where Windows refuses. */
  readonly closeToOthers: (file: string, person: string) => void;
  /** The folder by its own name, with no link and no short name in it; undefined where there is none. */
  readonly realFolder: (folder: string) => string | undefined;
}

/** Names that lead to a device wherever they stand. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?$/i;
/** Windows takes dots and spaces off the end of a name, and reads a stream's name behind a colon. */
const isName = (part: string): boolean => !/^$|[<>:"/|?*\p{Cc}]|[. ]$/u.test(part) && !devices.test(part);
/** On a disk of this computer: what begins with `\\` may be another's, or a device. */
const isFullPath = (path: string): boolean => /^[a-z]:\\/i.test(path) && path.slice(3).split('\\').every(isName);

/**
 * Windows: who may do what stands in a list beside each file and folder. A folder's is asked for once in a run, since that
 * takes half a second. A file that only the person may read is closed to all others before a byte is in it; one for the
 * folder's readers has their rights from the folder.
 */
export const windowsPlaces = (rights: WindowsRights = systemRights): KeptFilePlaces => {
  const known = new Map<string, ReturnType<WindowsRights['of']>>();
  const rightsOf = (folder: string): ReturnType<WindowsRights['of']> => {
    const key = folder.toLowerCase();
    const found = known.get(key) ?? asked(rights, folder);
    known.set(key, found);
    return found;
  };
  return {
    keyOf: path => path.toLowerCase(),
    requireFolder: path => {
      if (!isFullPath(path)) throw refused('relative');
      const folder = win32.dirname(path);
      requireNotSynced(folder.split('\\'));
      const real = rights.realFolder(folder);
      if (real === undefined) throw refused('no-folder');
      if (real.toLowerCase() !== folder.toLowerCase()) throw refused('link');
      const { person, descriptor } = rightsOf(folder);
      if (judgeWindowsFolder(descriptor, person) !== undefined) throw refused('writable');
    },
    giveReaders: (staged, readers) => {
      if (readers === 'me') rights.closeToOthers(staged, rightsOf(win32.dirname(staged)).person);
    },
  };
};

const asked = (rights: WindowsRights, folder: string): ReturnType<WindowsRights['of']> => {
  try {
    return rights.of(folder);
  } catch {
    throw refused('unsupported');
  }
};

/** The path comes in a variable, so that nothing in it can be taken for a command. */
const question = `
$ErrorActionPreference = 'Stop'
$parts = [Security.AccessControl.AccessControlSections]'Owner, Group, Access'
[Security.Principal.WindowsIdentity]::GetCurrent().User.Value
[IO.Directory]::GetAccessControl($env:DOCKPASS_ASKED, $parts).GetSecurityDescriptorSddlForm($parts)
`;
const longestAnswerMs = 10_000;
const ofSystem = (...parts: readonly string[]): string =>
  join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', ...parts);

/** By Windows' own programs, since Node has no way to. */
const systemRights: WindowsRights = {
  of: folder => {
    const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question];
    const env = { ...process.env, DOCKPASS_ASKED: folder };
    const options = { env, timeout: longestAnswerMs, windowsHide: true, encoding: 'utf8' } as const;
    const said = execFileSync(ofSystem('WindowsPowerShell', 'v1.0', 'powershell.exe'), args, options);
    const [person = '', descriptor = ''] = said.split(/\r?\n/);
    if (!/^S-1-[\d-]+$/.test(person) || descriptor === '') throw new Error('no answer');
    return { person, descriptor };
  },
  closeToOthers: (file, person) => {
    const args = [file, '/inheritance:r', '/grant:r', `*${person}:F`, '/q'];
    execFileSync(ofSystem('icacls.exe'), args, { timeout: longestAnswerMs, windowsHide: true, stdio: 'ignore' });
  },
  realFolder: folder => (lookAt(folder)?.isDirectory() === true ? fs.realpathSync.native(folder) : undefined),
};

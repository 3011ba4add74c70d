import { longestDescriptor } from '../base/limits.ts';
import type { SecretProblem, TrustProblem } from './posix-trust.ts';

// Windows says who may do what with a file in one line, a security descriptor:
// https://learn.microsoft.com/en-us/windows/win32/secauthz/security-descriptor-string-format

/** SYSTEM, Administrators, the installer's own account, and the administrators of computer and domain. */
const administrators = [
  /^(SY|BA|LA|DA)$|^S-1-5-18$|^S-1-5-32-544$|^S-1-5-21-[\d-]+-(500|512)$/,
  /^S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464$/,
];
/** Whoever owns the file; checked as the owner. */
const owners = /^(OW|CO|S-1-3-[04])$/;
/** Everyone, anonymous, signed-in, interactive, network, users, guests, packaged apps; domain users, guests, computers. */
const crowds = [
  /^(WD|AN|AU|IU|NU|BU|BG|AC|DU|DG|DC)$|^S-1-1-0$|^S-1-5-(2|4|7|11)$|^S-1-5-32-54[56]$|^S-1-15-2-[12]$/,
  /^S-1-5-21-[\d-]+-51[345]$/,
];
const isOneOf = (patterns: readonly RegExp[], sid: string): boolean => patterns.some(one => one.test(sid));

/** Rights by their two letters: https://learn.microsoft.com/en-us/windows/win32/secauthz/ace-strings. */
const rights: Readonly<Record<string, number>> = {
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
  GA: 0x10000000,
  GR: 0x80000000,
  GW: 0x40000000,
  GX: 0x20000000,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
};
/** Write, append, write attributes of both kinds, delete, delete a child, change the descriptor or the owner, and the generic ones. */
const writing = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000;
/**
 * In a folder: delete a child, delete or rename it, change the descriptor or the owner, and the generic ones. Adding a file
 * is not among them, as Windows lets everyone do that below ProgramData: whoever adds one owns it, which is looked at.
 */
const replacing = 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000;
/** In a folder: a new file. */
const adding = 0x2;
const reading = 0x1 | 0x10000000 | 0x80000000;

interface Entry {
  readonly mask: number;
  readonly sid: string;
}

/** A letter that is not known stands for every right. */
const maskOf = (text: string): number =>
  /^0x[0-9a-f]{1,8}$/i.test(text)
    ? Number(text)
    : (text.match(/../g) ?? []).reduce(
        (mask, letters) => mask | (rights[letters] ?? -1),
        text.length % 2 === 0 ? 0 : -1,
      );

/** Owner and allowing entries; undefined for a line that is not understood whole. */
function read(descriptor: string): { readonly owner: string; readonly entries: readonly Entry[] } | undefined {
  if (descriptor.length > longestDescriptor) return undefined;
  const parts = /^O:([\w-]+?)(?:G:[\w-]+?)?D:([A-Z]*)((?:\([^()]*\))*)(?:S:.*)?$/.exec(descriptor.trim());
  const [, owner, flags, list = ''] = parts ?? [];
  // Without a list, which Windows writes as NO_ACCESS_CONTROL, everyone may do everything.
  if (owner === undefined || flags === undefined || flags.startsWith('NO')) return undefined;
  const entries = [...list.matchAll(/\(([^()]*)\)/g)].map(([, entry = '']) => entry.split(';'));
  if (entries.some(entry => entry.length !== 6)) return undefined;
  const allowing = entries.filter(([type, flags = '']) => type !== 'D' && type !== 'OD' && !isForNewOnly(flags));
  return { owner, entries: allowing.map(([, , mask = '', , , sid = '']) => ({ mask: maskOf(mask), sid })) };
}

/** Flags stand two letters each, so `CIOI` holds no `IO`: inherit-only, which gives nothing on the file or folder itself. */
const isForNewOnly = (flags: string): boolean =>
  flags.length % 2 === 0 && (flags.match(/../g)?.includes('IO') ?? false);

const anyoneElse = (trusts: (sid: string) => boolean, entries: readonly Entry[], wanted: number): boolean =>
  entries.some(({ mask, sid }) => (mask & wanted) !== 0 && !trusts(sid));

/**
 * A file of settings: owned by administrators and writable by nobody else, in a folder that is theirs and lets nobody else
 * put another in its place. `also`: SIDs that are trusted like them.
 */
export const judgeWindowsPolicy = (
  descriptor: string,
  folder: string,
  also: readonly string[] = [],
): TrustProblem | undefined => judge(descriptor, writing, also) ?? judge(folder, replacing, also);

const judge = (descriptor: string, wanted: number, also: readonly string[]): TrustProblem | undefined => {
  const trusts = (sid: string): boolean => isOneOf(administrators, sid) || also.includes(sid);
  const found = read(descriptor);
  if (found === undefined) return 'writable';
  if (!trusts(found.owner)) return 'owner';
  return anyoneElse(sid => trusts(sid) || owners.test(sid), found.entries, wanted) ? 'writable' : undefined;
};

/** A folder for a file with a secret: the `person`'s own or an administrator's, where nobody else adds or replaces a file. */
export const judgeWindowsFolder = (descriptor: string, person: string): TrustProblem | undefined =>
  judge(descriptor, replacing | adding, [person]);

/** A file with a secret: as above or the `person`'s own, and readable by no group that everyone is in. */
export const judgeWindowsSecret = (descriptor: string, person: string): SecretProblem | undefined => {
  const problem = judge(descriptor, writing, [person]);
  if (problem !== undefined) return problem;
  const entries = read(descriptor)?.entries ?? [];
  return anyoneElse(sid => !isOneOf(crowds, sid), entries, reading) ? 'readable' : undefined;
};

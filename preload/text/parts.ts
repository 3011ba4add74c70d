/**
 * The texts of the windows in parts, so that a page fetches what it shows and no more. The first word of a key says in
 * which part it lies; every word that is not listed is in the first part, which each page has from the start.
 */
const later = {
  /** What stands behind a dialog, a form or the settings. */
  dialogs: [
    'activity',
    'backup',
    'connect',
    'device',
    'dialog',
    'edit',
    'end-of-shift',
    'groups',
    'organization',
    'own-formats',
    'programs',
    'qr',
    'remove',
    'rename',
    'restore',
    'revoke',
    'settings',
    'sheet',
    'storage',
    'unlock',
  ],
  /** What a token is and may do. */
  details: ['details'],
  /** Lists of accounts: seldom opened. */
  lists: ['lists'],
  /** The sign-in bar, quick copy, and the question whether a program may have a token. */
  windows: ['bar', 'question', 'quick'],
} as const satisfies Record<string, readonly string[]>;

export type LaterPart = keyof typeof later;
export const laterParts: readonly LaterPart[] = ['dialogs', 'details', 'lists', 'windows'];

/** The part that a key lies in. */
export function partOf(key: string): LaterPart | 'first' {
  const [word = ''] = key.split('.', 1);
  return laterParts.find(part => later[part].some(one => one === word)) ?? 'first';
}

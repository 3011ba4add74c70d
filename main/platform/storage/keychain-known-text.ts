import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveText } from './whole-file.ts';

/** A text that is no secret, sealed by the keychain when it first answered: by it a locked one is told from none. */
export interface KnownText {
  /** Base64; undefined where there is none, or it cannot be read. */
  readonly read: () => string | undefined;
  /** Throws save-failed. */
  readonly save: (sealed: string) => void;
}

const name = 'keychain-known-text';
/** Base64 of a few dozen bytes; what is longer was not written here. */
const longest = 1000;

/** `<folder>/keychain-known-text`. */
export const createKnownText = ({ folder }: { readonly folder: string }): KnownText => ({
  read: () => {
    try {
      const text = readFileSync(join(folder, name), 'utf8');
      return text.length <= longest ? text : undefined;
    } catch {
      return undefined;
    }
  },
  save: sealed => saveText(folder, name, sealed),
});

import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { AccountRecord } from '../../../main/core/ports/account-record.ts';
import type { Http, HttpRequest } from '../../../main/core/ports/network.ts';
import type {
  AccountFiles,
  Keychain,
  KeychainState,
  StoredRecord,
  VaultKey,
} from '../../../main/core/ports/storage.ts';
import { passphraseMark, whyNotSealed } from '../../../main/core/vault/active-sealer.ts';

/** Files as text by id; `failing` makes saves fail as a full disk does. */
export const fakeFiles = (): AccountFiles & { texts: Map<string, string>; writes: string[]; failing: boolean } => {
  const texts = new Map<string, string>();
  const writes: string[] = [];
  const files = {
    texts,
    writes,
    failing: false,
    list: async (): Promise<readonly StoredRecord[]> =>
      [...texts].map(([id, text]): StoredRecord => {
        if (text === '') return { kind: 'unreadable', id, reason: 'empty' };
        try {
          return { kind: 'record', id, content: JSON.parse(text) };
        } catch {
          return { kind: 'unreadable', id, reason: 'not-json' };
        }
      }),
    save: async (record: AccountRecord) => {
      if (files.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
      texts.set(record.id, JSON.stringify(record));
      writes.push(record.id);
    },
    remove: async (id: string) => void texts.delete(id),
  };
  return files;
};

/** Files of a slow disk: they are read once what this returns is called. */
export const slowToRead = (files: AccountFiles): (() => void) => {
  const { list } = files;
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(files, { list: () => promise.then(list) });
  return resolve;
};

/** A keychain whose lock is the letters reversed and hex: not readable at a glance, and it can be reset or locked. */
export const fakeSealer = (
  mode: KeychainState = 'keychain',
): Keychain & { key: string; olderKeys: string[]; mode: typeof mode } => {
  const sealer = {
    key: 'first',
    olderKeys: [] as string[],
    mode,
    state: async () => sealer.mode,
    seal: async (text: Secret) => {
      if (sealer.mode !== 'keychain') throw whyNotSealed(sealer.mode);
      return `${sealer.key}:${Buffer.from(text.reveal()).toString('hex')}`;
    },
    open: async (sealed: string) => {
      if (sealer.mode === 'keychain-locked') throw new DockpassError('keyring-locked');
      const [key, hex] = sealed.split(':');
      const known = key === sealer.key || sealer.olderKeys.includes(key ?? '');
      if (!known || hex === undefined) throw new DockpassError('record-unreadable', { reason: 'keyring-reset' });
      return { text: new Secret(Buffer.from(hex, 'hex').toString()), sealAgain: key !== sealer.key };
    },
  };
  return sealer;
};

/** A vault key whose file is a passphrase in clear; `restarted` is the same file in a program that starts anew. */
export const fakeVaultKey = (file: { passphrase: string | undefined } = { passphrase: undefined }): FakeVaultKey => {
  let isOpen = false;
  const requireOpen = (): void => {
    if (file.passphrase === undefined) throw new DockpassError('record-unreadable', { reason: 'vault-key' });
    if (!isOpen) throw new DockpassError('locked');
  };
  const check = (passphrase: Secret): void => {
    if (file.passphrase === undefined) throw new DockpassError('record-unreadable', { reason: 'vault-key' });
    if (passphrase.reveal() !== file.passphrase) throw new DockpassError('wrong-passphrase');
  };
  return {
    file,
    restarted: () => fakeVaultKey(file),
    state: () => (file.passphrase === undefined ? 'none' : isOpen ? 'unlocked' : 'locked'),
    create: async passphrase => {
      if (file.passphrase !== undefined) throw new DockpassError('locked');
      file.passphrase = passphrase.reveal();
      isOpen = true;
    },
    unlock: async passphrase => {
      check(passphrase);
      isOpen = true;
    },
    rewrap: async (passphrase, next) => {
      check(passphrase);
      file.passphrase = next.reveal();
    },
    lock: () => {
      isOpen = false;
    },
    remove: async () => {
      file.passphrase = undefined;
      isOpen = false;
    },
    seal: async (text, owner) => {
      requireOpen();
      return passphraseMark + Buffer.from(`${owner}|${text.reveal()}`).toString('hex');
    },
    open: async (sealed, owner) => {
      requireOpen();
      const text = Buffer.from(sealed.slice(passphraseMark.length), 'hex').toString();
      if (!text.startsWith(`${owner}|`)) throw new DockpassError('record-unreadable', { reason: 'edited' });
      return { text: new Secret(text.slice(owner.length + 1)), sealAgain: false };
    },
  };
};
export type FakeVaultKey = VaultKey & {
  readonly file: { passphrase: string | undefined };
  readonly restarted: () => FakeVaultKey;
};

/** From now on a request of this core waits: `asked` resolves when it came, `answer` gives what it gets. */
export const slowRenewals = ({
  http,
}: {
  readonly http: Http & { handle: (request: HttpRequest) => Response | Promise<Response> };
}) => {
  const came = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<Response>();
  http.handle = () => {
    came.resolve();
    return answered.promise;
  };
  return { asked: came.promise, answer: (reply: object) => answered.resolve(Response.json(reply)) };
};

import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createKeychainSealer } from '../../../main/platform/storage/keychain-sealer.ts';

const locked = (): Error => new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
const lost = (): Error =>
  new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');

interface Keychain {
  /** What encrypting marks its result with. */
  tag: string;
  /** The keys that do not answer. */
  locked: string[];
  opens: string[];
  readonly calls: string[];
}

/** A keychain that turns text round, marks it with a tag and opens what bears one of its own. */
const aKeychain = (fields: Partial<Keychain> = {}) => {
  const state: Keychain = { tag: 'v11', locked: [], opens: ['v11'], calls: [], ...fields };
  const turned = (text: string): string => [...text].reverse().join('');
  return {
    state,
    encryptStringAsync: async (text: string) => {
      state.calls.push('encrypt');
      return Buffer.from(`${state.tag}${turned(text)}`);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      state.calls.push('decrypt');
      const tag = sealed.toString().slice(0, 3);
      if (state.locked.includes(tag)) throw locked();
      if (!state.opens.includes(tag)) throw lost();
      return { result: turned(sealed.toString().slice(3)), shouldReEncrypt: tag !== state.tag };
    },
  };
};
interface Computer {
  readonly platform?: NodeJS.Platform;
  readonly backend?: string;
  readonly kept?: string;
}
const sealerOver = (
  keychain: ReturnType<typeof aKeychain>,
  { platform = 'linux', backend = 'gnome_libsecret', kept }: Computer = {},
) => {
  const file = { kept, saves: 0 };
  const knownText = {
    read: () => file.kept,
    save: (sealed: string) => {
      file.kept = sealed;
      file.saves += 1;
    },
  };
  return { sealer: createKeychainSealer({ keychain, platform, knownText, backend: () => backend }), file };
};
const weak = { tag: 'v10', locked: ['v11', 'v12'], opens: ['v10'] };
const byKeyring = Buffer.from('v11nekot').toString('base64');
const owner = 'account-one';
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    problem => problem.code,
  );

describe('what may be kept on this computer', () => {
  it.each([
    ['linux', 'v11', 'keychain'],
    ['linux', 'v12', 'keychain'],
    ['linux', 'v10', 'keychain-unsure'],
    ['linux', 'v13', 'keychain-unsure'],
    ['darwin', 'v10', 'keychain'],
    ['win32', 'v10', 'keychain'],
  ] as const)('%s whose key is marked %s: %s', async (platform, tag, expected) => {
    expect(await sealerOver(aKeychain({ tag }), { platform }).sealer.state()).toBe(expected);
  });

  it('a desktop that is known for no keyring has none', async () => {
    const { sealer } = sealerOver(aKeychain(weak), { backend: 'basic_text' });
    expect(await sealer.state()).toBe('session-only');
    expect(await codeOf(sealer.seal(new Secret('token'), owner))).toBe('keyring-missing');
  });

  it('a known text is sealed when a keyring first answers, and again when another one does', async () => {
    const first = sealerOver(aKeychain());
    await first.sealer.state();
    expect(Buffer.from(first.file.kept ?? '', 'base64').toString()).toMatch(/^v11/);
    const second = sealerOver(aKeychain(), { kept: first.file.kept ?? '' });
    await second.sealer.state();
    const third = sealerOver(aKeychain({ tag: 'v12' }), { kept: first.file.kept ?? '' });
    await third.sealer.state();
    expect([first.file.saves, second.file.saves, third.file.saves]).toEqual([1, 0, 1]);
  });

  it('a disk that does not take the known text keeps nobody from the keyring', async () => {
    const keychain = aKeychain();
    const knownText = {
      read: () => undefined,
      save: () => {
        throw new Error('full');
      },
    };
    expect(await createKeychainSealer({ keychain, platform: 'linux', knownText }).state()).toBe('keychain');
  });

  it('by the known text a locked keyring is told from none, where nothing else is sealed', async () => {
    const { sealer } = sealerOver(aKeychain(weak), { kept: byKeyring });
    expect(await sealer.state()).toBe('keychain-locked');
    await expect(sealer.seal(new Secret('token'), owner)).rejects.toMatchObject({ code: 'keyring-locked' });
  });

  it('without it nobody can tell, until an account does', async () => {
    const { sealer } = sealerOver(aKeychain(weak));
    expect(await sealer.state()).toBe('keychain-unsure');
    await expect(sealer.seal(new Secret('token'), owner)).rejects.toMatchObject({
      code: 'keyring-locked',
      reason: 'or-missing',
    });
    await codeOf(sealer.open(byKeyring, owner));
    expect(await sealer.state()).toBe('keychain-locked');
  });

  it('is asked once, since Electron takes its keys once in a process', async () => {
    const keychain = aKeychain(weak);
    const { sealer } = sealerOver(keychain, { kept: byKeyring });
    await Promise.all([sealer.state(), sealer.state()]);
    expect(keychain.state.calls).toEqual(['encrypt', 'decrypt']);
  });

  it('a keychain that refuses on macOS is locked, or denied, and not called missing', async () => {
    const refusing = aKeychain();
    refusing.encryptStringAsync = () => Promise.reject(new Error('Error while encrypting the text'));
    const { sealer } = sealerOver(refusing, { platform: 'darwin' });
    expect(await sealer.state()).toBe('keychain-unsure');
    expect(await codeOf(sealer.seal(new Secret('token'), owner))).toBe('keyring-locked');
  });
});

describe('sealing and opening', () => {
  it('gives the text back, and the sealed form is plain base64 without it', async () => {
    const { sealer } = sealerOver(aKeychain());
    const sealed = await sealer.seal(new Secret('tøken 📦'), owner);
    expect(sealed).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const opened = await sealer.open(sealed, owner);
    expect([opened.text.reveal(), opened.sealAgain]).toEqual(['tøken 📦', false]);
  });

  it('never seals with the key everyone has', async () => {
    expect(await codeOf(sealerOver(aKeychain({ tag: 'v10' })).sealer.seal(new Secret('token'), owner))).toBe(
      'keyring-locked',
    );
  });

  it('does not open what was sealed with the key everyone has: anyone can make that', async () => {
    const { sealer } = sealerOver(aKeychain({ opens: ['v10', 'v11'] }));
    expect(await codeOf(sealer.open(Buffer.from('v10nekot').toString('base64'), owner))).toBe('record-unreadable');
  });

  it('says when another key is in use by now', async () => {
    const { sealer } = sealerOver(aKeychain({ tag: 'v12', opens: ['v11', 'v12'] }));
    const opened = await sealer.open(Buffer.from('v11nekot').toString('base64'), owner);
    expect([opened.text.reveal(), opened.sealAgain]).toEqual(['token', true]);
  });

  it('does not call a record lost whose keyring is locked, and asks for no other one then', async () => {
    const keychain = aKeychain(weak);
    const { sealer } = sealerOver(keychain);
    const codes = await Promise.all([codeOf(sealer.open(byKeyring, owner)), codeOf(sealer.open(byKeyring, owner))]);
    expect([...codes, await codeOf(sealer.open(byKeyring, owner))]).toEqual(Array(3).fill('keyring-locked'));
    expect(keychain.state.calls.length).toBeLessThan(3);
  });

  it('a keyring with another key is told from a damaged and from a foreign text', async () => {
    const { sealer } = sealerOver(aKeychain({ opens: [] }));
    const reasonOf = (sealed: string): Promise<string> => sealer.open(sealed, owner).catch(problem => problem.reason);
    expect(await reasonOf(Buffer.from('v11nekot').toString('base64'))).toBe('keyring-reset');
    expect(await reasonOf(Buffer.from('v10nekot').toString('base64'))).toBe('edited');
    expect(await reasonOf('djEx')).toBe('damaged');
  });

  it('a record whose key is gone for ever is unreadable', async () => {
    const { sealer } = sealerOver(aKeychain({ opens: [] }));
    expect(await codeOf(sealer.open(Buffer.from('v11nekot').toString('base64'), owner))).toBe('record-unreadable');
  });

  it('a keyring that is missing today says so instead of calling every account lost', async () => {
    const { sealer } = sealerOver(aKeychain({ tag: 'v10', opens: ['v10'] }));
    await expect(sealer.open(Buffer.from('v11nekot').toString('base64'), owner)).rejects.toMatchObject({
      code: 'keyring-missing',
      reason: 'sealed-there',
    });
  });

  it.each(['', 'djEx', 'not base64!', 'djExbmVrb3Q', ' djExbmVrb3Q='])('is unreadable: %j', async sealed => {
    expect(await codeOf(sealerOver(aKeychain()).sealer.open(sealed, owner))).toBe('record-unreadable');
  });
});

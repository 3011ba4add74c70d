import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createKeychainSealer } from '../../../main/platform/storage/keychain-sealer.ts';

const locked = (): Error => new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
const lost = (): Error =>
  new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');

interface Keychain {
  /** What encrypting marks its result with; a locked one refuses for that many calls. */
  tag: string;
  lockedCalls: number;
  opens: string[];
  readonly calls: string[];
}

/** A keychain that turns text round, marks it with a tag and opens what bears one of its own. */
const aKeychain = (fields: Partial<Keychain> = {}) => {
  const state: Keychain = { tag: 'v11', lockedCalls: 0, opens: ['v11'], calls: [], ...fields };
  const refuseWhileLocked = async (call: string): Promise<void> => {
    state.calls.push(call);
    if (state.lockedCalls-- > 0) throw locked();
  };
  const turned = (text: string): string => [...text].reverse().join('');
  return {
    state,
    encryptStringAsync: async (text: string) => {
      await refuseWhileLocked('encrypt');
      return Buffer.from(`${state.tag}${turned(text)}`);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      await refuseWhileLocked('decrypt');
      const tag = sealed.toString().slice(0, 3);
      if (!state.opens.includes(tag)) throw lost();
      return { result: turned(sealed.toString().slice(3)), shouldReEncrypt: tag !== state.tag };
    },
  };
};
const sealerOver = (keychain: ReturnType<typeof aKeychain>, platform: NodeJS.Platform = 'linux') => {
  const waits: number[] = [];
  const wait = async (ms: number): Promise<void> => void waits.push(ms);
  return { sealer: createKeychainSealer({ keychain, platform, wait }), waits };
};
const owner = 'account-one';
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    problem => problem.code,
  );

describe('what may be kept on this computer', () => {
  it.each([
    ['linux', 'v10', 'session-only'],
    ['linux', 'v11', 'keychain'],
    ['linux', 'v12', 'keychain'],
    ['linux', 'v13', 'session-only'],
    ['darwin', 'v10', 'keychain'],
    ['win32', 'v10', 'keychain'],
  ] as const)('%s whose key is marked %s: %s', async (platform, tag, expected) => {
    expect(await sealerOver(aKeychain({ tag }), platform).sealer.state()).toBe(expected);
  });

  it('a locked keychain is asked again, an open one only once', async () => {
    const keychain = aKeychain({ lockedCalls: 1 });
    const { sealer } = sealerOver(keychain);
    expect([await sealer.state(), await sealer.state(), await sealer.state()]).toEqual([
      'keychain-locked',
      'keychain',
      'keychain',
    ]);
    expect(keychain.state.calls).toEqual(['encrypt', 'encrypt']);
  });

  it('a refusing keychain keeps nothing', async () => {
    const refusing = aKeychain();
    refusing.encryptStringAsync = () => Promise.reject(new Error('Error while encrypting the text'));
    const { sealer } = sealerOver(refusing, 'darwin');
    expect(await sealer.state()).toBe('session-only');
    expect(await codeOf(sealer.seal(new Secret('token'), owner))).toBe('keyring-missing');
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
      'keyring-missing',
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

  it('waits for a keychain that is being unlocked', async () => {
    const { sealer, waits } = sealerOver(aKeychain({ lockedCalls: 2 }));
    expect((await sealer.open(Buffer.from('v11nekot').toString('base64'), owner)).text.reveal()).toBe('token');
    expect(waits).toHaveLength(2);
  });

  it('gives up on one that stays locked, and does not call the record lost', async () => {
    const { sealer, waits } = sealerOver(aKeychain({ lockedCalls: 99 }));
    expect(await codeOf(sealer.open(Buffer.from('v11nekot').toString('base64'), owner))).toBe('keyring-locked');
    expect(await codeOf(sealer.seal(new Secret('token'), owner))).toBe('keyring-locked');
    expect(waits.reduce((sum, ms) => sum + ms)).toBeLessThan(5000);
  });

  it('a locked keychain is not called a missing one, although it refuses to seal without saying why', async () => {
    const keychain = aKeychain({ lockedCalls: 99 });
    keychain.encryptStringAsync = () => Promise.reject(new Error('Error while encrypting the text'));
    const { sealer } = sealerOver(keychain);
    await codeOf(sealer.open(Buffer.from('v11nekot').toString('base64'), owner));
    expect(await sealer.state()).toBe('keychain-locked');
    expect(await codeOf(sealer.seal(new Secret('token'), owner))).toBe('keyring-locked');
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

import fs from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toFailure } from '../../main/core/base/errors.ts';
import type { AccountRecord } from '../../main/core/ports/account-record.ts';
import { createHttp } from '../../main/platform/network/http.ts';
import { systemCodeOf } from '../../main/platform/system/system-code.ts';
import { readycloudForm } from '../support/fakes/fakes.ts';
import { backupOf, coreOnFolder, passphrase, startCore } from './core-on-folder.ts';
import { createDraws } from './draws.ts';
import { appIds, appSecret } from './provider.ts';
import type { Action, Told } from './told.ts';

// The program that is killed: acts on its accounts in a drawn order, two actions at a time, until it is.

const accountsWanted = 8;
const [folder = '', origin = '', seed = ''] = process.argv.slice(2);
const draws = createDraws(seed);
/** At once, so that what was told before the end has been heard. */
const tell = (told: Told): void => {
  const line = `${JSON.stringify(told)}\n`;
  for (;;) {
    try {
      fs.writeSync(1, line);
      return;
    } catch (problem) {
      // The reader is behind; a line this short is written whole or not at all.
      if (systemCodeOf(problem) !== 'EAGAIN') throw problem;
    }
  }
};

const core = coreOnFolder({
  folder,
  origin,
  backup: backupOf(folder),
  http: createHttp({ version: '0.0.0', fetch: (url, init) => fetch(url, init), isOnline: () => true }),
  browser: {
    toFront: () => {},
    prepare: () => {},
    dropPrepared: () => {},
    forget: async () => {},
    signIn: async request => {
      const answer = await fetch(request.authorizationUrl, { redirect: 'manual' });
      const landed = new URL(answer.headers.get('location') ?? '', origin).href;
      const result = request.read(landed, ['', request.authorizationUrl]);
      if (result.kind !== 'token') throw new Error(`the sign-in ended with ${result.kind}`);
      return result;
    },
  },
});
const { vault, accounts, storage, backup } = core;

const kept = new Set<string>();
const problems = new Map<string, string>();
vault.onChange(() => {
  for (const held of vault.list()) {
    const { id, problem, record } = held;
    // One whose removal is not finished is nobody's any more.
    const isKept = held.onDisk && record !== undefined && record.removedAt === undefined;
    if (isKept && !kept.has(id) && problem?.code !== 'save-failed') {
      kept.add(id);
      tell({ kind: 'kept', id });
    }
    const { code = '', reason = '' } = problem ?? record?.warning ?? {};
    if (problems.get(id) === `${code} ${reason}` || (code === '' && !problems.has(id))) continue;
    problems.set(id, `${code} ${reason}`);
    tell({ kind: 'problem', id, code, reason });
  }
});

const tellToken = async (id: string): Promise<void> => {
  const { refreshToken } = await vault.open(id);
  if (refreshToken !== undefined) tell({ kind: 'holds', id, refreshToken: refreshToken.reveal() });
};
const present = (): readonly AccountRecord[] =>
  vault.list().flatMap(({ record }) => (record === undefined || record.removedAt !== undefined ? [] : [record]));
/** What a person is offered to renew, or would move. */
const renewable = (): readonly AccountRecord[] => present().filter(one => one.canRenew && !one.needsSignIn);
const anyOf = (some: readonly { readonly id: string }[]): string => some[draws.below(some.length)]?.id ?? '';
let names = 0;
const nextName = (): string => `Account ${seed} ${++names}`;

const work: Readonly<Record<Action, () => Promise<void>>> = {
  connect: async () => {
    const form = readycloudForm({ appId: draws.oneOf(appIds), appSecret }, nextName());
    const { accountId } = await accounts.connect({ ...form, environment: 'local' });
    await tellToken(accountId);
  },
  reconnect: async () => {
    const id = anyOf(present().filter(one => one.needsSignIn));
    await accounts.reconnect(id);
    await tellToken(id);
  },
  renew: async () => {
    const id = anyOf(renewable());
    await accounts.renew(id);
    await tellToken(id);
  },
  rename: async () => {
    const [id, label] = [anyOf(present()), nextName()];
    tell({ kind: 'renaming', id, label });
    await accounts.rename(id, label);
    tell({ kind: 'renamed', id, label });
  },
  're-seal': async () => {
    const { choice } = await storage.view();
    await storage.choose(choice === 'passphrase' ? 'keychain' : 'passphrase', passphrase);
    // Not told before: the records follow one by one.
    await storage.reseal();
  },
  import: async () => {
    // What a backup took along comes back before the next one takes its place.
    const moved = present().filter(one => one.warning?.code === 'moved');
    const [id, moves] = [moved[0]?.id ?? anyOf(renewable()), moved.length > 0 || draws.fraction() < 0.6];
    if (moved.length === 0) await backup.write({ ids: [id], moves, passphrase: passphrase.reveal() });
    await backup.open(passphrase);
    // Removed meanwhile: then the file would take the place of another one that the same details were typed for.
    const replaces = moves && present().some(one => one.id === id);
    await backup.take([replaces ? 'replace' : 'add']);
    if (replaces) await tellToken(id);
  },
  remove: async () => {
    const id = anyOf(present());
    tell({ kind: 'removing', id });
    await accounts.remove(id);
  },
};

const drawn = (): Action => {
  const here = present();
  if (here.some(one => one.needsSignIn) && draws.fraction() < 0.3) return 'reconnect';
  if (here.length < 3) return 'connect';
  if (here.some(one => one.warning?.code === 'moved')) return 'import';
  if (here.length > accountsWanted) return 'remove';
  // After kills that cost every answer there may be nobody to renew or to move.
  if (renewable().length === 0) return 'connect';
  return draws.oneOf(['connect', 'connect', 'renew', 'renew', 'renew', 'renew', 'rename', 're-seal', 'import']);
};

let importing = false;
const free = (): Action => {
  const action = drawn();
  return action === 'import' && importing ? 'rename' : action;
};

const act = async (): Promise<never> => {
  for (;;) {
    // Some actions never wait for anything; the other one must get on.
    await nextTurn();
    const action = free();
    if (action === 'import') importing = true;
    tell({ kind: 'began', action });
    const code = await work[action]().then(
      () => '',
      error => toFailure(error).code,
    );
    if (action === 'import') importing = false;
    tell({ kind: 'ended', action, code });
  }
};

await startCore(core);
tell({ kind: 'started' });
await Promise.all([act(), act()]);

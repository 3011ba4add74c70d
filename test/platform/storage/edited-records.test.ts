import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { VaultKey } from '../../../main/core/ports/storage.ts';
import { createHttp } from '../../../main/platform/network/http.ts';
import { readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { begin, coreOnDisk, editContent, openVaultKey, readContent, recordPath, sealerKinds } from './real-storage.ts';

/** Somebody's server: takes down all it is sent, and answers as a provider would. */
const startListener = async () => {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')} ${Buffer.concat(chunks)}`);
      response.setHeader('content-type', 'application/json');
      response.end('{"access_token":"theirs","token_type":"Bearer","expires_in":31536000,"results":[],"next":null}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return { heard, origin, close: () => server.close() };
};

const root = mkdtempSync(join(tmpdir(), 'dockpass-edited-'));
let vaultKey: VaultKey;
let own: Awaited<ReturnType<typeof startListener>>;
let theirs: Awaited<ReturnType<typeof startListener>>;
beforeAll(async () => {
  mkdirSync(join(root, 'key'));
  [vaultKey, own, theirs] = await Promise.all([openVaultKey(join(root, 'key')), startListener(), startListener()]);
});
beforeEach(() => {
  own.heard.length = 0;
  theirs.heard.length = 0;
});
afterAll(() => {
  own.close();
  theirs.close();
  rmSync(root, { recursive: true, force: true });
});

const http = createHttp({ version: '0.0.0', fetch: globalThis.fetch, isOnline: () => true });
const local = (origin: string) => ({ readycloud: origin, ordercloud: origin, packly: origin, sendcloud: origin });
const form = (appId: string, name: string) => ({
  ...readycloudForm({ appId, appSecret: `secret of ${name}` }, name),
  environment: 'local',
});
const day = 86_400_000;

type Core = ReturnType<typeof coreOnDisk>;
/** Everything a person and the clock can set going with an account; what is refused is refused. */
const inEveryWay = async (core: Core, id: string): Promise<void> => {
  core.browser.answer = () => Promise.reject(new DockpassError('cancelled'));
  const { accounts } = core;
  expect(core.lockState.view()).not.toBe('locked');
  const ways: readonly (() => Promise<unknown>)[] = [
    () => accounts.check(id),
    () => accounts.renew(id),
    () => accounts.refreshOrganizations(id),
    () => accounts.reconnect(id),
    () => accounts.edit(id, form('app-1', 'First')),
    () => accounts.signOutEverywhere(id),
    ...(['token', 'header', 'curl', 'endpoint'] as const).map(format => () => accounts.copy(id, format, 0)),
    () => accounts.showToken(id),
  ];
  for (const way of ways) await way().catch(() => undefined);
  // Every token is due. Not by way of sleep, which would lock what a passphrase keeps.
  core.clock.set(core.clock.now() + 244 * day);
  core.signals.fire('resume');
  await settled();
  for (const way of ways) await way().catch(() => undefined);
};

describe.each(sealerKinds)('kept by %s', sealedBy => {
  const template = join(root, `template-${sealedBy}`);
  let ids: readonly [string, string] = ['', ''];
  let first: Core;
  beforeAll(async () => {
    first = coreOnDisk({ folder: template, sealedBy, vaultKey }, { http, origins: local(own.origin) });
    first.browser.answer = async ({ key }) => ({
      kind: 'token',
      accessToken: new Secret(key.includes('app-1') ? 'access-of-first' : 'access-of-second'),
      refreshToken: new Secret(key.includes('app-1') ? 'refresh-of-first' : 'refresh-of-second'),
      expiresInSeconds: 31_536_000,
    });
    const one = await first.accounts.connect(form('app-1', 'First'));
    const two = await first.accounts.connect(form('app-2', 'Second'));
    ids = [one.accountId, two.accountId];
  });
  const secretsIn = (heard: readonly string[], of: 'first' | 'second' | 'any'): boolean =>
    heard.some(one =>
      (of === 'any' ? /(access|refresh)-of-|secret\+?(%20| )?of/i : new RegExp(`(access|refresh)-of-${of}`)).test(one),
    );

  let copies = 0;
  const editedCopy = (edit: (folder: string) => void): string => {
    const folder = join(root, `${sealedBy}-${++copies}`);
    cpSync(template, folder, { recursive: true });
    edit(folder);
    return folder;
  };
  /** The next start, where the local provider of every kind is at this origin. */
  const startedOn = (folder: string, origin: string) =>
    begin(
      coreOnDisk(
        { folder, sealedBy, vaultKey },
        { http, origins: local(origin) },
        { sealer: first.sealer, clock: first.clock },
      ),
    );

  it('an untouched record is sent to its own server: what follows would show', async () => {
    const core = await startedOn(
      editedCopy(() => {}),
      own.origin,
    );
    await inEveryWay(core, ids[0]);
    expect(secretsIn(own.heard, 'first')).toBe(true);
  });

  it.each([
    ['origins and all', (content: Record<string, unknown>) => ({ ...content, origins: [theirs.origin] })],
    ['one origin more', (content: Record<string, unknown>) => ({ ...content, origins: [own.origin, theirs.origin] })],
    ['nothing but what “Local” means now', (content: Record<string, unknown>) => content],
  ])('edited to another server (%s): that server hears no secret', async (_what, edit) => {
    const core = await startedOn(
      editedCopy(folder => editContent(recordPath(folder, ids[0]), edit)),
      theirs.origin,
    );
    await inEveryWay(core, ids[0]);
    expect(theirs.heard.filter(one => secretsIn([one], 'any'))).toEqual([]);
  });

  it.each(['ordercloud', 'sendcloud', 'packly', 'oauth2'])(
    'edited to another provider (%s): nobody hears a secret',
    async provider => {
      const edit = (content: Record<string, unknown>) => ({
        ...content,
        provider,
        environment: provider === 'oauth2' ? 'own' : 'local',
        values: { ...Object(content.values), tokenAddress: `${theirs.origin}/token`, apiAddress: theirs.origin },
        origins: [own.origin, theirs.origin],
      });
      const core = await startedOn(
        editedCopy(folder => editContent(recordPath(folder, ids[0]), edit)),
        theirs.origin,
      );
      await inEveryWay(core, ids[0]);
      expect([...own.heard, ...theirs.heard].filter(one => secretsIn([one], 'any'))).toEqual([]);
    },
  );

  it('with the sealed parts of two accounts exchanged: neither is sent for the other', async () => {
    const folder = editedCopy(at => {
      const [one, two] = ids.map(id => readContent(recordPath(at, id)).sealed);
      editContent(recordPath(at, ids[0]), content => ({ ...content, sealed: two }));
      editContent(recordPath(at, ids[1]), content => ({ ...content, sealed: one }));
    });
    const core = await startedOn(folder, own.origin);
    for (const id of ids) await inEveryWay(core, id);
    expect(own.heard.filter(one => secretsIn([one], 'any'))).toEqual([]);
  });
});

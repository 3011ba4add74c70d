import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../main/platform/network/http.ts';
import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import { settled } from '../../support/fakes/settled.ts';
import { begin, coreOnDisk, editContent, openVaultKey, readContent, recordPath, sealerKinds } from './real-storage.ts';

// The ways that send what was typed: by a request, by Basic keys, to addresses of a person's own. Signing in by a window
// is in `edited-records.test.ts`.

const mark = 'sesame';

/** A server that takes down all it is sent, with what Basic authentication says (RFC 7617), and answers as providers do. */
const startListener = async () => {
  /** What its tokens begin with. */
  const issues = { prefix: 'new' };
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const said = [request.url, ...request.rawHeaders, Buffer.from(basic, 'base64'), ...chunks];
      heard.push(said.map(String).join(' '));
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ...{
            access_token: `${issues.prefix}-token`,
            refresh_token: `${issues.prefix}-refresh`,
            token_type: 'Bearer',
            expires_in: 7200,
          },
          results: [],
          next: null,
          user: { username: 'u', company_name: 'Shop' },
        }),
      );
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  const secrets = (): readonly string[] => heard.filter(one => decodeURIComponent(one).includes(mark));
  return { heard, issues, secrets, origin: `http://127.0.0.1:${port}`, close: () => server.close() };
};
type Listener = Awaited<ReturnType<typeof startListener>>;

const names = ['ordercloud', 'sendcloud', 'packly', 'oauth2'] as const;
const local = (origin: string) => Object.fromEntries(['readycloud', ...names].map(name => [name, origin]));
const typed = (provider: string, environment: string, values: Readonly<Record<string, string>>): ConnectForm => ({
  provider,
  environment,
  values,
  accountName: `${provider} ${Object.values(values)[0]}`,
});
const client = { clientId: 'client-1', clientSecret: `${mark}-client` };
const ways: readonly (readonly [string, (origin: string) => ConnectForm])[] = [
  ['OrderCloud by a client secret', () => typed('ordercloud', 'local', { way: 'client', ...client })],
  [
    'OrderCloud by a password',
    () =>
      typed('ordercloud', 'local', { way: 'password', clientId: 'client-1', username: 'u', password: `${mark}-pw` }),
  ],
  [
    'Sendcloud by keys',
    () => typed('sendcloud', 'local', { way: 'keys', publicKey: 'pub', privateKey: `${mark}-key` }),
  ],
  [
    'Sendcloud by a request',
    () => typed('sendcloud', 'local', { way: 'oauth2', publicKey: 'pub', privateKey: `${mark}-key`, scopes: 'api' }),
  ],
  ['Packly by a request', () => typed('packly', 'local', client)],
  [
    'another OAuth 2.0 at addresses of its own',
    origin =>
      typed('oauth2', 'typed', {
        way: 'client_credentials',
        ...client,
        tokenAddress: `${origin}/token`,
        apiAddress: `${origin}/api`,
      }),
  ],
];

const root = mkdtempSync(join(tmpdir(), 'dockpass-ways-'));
const http = createHttp({ version: '0.0.0', fetch: globalThis.fetch, isOnline: () => true });
let vaultKey: Awaited<ReturnType<typeof openVaultKey>>;
let own: Listener;
let theirs: Listener;
beforeAll(async () => {
  mkdirSync(join(root, 'key'));
  [vaultKey, own, theirs] = await Promise.all([openVaultKey(join(root, 'key')), startListener(), startListener()]);
}, 60_000);
beforeEach(() => {
  for (const one of [own, theirs]) one.heard.length = 0;
});
afterAll(() => {
  for (const one of [own, theirs]) one.close();
  rmSync(root, { recursive: true, force: true });
});

describe.each(sealerKinds)('kept by %s', sealedBy => {
  const template = join(root, sealedBy);
  const ids: string[] = [];
  let first: ReturnType<typeof coreOnDisk>;
  beforeAll(async () => {
    first = coreOnDisk({ folder: template, sealedBy, vaultKey }, { http, origins: local(own.origin) });
    // Tokens of before are secrets; one that a server gives to whoever asks is its own affair.
    own.issues.prefix = mark;
    for (const [, form] of ways) ids.push((await first.accounts.connect(form(own.origin))).accountId);
    own.issues.prefix = 'new';
  });

  let copies = 0;
  /** A start on an edited copy, with everything set going that sends something. */
  const useEdited = async (edit: (folder: string) => void, origin: string, used: readonly string[]): Promise<void> => {
    const folder = join(root, `${sealedBy}-${++copies}`);
    cpSync(template, folder, { recursive: true });
    edit(folder);
    // The others would go on as ever.
    for (const id of ids) if (!used.includes(id)) rmSync(recordPath(folder, id));
    const { sealer, clock } = first;
    const core = await begin(
      coreOnDisk({ folder, sealedBy, vaultKey }, { http, origins: local(origin) }, { sealer, clock }),
    );
    const { accounts } = core;
    const acts = [accounts.check, accounts.renew, accounts.reconnect, accounts.signOutEverywhere];
    for (const id of used) {
      for (const act of acts) await act(id).catch(() => undefined);
      await accounts.copy(id, 'token', 0).catch(() => undefined);
    }
    core.clock.set(core.clock.now() + 86_400_000);
    core.signals.fire('resume');
    await settled();
  };

  describe.each(ways.map(([way], at) => [way, at] as const))('%s', (_way, at) => {
    const id = (): string => ids[at] ?? '';

    it('untouched: its own server hears its secrets, so what follows would show', async () => {
      await useEdited(() => {}, own.origin, [id()]);
      expect(own.secrets().length).toBeGreaterThan(0);
    });

    it('edited to another server, in every place that names one: that server hears no secret', async () => {
      const elsewhere = (content: Record<string, unknown>): Record<string, unknown> =>
        JSON.parse(JSON.stringify(content).replaceAll(own.origin, theirs.origin));
      await useEdited(folder => editContent(recordPath(folder, id()), elsewhere), theirs.origin, [id()]);
      expect(theirs.secrets()).toEqual([]);
    });

    it('with another server in its addresses only: that server hears no secret', async () => {
      const addresses = { tokenAddress: `${theirs.origin}/token`, apiAddress: `${theirs.origin}/api` };
      const edit = (content: Record<string, unknown>) => ({
        ...content,
        values: { ...Object(content.values), ...addresses, discoverFrom: theirs.origin },
      });
      await useEdited(folder => editContent(recordPath(folder, id()), edit), own.origin, [id()]);
      expect(theirs.secrets()).toEqual([]);
    });

    it.each(['readycloud', ...names])('edited to be of %s: that server hears no secret', async provider => {
      const edit = (content: Record<string, unknown>) => ({
        ...content,
        provider,
        environment: provider === 'oauth2' ? 'typed' : 'local',
        values: { ...Object(content.values), tokenAddress: `${theirs.origin}/token`, apiAddress: theirs.origin },
      });
      const isItself = readContent(recordPath(template, id())).provider === provider;
      await useEdited(folder => editContent(recordPath(folder, id()), edit), theirs.origin, [id()]);
      expect(theirs.secrets()).toEqual([]);
      // Under another provider's name not even its own server hears one.
      if (!isItself) expect(own.secrets()).toEqual([]);
    });

    it('with the sealed part of the next account: nobody hears a secret', async () => {
      const other = ids[(at + 1) % ids.length] ?? '';
      const edit = (folder: string): void => {
        const [mine, others] = [id(), other].map(one => readContent(recordPath(folder, one)).sealed);
        editContent(recordPath(folder, id()), content => ({ ...content, sealed: others }));
        editContent(recordPath(folder, other), content => ({ ...content, sealed: mine }));
      };
      await useEdited(edit, own.origin, [id(), other]);
      expect([...own.secrets(), ...theirs.secrets()]).toEqual([]);
    });
  });
});

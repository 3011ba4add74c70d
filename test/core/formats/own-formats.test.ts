import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { type CopySource, copyFormats } from '../../../main/core/formats/copy-formats.ts';
import { formatOf, viewCopyFormats } from '../../../main/core/formats/format-copy.ts';
import { createFormats, viewOwnFormat } from '../../../main/core/formats/own-formats.ts';
import { readManaged } from '../../../main/core/settings/managed-file.ts';
import { checkSettings } from '../../../main/core/settings/settings.ts';
import type { OwnFormat, Quoting } from '../../../preload/contract/copy-formats.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

// Ways to copy that a person or their organization made: what they give, where they show, and what becomes of old ones.

const own = (template: string, quoting: Quoting = 'none', id = 'own:wms'): OwnFormat => ({
  id,
  name: 'WMS import',
  template,
  quoting,
});
const source = (more: Partial<CopySource> = {}): CopySource => ({
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  accountName: 'Acme Goods',
  scheme: 'Bearer',
  accessToken: new Secret('a.b~c'),
  endpointUrl: 'https://api.example/v2/?a=1&b=2',
  organizationId: `O'Q "7" %Z%`,
  expiresAt: 1_770_000_000_999,
  keys: {},
  ...more,
});
const written = (template: string, quoting: Quoting, more: Partial<CopySource> = {}): string => {
  const formats = createFormats({ given: () => [], own: () => [own(template, quoting)] });
  return formatOf(formats, 'own:wms').write(source(more)).reveal();
};

describe('what is copied', () => {
  it.each<[Quoting, string, string]>([
    ['none', '{token} {expires}', 'a.b~c 1770000000'],
    ['none', '{header}', 'Authorization: Bearer a.b~c'],
    ['posix', 'send {org}', `send 'O'\\''Q "7" %Z%'`],
    ['powershell', 'Send {org}', `Send 'O''Q "7" %Z%'`],
    ['cmd', 'send {token}', 'send "a.b~c"'],
    ['json', '{"org": {org}, "token": {token}}', '{"org": "O\'Q \\"7\\" %Z%", "token": "a.b~c"}'],
    [
      'url',
      'wms://in?o={org}&e={endpoint}',
      "wms://in?o=O'Q%20%227%22%20%25Z%25&e=https%3A%2F%2Fapi.example%2Fv2%2F%3Fa%3D1%26b%3D2",
    ],
  ])('%s: %s', (quoting, template, text) => {
    expect(written(template, quoting)).toBe(text);
  });

  it.each<[Quoting, string]>([
    ['cmd', 'x {org}'],
    ['url', 'x {org}'],
  ])('is refused for a value that %s cannot hold', (quoting, template) => {
    const bad = quoting === 'url' ? '\ud800' : '%PATH%';
    expect(() => written(template, quoting, { organizationId: bad })).toThrow(
      expect.objectContaining({ code: 'bad-input', reason: 'unsafe-format' }),
    );
  });

  it.each<Quoting>(['none', 'posix', 'powershell'])('never breaks a line by a value, unquoted or in %s', quoting => {
    expect(() => written('x {org}', quoting, { organizationId: 'a\nrm' })).toThrow(
      expect.objectContaining({ reason: 'unsafe-format' }),
    );
  });

  it('puts a value in as it is, whatever it looks like', () => {
    expect(written('{org} {token}', 'none', { organizationId: '{token}' })).toBe('{token} a.b~c');
  });

  it('is one word for a shell, whatever the value is', () => {
    const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(word, organizationId => {
        const command = written('printf %s {org}', 'posix', { organizationId });
        expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe(organizationId);
      }),
      { numRuns: 20 },
    );
  });

  it('is a string of JSON, whatever the value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), organizationId => {
        expect(JSON.parse(written('[{org}]', 'json', { organizationId }))).toEqual([organizationId]);
      }),
    );
  });
});

describe('while it is typed', () => {
  it('shows what it gives of a made-up account', () => {
    expect(viewOwnFormat({ template: 'x {token} {org} {endpoint} {expires}', quoting: 'posix' })).toEqual({
      preview: `x 'example-token' 'ORG-1' 'https://api.example.com/orders/' '1893456000'`,
      problems: [],
    });
  });

  it('names what is wrong, and shows nothing', () => {
    expect(viewOwnFormat({ template: '"{token}" {tokn}', quoting: 'posix' })).toEqual({
      preview: '',
      problems: [
        { kind: 'unknown', word: '{tokn}' },
        { kind: 'quoted', word: '{token}' },
      ],
    });
  });
});

it('stand behind Dockpass’s, the organization’s first; one list for as long as nothing changes', () => {
  let mine = [own('{token}', 'none', 'own:b'), own('{org}', 'none', 'own:a')];
  const given = [own('{header}', 'none', 'own:a')];
  const formats = createFormats({ given: () => given, own: () => mine });
  expect(
    formats()
      .slice(copyFormats.length)
      .map(({ id }) => id),
  ).toEqual(['own:a', 'own:b']);
  expect(formatOf(formats, 'own:a').write(source()).reveal()).toContain('Bearer');
  const before = formats();
  expect(formats()).toBe(before);
  mine = [];
  expect(
    formats()
      .slice(copyFormats.length)
      .map(({ id }) => id),
  ).toEqual(['own:a']);
});

const connected = async (formats: readonly OwnFormat[], core = coreOn()) => {
  core.settings.choose({ ownFormats: formats });
  core.http.handle = () => Response.json({ next: null, results: [{ url: '/api/v2/orgs/Q7Z/', name: 'Acme' }] });
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};

describe('an own format', () => {
  it('is offered, copied, said, shown as a QR code and remembered like any other', async () => {
    const { core, accountId } = await connected([own('wms {token}', 'posix')]);
    expect(core.accounts.list()[0]?.formats.at(-1)).toBe('own:wms');
    expect(viewCopyFormats(core.formats()).at(-1)).toEqual({
      id: 'own:wms',
      menu: 'Copy WMS import',
      done: 'Copied WMS import',
      asQr: 'WMS import',
    });
    const view = await core.accounts.copy(accountId, 'own:wms', 0);
    expect([core.clipboard.text, view.text]).toEqual([`wms 'access-1'`, 'WMS import for Acme Goods copied']);
    await core.accounts.showQr(accountId, 'own:wms');
    expect(core.shown[0]).toMatchObject({ asQr: 'WMS import' });
    expect(core.shown[0]?.value.reveal()).toBe(`wms 'access-1'`);
    expect((await core.activity.list()).slice(0, 2)).toMatchObject([
      { kind: 'shown-as-qr', format: 'own:wms' },
      { kind: 'copied', format: 'own:wms' },
    ]);
  });

  it('shows at once on accounts that are there, and is gone at once', async () => {
    const { core, accountId } = await connected([]);
    expect(core.accounts.list()[0]?.formats).not.toContain('own:wms');
    core.settings.choose({ ownFormats: [own('{token}')] });
    expect(core.accounts.list()[0]?.formats).toContain('own:wms');
    core.settings.choose({ ownFormats: [] });
    expect(core.accounts.list()[0]?.formats).not.toContain('own:wms');
    await expect(core.accounts.copy(accountId, 'own:wms', 0)).rejects.toMatchObject({ field: 'format' });
  });

  it('waits for the passphrase where it holds the token, and only there', async () => {
    const { core, accountId } = await connected([own('{token}', 'none', 'own:a'), own('{endpoint}', 'none', 'own:b')]);
    await core.storage.choose('passphrase', new Secret('four words are enough'));
    core.lock.lock('person');
    await expect(core.accounts.copy(accountId, 'own:a', 0)).rejects.toMatchObject({ code: 'locked' });
    await core.accounts.copy(accountId, 'own:b', 0);
    expect(core.clipboard.text).toBe('https://www.readycloud.com/api/v2/orgs/');
    expect(viewCopyFormats(core.formats()).at(-1)).not.toHaveProperty('asQr');
  });

  it('is not offered for a token that its quoting cannot hold', async () => {
    const core = coreOn();
    core.browser.answer = async () => ({
      kind: 'token',
      accessToken: new Secret('a%b'),
      expiresInSeconds: 86_400,
      refreshToken: new Secret('refresh-1'),
    });
    await connected([own('{token}', 'cmd', 'own:cmd'), own('{token}', 'posix', 'own:sh')], core);
    const [account] = core.accounts.list();
    expect(account?.formats).toContain('own:sh');
    expect(account?.formats).not.toContain('own:cmd');
    expect(account?.unsafeFormats).toEqual(['cmd', 'own:cmd']);
  });

  it('counts in the settings’ file only as a good one', () => {
    for (const bad of [
      own('nothing'),
      own('"{token}"', 'posix'),
      { ...own('{token}'), id: 'wms' },
      { ...own('{token}'), name: ' ' },
      { ...own('{token}'), quoting: 'zsh' as Quoting },
      own(`{token}${'x'.repeat(2000)}`),
    ])
      expect(checkSettings({ ownFormats: [bad] }).bad).toEqual(['ownFormats']);
    expect(checkSettings({ ownFormats: [own('{token}'), own('{org}')] }).bad).toEqual(['ownFormats']);
    expect(checkSettings({ ownFormats: [own('{token}')] })).toMatchObject({
      bad: [],
      settings: { ownFormats: [own('{token}')] },
    });
  });
});

it('comes from the organization’s file too, and a bad one there is named', () => {
  const read = (format: object) => readManaged({ version: 1, formats: [format] }, []);
  expect(read(own('{token}'))).toMatchObject({ kind: 'good', managed: { formats: [own('{token}')] } });
  expect(read(own('"{token}"', 'posix'))).toEqual({ kind: 'bad', where: 'formats.0' });
  expect(read({ ...own('{token}'), id: 'wms' })).toEqual({ kind: 'bad', where: 'formats.0.id' });
});

import { afterEach, describe, expect, it } from 'vitest';
import { readManaged } from '../../../main/core/settings/managed-file.ts';
import { providersWith } from '../../../main/providers/index.ts';
import english from '../../../main/text/en.json' with { type: 'json' };
import { use } from '../../../main/text/text.ts';

const providers = providersWith({});
afterEach(() => use('en', english));

const acme = {
  id: 'acme',
  name: 'Acme ReadyCloud',
  provider: 'readycloud',
  environment: 'production',
  values: { appId: 'acme-app', permissions: 'order contact' },
  secrets: { appSecret: { file: '/etc/dockpass/acme-secret' } },
};
const file = (changed: object = {}) => ({ version: 1, organization: 'Acme', accounts: [acme], ...changed });
const withAccount = (changed: object) => file({ accounts: [{ ...acme, ...changed }] });

describe('a file that counts', () => {
  it('fixes and presets settings, and sets accounts up but for the sign-in', () => {
    const settings = { fixed: { clipboardSeconds: 20 }, presets: { theme: 'dark', startAtLogin: true } };
    expect(readManaged(file(settings), providers)).toEqual({
      kind: 'good',
      managed: {
        organization: 'Acme',
        ...settings,
        formats: [],
        readyMade: [
          {
            id: 'acme',
            name: 'Acme ReadyCloud',
            form: {
              provider: 'readycloud',
              environment: 'production',
              accountName: 'Acme ReadyCloud',
              values: expect.objectContaining({ appId: 'acme-app', permissions: 'order contact' }),
            },
            secretFiles: { appSecret: '/etc/dockpass/acme-secret' },
          },
        ],
      },
    });
  });

  it.each([
    ['only its version', { version: 1 }],
    ['an account without a secret', withAccount({ secrets: {} })],
    ['an account without an environment', withAccount({ environment: undefined })],
    ['a secret on a drive of Windows', withAccount({ secrets: { appSecret: { file: 'C:\\ProgramData\\secret' } } })],
  ])('%s', (_name, content) => {
    expect(readManaged(content, providers).kind).toBe('good');
  });

  it('takes permissions by the name that the form shows', () => {
    const reading = readManaged(withAccount({ values: { appId: 'a', permissions: 'Read only' } }), providers);
    const given = reading.kind === 'good' ? reading.managed.readyMade[0]?.form.values.permissions : '';
    expect(given).toMatch(/^account-read_only .*order-read_only/);
  });

  it('takes them by that name in every language', () => {
    use('de', { 'readycloud.permissions.read-only': 'Nur lesen' });
    const permissionsFor = (permissions: string) => {
      const reading = readManaged(withAccount({ values: { appId: 'a', permissions } }), providers);
      return reading.kind === 'good' ? reading.managed.readyMade[0]?.form.values.permissions : undefined;
    };
    expect(permissionsFor('Read only')).toMatch(/^account-read_only .*order-read_only/);
    expect(permissionsFor('Everything')).toMatch(/^account .*order/);
    expect(permissionsFor('Nur lesen')).toBe('Nur lesen');
  });
});

describe('a file with one wrong word does not count at all, and the word is named', () => {
  it.each([
    ['no object', 'text', ''],
    ['no version', {}, 'version'],
    ['a version of a newer Dockpass', { version: 2 }, 'version'],
    ['a word that means nothing', file({ fixd: {} }), 'fixd'],
    ['a setting that does not exist', file({ fixed: { colour: 'red' } }), 'fixed.colour'],
    ['a setting out of bounds', file({ fixed: { clipboardSeconds: 5 } }), 'fixed.clipboardSeconds'],
    ['what the app notes by itself', file({ presets: { trayNoticeShown: true } }), 'presets.trayNoticeShown'],
    ['a provider nobody knows', withAccount({ provider: 'readyclowd' }), 'accounts.0.provider'],
    ['an environment it does not have', withAccount({ environment: 'moon' }), 'accounts.0.environment'],
    ['a field it does not have', withAccount({ values: { ...acme.values, user: 'x' } }), 'accounts.0.values.user'],
    [
      'a secret in the open',
      withAccount({ values: { ...acme.values, appSecret: 's' } }),
      'accounts.0.values.appSecret',
    ],
    ['a secret for a plain field', withAccount({ secrets: { appId: { file: '/x' } } }), 'accounts.0.secrets.appId'],
    [
      'a path that is not whole',
      withAccount({ secrets: { appSecret: { file: 'x' } } }),
      'accounts.0.secrets.appSecret.file',
    ],
    [
      'a path on another computer',
      withAccount({ secrets: { appSecret: { file: '\\\\server\\x' } } }),
      'accounts.0.secrets.appSecret.file',
    ],
    [
      'something left for the person to type',
      withAccount({ values: { permissions: 'order' } }),
      'accounts.0.values.appId',
    ],
    [
      'an address no App can have',
      withAccount({ values: { ...acme.values, redirectAddress: 'ftp://x' } }),
      'accounts.0.values.redirectAddress',
    ],
    ['the same id twice', file({ accounts: [acme, acme] }), 'accounts.1.id'],
    ['no name', withAccount({ name: ' ' }), 'accounts.0.name'],
  ])('%s', (_name, content, where) => {
    expect(readManaged(content, providers)).toEqual({ kind: 'bad', where });
  });
});

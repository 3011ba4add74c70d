import { afterEach, expect, it } from 'vitest';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import english from '../../../main/text/en.json' with { type: 'json' };
import { use } from '../../../main/text/text.ts';
import { coreOn } from '../../support/fakes/fakes.ts';

// Providers and rows are drawn in the language that is in force when they are drawn.

afterEach(() => use('en', english));

it('a provider’s card and form', () => {
  const { providers } = coreOn();
  const view = (id: string) => providers.filter(one => one.id === id).map(viewProvider)[0];
  const before = view('oauth2');
  use('de', {
    'oauth2.name': 'Anderer Anbieter (OAuth 2.0)',
    'oauth2.summary': 'Jedes andere System.',
    'oauth2.environment.typed': 'Die hier getippten Adressen',
    'oauth2.way.label': 'Art der Anmeldung',
    'oauth2.way.client': 'Als Programm',
    'oauth2.where.client-id': 'Kopieren Sie die Client-ID.',
    'oauth2.redirect-address.help': 'Leer: {address}.',
    'readycloud.permissions.read-only': 'Nur lesen',
    'readycloud.resource.notes': 'Notizen',
    'own-token.card-name': 'Ich habe schon ein Token',
  });
  const field = (id: string, name: string) => view(id)?.fields.find(one => one.name === name);
  expect(view('oauth2')).toMatchObject({
    name: 'Anderer Anbieter (OAuth 2.0)',
    summary: 'Jedes andere System.',
    environments: [{ id: 'typed', label: 'Die hier getippten Adressen', preselected: true }],
  });
  expect(field('oauth2', 'way')).toMatchObject({
    label: 'Art der Anmeldung',
    options: expect.arrayContaining([{ value: 'client_credentials', label: 'Als Programm' }]),
  });
  expect(field('oauth2', 'clientId')).toMatchObject({
    where: { steps: expect.arrayContaining(['Kopieren Sie die Client-ID.']) },
  });
  expect(field('oauth2', 'redirectAddress')).toMatchObject({ help: 'Leer: http://127.0.0.1/callback.' });
  expect(field('readycloud', 'permissions')).toMatchObject({
    presets: [{ id: 'Everything' }, { id: 'Read only', label: 'Nur lesen' }],
    resources: expect.arrayContaining([{ label: 'Notizen', full: 'note', readOnly: 'note-read_only' }]),
  });
  expect(view('own-token')?.name).toBe('Ich habe schon ein Token');
  use('en', english);
  expect(view('oauth2')).toEqual(before);
});

it('a row, and what is said of a copy', async () => {
  const core = coreOn({}, { sendcloud: 'http://127.0.0.1:4000' });
  core.http.handle = () => Response.json({ user: { username: 'dock', company_name: 'Dock' } });
  const values = { way: 'keys', publicKey: 'public-1', privateKey: 'private-1', scopes: '' };
  const form = { provider: 'sendcloud', environment: 'local', accountName: '', values };
  const { accountId } = await core.accounts.connect(form);
  const row = () => core.accounts.list()[0];
  expect(row()).toMatchObject({ environment: 'Local', detail: 'API keys' });
  expect(row()?.endpoints[0]).toBe('User');
  use('de', {
    'provider.environment.local': 'Hier',
    'sendcloud.way.keys': 'API-Schlüssel',
    'sendcloud.endpoint.user': 'Benutzer',
  });
  expect(row()).toMatchObject({ environment: 'Hier', detail: 'API-Schlüssel' });
  expect(row()?.endpoints[0]).toBe('Benutzer');
  expect(await core.accounts.copy(accountId, 'token', 0)).toMatchObject({ environment: 'Hier' });
});

it('a provider without a name of its own, on screen, and not where a program reads it', async () => {
  const core = coreOn();
  core.settings.choose({ programs: true });
  const values = { token: 'tok-1', goodUntil: '', apiAddress: '' };
  const form = { provider: 'own-token', environment: 'typed', accountName: 'Label printer', values };
  const { accountId } = await core.accounts.connect(form);
  await core.programs.setMode(accountId, 'always');
  use('de', { 'own-token.name': 'Eigenes Token' });
  expect(core.accounts.list()).toMatchObject([{ providerName: 'Eigenes Token' }]);
  expect(await core.programs.handOver.list()).toMatchObject([{ provider: 'Own token' }]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, fakeClock } from '../fakes/fakes.ts';
import { fakeSealer } from '../fakes/storage-fakes.ts';
import { keychainMaker } from '../make-accounts.ts';
import type { ReadyCloudServer } from './server.ts';
import { sampleApp, sampleUser, type User } from './settings.ts';

/** What the form offers before a person chooses. */
const offered = (provider: ReturnType<typeof coreOn>['providers'][number]): Record<string, string> =>
  Object.fromEntries(
    provider.fields.map(field => [
      field.name,
      field.kind === 'select'
        ? (field.options[0]?.value ?? '')
        : field.kind === 'permissions'
          ? ((field.presets.find(one => one.preselected) ?? field.presets[0])?.value ?? '')
          : '',
    ]),
  );

export interface KeepOptions {
  readonly users?: readonly User[];
  readonly appSecret?: string;
}

/**
 * Leaves in a data folder what the app leaves there when these users have connected the sample App: the app's own core
 * does it, over the server's own tokens, without the app. For tests of what comes after connecting.
 */
export async function keepAccounts(
  userData: string,
  server: ReadyCloudServer,
  { users = [sampleUser], appSecret = sampleApp.appSecret }: KeepOptions = {},
): Promise<void> {
  const sealer = { ...fakeSealer(), ...keychainMaker(userData) };
  const core = coreOn({ sealer, clock: fakeClock(Date.now()) }, { readycloud: server.origin });
  core.http.handle = ({ url, method, headers, body }) =>
    fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const provider = core.providers.find(({ id }) => id === 'readycloud');
  if (provider === undefined) throw new Error('ReadyCloud is not among the providers');
  const values: Record<string, string> = { ...offered(provider), appId: sampleApp.appId, appSecret };
  for (const user of users) {
    core.browser.answer = async () => {
      const scopes = (values.permissions ?? '').split(' ');
      const { accessToken, refreshToken, expiresAt, issuedAt } = server.tokens.grantImplicit(sampleApp, user, scopes);
      return {
        kind: 'token',
        accessToken: new Secret(accessToken),
        ...(refreshToken !== undefined && { refreshToken: new Secret(refreshToken) }),
        expiresInSeconds: (expiresAt - issuedAt) / 1000,
        scopes,
      };
    };
    await core.accounts.connect({ provider: 'readycloud', environment: 'local', accountName: '', values });
  }
  const folder = join(userData, 'accounts');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [id, text] of core.files.texts) {
    writeFileSync(join(folder, `${id}.json`), `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`, { mode: 0o600 });
  }
}

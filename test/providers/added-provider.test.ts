import { ClientSecretPost } from 'oauth4webapi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { viewProvider } from '../../main/core/accounts/account-view.ts';
import { bearer, getJson } from '../../main/core/oauth/api-request.ts';
import type { FilledForm, Provider } from '../../main/core/oauth/provider.ts';
import type { RefusalRule } from '../../main/core/oauth/refusal.ts';
import {
  requestByClientCredentials,
  requestByRefreshToken,
  type TokenEndpoint,
} from '../../main/core/oauth/token-request.ts';
import { providersWith } from '../../main/providers/index.ts';
import type { PlainTextKey } from '../../main/text/texts.ts';
import { coreOn } from '../support/fakes/fakes.ts';
import { settled } from '../support/fakes/settled.ts';
import { providerRules } from '../support/provider/provider-rules.ts';

// Adding a provider: everything from here to the line is its one file, and `[...registry, parcelbee]` its registry line.
// Its own texts would stand in main/text/en.json as `parcelbee.…`; as it does not exist, it borrows Packly's.

const refusals: readonly RefusalRule[] = [
  { error: 'invalid_client', code: 'wrong-credentials' },
  { error: 'locked', code: 'account-locked', stopTrying: true },
];
const tokenEndpoint = ({ environment, values, secrets }: FilledForm): TokenEndpoint => ({
  url: `${environment.origin}/oauth/token`,
  clientId: values.clientId ?? '',
  clientAuthentication: ClientSecretPost(secrets.clientSecret?.reveal() ?? ''),
  rules: refusals,
});
const steps: readonly PlainTextKey[] = ['packly.where.ask', 'packly.where.environment'];

const parcelbee: Provider = {
  id: 'parcelbee',
  name: 'Parcelbee',
  monogram: 'PB',
  colour: '#7a4b00',
  summary: 'packly.summary',
  environments: [
    {
      id: 'production',
      label: 'provider.environment.production',
      origin: 'https://api.parcelbee.example',
      preselected: true,
    },
  ],
  fields: [
    {
      kind: 'text',
      name: 'clientId',
      label: 'provider.client-id.label',
      required: true,
      advanced: false,
      where: { steps },
    },
    {
      kind: 'secret',
      name: 'clientSecret',
      label: 'provider.client-secret.label',
      required: true,
      advanced: false,
      where: { steps },
    },
  ],
  obtain: (filled, ports) => requestByClientCredentials(tokenEndpoint(filled), ['parcels'], ports),
  renew: (filled, refreshToken, ports) => requestByRefreshToken(tokenEndpoint(filled), refreshToken, ports),
  canRenew: ({ secrets }) => secrets.clientSecret !== undefined,
  endpoints: () => [{ label: 'packly.endpoint.api', url: environment => `${environment.origin}/parcels` }],
  identify: async ({ environment }, accessToken, ports) => {
    const me = await getJson(
      `${environment.origin}/me`,
      bearer(accessToken),
      v.object({ name: v.string() }),
      refusals,
      ports,
    );
    return { name: me.name, organizations: [] };
  },
  tokenRequestsPerMinute: 30,
};

// ----------------------------------------------------------------------------------------------------------------

const day = 86_400_000;
const form = {
  provider: 'parcelbee',
  environment: 'production',
  accountName: '',
  values: { clientId: 'bee-1', clientSecret: 'shh-1' },
};

const withParcelbee = () => {
  const registry = providersWith({});
  const core = coreOn({ providers: [...registry, parcelbee] });
  const grants: string[] = [];
  core.http.handle = ({ url, body }) => {
    if (url.endsWith('/me')) return Response.json({ name: 'Honey Goods' });
    grants.push(new URLSearchParams(body).get('grant_type') ?? '');
    const tokens = { access_token: `access-${grants.length}`, refresh_token: `refresh-${grants.length}` };
    return Response.json({ ...tokens, token_type: 'bearer', expires_in: 30 * 86_400 });
  };
  return { core, grants };
};

describe('a provider that was just added', () => {
  const rules = providerRules.filter(rule => !rule.says.includes('name of its file'));
  it.each(rules.map(rule => [rule.says, rule] as const))('%s', async (_says, rule) => {
    expect(await rule.against(parcelbee)).toEqual([]);
  });

  it('is drawn from its data', () => {
    const words = [
      'Ask Packly for API credentials. They send a Client ID and a Client Secret.',
      'Sandbox and Live have different credentials. Choose the environment they were created for.',
    ];
    expect(viewProvider(parcelbee)).toMatchObject({
      id: 'parcelbee',
      opensWindow: false,
      environments: [{ id: 'production', label: 'Production', preselected: true }],
      fields: [
        { ...parcelbee.fields[0], label: 'Client ID', where: { steps: words } },
        { ...parcelbee.fields[1], label: 'Client secret', where: { steps: words } },
      ],
    });
  });

  it('connects, is named by its own answer, and is copied in every format', async () => {
    const { core, grants } = withParcelbee();
    const { accountId, label } = await core.accounts.connect(form);
    expect([label, grants]).toEqual(['Honey Goods', ['client_credentials']]);
    expect(core.browser.requests).toEqual([]);
    await core.accounts.copy(accountId, 'curl', 0);
    expect(core.clipboard.text).toBe(
      "curl -sS -H 'Authorization: Bearer access-1' 'https://api.parcelbee.example/parcels'",
    );
    await core.accounts.copy(accountId, 'env', 0);
    expect(core.clipboard.text).toBe('PARCELBEE_TOKEN=access-1');
    expect(await core.accounts.check(accountId)).toEqual({ name: 'Honey Goods' });
  });

  it('is renewed in time, by the right grant and once, and is there after a restart', async () => {
    const { core, grants } = withParcelbee();
    const { accountId } = await core.accounts.connect(form);
    core.clock.advanceTo(core.clock.now() + 20.1 * day);
    for (let waits = 0; core.operations.count('renewal') > 0 && waits < 10_000; waits += 1) await settled();
    expect(grants).toEqual(['client_credentials', 'refresh_token']);
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock, providers: core.providers });
    await again.vault.load();
    again.signals.online = false;
    await again.accounts.copy(accountId, 'token', 0);
    expect(again.clipboard.text).toBe('access-2');
    expect(again.accounts.list()).toMatchObject([{ label: 'Honey Goods', providerName: 'Parcelbee' }]);
  });

  it('explains refused details, loses nothing while its server is down, and stops where it is told to', async () => {
    const { core } = withParcelbee();
    const { accountId } = await core.accounts.connect(form);
    core.http.handle = () => new Response('<html>', { status: 502 });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'provider-down' });
    expect(core.accounts.list()[0]).toMatchObject({ canCopy: true, renewal: { kind: 'by-itself' } });
    core.http.handle = () => Response.json({ error: 'locked' }, { status: 400 });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'account-locked' });
    expect(core.accounts.list()[0]).toMatchObject({ canCopy: true, renewal: { kind: 'sign-in-needed' } });
    core.http.handle = () => Response.json({ error: 'invalid_client' }, { status: 401 });
    await expect(core.accounts.connect(form)).rejects.toMatchObject({ code: 'wrong-credentials' });
  });
});

import { DockpassError, toFailure } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { originsOf } from '../../../main/core/oauth/origins.ts';
import type { FilledForm, Provider } from '../../../main/core/oauth/provider.ts';
import { canRevoke } from '../../../main/core/oauth/revocation.ts';
import { fakeHttp } from '../fakes/fakes.ts';
import { fillingsOf } from './provider-forms.ts';
import { isHttps, type ProviderRule } from './provider-rule.ts';

// What a provider does with whatever it is filled in with and whatever it is answered.

type Call = readonly [string, (filled: FilledForm, ports: Ports) => Promise<unknown> | undefined];
type Ports = { readonly http: ReturnType<typeof fakeHttp>; readonly now: () => number };

const accessToken = new Secret('access-5vBnYc2HdZe8uJk3');
const refreshToken = new Secret('refresh-1pXc6GsA4dFhJm8N');
const code = { code: new Secret('code-3LtR7yUi0OpQzWx5'), redirectUri: 'https://typed.example/somewhere' };

/** Everything of a provider that may ask the network with a secret. */
const callsOf = (provider: Provider): readonly Call[] => [
  ['obtain', (filled, ports) => provider.obtain?.(filled, ports)],
  [
    'renew',
    (filled, ports) =>
      provider.canRenew(filled, { accessToken, refreshToken })
        ? provider.renew?.(filled, refreshToken, ports)
        : undefined,
  ],
  ['identify', (filled, ports) => provider.identify?.(filled, accessToken, ports)],
  ['signOutEverywhere', (filled, ports) => provider.signOutEverywhere?.(filled, accessToken, ports)],
  [
    'revoke',
    (filled, ports) =>
      canRevoke(provider, filled.values)
        ? provider.revoke?.(filled, { kind: 'refresh_token', token: refreshToken }, ports)
        : undefined,
  ],
  [
    'exchange',
    async (filled, ports) => {
      const pages = await provider.window?.(filled, { state: 'state-1', codeVerifier: 'v'.repeat(43) });
      return pages?.exchange?.(code, ports);
    },
  ],
];

const json = (status: number, body: unknown) => () => Response.json(body, { status });
const answersTo = (secret: string): readonly (() => Response)[] => [
  ...[400, 401, 403, 404, 418, 429, 500, 503].flatMap(status => [
    json(status, { error: secret, error_description: secret }),
    json(status, { errors: [{ code: secret, detail: secret }], Errors: [{ ErrorCode: secret, Message: secret }] }),
    json(status, [secret]),
    json(status, null),
    () => new Response(`<h1>${secret}</h1>`, { status }),
  ]),
  ...[
    '',
    'null',
    '[]',
    '"x"',
    '{}',
    `{"access_token":["${secret}"]}`,
    `{"access_token":"a\\nb","token_type":"bearer"}`,
  ].map(body => () => new Response(body)),
];

/** Every call with every form: what it asked, and what it threw. */
const tryAll = async (
  provider: Provider,
  look: (name: string, filled: FilledForm, http: ReturnType<typeof fakeHttp>, thrown: unknown) => readonly string[],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const filled of fillingsOf(provider)) {
    const [secret = accessToken] = Object.values(filled.secrets);
    for (const answer of answersTo(secret.reveal())) {
      for (const [name, call] of callsOf(provider)) {
        const http = fakeHttp();
        http.handle = answer;
        const thrown = await Promise.resolve(call(filled, { http, now: () => 0 })).then(
          () => undefined,
          (error: unknown) => error,
        );
        for (const fault of look(name, filled, http, thrown)) found.add(fault);
      }
    }
  }
  return [...found];
};

/** The rules that are found out by asking. */
export const conductRules: readonly ProviderRule[] = [
  {
    says: 'some form of it can be filled in',
    against: provider => (fillingsOf(provider).length > 0 ? [] : ['every form is refused']),
  },
  {
    says: 'what can be copied as an address is https, and at an origin that the account’s secrets are for',
    against: provider =>
      fillingsOf(provider).flatMap(filled =>
        provider
          .endpoints(filled.values)
          .map(endpoint => endpoint.url(filled.environment, 'org-1'))
          .filter(url => {
            const allowed = [...originsOf(provider, filled), ...(filled.environment.usedAt ?? [])];
            return !isHttps(url) || !allowed.includes(new URL(url).origin);
          }),
      ),
  },
  {
    says: 'its pages are https, and nothing that is kept secret stands in their address',
    against: async provider => {
      const pages = await Promise.all(
        fillingsOf(provider).map(async filled => {
          const nonces = { state: 'state-1', codeVerifier: 'v'.repeat(43) };
          const url = (await provider.window?.(filled, nonces).catch(() => undefined))?.authorizationUrl;
          const shown = Object.values(filled.secrets).some(secret => url?.includes(secret.reveal()));
          return url === undefined || (isHttps(url) && !shown) ? [] : [new URL(url).origin];
        }),
      );
      return pages.flat();
    },
  },
  {
    says: 'it asks nobody but the account’s own origins',
    against: provider =>
      tryAll(provider, (name, filled, { sent }) =>
        sent
          .map(({ url }) => new URL(url).origin)
          .filter(origin => !originsOf(provider, filled).includes(origin))
          .map(origin => `${name} asks ${origin}`),
      ),
  },
  {
    says: 'whatever it is answered, it throws a code, and no secret with it',
    against: provider =>
      tryAll(provider, (name, filled, _http, thrown) => {
        if (thrown === undefined) return [];
        if (!(thrown instanceof DockpassError)) return [`${name} throws ${String(thrown)}`];
        const said = JSON.stringify([toFailure(thrown), thrown.message, thrown.stack, String(thrown.cause)]);
        const secrets = [...Object.values(filled.secrets), accessToken, refreshToken, code.code];
        return secrets.some(secret => said.includes(secret.reveal())) ? [`${name} tells a secret`] : [];
      }),
  },
  {
    says: 'too many requests and a server’s own fault are never the credentials’ fault',
    against: async provider => {
      const wanted = { 429: 'rate-limited', 503: 'provider-down' } as const;
      const found = new Set<string>();
      for (const filled of fillingsOf(provider)) {
        for (const [status, expected] of Object.entries(wanted)) {
          for (const [name, call] of callsOf(provider)) {
            const http = fakeHttp();
            http.handle = () => Response.json({ error: 'invalid_grant' }, { status: Number(status) });
            const thrown = await Promise.resolve(call(filled, { http, now: () => 0 })).catch((error: unknown) => error);
            const told = http.sent.length === 0 || !(thrown instanceof DockpassError) ? expected : thrown.code;
            if (told !== expected) found.add(`${name} says ${told} for ${status}`);
          }
        }
      }
      return [...found];
    },
  },
];

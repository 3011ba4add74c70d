import { randomBytes } from 'node:crypto';
import { formDecoded, readBasic } from '../local/basic-pair.ts';
import { type Answer, type Asked, json } from '../local/exchange.ts';
import { sentOn } from '../local/slash.ts';
import { tokenMembers } from '../local/token-members.ts';
import type { Integration, Settings } from './settings.ts';

export const tokenPath = '/oauth2/token';

/** A token that was issued. */
export interface Issued {
  readonly accessToken: string;
  readonly publicKey: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}
/** A grant that was asked for. `outcome`: `granted`, or the error it was refused with. */
export interface Grant {
  readonly type: string;
  readonly outcome: string;
  readonly publicKey: string;
}

export interface Tokens {
  readonly grants: readonly Grant[];
  readonly issued: () => readonly Issued[];
  readonly find: (accessToken: string) => Issued | undefined;
  /** From now on the API does not know it. */
  readonly revoke: (accessToken: string) => void;
  /** The token address. */
  readonly answer: (asked: Asked) => Answer;
}

export interface TokensAround {
  readonly settings: Settings;
  readonly integrations: readonly Integration[];
  readonly now: () => number;
}

/** As Ory Hydra words it. */
const refused = (status: number, error: string, description: string): Answer & { readonly error: string } => ({
  ...json(status, { error, error_description: description, error_hint: 'See the documentation.', status_code: status }),
  error,
});
const unknownClient = (status: number) =>
  refused(
    status,
    'invalid_client',
    'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
  );

export function createTokens({ settings, integrations, now }: TokensAround): Tokens {
  const grants: Grant[] = [];
  const byToken = new Map<string, Issued>();

  const grant = (asked: Asked, integration: Integration | undefined): Issued | ReturnType<typeof refused> => {
    if (integration === undefined || !(integration.onlyOAuth2 || settings.tokensForAll))
      return unknownClient(settings.refusedWith);
    if (asked.form.get('grant_type') !== 'client_credentials')
      return refused(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
    const wanted = (asked.form.get('scope') ?? '').split(' ').filter(scope => scope !== '');
    if (wanted.some(scope => !integration.scopesAllowed.includes(scope)))
      return refused(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
    return {
      accessToken: `ory_at_${randomBytes(24).toString('base64url')}.${randomBytes(16).toString('base64url')}`,
      publicKey: integration.publicKey,
      scopes: wanted.length > 0 ? wanted : integration.scopesAllowed,
      expiresAt: now() + settings.expiresInSeconds * 1000,
    };
  };

  return {
    grants,
    issued: () => [...byToken.values()],
    find: accessToken => byToken.get(accessToken),
    revoke: accessToken => {
      if (!byToken.delete(accessToken)) throw new Error('no such token was issued');
    },
    answer: asked => {
      if (asked.method !== 'POST') return json(405, { error: 'invalid_request' });
      const elsewhere = sentOn(asked, tokenPath, settings.slash);
      if (elsewhere !== undefined) return elsewhere;
      const pair = readBasic(asked.headers.authorization);
      const sent = settings.pair === 'plain' ? pair : pair?.map(formDecoded);
      const integration = integrations.find(one => one.publicKey === sent?.[0] && one.privateKey === sent[1]);
      const result = grant(asked, integration);
      const type = asked.form.get('grant_type') ?? '';
      const outcome = 'error' in result ? result.error : 'granted';
      grants.push({ type, outcome, publicKey: sent?.[0] ?? '' });
      if ('error' in result) return result;
      byToken.set(result.accessToken, result);
      return json(200, {
        ...tokenMembers(result.accessToken, settings.expiresInSeconds, settings),
        scope: settings.scope === 'given' ? result.scopes.join(' ') : undefined,
      });
    },
  };
}

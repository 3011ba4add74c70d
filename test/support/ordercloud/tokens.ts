import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, json } from '../local/exchange.ts';
import { createSigner, type Signer } from '../local/jwt.ts';
import { sentOn } from '../local/slash.ts';
import { tokenMembers } from '../local/token-members.ts';
import { createRefusals, type Refusal } from './refusals.ts';
import type { ApiClient, Settings, User } from './settings.ts';

export const tokenPath = '/oauth/token';

/** What one grant gave out. */
export interface Issued {
  readonly clientId: string;
  /** Absent for an anonymous shopper. */
  readonly username?: string;
  readonly roles: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresAt: number;
}
/** A grant that was asked for. `outcome`: `granted`, or the code it was refused with. */
export interface Grant {
  readonly type: string;
  readonly outcome: string;
  readonly clientId: string;
  readonly at: number;
}

export interface Tokens {
  readonly issued: () => readonly Issued[];
  /** Every access and refresh token there ever was. */
  readonly secrets: () => readonly string[];
  readonly grants: readonly Grant[];
  readonly find: (accessToken: string) => Issued | undefined;
  /** Ends everything this user was given. */
  readonly revokeUser: (username: string | undefined) => void;
  /** From now on this one is refused, its refresh token too. */
  readonly revoke: (accessToken: string) => void;
  readonly signer: Signer;
  /** The token endpoint. */
  readonly answer: (asked: Asked) => Answer;
}

export interface TokensAround {
  readonly settings: Settings;
  readonly users: readonly User[];
  readonly clients: readonly ApiClient[];
  readonly now: () => number;
  readonly origin: string;
}

/** Who is signed in, and with which of the roles asked for. */
interface Granted {
  readonly user: User | undefined;
  readonly roles: readonly string[];
}

export function createTokens(around: TokensAround): Tokens {
  const { now, settings } = around;
  const refusals = createRefusals(around);
  const grants: Grant[] = [];
  const living = new Map<string, Issued>();
  const secrets = new Set<string>();
  const signer = createSigner();

  const issue = (client: ApiClient, { user, roles }: Granted, refreshToken: string | undefined): Issued => {
    const lifeMs = client.accessTokenMinutes * 60_000;
    const expiresAt = now() + lifeMs;
    const claims = claimsOf({ client, user, roles, expiresAt, around });
    const accessToken = settings.tokenForm === 'jwt' ? signer.sign(claims) : randomUUID();
    const issued = { clientId: client.id, roles, accessToken, refreshToken, expiresAt };
    const kept: Issued = user === undefined ? issued : { ...issued, username: user.username };
    living.set(accessToken, kept);
    for (const secret of [accessToken, refreshToken]) if (secret !== undefined) secrets.add(secret);
    return kept;
  };

  const byRefreshToken = (form: URLSearchParams, client: ApiClient): Issued | Refusal => {
    const refreshToken = form.get('refresh_token') ?? '';
    const before = [...living.values()].findLast(
      one => one.refreshToken === refreshToken && one.clientId === client.id,
    );
    if (before === undefined) return refusals.refreshToken();
    const user = around.users.find(one => one.username === before.username);
    if (settings.rotates) living.set(before.accessToken, { ...before, refreshToken: undefined });
    return issue(client, { user, roles: before.roles }, settings.rotates ? randomUUID() : refreshToken);
  };

  const grant = (form: URLSearchParams): Issued | Refusal => {
    const client = refusals.client(form);
    if ('code' in client) return client;
    if (form.get('grant_type') === 'refresh_token') return byRefreshToken(form, client);
    const user = refusals.user(form, client);
    if (user !== undefined && 'code' in user) return user;
    const roles = refusals.roles(form, user);
    if ('code' in roles) return roles;
    const renews = client.refreshTokenMinutes > 0 && user !== undefined;
    return issue(client, { user, roles }, renews ? randomUUID() : undefined);
  };

  return {
    issued: () => [...living.values()],
    secrets: () => [...secrets],
    grants,
    find: accessToken => living.get(accessToken),
    revokeUser: username => {
      for (const one of living.values()) if (one.username === username) living.delete(one.accessToken);
    },
    revoke: accessToken => {
      if (!living.delete(accessToken)) throw new Error('no such token was issued');
    },
    signer,
    answer: asked => {
      const elsewhere = sentOn(asked, tokenPath, settings.slash);
      if (elsewhere !== undefined) return elsewhere;
      const { form, method } = asked;
      if (method !== 'POST') return refusals.answer({ code: 'Auth.OauthError', error: 'invalid_request' });
      const result = grant(form);
      const outcome = 'code' in result ? result.code : 'granted';
      grants.push({ type: form.get('grant_type') ?? '', outcome, clientId: form.get('client_id') ?? '', at: now() });
      if ('code' in result) return refusals.answer(result);
      // A refresh token that stays good is not sent again.
      const kept = form.get('refresh_token') === result.refreshToken;
      return json(200, {
        // One second less than the setting, as the provider's own examples have it.
        ...tokenMembers(result.accessToken, Math.round((result.expiresAt - now()) / 1000) - 1, settings),
        ...(result.refreshToken !== undefined && !kept && { refresh_token: result.refreshToken }),
      });
    },
  };
}

interface ClaimsAround extends Granted {
  readonly client: ApiClient;
  readonly expiresAt: number;
  readonly around: TokensAround;
}
const claimsOf = ({ client, user, roles, expiresAt, around: { now, settings, origin } }: ClaimsAround) => ({
  usr: user?.username ?? 'anonymous-shopper',
  cid: client.id.toLowerCase(),
  ...(user === undefined && { orderid: randomUUID() }),
  // A single role is a plain text.
  ...(settings.claims === 'documented' && {
    usrtype: user?.type ?? 'buyer',
    role: roles.length === 1 ? roles[0] : roles,
  }),
  iss: 'https://auth.ordercloud.io',
  aud: settings.audience ?? origin,
  nbf: Math.floor(now() / 1000),
  exp: Math.floor(expiresAt / 1000),
  u: randomUUID(),
});

import { describe, expect, it } from 'vitest';
import { DockpassError, toFailure } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import type { FilledForm } from '../../main/core/oauth/provider.ts';
import { ordercloud } from '../../main/providers/ordercloud.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import { instruct } from '../../renderer/text/messages.ts';
import { fakeHttp } from '../support/fakes/fakes.ts';

const environment = ordercloud.environments.find(({ id }) => id === 'us-west-sandbox');
if (environment === undefined) throw new Error('OrderCloud has no sandbox');
const asUser: FilledForm = {
  environment,
  values: { way: 'password', clientId: 'client-1', username: 'admin01' },
  secrets: { password: new Secret('pw') },
};

/** The shape of the token endpoint: the word of RFC 6749, and the telling code in a list. */
const told = (code: string, error = 'invalid_grant', status = 400) => ({
  status,
  body: JSON.stringify({ error, error_description: 'x', Errors: [{ ErrorCode: code, Message: 'x', Data: {} }] }),
});
const bare = (error: string, description = '', status = 400) => ({
  status,
  body: JSON.stringify({ error, error_description: description }),
});
type Answer = ReturnType<typeof bare>;

const ask = async (how: 'sign in' | 'renew' | 'check', { status, body }: Answer): Promise<DockpassError> => {
  const http = fakeHttp();
  http.handle = () => new Response(body, { status, headers: { 'content-type': 'application/json' } });
  const ports = { http, now: () => 0 };
  const token = new Secret('t');
  const calls = {
    'sign in': () => ordercloud.obtain?.(asUser, ports),
    renew: () => ordercloud.renew?.(asUser, token, ports),
    check: () => ordercloud.identify?.(asUser, token, ports),
  };
  const error: unknown = await Promise.resolve(calls[how]()).catch((problem: unknown) => problem);
  if (error instanceof DockpassError) return error;
  throw new Error('nothing was refused');
};

/** Code and reason; `!` where it is not tried again by itself. */
const summary = ({ code, reason, stopTrying }: DockpassError): string =>
  `${code}${reason === undefined || /^\d+$/.test(reason) ? '' : ` ${reason}`}${stopTrying ? '!' : ''}`;

const signingIn: readonly (readonly [string, Answer, string])[] = [
  ['wrong name or password', told('Auth.InvalidUsernameOrPassword'), 'wrong-credentials!'],
  ['wrong name or password, in the words of the guide', told('InvalidCredentials'), 'wrong-credentials!'],
  ['the same without a list', bare('InvalidCredentials'), 'wrong-credentials!'],
  ['the same as RFC 6749 has it', bare('invalid_grant'), 'wrong-credentials!'],
  ['one of them missing', told('Auth.UsernameAndPasswordRequired'), 'wrong-credentials!'],
  ['no more than "invalid"', told('Auth.OauthError'), 'wrong-credentials!'],
  ['a 401 without a known code', bare('unauthorized', '', 401), 'wrong-credentials!'],
  ['a locked user', told('Auth.LockedOut'), 'account-locked!'],
  ['a locked user beside another code', told('Auth.LockedOut', 'Auth.InvalidUsernameOrPassword'), 'account-locked!'],
  ['an expired password', told('Auth.PasswordExpired'), 'password-expired!'],
  ['a weak password', told('Auth.InsecurePassword'), 'password-expired insecure!'],
  ['a weak password, as the reset says it', told('PasswordReset.InsecurePassword'), 'password-expired insecure!'],
  ['a user switched off', told('Auth.UserNotActive'), 'user-inactive'],
  ['no such user', told('Auth.UserNotFound'), 'user-inactive no-user'],
  ['a seller switched off', told('Auth.SellerNotActive'), 'user-inactive company'],
  ['a company switched off', told('Auth.CompanyNotActive'), 'user-inactive company'],
  ['an API client switched off', told('Auth.ClientNotActive'), 'user-inactive api-client'],
  ['a role not allowed, by the knowledge base', told('Auth.InsufficientRole'), 'unknown-scope roles'],
  ['a role not allowed, by the SDK', told('Auth.InsufficientRoles'), 'unknown-scope roles'],
  ['a role not allowed, by RFC 6749', bare('invalid_scope'), 'unknown-scope roles'],
  ['no such API client, in the words of the guide', told('InvalidGrant'), 'wrong-app-id api-client'],
  ['no such API client', bare('invalid_client', 'no such client'), 'wrong-app-id api-client'],
  ['a missing client secret', bare('invalid_client', 'invalid client secret'), 'wrong-app-secret api-client'],
  ['a way the API client may not use', bare('unauthorized_client'), 'not-allowed-for-app'],
  ['a code nobody has heard of', told('Auth.Novelty', 'novelty'), 'provider-refused'],
  ['too many requests', { status: 429, body: '' }, 'rate-limited'],
  ['trouble worded as a refusal', told('Auth.LockedOut', 'invalid_grant', 503), 'provider-down'],
  ['trouble in a page', { status: 502, body: '<html>' }, 'provider-down'],
  ['a page that refuses', { status: 400, body: '<html>' }, 'provider-refused page'],
  ['a list of null', { status: 400, body: '{"error":"invalid_grant","Errors":null}' }, 'wrong-credentials!'],
];

const renewing: readonly (readonly [string, Answer, string])[] = [
  ['a revoked refresh token', told('Auth.TokenRevoked'), 'needs-sign-in'],
  ['a refresh token that ended', bare('invalid_grant'), 'needs-sign-in'],
  ['the same in the words of the guide', told('InvalidGrant'), 'needs-sign-in'],
  ['no more than "invalid"', told('Auth.OauthError'), 'needs-sign-in'],
  ['a locked user', told('Auth.LockedOut'), 'account-locked!'],
  ['a user switched off', told('Auth.UserNotActive'), 'user-inactive'],
  ['a client secret that ended', bare('invalid_client', 'invalid client secret'), 'wrong-app-secret api-client'],
];

const api = (status: number, code: string): Answer => ({
  status,
  body: JSON.stringify({ Errors: [{ ErrorCode: code, Message: 'x', Data: null }] }),
});
const checking: readonly (readonly [string, Answer, string])[] = [
  ['a token that ended', api(401, 'InvalidToken'), 'needs-sign-in'],
  ['a revoked token', api(401, 'Auth.TokenRevoked'), 'needs-sign-in'],
  ['a 401 without a known code', api(401, 'Whatever'), 'needs-sign-in'],
  ['a missing role', api(403, 'InsufficientRoles'), 'insufficient-scope roles'],
  ['nothing there', api(404, 'NotFound'), 'provider-refused'],
  ['an API that is offline', api(400, 'Api.Offline'), 'provider-down'],
  ['a fault of the server worded as a refusal', api(400, 'ServerError'), 'provider-down'],
  ['a fault of the server', { status: 500, body: '' }, 'provider-down'],
];

it('InvalidGrant, which may also mean a secret that is missing, says to type that too', async () => {
  const refusal = await ask('sign in', told('InvalidGrant'));
  expect(instruct(toFailure(refusal), 'Connect').help).toMatch(
    /API client ID.*If it has a secret, type the secret too/,
  );
});

describe('what OrderCloud’s refusals mean', () => {
  it.each(signingIn)('signing in: %s', async (_what, answer, meaning) =>
    expect(summary(await ask('sign in', answer))).toBe(meaning),
  );
  it.each(signingIn)('signing in, behind a byte order mark: %s', async (_what, { status, body }, meaning) =>
    expect(summary(await ask('sign in', { status, body: `\ufeff${body}` }))).toBe(meaning),
  );
  it.each(renewing)('renewing: %s', async (_what, answer, meaning) =>
    expect(summary(await ask('renew', answer))).toBe(meaning),
  );
  it.each(checking)('checking: %s', async (_what, answer, meaning) =>
    expect(summary(await ask('check', answer))).toBe(meaning),
  );

  it('names the host and none of the provider’s words', async () => {
    const error = await ask('sign in', bare('invalid_client', 'invalid client secret pw'));
    expect(error).toMatchObject({ detail: 'sandboxapi.ordercloud.io', message: 'wrong-app-secret' });
    expect(JSON.stringify(error)).not.toContain('pw');
  });

  it('never says whether the name or the password was wrong', () => {
    const { title, help } = instruct({ code: 'wrong-credentials', detail: 'OrderCloud' }, 'Connect');
    expect(`${title} ${help}`).not.toMatch(/password (was|is)|name (was|is)|wrong password|no such user/i);
    expect(help).toMatch(/name.*password/);
  });

  it('has words of its own for every reason', () => {
    const reasons = [...signingIn, ...renewing, ...checking].map(([, , meaning]) =>
      meaning.replace('!', '').split(' '),
    );
    for (const [code, reason] of reasons) {
      if (reason === undefined) continue;
      // Every code here is of the closed list: each came out of a DockpassError.
      const failure = { code: code as ErrorCode };
      expect(instruct({ ...failure, reason })).not.toEqual(instruct(failure));
    }
  });
});

import { randomBytes } from 'node:crypto';
import { formDecoded, readBasic } from '../local/basic-pair.ts';
import { type Answer, type Asked, json } from '../local/exchange.ts';
import { type LocalServer, type Route, startLocalServer } from '../local/server.ts';

export const tokenPath = '/v1/oauth2/token';
/** Nothing of the API is documented but the token address; this stands for whatever a person was told. */
export const verifyPath = '/v1/whoami';
export type PacklyPlace = 'token' | 'verify';

/** The credentials of one environment: Live and Sandbox have different ones. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}
export const sampleClient: Client = { clientId: 'px-4410', clientSecret: 'k3+Zz/9=pp' };

export interface Settings {
  expiresInSeconds: number;
  /** `bearer` in one documented example and `Bearer` in another. */
  tokenType: 'bearer' | 'Bearer';
  /** Not documented: JSON as RFC 6749 has it, or a page. */
  refusals: 'json' | 'html';
}
export interface PacklyOptions extends Partial<Settings> {
  readonly clients?: readonly Client[];
  readonly now?: () => number;
}
export interface Grant {
  readonly type: string;
  readonly outcome: string;
  readonly clientId: string;
}
export interface PacklyServer extends LocalServer<PacklyPlace> {
  readonly settings: Settings;
  readonly clients: Client[];
  readonly grants: readonly Grant[];
  readonly issued: readonly string[];
  /** From now on the API does not know this token. */
  readonly revoke: (accessToken: string) => void;
}

/** Starts a local Packly. All its answers are gzipped, and its tokens hold percent escapes that mean nothing. */
export async function startPackly(options: PacklyOptions = {}): Promise<PacklyServer> {
  const { clients: given, now = Date.now, ...changed } = options;
  const settings: Settings = { expiresInSeconds: 3600, tokenType: 'bearer', refusals: 'json', ...changed };
  const clients = [...(given ?? [sampleClient])];
  const grants: Grant[] = [];
  const issued: string[] = [];
  const living = new Map<string, number>();

  const token = (asked: Asked): Answer => {
    const { clientId, refusal } = grant(asked, clients);
    grants.push({ type: asked.form.get('grant_type') ?? '', outcome: refusal ?? 'granted', clientId });
    if (refusal !== undefined) return refused(refusal === 'invalid_client' ? 401 : 400, refusal, settings);
    const accessToken = `${randomBytes(18).toString('base64url')}%2F${randomBytes(6).toString('hex')}%3D%3D`;
    issued.push(accessToken);
    living.set(accessToken, now() + settings.expiresInSeconds * 1000);
    const { tokenType, expiresInSeconds } = settings;
    return gzipped(json(200, { token_type: tokenType, access_token: accessToken, expires_in: expiresInSeconds }));
  };
  const verify = ({ headers }: Asked): Answer => {
    const sent = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    return (living.get(sent) ?? 0) > now() ? gzipped(json(200, { ok: true })) : refused(401, 'invalid_token', settings);
  };
  const server = await startLocalServer<PacklyPlace>({
    now,
    routesAt:
      () =>
      ({ url }): Route<PacklyPlace> => {
        if (url.pathname === tokenPath) return { endpoint: 'token', place: 'token', answer: token };
        if (url.pathname === verifyPath) return { endpoint: 'verify', place: 'verify', answer: verify };
        return { endpoint: 'nothing', answer: () => refused(404, 'not_found', settings) };
      },
  });
  return { ...server, settings, clients, grants, issued, revoke: accessToken => void living.delete(accessToken) };
}

const gzipped = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } });

const refused = (status: number, error: string, { refusals }: Settings): Answer =>
  refusals === 'json'
    ? gzipped(json(status, { error, error_description: 'The request was refused.' }))
    : gzipped({ status, headers: { 'content-type': 'text/html' }, body: `<h1>${status}</h1>` });

/** Needs a User-Agent, a pair and exactly the documented form. */
function grant(asked: Asked, clients: readonly Client[]): { readonly clientId: string; readonly refusal?: string } {
  const [clientId = '', clientSecret] = readBasic(asked.headers.authorization)?.map(formDecoded) ?? [];
  const known = clients.some(one => one.clientId === clientId && one.clientSecret === clientSecret);
  if (asked.method !== 'POST' || !asked.headers['user-agent']) return { clientId, refusal: 'invalid_request' };
  if (!known) return { clientId, refusal: 'invalid_client' };
  if (asked.form.get('grant_type') !== 'client_credentials') return { clientId, refusal: 'unsupported_grant_type' };
  return asked.form.get('scope') === 'external' ? { clientId } : { clientId, refusal: 'invalid_scope' };
}
